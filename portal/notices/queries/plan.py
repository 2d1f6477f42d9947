"""What people are to be reminded of on a day, and what is not said and why.

The same plan is shown before anything goes out, and is what then goes out.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from itertools import chain

from checklists.ladder import Quiet, Rung, Step
from checklists.lapsing import Lapse
from portal.commitments.queries.owed import OwedYear
from portal.findings.queries.actions import ActionLine
from portal.notices.queries.engagements import Engaged
from portal.notices.queries.recipients import Recipient
from portal.notices.queries.reminded import Rail
from portal.notices.queries.wishes import Held
from portal.occurrences.queries.told import Line as Occurrence
from portal.outcomes.queries.reviews import Review
from portal.returns.queries.period import Line
from portal.standing.queries.slots import SlotLine, Work


@dataclass(frozen=True, slots=True)
class Due:
    """A part of a slot whose step has come."""

    rail: Rail
    lapse: Lapse
    step: Step


@dataclass(frozen=True, slots=True)
class SlotReminder:
    """What one person is reminded of in one slot. `rung` says as what she is written to, `is_reached` whether
    anybody of the partner is."""

    recipient: Recipient
    rung: Rung
    engagement: Engaged
    line: SlotLine
    due: tuple[Due, ...]
    is_reached: bool = True


@dataclass(frozen=True, slots=True)
class Silence:
    """What of a slot is wanting, or will be, and of which nobody is told, all for one reason; what ends first
    in front."""

    engagement: Engaged
    line: SlotLine
    lapses: tuple[Lapse, ...]
    quiet: Quiet
    held: Held | None


@dataclass(frozen=True, slots=True)
class Coming:
    """A visit or meeting that lies ahead."""

    visit_id: uuid.UUID
    kind: str
    on_date: date


@dataclass(frozen=True, slots=True)
class VisitReminder:
    """What one person is reminded of before a visit or meeting: what is outstanding for its day. Of
    `outstanding` the partner has to see to, `with_lead` more are being checked."""

    recipient: Recipient
    rung: Rung
    engagement: Engaged
    visit: Coming
    outstanding: tuple[SlotLine, ...]
    with_lead: int
    due: Due


@dataclass(frozen=True, slots=True)
class ReturnReminder:
    """What one person is reminded of before a return of a period is due, and while it is late."""

    recipient: Recipient
    rung: Rung
    engagement: Engaged
    line: Line
    first_on: date
    due: Due


@dataclass(frozen=True, slots=True)
class PromiseReminder:
    """What waits for a reviewer longer than the lead promised, `late` working days by now."""

    recipient: Recipient
    engagement: Engaged
    line: SlotLine
    work: Work
    rail: Rail
    step: Step
    late: int


@dataclass(frozen=True, slots=True)
class ActionReminder:
    """What one person is reminded of that is to be done by a day, or was."""

    recipient: Recipient
    rung: Rung
    engagement: Engaged
    action: ActionLine
    due: Due


@dataclass(frozen=True, slots=True)
class OccurrenceReminder:
    """What one person is reminded of that a partner has to tell, or the lead to forward, by a day."""

    recipient: Recipient
    rung: Rung
    engagement: Engaged
    line: Occurrence
    due: Due


@dataclass(frozen=True, slots=True)
class PromisedReminder:
    """What one person is reminded of before a year of a commitment of the tender is due, and while it is
    late."""

    recipient: Recipient
    rung: Rung
    engagement: Engaged
    owed: OwedYear
    due: Due


@dataclass(frozen=True, slots=True)
class RatingReminder:
    """What one person of the lead is reminded of before soft outcomes are to be rated, and while they are
    late."""

    recipient: Recipient
    engagement: Engaged
    review: Review
    due: Due


@dataclass(frozen=True, slots=True)
class Plan:
    """Of one day: all go out but `silences`, which do not."""

    slots: tuple[SlotReminder, ...] = ()
    visits: tuple[VisitReminder, ...] = ()
    promises: tuple[PromiseReminder, ...] = ()
    silences: tuple[Silence, ...] = ()
    returns: tuple[ReturnReminder, ...] = ()
    actions: tuple[ActionReminder, ...] = ()
    occurrences: tuple[OccurrenceReminder, ...] = ()
    promised: tuple[PromisedReminder, ...] = ()
    ratings: tuple[RatingReminder, ...] = ()


def by_person(plan: Plan) -> dict[Recipient, Plan]:
    """What goes out to each."""
    found = defaultdict[Recipient, list[Plan]](list)
    for kind in (each.name for each in fields(Plan) if each.name != "silences"):
        for reminder in getattr(plan, kind):
            found[reminder.recipient].append(Plan(**{kind: (reminder,)}))
    return {recipient: together(plans) for recipient, plans in found.items()}


def together(plans: Iterable[Plan]) -> Plan:
    """All of them as one, in their order."""
    found = tuple(plans)
    kinds = (each.name for each in fields(Plan))
    return Plan(*(tuple(chain.from_iterable(getattr(each, kind) for each in found)) for kind in kinds))


def for_others(plan: Plan, person_id: uuid.UUID) -> Plan:
    """What the partner's people are told, and who hears with them; whoever sends it knows."""
    return Plan(
        tuple(each for each in plan.slots if each.recipient.person_id != person_id),
        tuple(each for each in plan.visits if each.recipient.person_id != person_id),
        returns=tuple(each for each in plan.returns if each.recipient.person_id != person_id),
        promised=tuple(each for each in plan.promised if each.recipient.person_id != person_id),
        actions=tuple(each for each in plan.actions if each.recipient.person_id != person_id),
        occurrences=tuple(
            each for each in plan.occurrences if each.line.tell_by and each.recipient.person_id != person_id
        ),
    )
