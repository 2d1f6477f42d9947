"""The case of a few slots of one engagement: no more is read than their own wordings can ask about."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists import facts
from checklists.calendar import Span
from checklists.requirement import Checklist, Requirement
from checklists.vocabulary import FROM_THE_LEAD, Kind
from portal.access import NotHere
from portal.records import Assignment, Engagement, table_of
from portal.standing.queries.cases import Case, load_cases, make_case
from portal.standing.queries.conditions import as_facts, said_by_engagement
from portal.standing.queries.decision_facts import decisions_by_engagement
from portal.standing.queries.found_facts import found_by_engagement
from portal.standing.queries.in_force import list_versions
from portal.standing.queries.incident_facts import incidents_by_engagement
from portal.standing.queries.issued_facts import Issuings, issuings_by_contract
from portal.standing.queries.recorded import (
    people_of,
    years_by_organisation,
    years_known,
)

TERMS = sa.select(
    Engagement.contract_id, Engagement.partner_id, Engagement.starts_on, Engagement.ends_on
).where(Engagement.id == sa.bindparam("engagement_id"))


def load_slots(
    session: Session,
    engagement_id: uuid.UUID,
    keys: Sequence[str],
    versions: Sequence[Checklist] | None = None,
    *,
    decided: bool = True,
    known: date | None = None,
) -> Case:
    """The slots of these keys, as `load_cases` gives them, but without what is under way; also without what
    was decided, where that is not asked about. `versions` are the checklist's, where they are known. Raises
    NotHere where nobody knew of the engagement on that evening."""
    if known is not None:
        asked = load_cases(session, [engagement_id], keys if decided else (), known)
        if engagement_id not in asked:
            raise NotHere
        return of_slots(asked[engagement_id], keys)
    row = session.execute(TERMS, {"engagement_id": engagement_id}).one()
    ids = [engagement_id]
    versions = versions or list_versions(session, [row.contract_id])[row.contract_id]
    wordings = wordings_of(versions, keys)
    kinds = {each.kind for each in wordings}
    has_condition = any(each.condition for each in wordings)
    has_incidents = any(each.after_incident for each in wordings)
    issued = find_issuings(session, row.contract_id) if kinds & FROM_THE_LEAD else Issuings()
    engagement = facts.Engagement(
        Span(row.starts_on, row.ends_on),
        **as_facts(said_by_engagement(session, ids)[engagement_id] if has_condition else ()),
        people=tuple(people_now(session, ids)[engagement_id]) if Kind.REGISTER in kinds else (),
        financial_years=years_now(session, row.partner_id) if Kind.ACCOUNTS in kinds else (),
        incidents=tuple(incidents_by_engagement(session, ids)[engagement_id]) if has_incidents else (),
        found=found_by_engagement(session, ids, keys)[engagement_id],
        editions=issued.editions,
    )
    case = make_case(
        engagement_id,
        row.contract_id,
        engagement,
        versions,
        decisions_by_engagement(session, ids, keys)[engagement_id] if decided else {},
        under_way={},
        issued_on=issued.first_on,
    )
    return of_slots(case, keys)


def find_issuings(session: Session, contract_id: uuid.UUID) -> Issuings:
    return issuings_by_contract(session, [contract_id])[contract_id]


def of_slots(case: Case, keys: Collection[str]) -> Case:
    return replace(case, rows={key: rows for key, rows in case.rows.items() if key in keys})


def wordings_of(versions: Iterable[Checklist], keys: Collection[str]) -> list[Requirement]:
    """The requirements of these keys in all versions."""
    return [each for version in versions for each in version.requirements if each.key in keys]


def people_now(
    session: Session, engagement_ids: Collection[uuid.UUID]
) -> defaultdict[uuid.UUID, list[facts.Person]]:
    """Who performs services under each engagement, with the days as they are said now."""
    found: defaultdict[uuid.UUID, list[facts.Person]] = defaultdict(list)
    query = sa.select(*table_of(Assignment).columns)
    within = Assignment.engagement_id.in_(engagement_ids)
    for row in session.execute(query.where(within).order_by(Assignment.worker_id)):
        found[row.engagement_id] += people_of(row)
    return found


def years_now(session: Session, partner_id: uuid.UUID) -> tuple[facts.YearFact, ...]:
    """What is known of the financial years of an organisation."""
    return years_known(years_by_organisation(session, [partner_id])[partner_id], None)
