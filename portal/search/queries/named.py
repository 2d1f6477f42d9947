"""Partners by any of their names, and files by theirs: found by their words, whose beginnings stand in an
index."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from checklists.names import ways_to_find
from portal.places.contracts import KNOWN_TO_PARTNER, PARTNER
from portal.records import (
    Contract,
    Engagement,
    FileWord,
    NameWord,
    OrganisationName,
    StoodIn,
    StoredFile,
    Submission,
    SubmissionFile,
)
from portal.search.queries.reach import Reach

LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class PartnerFound:
    engagement_id: uuid.UUID
    partner: str
    area: str
    contract: str


@dataclass(frozen=True, slots=True)
class FileFound:
    """A file of a submission; for one of the partner's own that is not sent `sent_at` is None."""

    name: str
    engagement_id: uuid.UUID
    requirement_key: str
    partner: str
    contract_id: uuid.UUID
    sent_at: datetime | None


def begins(column: InstrumentedAttribute[str], with_what: str) -> sa.ColumnElement[bool]:
    """Spelt as a range, since a database seeks that in an index in any case."""
    return sa.and_(column >= with_what, column < with_what + LAST)


def names_found(words: Sequence[str]) -> sa.ColumnElement[bool]:
    """Of names, those that have all the words, or all of them as one."""
    ways = ways_to_find(list(words))
    return OrganisationName.id.in_(sa.union(*(name_having_all(way) for way in ways)))


def name_having_all(way: Sequence[str]) -> sa.Select[uuid.UUID]:
    """The longest word is sought first, the others with each name that has it; so it is with files."""
    longest, *others = sorted(way, key=len, reverse=True)
    query = sa.select(NameWord.name_id).where(begins(NameWord.word, longest))
    for each in others:
        also = aliased(NameWord)
        query = query.where(sa.exists().where(also.name_id == NameWord.name_id, begins(also.word, each)))
    return query


def find_partners(
    session: Session, reach: Reach, words: Sequence[str], limit: int
) -> tuple[PartnerFound, ...]:
    """By a name of today or a former one; never by one that the lead has not known the partner by."""
    later = aliased(OrganisationName)
    is_of_before = sa.exists().where(
        later.organisation_id == OrganisationName.organisation_id,
        later.recorded_at > OrganisationName.recorded_at,
    )
    since = sa.or_(
        StoodIn.until_at.is_(None), OrganisationName.recorded_at >= StoodIn.until_at, ~is_of_before
    )
    said = (
        sa.select(Engagement.id)
        .select_from(OrganisationName)
        .join(Engagement, Engagement.partner_id == OrganisationName.organisation_id)
        .outerjoin(StoodIn, StoodIn.engagement_id == Engagement.id)
        .where(names_found(words), since, reach.engagements())
    )
    typed = (
        sa.select(Engagement.id)
        .select_from(OrganisationName)
        .join(StoodIn, StoodIn.organisation_id == OrganisationName.organisation_id)
        .join(Engagement, Engagement.id == StoodIn.engagement_id)
        .where(names_found(words), Engagement.contract_id.in_(reach.of_others))
    )
    found = sa.union(said, typed).subquery()
    rows = session.execute(
        sa.select(
            Engagement.id.label("engagement_id"),
            PARTNER.name.label("partner"),
            Engagement.area,
            Contract.title.label("contract"),
        )
        .join(found, found.c.id == Engagement.id)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .join(Contract, Contract.id == Engagement.contract_id)
        .order_by(Engagement.sort_name, Engagement.id)
        .limit(limit)
    )
    return tuple(PartnerFound(**row._asdict()) for row in rows)


def find_files(session: Session, reach: Reach, words: Sequence[str], limit: int) -> tuple[FileFound, ...]:
    """The newest first: what was sent under a contract that is led, unless it was taken back before anybody
    opened it, and what is of one's own; the council sees no files."""
    stands = sa.or_(Submission.taken_back_at.is_(None), Submission.opened_at.is_not(None))
    ours = sa.and_(Engagement.contract_id.in_(reach.led), Submission.sent_at.is_not(None), stands)
    own = sa.and_(Engagement.partner_id.in_(reach.own), KNOWN_TO_PARTNER)
    rows = session.execute(
        sa.select(
            StoredFile.name,
            Engagement.id.label("engagement_id"),
            Submission.requirement_key,
            PARTNER.name.label("partner"),
            Engagement.contract_id,
            Submission.sent_at,
        )
        .select_from(StoredFile)
        .join(SubmissionFile, SubmissionFile.file_id == StoredFile.id)
        .join(Submission, Submission.id == SubmissionFile.submission_id)
        .join(Engagement, Engagement.id == Submission.engagement_id)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(
            StoredFile.id.in_(files_found(reach, words)),
            StoredFile.removed_at.is_(None),
            sa.or_(ours, own),
        )
        .order_by(StoredFile.uploaded_at.desc(), Submission.id)
        .limit(limit)
    )
    return tuple(FileFound(**row._asdict()) for row in rows)


def files_found(reach: Reach, words: Sequence[str]) -> sa.CompoundSelect[uuid.UUID]:
    """On the shelves of partners within reach, one by one: what others have is not looked through."""
    partners = sa.select(Engagement.partner_id).where(Engagement.contract_id.in_(reach.led))
    shelves = (FileWord.organisation_id.in_(partners), FileWord.organisation_id.in_(reach.own))
    return sa.union(*(file_having_all(way, shelf) for way in ways_to_find(list(words)) for shelf in shelves))


def file_having_all(way: Sequence[str], shelf: sa.ColumnElement[bool]) -> sa.Select[uuid.UUID]:
    """The longest word is sought on the shelves, the others with each file that has it."""
    longest, *others = sorted(way, key=len, reverse=True)
    query = sa.select(FileWord.file_id).where(shelf, begins(FileWord.word, longest))
    for each in others:
        also = aliased(FileWord)
        query = query.where(sa.exists().where(also.file_id == FileWord.file_id, begins(also.word, each)))
    return query
