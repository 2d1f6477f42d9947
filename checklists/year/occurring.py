"""What has happened and must be told: which kinds there are, how one stands, and what may be done with it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from checklists.requirement import Checklist
from checklists.slots import version_on
from checklists.working_days import working_days_after
from checklists.year.clocks import Clock, Happened, forwarding_clock, telling_clock
from checklists.year.rows import Event, is_asked_of
from checklists.year.vocabulary import Party

LONG_AGO = 60
"""Days: what was known longer ago is asked about."""

SAFEGUARDING = Event(
    key="safeguarding-concern",
    title="Safeguarding concern raised",
    clause="",
    source="",
    asks="That a concern was raised, when and with whom: never the case itself.",
    confidential=True,
)
OFFICER = Event(
    key="officer-change",
    title="Change of chief officer or contact",
    clause="",
    source="",
    asks="That somebody else is chief officer or the contact, and from when. Then name them under Contacts.",
)
USUAL = (SAFEGUARDING, OFFICER)
"""What any lead wants to be told of, where its contract says nothing of it: without a term."""


class State(StrEnum):
    """Asked: the lead knows of it, and the partner has not told it."""

    ASKED = "asked"
    TOLD = "told"
    ACKNOWLEDGED = "acknowledged"
    FORWARDED = "forwarded"
    CLOSED = "closed"


class Step(StrEnum):
    """What was done with it. Followed: somebody says what followed from it."""

    ACKNOWLEDGED = "acknowledged"
    FORWARDED = "forwarded"
    FOLLOWED = "followed"
    CLOSED = "closed"


def kinds_told(version: Checklist) -> tuple[Event, ...]:
    """The contract's own rows of what partners tell, then the usual ones that it says nothing of."""
    own = tuple(each for each in version.year.events if is_asked_of(each, Party.PARTNER))
    return (*own, *usual_beside(version))


def usual_beside(version: Checklist) -> tuple[Event, ...]:
    named = {each.key for each in version.year.events}
    return tuple(each for each in USUAL if each.key not in named)


def find_kind(versions: Sequence[Checklist], key: str, on: date) -> Event:
    """As the version words it that is in force on the day, else as the newest does that has it. What none
    has any more is told without a term."""
    for version in (version_on(versions, on), *reversed(versions)):
        for each in (*version.year.events, *USUAL):
            if each.key == key:
                return each
    return Event(key=key, title=key.replace("-", " ").capitalize(), clause="", source="", asks="")


@dataclass(frozen=True, slots=True)
class Clocks:
    """By when the lead is told, and by when it tells the council; None where nothing asks that of it."""

    telling: Clock
    forwarding: Clock | None


def clocks_of(event: Event, happened: Happened, holidays: Collection[date]) -> Clocks:
    """The lead passes nothing on that is confidential."""
    forwarding = None if event.confidential else forwarding_clock(event, happened, holidays)
    return Clocks(telling_clock(event, happened, holidays), forwarding)


@dataclass(frozen=True, slots=True)
class Late:
    """How late: so many days, working ones where the term is in such."""

    days: int
    working: bool


def lateness(clock: Clock, on: date, holidays: Collection[date], *, working: bool) -> Late | None:
    """None where it is not late. What is late by a Saturday alone is a day late, and no working day."""
    days = clock.late_days(on)
    if clock.due_on is None or not days:
        return None
    done_on = clock.done_on if clock.done_on is not None and clock.done_on <= on else on
    worked = working_days_after(clock.due_on, done_on, holidays) if working else 0
    return Late(worked, working=True) if worked else Late(days, working=False)


def state_of(*, is_told: bool, steps: Iterable[Step]) -> State:
    """
    >>> state_of(is_told=True, steps=[Step.ACKNOWLEDGED, Step.FOLLOWED]).value
    'acknowledged'
    """
    done = set(steps)
    for step in (Step.CLOSED, Step.FORWARDED, Step.ACKNOWLEDGED):
        if step in done:
            return State(step.value)
    return State.TOLD if is_told else State.ASKED


def lead_steps(state: State, clocks: Clocks, *, confidential: bool) -> frozenset[Step]:
    """What the lead may do next. Nothing is closed that it still has to tell the council."""
    if state is State.CLOSED:
        return frozenset() if confidential else frozenset({Step.FOLLOWED})
    if state is State.ASKED:
        return frozenset({Step.CLOSED})
    owes = clocks.forwarding is not None and clocks.forwarding.done_on is None
    found = {Step.FORWARDED} if state is not State.FORWARDED else set()
    found |= {Step.ACKNOWLEDGED} if state is State.TOLD else set()
    found |= set() if confidential else {Step.FOLLOWED}
    return frozenset(found if owes else {*found, Step.CLOSED})


__all__ = [
    "LONG_AGO",
    "OFFICER",
    "SAFEGUARDING",
    "USUAL",
    "Clocks",
    "Late",
    "State",
    "Step",
    "clocks_of",
    "find_kind",
    "kinds_told",
    "lateness",
    "lead_steps",
    "state_of",
]
