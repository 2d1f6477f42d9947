"""What was noted at visits of a period: of interviews, and of soft outcomes."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from portal.places.contracts import EngagementPlace
from portal.reading_once import reads_once
from portal.records import NoteAbout, Visit, VisitNote, VisitSheet
from portal.visits.queries.booked import is_booked

ABOUT = (NoteAbout.INTERVIEWS.value, NoteAbout.SOFT_OUTCOMES.value)


@dataclass(frozen=True, slots=True)
class Noted:
    """A visit with what was noted at it, by the words of NoteAbout."""

    visit_id: uuid.UUID
    kind: str
    on: date
    notes: dict[str, str]


@reads_once
def list_noted(session: Session, place: EngagementPlace, span: Span) -> tuple[Noted, ...]:
    """The visits with the partner on these days at which something of the kind was noted, in their order."""
    query = (
        sa.select(Visit.id, Visit.kind, Visit.on_date, VisitNote.about, VisitNote.words)
        .join(VisitSheet, VisitSheet.visit_id == Visit.id)
        .join(VisitNote, VisitNote.sheet_id == VisitSheet.id)
        .where(
            VisitSheet.engagement_id == place.engagement_id,
            VisitNote.about.in_(ABOUT),
            VisitNote.words != "",
            Visit.on_date.between(span.from_on, span.until_on),
            is_booked(),
        )
        .order_by(Visit.on_date, Visit.id)
    )
    visits: dict[uuid.UUID, tuple[str, date]] = {}
    notes: defaultdict[uuid.UUID, dict[str, str]] = defaultdict(dict)
    for row in session.execute(query):
        visits[row.id] = row.kind, row.on_date
        notes[row.id][row.about] = row.words
    return tuple(Noted(each, kind, on, notes[each]) for each, (kind, on) in visits.items())
