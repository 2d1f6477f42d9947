"""The case of a few slots of one engagement: no more is read than their own wordings can ask about."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from checklists.requirement import Checklist, Requirement
from checklists.vocabulary import FROM_THE_LEAD, Kind
from portal.records import Engagement
from portal.standing.queries.cases import (
    ENGAGEMENTS,
    Case,
    issued_by_contract,
    make_case,
    people_by_engagement,
)
from portal.standing.queries.conditions import said_by_engagement
from portal.standing.queries.decision_facts import decisions_by_engagement
from portal.standing.queries.in_force import list_versions
from portal.standing.queries.incident_facts import incidents_by_engagement


def load_slots(
    session: Session,
    engagement_id: uuid.UUID,
    keys: Collection[str],
    versions: Sequence[Checklist] | None = None,
    *,
    decided: bool = True,
) -> Case:
    """The slots of these keys, as `load_cases` gives them, but without what is under way; also without what
    was decided, where that is not asked about. `versions` are the checklist's, where they are known."""
    row = session.execute(ENGAGEMENTS.where(Engagement.id == engagement_id)).one()
    contract, ids = [row.contract_id], [engagement_id]
    versions = versions or list_versions(session, contract)[row.contract_id]
    wordings = wordings_of(versions, keys)
    kinds = {each.kind for each in wordings}
    case = make_case(
        row,
        versions,
        said=said_by_engagement(session, ids)[row.id] if any(each.condition for each in wordings) else (),
        people=people_by_engagement(session, ids)[row.id] if Kind.REGISTER in kinds else (),
        incidents=incidents_by_engagement(session, ids)[row.id]
        if any(each.after_incident for each in wordings)
        else (),
        decisions=decisions_by_engagement(session, ids, tuple(keys))[row.id] if decided else {},
        under_way={},
        issued=issued_by_contract(session, contract)[row.contract_id] if kinds & FROM_THE_LEAD else (),
    )
    return replace(case, rows={key: rows for key, rows in case.rows.items() if key in keys})


def wordings_of(versions: Iterable[Checklist], keys: Collection[str]) -> list[Requirement]:
    """The requirements of these keys in all versions."""
    return [each for version in versions for each in version.requirements if each.key in keys]
