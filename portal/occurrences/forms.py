"""What is typed about something that happened."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from checklists.calendar import in_words
from checklists.year.occurring import LONG_AGO
from checklists.year.rows import Event
from portal.acting.wording import many_lines
from portal.occurrences.actions.take_step import Forwarding
from portal.occurrences.queries.told import Other, Telling
from portal.web.between import Questions
from portal.web.dates import day_as_typed
from portal.web.fields import Fields
from portal.web.typed import Typed
from portal.words.wording import counted, day

FEW_WORDS = 1_000
"""Characters: a few words, and no case file."""

OTHERS = (1, 2)
"""So many others may be named who were told already."""

HOW = {"here": "Share it here", "outside": "It was told outside, by mail or telephone"}
QUESTIONS = Questions(
    {
        "happened_on": "When it happened or began",
        "known_on": "When it was known",
        "told_on": "When the lead was told",
        "set_on": "The day that was set",
        **{f"other_{number}": "Who else was told" for number in OTHERS},
        **{f"other_{number}_on": "When somebody else was told" for number in OTHERS},
        "their_reference": "Their reference",
        "words": "What happened",
        "follows": "What follows",
        "event_key": "What kind it is",
    }
)


FOLLOWS = "What follows from it"


def read_telling(typed: Typed, event: Event, today: date, *, by_lead: bool) -> Telling:
    """Raises CannotDo."""
    fields = Fields(typed)
    needed = "" if by_lead else "Enter the day on which it happened or began."
    happened_on = fields.day("happened_on", "The day on which it happened", needed)
    known_on = fields.past_day(
        "known_on", "The day on which it was known", "Enter the day on which it was known.", today
    )
    telling = Telling(
        event.key,
        happened_on,
        known_on or today,
        told_on=read_told(fields, today) if by_lead else None,
        set_on=fields.day("set_on", "The day that was set") if event.as_set else None,
        others=read_others(fields, today),
        their_reference=fields.line("their_reference", called="The reference") if event.confidential else "",
        words="" if event.confidential else fields.lines("words", WORDS_NEEDED, FEW_WORDS),
        follows="" if event.confidential else fields.lines("follows", longest=FEW_WORDS, called=FOLLOWS),
    )
    fields.check()
    return telling


WORDS_NEEDED = "Say in a few words what happened."


def read_told(fields: Fields, today: date) -> date | None:
    """The day on which the lead was told; None where it asks for it."""
    said = fields.choice("told", ("yes", "no"), "Say whether they have told you already.")
    if said != "yes":
        return None
    return fields.past_day(
        "told_on", "The day on which you were told", "Enter the day on which you were told.", today
    )


def read_others(fields: Fields, today: date) -> tuple[Other, ...]:
    """Whom with the day; one without the other is asked for."""
    found = []
    for number in OTHERS:
        body = fields.line(f"other_{number}", called=f"Who else was told ({number})")
        on = fields.past_day(
            f"other_{number}_on", f"The day on which {body or f'number {number}'} was told", "", today
        )
        if body and on is None and f"other_{number}_on" not in fields.problems:
            fields.miss(f"other_{number}_on", f"Enter the day on which you told {body}.")
        elif on and not body:
            fields.miss(f"other_{number}", f"Enter whom you told on {in_words(on)}.")
        elif body and on:
            found.append(Other(body, on))
    return tuple(found)


def telling_typed(telling: Telling) -> Typed:
    """As the form shows what was said."""
    typed = Typed(
        {
            "event_key": [telling.event_key],
            "their_reference": [telling.their_reference],
            "words": [telling.words],
            "follows": [telling.follows],
            "told": ["yes" if telling.told_on else "no"],
        }
    )
    for name in ("happened_on", "known_on", "told_on", "set_on"):
        typed |= day_as_typed(name, getattr(telling, name))
    for number, each in enumerate(telling.others, 1):
        typed[f"other_{number}"] = [each.body]
        typed |= day_as_typed(f"other_{number}_on", each.on)
    return typed


def doubts_of(telling: Telling, names: Sequence[str], today: date) -> tuple[str, ...]:
    """What is asked about before it is taken as it is."""
    found = []
    ago = (today - telling.known_on).days
    if telling.told_on is None and telling.known_on < today - timedelta(days=LONG_AGO):
        found.append(
            f"You say that you knew of it on {day(telling.known_on)}, {counted(ago, 'day')} ago. "
            "Is that the day?"
        )
    if telling.happened_on and telling.known_on < telling.happened_on:
        found.append(
            f"By these days it was known on {day(telling.known_on)}, before it happened or began on "
            f"{day(telling.happened_on)}. Is each the right day?"
        )
    if names:
        found.append(f"Your words seem to name {', '.join(names)}. Names of people do not belong here.")
    return tuple(found)


def read_because(typed: Typed) -> str:
    return many_lines(typed.first("because"))[:FEW_WORDS]


def read_forwarding(typed: Typed, today: date) -> Forwarding:
    """Raises CannotDo."""
    fields = Fields(typed)
    how = fields.choice("how", HOW, "Say how the council is told.")
    done_on, to_whom = None, ""
    if how == "outside":
        done_on = fields.past_day("done_on", "The day", "Enter the day on which you told it.", today)
        to_whom = fields.line("to_whom", "Say whom you told, such as the contract’s officer.")
    words = fields.lines("words", longest=FEW_WORDS) if how == "here" else ""
    fields.check()
    return Forwarding(how == "here", done_on or today, to_whom, words)


def read_lead_part(typed: Typed, now: Telling, today: date) -> Telling:
    """What the lead puts right: the kind, and the day on which it was told. Raises CannotDo."""
    fields = Fields(typed)
    told_on = fields.past_day("told_on", "The day on which you were told", "", today)
    if now.told_on and told_on is None and "told_on" not in fields.problems:
        fields.miss("told_on", "Enter the day on which you were told.")
    set_on = fields.day("set_on", "The day that was set")
    fields.check()
    key = fields.typed.first("event_key") or now.event_key
    return replace(now, event_key=key, told_on=told_on, set_on=set_on)
