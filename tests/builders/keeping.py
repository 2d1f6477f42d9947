"""An archive that is there, and a place where somebody may still be named."""

import hashlib
import tempfile
import uuid
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from evidence.store import new_key
from portal import clock
from portal.files.actions.keep_file import KeptFile, add_stored_file
from portal.history.actions.archive_contract import ZIP
from portal.records import Base, ContractArchive, NameLeft, StoredFile
from tests.builders.sending import a_worker
from tests.builders.world import World

CONTENT = b"PK\x05\x06" + bytes(18)
"""An empty zip."""


def archived(world: World) -> uuid.UUID:
    key, archive_id = new_key(world.today), uuid.uuid4()
    with tempfile.NamedTemporaryFile(delete=False) as staged:
        staged.write(CONTENT)
    assert world.store
    world.store.keep(Path(staged.name), key)
    with world.database.writing() as session:
        kept = KeptFile(key, "archive.zip", ZIP, len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
        file_id = add_stored_file(session, kept, world.lead_id, world.manager.person_id)
        values = {"contract_id": world.contract_id, "file_id": file_id, "made_at": clock.now()}
        session.execute(sa.insert(ContractArchive).values(id=archive_id, **values))
        session.commit()
    return archive_id


def name_left(world: World, of: str = "Lou Long-Gone") -> uuid.UUID:
    """In the name of one of the partner's files."""
    worker, left_id = a_worker(world, of), uuid.uuid4()
    with world.database.writing() as session:
        mine = StoredFile.organisation_id == world.partner_id
        file_id = session.scalars(sa.select(StoredFile.id).where(mine).limit(1)).one()
        session.execute(
            sa.insert(NameLeft).values(
                id=left_id,
                organisation_id=world.partner_id,
                worker_id=worker,
                table_name="stored_file",
                row_key=str(file_id),
                place="name",
                found_at=clock.now(),
            )
        )
        session.commit()
    return left_id


def everything(session: Session) -> str:
    """Every cell of every table as text."""
    return "\n".join(
        ascii(tuple(row))
        for table in Base.metadata.sorted_tables
        for row in session.execute(sa.select(table))
    )
