"""Make a finding of a row that was not seen, or is a query."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Audience, NotHere, Viewer, require
from portal.acting.refused import CannotDo
from portal.findings.actions.add_finding import DESK, add_finding
from portal.on_the_day.queries.sheets import SheetPlace, finding_of
from portal.places.contracts import ContractPlace
from portal.records import RowResult, VisitRow, VisitSheet
from portal.standing.actions.lock_engagements import lock_contract, lock_engagement

NO_FINDING = "Only what was not seen, or is a query, becomes a finding: save it first."


def add_row_finding(
    session: Session, viewer: Viewer, place: ContractPlace, where: SheetPlace, row_id: uuid.UUID
) -> uuid.UUID:
    """With the row's note and requirement; its id. A worker is not named in it: others than the partner read
    findings. Pressed twice it is one. Raises NotAllowed, NotHere or CannotDo. Commits."""
    require(place.audiences, Audience.REVIEWER, DESK)
    lock_contract(session, place.contract_id)
    lock_engagement(session, where.engagement_id)
    query = (
        sa.select(VisitRow.result, VisitRow.note, VisitRow.requirement_key)
        .join(VisitSheet, VisitSheet.id == VisitRow.sheet_id)
        .where(
            VisitRow.id == row_id,
            VisitSheet.visit_id == where.visit.visit_id,
            VisitSheet.engagement_id == where.engagement_id,
        )
    )
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotHere
    if row.result not in {RowResult.NOT_SEEN.value, RowResult.QUERY.value}:
        raise CannotDo({"": NO_FINDING})
    visit_id, key = where.visit.visit_id, row.requirement_key or ""
    once = finding_of(row_id)
    return add_finding(session, viewer, place, visit_id, where.engagement_id, key, row.note, once=once)
