"""Readiness as a council officer and the lead read it: levels, blockers and warnings in words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from checklists.readiness import Point
from checklists.vocabulary import UNMET, Level, Turn
from portal.access import Audience
from portal.overview.queries.narrowing import EVERYTHING, Narrow
from portal.overview.queries.overview import Levels
from portal.overview.queries.partners import PartnerLine
from portal.overview.queries.readiness import PartnerReadiness
from portal.places.contracts import ContractPlace
from portal.standing.queries.told import NOTHING_TOLD, Told, ToldBySlot
from portal.visits.queries.booked import VisitLine
from portal.web.addresses import READINESS, SLOT
from portal.words.labels import VISIT
from portal.words.levels import (
    days_away,
    level_words,
    point_words,
    stage_words,
    whose_parts,
    whose_turn,
)
from portal.words.ready import Ahead, ready_words
from portal.words.wording import counted, day, in_order_words


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the bar of levels, in hundredths of its width."""

    level: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A count of partners at one level, with the address that lists them."""

    level: str
    number: int
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class PointView:
    """One thing in the way: what, why, what is under way and whose turn. `href` is empty for the council."""

    title: str
    clause: str
    words: str
    state: str
    stage: str
    stage_words: str
    turn: str
    yours: bool
    href: str


@dataclass(frozen=True, slots=True)
class CardView:
    """A partner on the day; `ready` says what has to happen for it, where it is to come; `others` what it has
    beside what is looked at."""

    engagement_id: UUID
    partner: str
    area: str
    reference: str
    level: str
    level_words: str
    in_order: str
    blockers: tuple[PointView, ...]
    warnings: tuple[PointView, ...]
    ready: str = ""
    others: str = ""


@dataclass(frozen=True, slots=True)
class VisitView:
    label: str
    on: str
    away: str
    href: str
    current: bool


def is_lead(place: ContractPlace) -> bool:
    return Audience.REVIEWER in place.audiences


def figures(levels: Levels, place: ContractPlace, address: dict[Level, str]) -> list[Figure]:
    return [
        Figure(
            level,
            levels.partners.get(level, 0),
            level_words(level, place.lead, is_lead(place)),
            address[level],
        )
        for level in Level
    ]


def shares(levels: Levels) -> list[Share]:
    """The bar, best level first, without those that nobody has."""
    total, start, found = levels.all_partners or 1, 0.0, []
    for level in reversed(Level):
        width = levels.partners.get(level, 0) * 100 / total
        if width:
            found.append(Share(level, round(start, 3), round(width, 3)))
        start += width
    return found


def summary(levels: Levels, place: ContractPlace, areas: str = "") -> str:
    """One sentence for who reads no further: 7 of 12 partners are ready; 3 are not ready; 2 wait for us.
    `areas` says how many partners and areas there are where that differs."""
    total, of = levels.all_partners, levels.partners
    if not total:
        return "No partner has this day."
    ready = of.get(Level.READY, 0) + of.get(Level.WATCH, 0)
    verb = "is" if ready == 1 or (total == 1 and not areas) else "are"
    said = [
        f"{areas}: {ready} {verb} ready" if areas else f"{ready} of {counted(total, 'partner')} {verb} ready"
    ]
    if number := of.get(Level.NOT_READY):
        said.append(f"{number} {'is' if number == 1 else 'are'} not ready")
    if number := of.get(Level.WAITING):
        whom = "you" if is_lead(place) else place.lead
        said.append(f"{number} {'waits' if number == 1 else 'wait'} for {whom}")
    return f"{'; '.join(said)}."


def card(
    each: PartnerReadiness,
    place: ContractPlace,
    when: Mapping[str, str],
    told: ToldBySlot,
    ahead: Ahead | None = None,
    narrow: Narrow = EVERYTHING,
    own: Collection[tuple[UUID, str]] = (),
) -> CardView:
    """`when` is the day looked at, as it goes along in addresses; `ahead` where it is to come; of what is in
    the way only that is shown which is looked at. `own` are slots that wait for a colleague of the reader."""
    line = each.line
    seen = each.only(narrow)
    left = len(each.blockers + each.warnings) - len(seen.blockers + seen.warnings)

    def view(one: Point) -> PointView:
        key = line.engagement_id, one.slot.requirement.key
        return point(one, line, place, when, told.get(key, NOTHING_TOLD), is_own=key in own)

    return CardView(
        line.engagement_id,
        line.partner,
        line.area,
        line.reference,
        line.level,
        level_words(line.level, place.lead, is_lead(place)),
        in_order_words(line.in_order, line.asked, line.preferred_in_order, line.preferred_asked),
        tuple(map(view, seen.blockers)),
        tuple(map(view, seen.warnings)),
        ready_words(each.blockers, ahead) if ahead else "",
        f"{counted(left, 'other thing')} in the way or to watch" if left else "",
    )


def point(
    one: Point,
    line: PartnerLine,
    place: ContractPlace,
    when: Mapping[str, str],
    told: Told,
    *,
    is_own: bool = False,
) -> PointView:
    """Where one part is with the lead and another with the partner, that is said in place of a stage."""
    slot, lead = one.slot, is_lead(place)
    whose = whose_parts(one, told, place.lead, lead)
    under_way = "" if whose else stage_words(slot.stage, place.lead, lead)
    return PointView(
        slot.requirement.title,
        slot.requirement.clause,
        point_words(one, told),
        slot.interval.state.value if slot.interval.state in UNMET else "soon",
        slot.stage.value if under_way else "",
        under_way,
        whose or whose_turn(one.turn, place.lead, lead, is_own),
        lead and one.turn is Turn.LEAD and not is_own,
        SLOT(line.engagement_id, slot.requirement.key, **when) if lead else "",
    )


def visits(lines: Sequence[VisitLine], place: ContractPlace, on: date, today: date) -> list[VisitView]:
    """The visits to choose from, each with the address that shows its day."""
    return [
        VisitView(
            visit_label(each),
            day(each.on_date),
            days_away(each.on_date, today),
            READINESS(place.contract_id, on=each.on_date),
            each.on_date == on,
        )
        for each in lines
    ]


def visit_label(visit: VisitLine) -> str:
    """Audit visit; with one partner its name, too."""
    return f"{VISIT[visit.kind]}, {visit.partner}" if visit.partner else VISIT[visit.kind]
