"""Reminders in words, as they are so on the day on which they are said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from checklists.ladder import Rung
from checklists.lapsing import Lapse
from checklists.reasons import part_title
from checklists.requirement import Requirement
from checklists.vocabulary import Force, Kind, Stage, State
from portal.notices.queries.plan import Due, SlotReminder, VisitReminder
from portal.web.addresses import ENGAGEMENT, SLOT
from portal.words.labels import VISIT
from portal.words.wording import counted, day

MOST_NAMED = 3
"""More parts or requirements than these are counted."""


@dataclass(frozen=True, slots=True)
class Words:
    """What, why, by when, what follows otherwise, and the one link. `first` sorts: what comes first."""

    what: str
    why: str
    by_on: date | None
    href: str
    consequence: str
    first: date


def slot_words(reminder: SlotReminder, on: date) -> Words:
    """Of a slot as the one who is written to reads it."""
    requirement = reminder.line.slot.requirement
    lasts = [due.lapse.last_on for due in reminder.due]
    by_on = min(lasts)
    whose = "" if reminder.rung.is_partner else f"{reminder.engagement.partner}: "
    what = f"{whose}{requirement.title}{parts_words(requirement, reminder.due)}"
    why = f"{state_words(reminder, by_on, on)}{returned_words(reminder)}{rung_words(reminder)}"
    return Words(
        what=what,
        why=why,
        by_on=by_on if by_on >= on else None,
        href=SLOT(reminder.engagement.engagement_id, requirement.key),
        consequence=consequence_of(requirement),
        first=by_on,
    )


def parts_words(requirement: Requirement, due: Iterable[Due]) -> str:
    """The covers or years where they are few; people are counted and never named in a mail."""
    parts = [each.lapse.part for each in due if each.lapse.part]
    if not parts:
        return ""
    if requirement.kind is Kind.REGISTER:
        people = {part.partition(":")[0] for part in parts}
        return f", {counted(len(people), 'person', 'people')}"
    if len(parts) > MOST_NAMED:
        return f", {len(parts)} of them"
    return ": " + ", ".join(part_title(requirement, part) for part in parts)


def state_words(reminder: SlotReminder, last_on: date, on: date) -> str:
    """In real days, whatever the step is called."""
    several = len({due.lapse.last_on for due in reminder.due}) > 1
    lapse = min((due.lapse for due in reminder.due), key=lambda each: each.last_on)
    preferred = "Preferred, not required. " if reminder.line.slot.requirement.force is Force.SHOULD else ""
    return preferred + (
        ahead_words(lapse, on, several) if last_on >= on else behind_words(lapse, on, several)
    )


def ahead_words(lapse: Lapse, on: date, several: bool) -> str:
    left = in_days((lapse.last_on - on).days)
    if lapse.before is State.NOT_NEEDED:
        return f"Not needed yet; needed from {day(lapse.from_on)}, {left}."
    if lapse.before is State.WAIVED:
        return f"Waived until {day(lapse.last_on)}, {left}."
    first = "The first ends on" if several else "Accepted until"
    return f"{first} {day(lapse.last_on)}, {left}. Send the next one now: the two join up."


def behind_words(lapse: Lapse, on: date, several: bool) -> str:
    ago = counted((on - lapse.last_on).days, "day")
    if lapse.before is State.MET:
        first = "The first ended on" if several else "Ended on"
        return f"{first} {day(lapse.last_on)}, {ago} ago. Nothing has followed yet."
    if lapse.before is State.WAIVED:
        return f"The waiver ended on {day(lapse.last_on)}, {ago} ago."
    return f"Asked since {day(lapse.from_on)}. Nothing is accepted yet."


def in_days(number: int) -> str:
    """
    >>> in_days(0), in_days(1), in_days(5)
    ('today', 'tomorrow', 'in 5 days')
    """
    return {0: "today", 1: "tomorrow"}.get(number, f"in {number} days")


def returned_words(reminder: SlotReminder) -> str:
    """What was sent came back and waits to be mended."""
    returned = [work for work in reminder.line.work if work.stage is Stage.RETURNED]
    return f" What you sent needs a change: “{returned[0].words}”" if returned and returned[0].words else ""


def rung_words(reminder: SlotReminder) -> str:
    """Why somebody else is written to as well, courteously."""
    lead = reminder.engagement.lead
    match reminder.rung:
        case Rung.SECOND:
            return " We write to you too, as the second contact."
        case Rung.MANAGER:
            return " They have been reminded; a call may help."
        case Rung.CHIEF_OFFICER:
            return f" We write to you because our reminders have not helped so far, and {lead} counts on it."
        case _:
            return ""


def consequence_of(requirement: Requirement) -> str:
    return f"Clause {requirement.clause}." if requirement.clause else ""


def visit_words(reminder: VisitReminder, on: date) -> Words:
    """What is outstanding for the day of a visit or meeting."""
    number = len(reminder.outstanding)
    titles = [line.slot.requirement.title for line in reminder.outstanding]
    listed = ", ".join(titles[:MOST_NAMED]) + (
        f" and {number - MOST_NAMED} more" if number > MOST_NAMED else ""
    )
    left = in_days((reminder.on_date - on).days)
    with_lead = (
        f" {counted(reminder.with_lead, 'thing', 'things')} more with {reminder.engagement.lead}."
        if reminder.with_lead
        else ""
    )
    whose = "" if reminder.rung.is_partner else f"{reminder.engagement.partner}: "
    kind, things = VISIT.get(reminder.kind, "Visit"), counted(number, "thing", "things")
    return Words(
        what=f"{whose}{kind} on {day(reminder.on_date)}, {left}: {things} outstanding",
        why=f"{listed}.{with_lead}",
        by_on=reminder.on_date,
        href=ENGAGEMENT(reminder.engagement.engagement_id, on=reminder.on_date.isoformat()),
        consequence="",
        first=reminder.on_date,
    )
