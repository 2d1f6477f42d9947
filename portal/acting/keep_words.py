"""Keep by which words a name or a file is found, in the caller's transaction, with the row itself."""

import uuid
from collections.abc import Collection, Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.names import found_by
from portal.records import FileWord, NameWord, StoredFile, table_of

ADDING = sa.insert(table_of(FileWord))


def name_words(name_id: uuid.UUID, names: Iterable[str]) -> list[dict[str, object]]:
    """Rows of NameWord: of the name, and of the trading names said with it."""
    words = frozenset[str]().union(*map(found_by, names))
    return [{"word": word, "name_id": name_id} for word in sorted(words)]


def file_words(file_id: uuid.UUID, organisation_id: uuid.UUID, name: str) -> list[dict[str, object]]:
    """Rows of FileWord."""
    its = {"organisation_id": organisation_id, "file_id": file_id}
    return [{"word": word, **its} for word in sorted(found_by(name))]


def keep_name_words(session: Session, name_id: uuid.UUID, names: Iterable[str]) -> None:
    if rows := name_words(name_id, names):
        session.execute(sa.insert(NameWord), rows)


def keep_file_words(session: Session, file_id: uuid.UUID, organisation_id: uuid.UUID, name: str) -> None:
    if rows := file_words(file_id, organisation_id, name):
        session.execute(ADDING, rows)


def forget_file_words(session: Session, file_ids: Collection[uuid.UUID]) -> None:
    """Of files whose names go."""
    session.execute(sa.delete(FileWord).where(FileWord.file_id.in_(file_ids)))


def follow_file_words(session: Session, file_id: uuid.UUID) -> None:
    """Of a file that is called otherwise now."""
    forget_file_words(session, [file_id])
    query = sa.select(StoredFile.organisation_id, StoredFile.name)
    row = session.execute(query.where(StoredFile.id == file_id)).one()
    keep_file_words(session, file_id, row.organisation_id, row.name)
