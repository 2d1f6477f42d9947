"""Readiness: standing on the day of a visit or meeting, with what stands in its way."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from checklists.facts import Engagement
from checklists.requirement import Requirement
from checklists.timeline import Interval
from checklists.vocabulary import FROM_THE_LEAD, UNMET, Force, Level, Stage, State, Turn


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot on the day that is asked about. `issued` says whether the lead has given what it has to give,
    `with_lead` which parts of the slot the reviewers have now. `ending` are the parts that will be wanting
    when a slot in order lapses, `paused` those for which a renewal has been applied for: nobody is chased.
    `is_said_done` where only findings hold it up, and of each the partner has said that all is done."""

    requirement: Requirement
    interval: Interval
    stage: Stage = Stage.NOTHING
    issued: bool = True
    with_lead: frozenset[str] = frozenset()
    ending: tuple[str, ...] = ()
    paused: frozenset[str] = frozenset()
    is_said_done: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A slot that stands in the way, or is near to, and whose move it is."""

    slot: Slot
    turn: Turn


@dataclass(frozen=True, slots=True)
class Readiness:
    level: Level
    blockers: tuple[Point, ...]
    warnings: tuple[Point, ...]


def readiness(slots: Iterable[Slot], engagement: Engagement, on: date) -> Readiness:
    """Blockers are must-requirements that are missing or expired on the day; warnings are those that lapse or
    become needed within their warning time after it, and what is missing or expired but does not block."""
    blockers: list[Point] = []
    warnings: list[Point] = []
    for slot in slots:
        if blocks(slot):
            blockers.append(Point(slot, turn(slot, engagement, on)))
        elif slot.interval.state in UNMET or is_near_end(slot, engagement, on):
            warnings.append(Point(slot, turn(slot, engagement, on)))
    with_lead = sum(point.turn is Turn.LEAD for point in blockers)
    found = level(len(blockers), with_lead, len(warnings))
    return Readiness(found, tuple(blockers), tuple(warnings))


def is_exception(slot: Slot) -> bool:
    """Whether it is preferred, and an exception from it was recorded: so a waiver is called there."""
    return slot.requirement.force is Force.SHOULD and slot.interval.state is State.WAIVED


def blocks(slot: Slot) -> bool:
    """What somebody else carries out never blocks the partner."""
    asked = slot.requirement
    return asked.force is Force.MUST and asked.is_the_partners and slot.interval.state in UNMET


def level(blockers: int, blockers_with_lead: int, warnings: int) -> Level:
    """Waiting where every blocker is the lead's move: the partner is not marked down for that."""
    if blockers > blockers_with_lead:
        return Level.NOT_READY
    if blockers:
        return Level.WAITING
    return Level.WATCH if warnings else Level.READY


def is_near_end(slot: Slot, engagement: Engagement, on: date, visit_on: date | None = None) -> bool:
    """Whether a slot that is in order, or not needed, will be missing or expired within its warning time, or
    on the day of the visit where one is given.

    What lapses with the engagement is not near its end, nor is what something else already follows upon.
    """
    lapses_on = in_order_until(slot.interval)
    if lapses_on is None or lapses_on >= engagement.span.until_on:
        return False
    is_soon = lapses_on - engagement.span.clamp(on) <= timedelta(days=slot.requirement.warn_days)
    return is_soon or (visit_on is not None and lapses_on < visit_on)


def in_order_until(interval: Interval) -> date | None:
    """The last day before it is missing or expired; None where it is so now, and where what is not needed
    never will be."""
    if interval.state in UNMET:
        return None
    if interval.state is State.NOT_NEEDED:
        return interval.lapses_on
    return interval.lapses_on or interval.until_on


def is_with_lead(slot: Slot) -> bool:
    """Whether the reviewers have all of it that stands in the way: another part may still be wanting."""
    if slot.stage is not Stage.WAITING:
        return False
    return slot.interval.state not in UNMET or slot.interval.wanting <= slot.with_lead


def in_the_way(slot: Slot) -> Interval:
    """What the slot's interval says of the parts that are wanting and that the reviewers do not have; all of
    it where they have none of them, or every one."""
    interval = slot.interval
    left = interval.wanting - slot.with_lead
    return interval if not left or left == interval.wanting else only(interval, left)


def only(interval: Interval, left: Collection[str]) -> Interval:
    """What it says of these of the parts that are wanting; where none is left, that it is wanting."""
    parts, also = kept(interval.parts, left), kept(interval.also, left)
    if parts or not also:
        return replace(interval, parts=parts, also=also)
    return replace(interval, state=State.EXPIRED, parts=also, also=(), lapses_on=None)


def kept(parts: tuple[str, ...], left: Collection[str]) -> tuple[str, ...]:
    return tuple(part for part in parts if part in left)


def is_paused(slot: Slot) -> bool:
    """Whether for each part that is wanting, or will be next, a renewal was applied for or the reviewers have
    it; a part that was returned is the partner's turn all the same."""
    wanting = slot.interval.wanting or frozenset(slot.ending)
    if slot.stage in {Stage.DRAFT, Stage.RETURNED} or not wanting & slot.paused:
        return False
    return wanting <= slot.paused | slot.with_lead


def turn(slot: Slot, engagement: Engagement, on: date, visit_on: date | None = None) -> Turn:
    """Whose move it is: with the reviewer the lead's; what the lead has to carry out, to issue, to put up for
    signing or to confirm the lead's; where a renewal has been applied for nobody's; what is wanting, begun,
    returned or near its end (or will be wanting on the day of the visit) the partner's; otherwise nobody's.
    """
    if is_with_lead(slot):
        return Turn.LEAD
    is_due = slot.interval.state in UNMET or is_near_end(slot, engagement, on, visit_on)
    if waits_for_lead(slot):
        return Turn.LEAD if is_due else Turn.NOBODY
    if slot.interval.state is State.NOT_NEEDED and not is_due:
        return Turn.NOBODY
    if is_paused(slot):
        return Turn.NOBODY
    if is_to_confirm(slot):
        return Turn.LEAD
    is_begun = slot.stage in {Stage.DRAFT, Stage.RETURNED}
    return Turn.PARTNER if is_due or is_begun else Turn.NOBODY


def is_to_confirm(slot: Slot) -> bool:
    """Whether nothing is left to the partner until the lead has confirmed what was done; what came back is
    its turn all the same."""
    return slot.is_said_done and slot.stage is not Stage.RETURNED


def waits_for_lead(slot: Slot) -> bool:
    """Whether the partner has nothing to do, or nothing yet: the lead is first. A copy that was signed on
    paper may be sent all the same; where that came back, it is the partner's turn."""
    if not slot.requirement.is_the_partners:
        return True
    is_first = slot.requirement.kind in FROM_THE_LEAD and not slot.issued
    return is_first and slot.stage is not Stage.RETURNED
