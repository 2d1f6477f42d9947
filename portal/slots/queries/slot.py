"""One slot of one engagement: what is asked, its timeline and its parts, what was sent and decided."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists import facts
from checklists.calendar import Span
from checklists.conditions import Said
from checklists.intervals import Interval
from checklists.levels import SlotHistory
from checklists.readiness import Slot, is_exception, is_near_end, turn
from checklists.requirement import Requirement
from checklists.slots import Row, row_on, rows_of_engagement, slot_timeline
from checklists.vocabulary import Kind, Stage
from portal.access import Audience, NotHere
from portal.places.contracts import EngagementPlace
from portal.records import IssuedDocument, Organisation, StoredFile
from portal.standing.queries.cases import financial_years
from portal.standing.queries.conditions import as_facts, said_by_engagement
from portal.standing.queries.exception_reasons import reason_among
from portal.standing.queries.in_force import list_versions
from portal.standing.queries.incident_facts import incidents_by_engagement
from portal.standing.queries.part_lines import PartLine, parts_of
from portal.standing.queries.people import RegisterLine, list_register
from portal.standing.queries.sent_and_decided import Decided, Sent, list_decided, list_sent
from portal.standing.queries.slots import SlotLine, Work, parts_with_lead, work_by_slot


@dataclass(frozen=True, slots=True)
class Issued:
    """What the lead has issued for this requirement."""

    file_id: uuid.UUID
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class SlotPage:
    """Everything that the page of a slot shows. `line` is the slot on the day; None before it exists."""

    requirement: Requirement
    day: date
    line: SlotLine | None
    intervals: tuple[Interval, ...]
    parts: tuple[PartLine, ...]
    sent: tuple[Sent, ...]
    decided: tuple[Decided, ...]
    register: tuple[RegisterLine, ...]
    issued: Issued | None
    financial_years: tuple[facts.YearFact, ...]


def get_slot_page(
    session: Session, place: EngagementPlace, key: str, on: date, *, today: date, known: date | None
) -> SlotPage:
    """The slot on a day, with what was known then. Raises NotHere where nothing of that key is asked."""
    rows = rows_of(session, place, key)
    day = place.span.clamp(on)
    requirement = worded_on(rows, day)
    is_partner = Audience.PARTNER in place.audiences
    decided = list_decided(session, place, key)
    register = list_register(session, place) if requirement.kind is Kind.REGISTER else ()
    issued = find_issued(session, place, key) if requirement.kind is Kind.ISSUED else None
    years = find_financial_years(session, place) if requirement.kind is Kind.ACCOUNTS else ()
    engagement = as_rules_see_it(place, find_conditions(session, place, rows), register, years)
    engagement = replace(engagement, incidents=find_incidents(session, place, rows))
    made = [each.fact for each in decided]
    intervals = slot_timeline(rows, made, engagement, known)
    work: tuple[Work, ...] = ()
    if on >= today and known is None:
        work = work_by_slot(session, [place.engagement_id], is_partner).get((place.engagement_id, key), ())
    stage = work[0].stage if work else Stage.NOTHING
    paused = paused_in(register, requirement) if on >= today and known is None else frozenset()
    slot = SlotHistory(rows, intervals, stage, issued is not None, parts_with_lead(work), paused).on(day)
    return SlotPage(
        requirement=requirement,
        day=day,
        line=line_of(slot, engagement, on, work, decided) if slot else None,
        intervals=intervals,
        parts=parts_of(rows, made, engagement, known),
        sent=list_sent(session, place, key, drafts=is_partner),
        decided=tuple(each for each in decided if known is None or each.fact.made_on <= known),
        register=register,
        issued=issued,
        financial_years=years,
    )


def get_asked_requirement(session: Session, place: EngagementPlace, key: str, on: date) -> Requirement:
    """The requirement as it is worded on the day, or was last; raises NotHere where it was never asked."""
    return worded_on(rows_of(session, place, key), place.span.clamp(on))


def worded_on(rows: Sequence[Row], day: date) -> Requirement:
    return (row_on(rows, day) or rows[-1]).requirement


def paused_in(register: Sequence[RegisterLine], requirement: Requirement) -> frozenset[str]:
    """The parts of a register of checks for which a new check was applied for."""
    if not requirement.level:
        return frozenset()
    return frozenset(str(each.worker_id) for each in register if each.renewal_applied_on)


def rows_of(session: Session, place: EngagementPlace, key: str) -> list[Row]:
    contract_id = place.contract.contract_id
    versions = list_versions(session, [contract_id])[contract_id]
    rows = rows_of_engagement(versions, place.span).get(key)
    if not rows:
        raise NotHere
    return rows


def find_conditions(session: Session, place: EngagementPlace, rows: Sequence[Row]) -> list[Said]:
    """What was said of those of the engagement, where a wording of the requirement depends on one."""
    if not any(row.requirement.condition for row in rows):
        return []
    return said_by_engagement(session, [place.engagement_id])[place.engagement_id]


def find_incidents(
    session: Session, place: EngagementPlace, rows: Sequence[Row]
) -> tuple[facts.Incident, ...]:
    """Those of the engagement, where a wording of the requirement is done again after one."""
    if not any(row.requirement.after_incident for row in rows):
        return ()
    return tuple(incidents_by_engagement(session, [place.engagement_id])[place.engagement_id])


def as_rules_see_it(
    place: EngagementPlace,
    said: Sequence[Said],
    register: Sequence[RegisterLine],
    years: tuple[facts.YearFact, ...],
) -> facts.Engagement:
    return facts.Engagement(
        span=Span(place.starts_on, place.ends_on),
        **as_facts(said),
        people=tuple(facts.Person(str(each.worker_id), each.from_on, each.until_on) for each in register),
        financial_years=years,
    )


def line_of(
    slot: Slot, engagement: facts.Engagement, on: date, work: tuple[Work, ...], decided: Sequence[Decided]
) -> SlotLine:
    reason = reason_among(((each.fact, each.words) for each in decided), on) if is_exception(slot) else ""
    return SlotLine(slot, turn(slot, engagement, on), is_near_end(slot, engagement, on), work, reason)


def find_financial_years(session: Session, place: EngagementPlace) -> tuple[facts.YearFact, ...]:
    row = session.execute(
        sa.select(
            Organisation.legal_form,
            Organisation.year_end_month,
            Organisation.year_end_day,
            Organisation.first_year_end_on,
        ).where(Organisation.id == place.partner_id)
    ).one()
    return financial_years(row)


def find_issued(session: Session, place: EngagementPlace, key: str) -> Issued | None:
    row = session.execute(
        sa.select(StoredFile.id.label("file_id"), StoredFile.name, StoredFile.size)
        .join(IssuedDocument, IssuedDocument.file_id == StoredFile.id)
        .where(
            IssuedDocument.contract_id == place.contract.contract_id, IssuedDocument.requirement_key == key
        )
    ).one_or_none()
    return Issued(**row._asdict()) if row else None
