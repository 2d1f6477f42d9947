"""The draft reports that a partner may read."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.places.contracts import EngagementPlace
from portal.records import Visit, VisitSheet, VisitSigning
from portal.visits.queries.booked import is_booked


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A visit whose report was signed off, if it is reopened too; `kind` is a word of VisitKind."""

    visit_id: uuid.UUID
    kind: str
    on_date: date


def list_reports(session: Session, place: EngagementPlace) -> list[ReportLine]:
    """The latest first."""
    signed = sa.exists().where(VisitSigning.sheet_id == VisitSheet.id)
    query = (
        sa.select(Visit.id.label("visit_id"), Visit.kind, Visit.on_date)
        .join(VisitSheet, VisitSheet.visit_id == Visit.id)
        .where(VisitSheet.engagement_id == place.engagement_id, signed, is_booked())
        .order_by(Visit.on_date.desc(), Visit.id)
    )
    return [ReportLine(**row._asdict()) for row in session.execute(query)]
