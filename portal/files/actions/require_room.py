"""Refuse a file for which there is no room: in its submission, for its organisation on one day, or in all."""

import uuid
from dataclasses import dataclass
from datetime import datetime, time

import sqlalchemy as sa
from sqlalchemy.orm import Session

from evidence.refusal import size_in_words
from portal import clock
from portal.acting.refused import CannotDo
from portal.records import ContractArchive, Organisation, StoredFile, SubmissionFile


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of the files of one submission, of those that an organisation adds on one day, and of all that it
    has."""

    submission: int
    day: int
    organisation: int


class NoRoom(CannotDo):
    """The file is one too many, or too large."""


SUBMISSION = (
    "There is no room for it: what is sent together may have {limit}. Take a file out, or save it smaller."
)
DAY = "Your organisation has added {limit} today, and more is not taken on one day. Add it tomorrow."
ORGANISATION = (
    "Your organisation has {limit} of files here, which is the most. Delete some that were never sent: they"
    " stand under Documents."
)


ROOM_OF = (
    sa.select(Organisation.id)
    .where(Organisation.id == sa.bindparam("organisation_id"))
    .with_for_update(key_share=True)
)


def taken() -> sa.Select[int, int, int]:
    """Bytes of what is in the submission, of what its owner has added since midnight, and of all that it
    has."""
    archive = sa.exists().where(ContractArchive.file_id == StoredFile.id)
    its = sa.and_(StoredFile.organisation_id == sa.bindparam("organisation_id"), ~archive)
    kept = sa.select(sa.func.coalesce(sa.func.sum(StoredFile.size), 0))
    together = kept.join(SubmissionFile, SubmissionFile.file_id == StoredFile.id).where(
        SubmissionFile.submission_id == sa.bindparam("submission_id", type_=sa.Uuid())
    )
    of_today = kept.where(its, StoredFile.uploaded_at >= sa.bindparam("midnight"))
    here = kept.where(its, StoredFile.removed_at.is_(None))
    return sa.select(
        together.scalar_subquery().label("submission"),
        of_today.scalar_subquery().label("day"),
        here.scalar_subquery().label("organisation"),
    )


TAKEN = taken()


def lock_room(session: Session, organisation_id: uuid.UUID) -> None:
    """Until the transaction ends nobody else adds to the organisation's files, so that two at once do not
    both take the last room. Before a submission is locked."""
    session.execute(ROOM_OF, {"organisation_id": organisation_id})


def require_room(
    session: Session,
    limits: Limits,
    organisation_id: uuid.UUID,
    size: int,
    submission_id: uuid.UUID | None = None,
) -> None:
    """Raises NoRoom. Archives take nobody's room. The caller has locked the organisation's room."""
    asked = {"organisation_id": organisation_id, "submission_id": submission_id, "midnight": midnight()}
    found = session.execute(TAKEN, asked).one()
    for bytes_taken, limit, sentence in (
        (found.submission, limits.submission, SUBMISSION),
        (found.day, limits.day, DAY),
        (found.organisation, limits.organisation, ORGANISATION),
    ):
        if bytes_taken + size > limit:
            raise NoRoom({"files": sentence.format(limit=size_in_words(limit))})


def midnight() -> datetime:
    """The moment at which today began in the United Kingdom."""
    return datetime.combine(clock.today(), time(), tzinfo=clock.LONDON)
