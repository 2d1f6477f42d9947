"""Archive a contract that has ended: all of it as one file, for the lead to keep."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.ask_work import ask_work
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.files.actions.keep_file import KeptFile, add_stored_file
from portal.places.contracts import ContractPlace
from portal.records import ContractArchive, Work

ARCHIVE = "archive-contract"
"""The kind of work; its subject is the contract's id."""

ZIP = "application/zip"
BEING_MADE = "Somebody else has asked for it, and it is being made. It stands here once it is there."


def note_archive_taken(
    session: Session, viewer: Viewer, contract_id: uuid.UUID, archive_id: uuid.UUID
) -> None:
    """To know who knows is part of it. Commits."""
    data = {"archive": str(archive_id)}
    record_event(session, "archive-downloaded", viewer.person_id, contract_id=contract_id, data=data)
    session.commit()


def ask_archive(session: Session, viewer: Viewer, place: ContractPlace) -> uuid.UUID:
    """The id of the work that makes it. Asked for twice it is made once, and shown to whoever asked first.
    Raises NotAllowed or CannotDo. Commits."""
    require(place.audiences, Audience.MANAGER, "Only the lead provider’s managers have a contract archived.")
    if clock.today() <= place.ends_on:
        raise CannotDo({"": "The contract has not ended yet. Its archive is made after its last day."})
    work_id = ask_work(session, ARCHIVE, str(place.contract_id), asked_by=viewer.person_id)
    if session.scalar(sa.select(Work.asked_by).where(Work.id == work_id)) != viewer.person_id:
        raise CannotDo({"": BEING_MADE})
    session.commit()
    return work_id


def note_archive(session: Session, place: ContractPlace, kept: KeptFile) -> None:
    person_id = who_asked(session, place.contract_id)
    file_id, archive_id = add_stored_file(session, kept, place.lead_id, person_id), uuid.uuid4()
    values = {"contract_id": place.contract_id, "file_id": file_id, "made_at": clock.now()}
    session.execute(sa.insert(ContractArchive).values(id=archive_id, **values))
    data = {"archive": str(archive_id), "sha256": kept.sha256}
    record_event(session, "contract-archived", person_id, contract_id=place.contract_id, data=data)


def who_asked(session: Session, contract_id: uuid.UUID) -> uuid.UUID:
    """Whoever asked for it last."""
    asked = sa.select(Work.asked_by).where(Work.kind == ARCHIVE, Work.subject == str(contract_id))
    latest = asked.where(Work.asked_by.is_not(None)).order_by(Work.asked_at.desc(), Work.id)
    found = session.scalars(latest.limit(1)).one()
    assert found is not None  # noqa: S101 - the statement leaves out what nobody asked for
    return found
