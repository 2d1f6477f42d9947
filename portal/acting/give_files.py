"""Stored files come to be another organisation's, in the caller's transaction."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import FileWord, StoredFile


def give_files(session: Session, which: sa.ColumnElement[bool], organisation_id: uuid.UUID) -> None:
    """Those of which it holds are the organisation's from now on, and are found on its shelf, no longer on
    the one before. The words first: it may ask whose a file is."""
    its = sa.select(StoredFile.id).where(which)
    for moved in (
        sa.update(FileWord).where(FileWord.file_id.in_(its)),
        sa.update(StoredFile).where(which),
    ):
        session.execute(
            moved.values(organisation_id=organisation_id),
            execution_options={"synchronize_session": False},
        )
