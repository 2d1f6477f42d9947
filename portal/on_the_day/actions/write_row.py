"""Save what was seen of one row, or what is written beside the rows."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import NotHere, Viewer
from portal.acting.insert_unless_there import insert_unless_there
from portal.acting.wording import many_lines, refuse_problems, too_long
from portal.on_the_day.actions.hold_sheet import hold_sheet, require_the_day
from portal.on_the_day.actions.take_sample import record
from portal.on_the_day.queries.sheets import SheetPlace
from portal.places.contracts import ContractPlace
from portal.records import NoteAbout, RowResult, VisitNote, VisitRow

CHOOSE = "Choose whether you have seen it."
SAY_WHY = {
    RowResult.NOT_SEEN.value: "Say why you have not seen it.",
    RowResult.QUERY.value: "Say what the query is.",
}
LONGEST = 5000
TOO_LONG = too_long("The note", LONGEST)


def get_row(session: Session, sheet_id: uuid.UUID, row_id: uuid.UUID) -> tuple[str, str]:
    """Result and note of a row of that sheet; raises NotHere."""
    query = sa.select(VisitRow.result, VisitRow.note).where(
        VisitRow.id == row_id, VisitRow.sheet_id == sheet_id
    )
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotHere
    return row.result or "", row.note


def write_row(
    session: Session,
    viewer: Viewer,
    place: ContractPlace,
    where: SheetPlace,
    row_id: uuid.UUID,
    result: str,
    note: str,
) -> None:
    """`result` is a word of RowResult. What is so already is left alone. Raises NotAllowed, NotHere or
    CannotDo. Commits."""
    sheet_id = hold_sheet(session, place, where)
    require_the_day(where.visit.on_date, clock.today())
    before, note = get_row(session, sheet_id, row_id), many_lines(note)
    refuse_problems(problems_of(result, note))
    if before == (result, note):
        return
    session.execute(
        sa.update(VisitRow)
        .where(VisitRow.id == row_id)
        .values(result=result, note=note, saved_by=viewer.person_id, saved_at=clock.now())
    )
    data = {"visit": str(where.visit.visit_id), "row": str(row_id), "result": result}
    record(session, "visit-row-saved", viewer, place, where, data)
    session.commit()


def problems_of(result: str, note: str) -> dict[str, str]:
    if result not in set(RowResult):
        return {"result": CHOOSE}
    if len(note) > LONGEST:
        return {"note": TOO_LONG}
    return {"note": SAY_WHY[result]} if result in SAY_WHY and not note else {}


def find_note(session: Session, sheet_id: uuid.UUID, about: str) -> str:
    query = sa.select(VisitNote.words).where(VisitNote.sheet_id == sheet_id, VisitNote.about == about)
    return session.scalar(query) or ""


def write_note(
    session: Session, viewer: Viewer, place: ContractPlace, where: SheetPlace, about: str, words: str
) -> None:
    """The whole text about that, which is a word of NoteAbout. Raises NotAllowed, NotHere or CannotDo.
    Commits."""
    if about not in set(NoteAbout):
        raise NotHere
    sheet_id = hold_sheet(session, place, where)
    require_the_day(where.visit.on_date, clock.today())
    words = many_lines(words)
    refuse_problems({"words": TOO_LONG} if len(words) > LONGEST else {})
    if find_note(session, sheet_id, about) == words:
        return
    new = {"words": words, "saved_by": viewer.person_id, "saved_at": clock.now()}
    statement = insert_unless_there(session, VisitNote).values(sheet_id=sheet_id, about=about, **new)
    session.execute(statement.on_conflict_do_update(index_elements=["sheet_id", "about"], set_=new))
    data = {"visit": str(where.visit.visit_id), "about": about}
    record(session, "visit-note-saved", viewer, place, where, data)
    session.commit()
