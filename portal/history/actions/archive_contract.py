"""Archive a contract that has ended: all of it as one file, for the lead to keep."""

import hashlib
import uuid
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from evidence.store import Store, new_key
from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.ask_work import ask_work
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.database import Database
from portal.files.actions.keep_file import KeptFile, add_stored_file
from portal.history.actions.anchor_log import NAME as ANCHORS
from portal.history.actions.anchor_log import lines_of
from portal.history.archiving import Step, write_archive
from portal.places.contracts import CONTRACT_OF_ID, ContractPlace, contract_place
from portal.records import ContractArchive, Person, Work
from portal.settings import Settings

ARCHIVE = "archive-contract"
"""The kind of work; its subject is the contract's id."""

ZIP = "application/zip"
PIECE = 1024 * 1024


def ask_archive(session: Session, viewer: Viewer, place: ContractPlace) -> uuid.UUID:
    """The id of the work that makes it. Asked for twice it is made once. Raises NotAllowed or CannotDo.
    Commits."""
    require(place.audiences, Audience.MANAGER, "Only the lead provider’s managers have a contract archived.")
    if clock.today() <= place.ends_on:
        raise CannotDo({"": "The contract has not ended yet. Its archive is made after its last day."})
    work_id = ask_work(session, ARCHIVE, str(place.contract_id), asked_by=viewer.person_id)
    session.commit()
    return work_id


def archive_contract(
    settings: Settings, database: Database, store: Store, contract_id: uuid.UUID, step: Step
) -> None:
    """Bytes before row: what is broken off on the way is swept, and made anew."""
    settings.incoming.mkdir(parents=True, exist_ok=True)
    staged = settings.incoming / f"{uuid.uuid4().hex}.part"
    with database.reading() as session:
        row = session.execute(CONTRACT_OF_ID, {"contract_id": contract_id}).one()
        place = contract_place(row, frozenset())
        anchors = lines_of(settings.home / ANCHORS)
        write_archive(session, store, place, settings.address, anchors, staged, step)
    name = f"{place.reference}-{clock.today().isoformat()}.zip"
    kept = KeptFile(new_key(clock.today()), name, ZIP, staged.stat().st_size, sha256_of(staged))
    store.keep(staged, kept.key)
    with database.writing() as session:
        note(session, place, kept)
        session.commit()


def note(session: Session, place: ContractPlace, kept: KeptFile) -> None:
    person_id = who_asked(session, place.contract_id)
    file_id, archive_id = add_stored_file(session, kept, place.lead_id, person_id), uuid.uuid4()
    values = {"contract_id": place.contract_id, "file_id": file_id, "made_at": clock.now()}
    session.execute(sa.insert(ContractArchive).values(id=archive_id, **values))
    data = {"archive": str(archive_id), "sha256": kept.sha256}
    record_event(session, "contract-archived", person_id, contract_id=place.contract_id, data=data)


def who_asked(session: Session, contract_id: uuid.UUID) -> uuid.UUID:
    """Whoever asked for it last."""
    asked = sa.select(Work.asked_by).where(Work.kind == ARCHIVE, Work.subject == str(contract_id))
    query = sa.select(Person.id).where(Person.id.in_(asked.where(Work.asked_by.is_not(None))))
    return session.scalars(query.limit(1)).one()


def sha256_of(path: Path) -> str:
    counted = hashlib.sha256()
    with path.open("rb") as opened:
        while piece := opened.read(PIECE):
            counted.update(piece)
    return counted.hexdigest()
