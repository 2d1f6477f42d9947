"""Readiness: standing on the day of a visit or meeting, with what stands in its way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from checklists.facts import Engagement
from checklists.requirement import Requirement
from checklists.timeline import Interval
from checklists.vocabulary import UNMET, Force, Kind, Level, Stage, State, Turn


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot on the day that is asked about. `issued` says whether the lead has given what it has to give,
    `with_lead` which parts of the slot the reviewers have now. `ending` are the parts that will be wanting
    when a slot in order lapses, `paused` those for which a renewal has been applied for: nobody is chased."""

    requirement: Requirement
    interval: Interval
    stage: Stage = Stage.NOTHING
    issued: bool = True
    with_lead: frozenset[str] = frozenset()
    ending: tuple[str, ...] = ()
    paused: frozenset[str] = frozenset()


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
    """Blockers are must-requirements that are missing or expired on the day; warnings are must-requirements
    that lapse within their warning time after it, and should-requirements that are missing or expired."""
    blockers: list[Point] = []
    warnings: list[Point] = []
    for slot in slots:
        point = Point(slot, turn(slot, engagement, on))
        if blocks(slot):
            blockers.append(point)
        elif slot.interval.state in UNMET or is_near_end(slot, engagement, on):
            warnings.append(point)
    with_lead = sum(point.turn is Turn.LEAD for point in blockers)
    found = level(len(blockers), with_lead, len(warnings))
    return Readiness(found, tuple(blockers), tuple(warnings))


def is_exception(slot: Slot) -> bool:
    """Whether it is preferred, and an exception from it was recorded: so a waiver is called there."""
    return slot.requirement.force is Force.SHOULD and slot.interval.state is State.WAIVED


def blocks(slot: Slot) -> bool:
    return slot.requirement.force is Force.MUST and slot.interval.state in UNMET


def level(blockers: int, blockers_with_lead: int, warnings: int) -> Level:
    """Waiting where every blocker is the lead's move: the partner is not marked down for that."""
    if blockers > blockers_with_lead:
        return Level.NOT_READY
    if blockers:
        return Level.WAITING
    return Level.WATCH if warnings else Level.READY


def is_near_end(slot: Slot, engagement: Engagement, on: date) -> bool:
    """Whether a slot that is in order will be missing or expired within its warning time.

    What lapses with the engagement is not near its end, nor is what something else already follows upon.
    """
    interval = slot.interval
    lapses_on = interval.lapses_on or interval.until_on
    if interval.state not in {State.MET, State.WAIVED} or lapses_on >= engagement.span.until_on:
        return False
    return lapses_on - engagement.span.clamp(on) <= timedelta(days=slot.requirement.warn_days)


def is_with_lead(slot: Slot) -> bool:
    """Whether the reviewers have all of it that stands in the way: another part may still be wanting."""
    if slot.stage is not Stage.WAITING:
        return False
    return slot.interval.state not in UNMET or slot.interval.wanting <= slot.with_lead


def is_paused(slot: Slot) -> bool:
    """Whether for each part that is wanting, or will be next, a renewal was applied for or the reviewers have
    it; a part that was returned is the partner's turn all the same."""
    wanting = slot.interval.wanting or frozenset(slot.ending)
    if slot.stage in {Stage.DRAFT, Stage.RETURNED} or not wanting & slot.paused:
        return False
    return wanting <= slot.paused | slot.with_lead


def turn(slot: Slot, engagement: Engagement, on: date) -> Turn:
    """Whose move it is: with the reviewer the lead's; what the lead has not issued the lead's; where a
    renewal has been applied for nobody's; what is wanting, returned, begun or near its end the partner's;
    otherwise nobody's."""
    if is_with_lead(slot):
        return Turn.LEAD
    if slot.interval.state is State.NOT_NEEDED:
        return Turn.NOBODY
    if slot.requirement.kind is Kind.ISSUED and not slot.issued:
        return Turn.LEAD if slot.interval.state in UNMET else Turn.NOBODY
    if is_paused(slot):
        return Turn.NOBODY
    begun = slot.stage in {Stage.DRAFT, Stage.RETURNED}
    if slot.interval.state in UNMET or begun or is_near_end(slot, engagement, on):
        return Turn.PARTNER
    return Turn.NOBODY
