"""Reminders in words, as they are so on the day on which they are said."""

from dataclasses import dataclass
from datetime import date

from checklists.ladder import Rung
from checklists.requirement import Requirement
from checklists.vocabulary import Force, Stage, State
from portal.clock import local_day
from portal.notices.presenters.lapsing import MOST_NAMED, in_days, lapse_words, parts_words
from portal.notices.queries.plan import (
    ActionReminder,
    OccurrenceReminder,
    PromiseReminder,
    ReturnReminder,
    SlotReminder,
    VisitReminder,
)
from portal.web.addresses import (
    ACTION,
    ENGAGEMENT,
    OCCURRENCE,
    PARTNER_RETURNS,
    PERIOD_RETURN,
    REVIEW,
    SLOT,
)
from portal.words.labels import VISIT
from portal.words.returns import in_address, period_words
from portal.words.wording import counted, day


@dataclass(frozen=True, slots=True)
class Words:
    """What, why, by when, what follows otherwise, and the one link. `first` sorts: what comes first. `brief`
    is what a subject says of it."""

    what: str
    why: str
    by_on: date | None
    href: str
    consequence: str
    first: date
    brief: str = ""


def slot_words(reminder: SlotReminder, on: date) -> Words:
    """Of a slot as the one who is written to reads it."""
    requirement = reminder.line.slot.requirement
    lasts = [due.lapse.last_on for due in reminder.due]
    by_on = min(lasts)
    whose = "" if reminder.rung.is_partner else f"{reminder.engagement.partner}: "
    what = f"{whose}{requirement.title}{parts_words(requirement, (due.lapse.part for due in reminder.due))}"
    why = f"{state_words(reminder, on)}{returned_words(reminder)}{rung_words(reminder)}"
    return Words(
        what=what,
        why=why,
        by_on=by_on if by_on >= on else None,
        href=SLOT(reminder.engagement.engagement_id, requirement.key),
        consequence=consequence_of(requirement),
        first=by_on,
        brief=brief_words(reminder, by_on, on),
    )


def brief_words(reminder: SlotReminder, last_on: date, on: date) -> str:
    if last_on >= on:
        return f"by {day(last_on)}"
    was = min((due.lapse for due in reminder.due), key=lambda each: each.last_on).before
    return "out of date" if was is State.MET else "still needed"


def by_words(what: str, by_on: date | None) -> str:
    """By when; nothing where the day is said already, such as that of a visit.

    >>> by_words("Insurance", date(2027, 3, 31)), by_words("Audit visit on 31 March 2027", date(2027, 3, 31))
    ('By 31 March 2027', '')
    """
    return f"By {day(by_on)}" if by_on and day(by_on) not in what else ""


def state_words(reminder: SlotReminder, on: date) -> str:
    requirement = reminder.line.slot.requirement
    preferred = "Preferred, not required. " if requirement.force is Force.SHOULD else ""
    return preferred + lapse_words(requirement, (due.lapse for due in reminder.due), on)


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
        case Rung.CHIEF_OFFICER:
            return f" We write to you because our reminders have not helped so far, and {lead} counts on it."
        case _:
            return ""


def consequence_of(requirement: Requirement) -> str:
    """What the contract says of it, as far as the checklist holds its words, and where."""
    place = f"Clause {requirement.clause}" if requirement.clause else ""
    if requirement.consequence:
        return f"{place or 'The contract'}: {requirement.consequence}"
    return f"{place}." if place else ""


def visit_words(reminder: VisitReminder, on: date) -> Words:
    """What is outstanding for the day of a visit or meeting."""
    visit, number = reminder.visit, len(reminder.outstanding)
    titles = [line.slot.requirement.title for line in reminder.outstanding]
    more = f" and {number - MOST_NAMED} more" if number > MOST_NAMED else ""
    left, things = in_days(visit.on_date, on), counted(number, "thing", "things")
    waiting = counted(reminder.with_lead, "more is", "more are")
    whose = "" if reminder.rung.is_partner else f"{reminder.engagement.partner}: "
    return Words(
        what=f"{whose}{VISIT.get(visit.kind, 'Visit')} on {day(visit.on_date)}, {left}: {things} outstanding",
        why=f"{', '.join(titles[:MOST_NAMED])}{more}."
        + (f" {waiting} with {reminder.engagement.lead}." if reminder.with_lead else ""),
        by_on=visit.on_date,
        href=ENGAGEMENT(reminder.engagement.engagement_id, on=visit.on_date.isoformat()),
        consequence="",
        first=visit.on_date,
    )


def return_words(reminder: ReturnReminder, on: date) -> Words:
    """That a return of a period is due, or late."""
    line, asked = reminder.line, reminder.line.asked
    by_on = reminder.due.lapse.last_on
    whose = "" if reminder.rung.is_partner else f"{reminder.engagement.partner}: "
    late = (on - by_on).days
    stands = (
        f"It was due on {day(by_on)}, {counted(late, 'day')} ago."
        if late > 0
        else f"It is due {in_days(by_on, on)}."
    )
    waits = " It waits to be signed." if line.is_put_up else ""
    row, address = asked.row, PERIOD_RETURN if reminder.rung.is_partner else PARTNER_RETURNS
    gaps = (row.key, in_address(asked.owed.part)) if reminder.rung.is_partner else ()
    clause = f"Clause {row.clause}" if row.clause else "The contract"
    return Words(
        what=f"{whose}{row.title}, {period_words(asked, reminder.first_on)}",
        why=f"{stands}{waits}",
        by_on=by_on if late <= 0 else None,
        href=address(reminder.engagement.engagement_id, *gaps),
        consequence=f"{clause}: {row.consequence}" if row.consequence else "",
        first=by_on,
        brief=f"by {day(by_on)}" if late <= 0 else "late",
    )


def action_words(reminder: ActionReminder, on: date) -> Words:
    """Of what is to be done by a day, or was."""
    action, engagement = reminder.action, reminder.engagement
    whose = "" if reminder.rung.is_partner else f"{engagement.partner}: "
    late = (on - action.by_on).days
    stands = (
        f"It was to be done by {day(action.by_on)}, {counted(late, 'day')} ago."
        if late > 0
        else f"It is to be done by {day(action.by_on)}, {in_days(action.by_on, on)}."
    )
    evidence = f" To show it: {action.evidence}." if action.evidence else ""
    return Words(
        what=f"{whose}{action.what}",
        why=f"{stands} Who: {action.who}.{evidence}",
        by_on=action.by_on if late <= 0 else None,
        href=ACTION(engagement.engagement_id, action.action_id),
        consequence="",
        first=action.by_on,
        brief="overdue" if late > 0 else f"by {day(action.by_on)}",
    )


def promise_words(reminder: PromiseReminder) -> Words:
    """What waits for a decision longer than was promised."""
    requirement, sent_on = reminder.line.slot.requirement, local_day(reminder.work.since)
    late = counted(reminder.late, "working day", "working days")
    part = parts_words(requirement, [reminder.work.part_key])
    return Words(
        what=f"{reminder.engagement.partner}: {requirement.title}{part} waits for a decision",
        why=f"Sent on {day(sent_on)}. You promise an answer by {day(reminder.rail.last_on)}, {late} ago.",
        by_on=None,
        href=REVIEW(reminder.work.submission_id),
        consequence="",
        first=reminder.rail.last_on,
    )


def occurrence_words(reminder: OccurrenceReminder, on: date) -> Words:
    """That something is to be told, or to be forwarded to the council, by a day."""
    line, by_on = reminder.line, reminder.due.lapse.last_on
    event, late = line.event, (on - by_on).days
    whose = "" if reminder.rung.is_partner else f"{reminder.engagement.partner}: "
    what = "To be told" if line.tell_by else "To be forwarded to the council"
    stands = f"It was due on {day(by_on)}." if late > 0 else f"It is due {in_days(by_on, on)}."
    clause = f"Clause {event.clause}" if event.clause else "The contract"
    return Words(
        what=f"{whose}{what}: {event.title}, {line.reference}",
        why=stands,
        by_on=by_on if late <= 0 else None,
        href=OCCURRENCE(line.engagement_id, line.occurrence_id),
        consequence=f"{clause}: {event.consequence}" if event.consequence else "",
        first=by_on,
        brief="late" if late > 0 else f"by {day(by_on)}",
    )
