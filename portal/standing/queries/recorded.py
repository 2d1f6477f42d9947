"""All that was ever recorded of engagements and feeds an answer, with the days on which it became known."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists import facts
from checklists.calendar import Span
from checklists.in_hand import Held
from checklists.periods import periods, read_away
from checklists.published import Published, standing_versions
from checklists.recorded import Recorded, as_known, evenings
from checklists.requirement import Checklist
from checklists.vocabulary import LegalForm, Stage
from portal.clock import local_day
from portal.reading_once import only_reads
from portal.records import (
    AssignmentDays,
    Engagement,
    EngagementTerms,
    NamedRow,
    OrganisationFact,
    StoodIn,
    UnderWay,
    table_of,
)
from portal.standing.queries.conditions import as_facts, said_by_engagement
from portal.standing.queries.decision_facts import decisions_by_engagement
from portal.standing.queries.found_facts import found_by_engagement
from portal.standing.queries.in_force import list_published
from portal.standing.queries.incident_facts import incidents_by_engagement
from portal.standing.queries.issued_facts import issuings_by_contract

Periods = tuple[facts.Person, ...]
"""Somebody under an engagement, once for each period."""

People = Mapping[str, Sequence[Recorded[Periods]]]


class SaidYear(NamedTuple):
    """From a day on (without one always) the years end so; None where nobody knows."""

    from_on: date | None
    year: facts.FinancialYear | None


NOTHING_SAID = SaidYear(None, None)
Years = Sequence[Recorded[SaidYear]]


@dataclass(frozen=True, slots=True)
class Records:
    """What was recorded of one engagement. `people` are by worker, `decisions`, `under_way` and `issued_on`
    by requirement key; `conditions` are fields of `checklists.facts.Engagement`."""

    engagement_id: uuid.UUID
    contract_id: uuid.UUID
    terms: Sequence[Recorded[Span]]
    versions: Sequence[Published]
    conditions: Mapping[str, Any]
    people: People
    years: Years
    incidents: tuple[facts.Incident, ...]
    found: tuple[facts.Found, ...]
    decisions: Mapping[str, Sequence[facts.Decision]]
    under_way: Mapping[str, Sequence[Held]]
    issued_on: Mapping[str, date]
    editions: tuple[facts.Edition, ...]

    def span(self, known: date | None) -> Span | None:
        """The engagement's days; None where nobody knew of it."""
        return as_known(self.terms, known)

    def versions_known(self, known: date | None) -> list[Checklist]:
        return standing_versions(self.versions, known)

    def people_known(self, known: date | None) -> tuple[facts.Person, ...]:
        found = (as_known(said, known) for _, said in sorted(self.people.items()))
        return tuple(person for each in found for person in each or ())

    def years_known(self, known: date | None) -> tuple[facts.YearFact, ...]:
        return years_known(self.years, known)

    def issued_known(self, known: date | None) -> dict[str, date]:
        return {key: day for key, day in self.issued_on.items() if known is None or day <= known}

    def first_evening(self) -> date:
        """The first on which anybody could ask."""
        return max(min(evenings(self.terms)), min(each.published_on for each in self.versions))


def load_records(
    session: Session, engagement_ids: Sequence[uuid.UUID], keys: Sequence[str] | None = None
) -> list[Records]:
    """Of these engagements (at most some hundreds at once), in eleven queries.

    `keys` leaves out what was decided on all other requirements, where only these are asked about. What was
    under way is taken from its read model.
    """
    query = sa.select(
        Engagement.id,
        Engagement.contract_id,
        Engagement.partner_id,
        StoodIn.organisation_id.label("stood_in"),
        StoodIn.until_at,
    ).outerjoin(StoodIn, StoodIn.engagement_id == Engagement.id)
    engagements = session.execute(query.where(Engagement.id.in_(engagement_ids))).all()
    contract_ids = {row.contract_id for row in engagements}
    terms = terms_by_engagement(session, engagement_ids)
    versions = list_published(session, contract_ids)
    said = said_by_engagement(session, engagement_ids)
    people = people_by_engagement(session, engagement_ids)
    years = years_by_engagement(session, engagements)
    incidents = incidents_by_engagement(session, engagement_ids)
    found = found_by_engagement(session, engagement_ids)
    decisions = decisions_by_engagement(session, engagement_ids, keys)
    under_way = held_by_engagement(session, engagement_ids)
    issued = issuings_by_contract(session, contract_ids)
    return [
        Records(
            row.id,
            row.contract_id,
            terms[row.id],
            versions[row.contract_id],
            as_facts(said[row.id]),
            people[row.id],
            years[row.id],
            tuple(incidents[row.id]),
            found[row.id],
            decisions[row.id],
            under_way[row.id],
            issued[row.contract_id].first_on,
            issued[row.contract_id].editions,
        )
        for row in engagements
    ]


def terms_by_engagement(
    session: Session, engagement_ids: Iterable[uuid.UUID]
) -> defaultdict[uuid.UUID, list[Recorded[Span]]]:
    """The days of each engagement as they were said, in the order of saying."""
    found: defaultdict[uuid.UUID, list[Recorded[Span]]] = defaultdict(list)
    table = EngagementTerms
    query = sa.select(table.engagement_id, table.starts_on, table.ends_on, table.recorded_at)
    where = table.engagement_id.in_(tuple(engagement_ids))
    for row in session.execute(query.where(where).order_by(table.recorded_at)):
        days = Span(row.starts_on, row.ends_on)
        found[row.engagement_id].append(Recorded(local_day(row.recorded_at), days))
    return found


def people_by_engagement(
    session: Session, engagement_ids: Iterable[uuid.UUID]
) -> defaultdict[uuid.UUID, dict[str, list[Recorded[Periods]]]]:
    """By engagement and worker, the days that were said of them, in the order of saying; none where they were
    taken back."""
    found: defaultdict[uuid.UUID, dict[str, list[Recorded[Periods]]]] = defaultdict(dict)
    table = AssignmentDays
    query = sa.select(*table_of(table).columns)
    where = table.engagement_id.in_(tuple(engagement_ids))
    for row in session.execute(query.where(where).order_by(table.recorded_at)):
        key = str(row.worker_id)
        said = found[row.engagement_id].setdefault(key, [])
        said.append(Recorded(local_day(row.recorded_at), people_of(row)))
    return found


def people_of(row: NamedRow) -> Periods:
    """Somebody with the days of a row of assignments: a person for each period."""
    if row.from_on is None:
        return ()
    key, away = str(row.worker_id), read_away(row.away)
    return tuple(facts.Person(key, *each) for each in periods(row.from_on, row.until_on, away))


def years_by_organisation(
    session: Session, organisation_ids: Iterable[uuid.UUID]
) -> defaultdict[uuid.UUID, list[Recorded[SaidYear]]]:
    """What was said of the year end and legal form of each, in the order of saying. One who only reads asks
    once for each organisation."""
    known: dict[uuid.UUID, list[Recorded[SaidYear]]]
    known = session.info.setdefault("said_years", {}) if only_reads(session) else {}
    wanted = set(organisation_ids)
    if missing := wanted - known.keys():
        known |= {organisation_id: [] for organisation_id in missing}
        table = OrganisationFact
        query = sa.select(*table.__table__.columns).where(table.organisation_id.in_(tuple(missing)))
        for row in session.execute(query.order_by(table.recorded_at)):
            said = SaidYear(row.from_on, financial_year(row))
            known[row.organisation_id].append(Recorded(local_day(row.recorded_at), said))
    return defaultdict(list, {each: known[each] for each in wanted})


def years_by_engagement(
    session: Session, engagements: Sequence[NamedRow]
) -> dict[uuid.UUID, list[Recorded[SaidYear]]]:
    """What was said of the partner of each engagement. Until the partner said which organisation it is, that
    was what the lead had typed; from then on only what the organisation says of itself."""
    organisations = {each for row in engagements for each in (row.partner_id, row.stood_in) if each}
    said = years_by_organisation(session, organisations)
    return {row.id: years_over(said, row) if row.stood_in else said[row.partner_id] for row in engagements}


def years_over(said: Mapping[uuid.UUID, list[Recorded[SaidYear]]], row: NamedRow) -> list[Recorded[SaidYear]]:
    since = local_day(row.until_at)
    before = [each for each in said[row.stood_in] if each.on <= since]
    after = [Recorded(max(each.on, since), each.value) for each in said[row.partner_id]]
    return [*before, Recorded(since, NOTHING_SAID), *after]


def years_known(said: Iterable[Recorded[SaidYear]], known: date | None) -> tuple[facts.YearFact, ...]:
    """The facts that hold by that evening, or now: what is said later counts from its day on."""
    found: list[facts.YearFact] = []
    for each in said:
        if known is None or each.on <= known:
            from_on, year = each.value
            found = [fact for fact in found if from_on and (fact.from_on or date.min) < from_on]
            if year:
                found.append(facts.YearFact(year, from_on))
    return tuple(found)


def financial_year(row: NamedRow) -> facts.FinancialYear | None:
    """Out of a row that has the legal form and the year end of an organisation."""
    if not (row.legal_form and row.year_end_month and row.year_end_day):
        return None
    return facts.FinancialYear(
        row.year_end_month, row.year_end_day, LegalForm(row.legal_form), row.first_year_end_on
    )


def held_by_engagement(
    session: Session, engagement_ids: Iterable[uuid.UUID], keys: Sequence[str] | None = None
) -> defaultdict[uuid.UUID, dict[str, list[Held]]]:
    """By engagement and requirement key, what was under way on which evenings."""
    found: defaultdict[uuid.UUID, dict[str, list[Held]]] = defaultdict(dict)
    table = UnderWay
    query = sa.select(
        table.engagement_id,
        table.requirement_key,
        table.part_key,
        table.stage,
        table.known_from,
        table.known_until,
    ).where(table.engagement_id.in_(tuple(engagement_ids)))
    if keys is not None:
        query = query.where(table.requirement_key.in_(keys))
    for row in session.execute(query):
        held = Held(row.part_key, Stage(row.stage), Span(row.known_from, row.known_until))
        found[row.engagement_id].setdefault(row.requirement_key, []).append(held)
    return found
