"""One slot of one engagement: what is asked, its timeline and its parts, what was sent and decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from checklists import facts
from checklists.facts import known_by
from checklists.falling_short import FallsShort
from checklists.intervals import Interval
from checklists.levels import SlotHistory
from checklists.not_in_order import not_in_order
from checklists.readiness import Slot, is_near_end, turn
from checklists.requirement import Requirement
from checklists.slots import Row, row_on, rows_of_engagement, slot_timeline
from checklists.unclear import ended_parts
from checklists.vocabulary import FROM_THE_LEAD, UNMET, Kind, Stage, State
from portal.access import Audience, NotHere
from portal.clock import local_day
from portal.places.contracts import EngagementPlace
from portal.slots.queries.issued import Issued, list_issued
from portal.standing.queries.as_known import evening_of
from portal.standing.queries.cases import Case
from portal.standing.queries.exception_reasons import reason_among
from portal.standing.queries.in_force import list_versions
from portal.standing.queries.issued_facts import issued_by_contract
from portal.standing.queries.part_lines import PartLine, parts_of
from portal.standing.queries.people import RegisterLine, list_register
from portal.standing.queries.sent_and_decided import Decided, Sent, list_decided, list_sent
from portal.standing.queries.slot_case import load_slots
from portal.standing.queries.slots import (
    SlotLine,
    Work,
    parts_with_lead,
    paused_people,
    with_pauses,
    work_by_slot,
)
from portal.standing.queries.told import NOTHING_TOLD, Shown, Told, find_names, naming_of, short_of


@dataclass(frozen=True, slots=True)
class SlotPage:
    """Everything that the page of a slot shows. `line` is the slot on the day; None before it exists.
    `paused` are the parts for which a new check was applied for; `found` what findings said of it by then;
    `issued` the editions that the lead had issued, the newest first; `newer` has by part the certificate for
    which an accepted one does not count on the day."""

    requirement: Requirement
    day: date
    line: SlotLine | None
    intervals: tuple[Interval, ...]
    parts: tuple[PartLine, ...]
    sent: tuple[Sent, ...]
    decided: tuple[Decided, ...]
    register: tuple[RegisterLine, ...]
    issued: tuple[Issued, ...]
    financial_years: tuple[facts.YearFact, ...]
    paused: frozenset[str]
    found: tuple[facts.Found, ...]
    newer: Mapping[str, facts.Unclear]


def get_slot_page(
    session: Session, place: EngagementPlace, key: str, on: date, *, today: date, known: date | None
) -> SlotPage:
    """The slot on a day, with what was known then. Raises NotHere where nothing of that key is asked."""
    case = load_slots(session, place.engagement_id, [key], decided=False, known=known)
    rows = case.rows.get(key)
    if not rows:
        raise NotHere
    day = case.engagement.span.clamp(on)
    requirement = worded_on(rows, day)
    is_partner, evening = Audience.PARTNER in place.audiences, evening_of(on, today, known)
    decided = list_decided(session, place, key)
    made = [each.fact for each in decided]
    held = known_by(tuple(made), known)
    intervals = slot_timeline(rows, made, case.engagement, known)
    work = find_work(session, place, key, evening, is_partner=is_partner)
    register = register_known(session, place, case, known) if requirement.kind is Kind.REGISTER else ()
    slot = SlotHistory(rows, intervals, issued_on=find_issued_on(session, place, requirement, known)).on(on)
    if slot:
        stage = work[0].stage if work else Stage.NOTHING
        slot = replace(slot, stage=stage, with_lead=parts_with_lead(work))
        slot = with_pauses(slot, intervals, paused_in(session, place, requirement, register, evening))
    line = line_of(slot, case.engagement, on, work, decided, known) if slot else None
    newer = ended_parts(requirement, held, case.engagement, {each.part for each in held}, day)
    if line:
        then = case.engagement.as_known(known)
        told = told_of(session, place, line.slot, short_of(line.slot, rows, held, then, on), newer)
        found = not_in_order(rows, made, case.engagement, day, known) if told is not NOTHING_TOLD else None
        line = line.with_told(replace(told, not_in_order=found))
    return SlotPage(
        requirement=requirement,
        day=day,
        line=line,
        intervals=intervals,
        parts=parts_of(rows, made, case.engagement, known),
        sent=sent_by(list_sent(session, place, key, drafts=is_partner and known is None), known),
        decided=tuple(each for each in decided if known is None or each.fact.made_on <= known),
        register=register,
        issued=list_issued(session, place, key, known) if requirement.kind in FROM_THE_LEAD else (),
        financial_years=case.engagement.financial_years,
        paused=slot.paused if slot else frozenset(),
        found=tuple(each for each in case.engagement.as_known(known).found if each.key == key),
        newer=newer,
    )


def sent_by(sent: tuple[Sent, ...], known: date | None) -> tuple[Sent, ...]:
    """What had been sent by that evening."""
    if known is None:
        return sent
    return tuple(each for each in sent if each.sent_at and local_day(each.sent_at) <= known)


def register_known(
    session: Session, place: EngagementPlace, case: Case, known: date | None
) -> tuple[RegisterLine, ...]:
    """Who was on the register, with the days that were known then."""
    register = list_register(session, place)
    if known is None:
        return register
    people = {person.key: person for person in case.engagement.people}
    return tuple(
        replace(line, from_on=person.from_on, until_on=person.until_on)
        for line in register
        if (person := people.get(str(line.worker_id)))
    )


def find_work(
    session: Session, place: EngagementPlace, key: str, evening: date | None, *, is_partner: bool
) -> tuple[Work, ...]:
    drafts = is_partner and evening is None
    work = work_by_slot(session, [place.engagement_id], drafts=drafts, evening=evening)
    return work.get((place.engagement_id, key), ())


def get_asked_requirement(session: Session, place: EngagementPlace, key: str, on: date) -> Requirement:
    """The requirement as it is worded on the day, or was last; raises NotHere where it was never asked."""
    return worded_on(rows_of(session, place, key), place.span.clamp(on))


def worded_on(rows: Sequence[Row], day: date) -> Requirement:
    return (row_on(rows, day) or rows[-1]).requirement


def paused_in(
    session: Session,
    place: EngagementPlace,
    requirement: Requirement,
    register: Sequence[RegisterLine],
    evening: date | None,
) -> frozenset[str]:
    """The parts of a register of checks for which a new check was applied for."""
    if not requirement.level:
        return frozenset()
    if evening is None:
        return frozenset(str(each.worker_id) for each in register if each.renewal_applied_on)
    return paused_people(session, [place.engagement_id], evening)[place.engagement_id]


def rows_of(session: Session, place: EngagementPlace, key: str) -> list[Row]:
    contract_id = place.contract.contract_id
    versions = list_versions(session, [contract_id])[contract_id]
    rows = rows_of_engagement(versions, place.span).get(key)
    if not rows:
        raise NotHere
    return rows


def line_of(
    slot: Slot,
    engagement: facts.Engagement,
    on: date,
    work: tuple[Work, ...],
    decided: Sequence[Decided],
    known: date | None,
) -> SlotLine:
    is_waived = slot.interval.state is State.WAIVED
    reason = reason_among(((each.fact, each.words) for each in decided), on, known) if is_waived else ""
    return SlotLine(slot, turn(slot, engagement, on), is_near_end(slot, engagement, on), work, reason)


def told_of(
    session: Session,
    place: EngagementPlace,
    slot: Slot,
    short: Mapping[str, FallsShort],
    newer: Mapping[str, facts.Unclear],
) -> Told:
    """What there is to say of it, to who looks at it, where it is missing or expired."""
    if slot.interval.state not in UNMET:
        return NOTHING_TOLD
    naming = naming_of(place.audiences)
    shown = Shown(place.engagement_id, place.contract.contract_id, place.span, slot)
    return Told(find_names(session, [shown], naming), short, newer) if naming else Told(short=short)


def find_issued_on(
    session: Session, place: EngagementPlace, requirement: Requirement, known: date | None
) -> date | None:
    """The day on which the lead issued it, if it had by that evening; what the lead has not to give was
    always there."""
    if requirement.kind not in FROM_THE_LEAD:
        return date.min
    contract_id = place.contract.contract_id
    issued_on = issued_by_contract(session, [contract_id])[contract_id].get(requirement.key)
    return issued_on if issued_on and issued_on <= (known or date.max) else None
