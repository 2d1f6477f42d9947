"""Sign a visit's sheet off, so that its partner reads the draft report; or reopen it for a reason."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, NotAllowed, NotHere, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import check_length, one_line, refuse_problems
from portal.on_the_day.actions.hold_sheet import ONLY, hold_sheet, require_the_day
from portal.on_the_day.actions.take_sample import record
from portal.on_the_day.queries.sheets import SheetPlace
from portal.places.contracts import ContractPlace
from portal.records import (
    Membership,
    Visit,
    VisitNote,
    VisitPerson,
    VisitRow,
    VisitSheet,
    VisitSigning,
)
from portal.standing.actions.lock_engagements import lock_contract, lock_engagement
from portal.visits.queries.terms import find_row, only_one, told_data

WHY = "Say why it is reopened: the partner reads it."
OPEN_ALREADY = "It is open already. The reason that you typed is not kept."
EMPTY = "There is nothing to sign: nothing was looked at, and nothing written down."


def sign_sheet(session: Session, viewer: Viewer, place: ContractPlace, where: SheetPlace) -> None:
    """By who made the visit, or a manager. Then it took place, too. One that is signed already is what was
    wanted. Raises NotAllowed, NotHere or CannotDo. Commits."""
    require(place.audiences, Audience.REVIEWER, ONLY)
    lock_contract(session, place.contract_id)
    lock_engagement(session, where.engagement_id)
    if open_signing(session, where) is not None:
        return
    sheet_id = hold_sheet(session, place, where)
    require_visitor(session, viewer, place, where)
    require_there(session, place, where)
    require_done(session, sheet_id)
    new = {"id": uuid.uuid4(), "sheet_id": sheet_id, "signed_by": viewer.person_id}
    session.execute(sa.insert(VisitSigning).values(signed_at=clock.now(), reopened_because="", **new))
    note_took_place(session, viewer, place, where)
    data = {"visit": str(where.visit.visit_id), "on": where.visit.on_date.isoformat()}
    record(session, "visit-signed-off", viewer, place, where, data | {"kind": where.visit.kind})
    session.commit()


def require_visitor(session: Session, viewer: Viewer, place: ContractPlace, where: SheetPlace) -> None:
    """Raises NotAllowed. Where nobody is named, anybody who may write may sign."""
    if Audience.MANAGER in place.audiences:
        return
    of_lead = sa.select(Membership.person_id).where(Membership.organisation_id == place.lead_id)
    query = sa.select(VisitPerson.person_id).where(
        VisitPerson.visit_id == where.visit.visit_id, VisitPerson.person_id.in_(of_lead)
    )
    there = set(session.scalars(query))
    if there and viewer.person_id not in there:
        raise NotAllowed("Whoever made the visit signs it off, or one of the lead provider's managers.")


def require_there(session: Session, place: ContractPlace, where: SheetPlace) -> None:
    """Raises NotHere for a visit that was cancelled meanwhile, CannotDo for one that was moved to a day to
    come."""
    row = find_row(session, place, where.visit.visit_id)
    if row is None:
        raise NotHere
    require_the_day(row.terms.on, clock.today())


def require_done(session: Session, sheet_id: uuid.UUID) -> None:
    """Raises CannotDo: what nobody looked at is never taken for seen."""
    results = session.scalars(sa.select(VisitRow.result).where(VisitRow.sheet_id == sheet_id)).all()
    missing = sum(1 for each in results if each is None)
    if missing:
        rows = "1 row has" if missing == 1 else f"{missing} rows have"
        raise CannotDo({"": f"{rows} no answer yet. What you could not look at is “not seen”, with why."})
    words = sa.exists().where(VisitNote.sheet_id == sheet_id, VisitNote.words != "")
    if not results and not session.scalar(sa.select(words)):
        raise CannotDo({"": EMPTY})


def note_took_place(session: Session, viewer: Viewer, place: ContractPlace, where: SheetPlace) -> None:
    row = find_row(session, place, where.visit.visit_id)
    if row is None or row.has_taken_place:
        return
    session.execute(
        sa.update(Visit).where(Visit.id == where.visit.visit_id).values(took_place_at=clock.now())
    )
    record_event(
        session,
        "visit-took-place",
        viewer.person_id,
        contract_id=place.contract_id,
        engagement_id=only_one(row.engagements),
        data=told_data(where.visit.visit_id, row.kind, row.terms, row.engagements),
    )


def open_signing(session: Session, where: SheetPlace) -> uuid.UUID | None:
    its = VisitSigning.reopened_at.is_(None), *of_sheet(where)
    return session.scalar(sa.select(VisitSigning.id).join(VisitSheet).where(*its))


def last_reason(session: Session, where: SheetPlace) -> str | None:
    """Why it was reopened last; None where it never was."""
    its = VisitSigning.reopened_at.is_not(None), *of_sheet(where)
    query = sa.select(VisitSigning.reopened_because).join(VisitSheet).where(*its)
    return session.scalar(query.order_by(VisitSigning.reopened_at.desc()).limit(1))


def of_sheet(where: SheetPlace) -> tuple[sa.ColumnElement[bool], ...]:
    return VisitSheet.visit_id == where.visit.visit_id, VisitSheet.engagement_id == where.engagement_id


def reopen_sheet(
    session: Session, viewer: Viewer, place: ContractPlace, where: SheetPlace, reason: str
) -> None:
    """It can be changed again, and the partner no longer reads the report but the reason. One that is open
    for that reason is what was wanted. Raises NotAllowed or CannotDo. Commits."""
    require(place.audiences, Audience.REVIEWER, ONLY)
    reason = one_line(reason)
    lock_engagement(session, where.engagement_id)
    require_visitor(session, viewer, place, where)
    signing_id = open_signing(session, where)
    if signing_id is None:
        refuse_problems({"": OPEN_ALREADY} if reason not in {"", last_reason(session, where)} else {})
        return
    refuse_problems(check_length("reason", reason, WHY))
    session.execute(
        sa.update(VisitSigning)
        .where(VisitSigning.id == signing_id)
        .values(reopened_by=viewer.person_id, reopened_at=clock.now(), reopened_because=reason)
    )
    data = {"visit": str(where.visit.visit_id), "on": where.visit.on_date.isoformat(), "reason": reason}
    record(session, "visit-reopened", viewer, place, where, data | {"kind": where.visit.kind})
    session.commit()
