"""What happened and must be told, in words: by when, and how late."""

from datetime import date

from checklists.year.clocks import Clock
from checklists.year.occurring import Late, State, lateness
from checklists.year.rows import Due, Event
from portal.words.wording import counted, day

STATE = {
    State.ASKED: "Not told yet",
    State.TOLD: "Told",
    State.ACKNOWLEDGED: "Acknowledged",
    State.FORWARDED: "Forwarded",
    State.CLOSED: "Closed",
}
TAG = {
    State.ASKED: "govuk-tag--red",
    State.TOLD: "govuk-tag--yellow",
    State.ACKNOWLEDGED: "govuk-tag--light-blue",
    State.FORWARDED: "govuk-tag--blue",
    State.CLOSED: "govuk-tag--grey",
}


def term_words(event: Event) -> str:
    """By when the contract wants it told.

    >>> from checklists.year.occurring import OFFICER
    >>> term_words(OFFICER)
    'The contract names no day: tell it as soon as you can.'
    """
    if event.at_once:
        return "At once: on the day on which you know of it."
    if event.as_set:
        return "By the day that is set for it."
    if event.due:
        return f"Within {due_words(event.due)} of knowing of it."
    return "The contract names no day: tell it as soon as you can."


def due_words(due: Due) -> str:
    return counted(due.days, "working day" if due.working else "day")


def late_words(late: Late) -> str:
    """
    >>> late_words(Late(3, working=True)), late_words(Late(1, working=False))
    ('3 working days late', '1 day late')
    """
    return f"{counted(late.days, 'working day' if late.working else 'day')} late"


def clock_words(
    clock: Clock, on: date, holidays: frozenset[date], *, done: str, open_words: str, working: bool
) -> str:
    """Told on 12 March 2027, 3 working days late: it was due on 9 March 2027. Late is late when it is done,
    too. `done` and `open_words` say what was done, or is to be."""
    late = lateness(clock, on, holidays, working=working)
    if clock.done_on is None:
        if clock.due_on is None:
            return f"{open_words}: the contract names no day."
        return f"{open_words} by {day(clock.due_on)}{f', {late_words(late)} by now' if late else ''}."
    if clock.due_on is None:
        return f"{done} on {day(clock.done_on)}."
    if late is None:
        return f"{done} on {day(clock.done_on)}, in time: it was due on {day(clock.due_on)}."
    return f"{done} on {day(clock.done_on)}, {late_words(late)}: it was due on {day(clock.due_on)}."
