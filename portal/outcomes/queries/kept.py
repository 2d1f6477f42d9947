"""What is kept of soft outcomes: what is written by now, and what was finished."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.year.rating import Rated, Rating
from portal.clock import local_day
from portal.records import OutcomeComment, OutcomeDraft, OutcomeRating, OutcomeReview, OutcomeVersion, Person


@dataclass(frozen=True, slots=True)
class Said(Rated):
    """With the ids of the visits that it comes from."""

    visits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """What the partner says of a version."""

    words: str
    person: str
    at: datetime

    @property
    def on(self) -> date:
        return local_day(self.at)


@dataclass(frozen=True, slots=True)
class Version:
    """The ratings as they were finished, and, of a correction, why."""

    number: int
    because: str
    person: str
    at: datetime
    said: Mapping[str, Said]
    comment: Comment | None = None

    @property
    def on(self) -> date:
        return local_day(self.at)


def until(versions: Iterable[Version], day: date) -> tuple[Version, ...]:
    """Those that were finished by that evening, each with the comment that was there by then."""
    return tuple(
        replace(each, comment=None) if each.comment and each.comment.on > day else each
        for each in versions
        if each.on <= day
    )


NOTHING: Mapping[str, Said] = {}


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one period of an engagement."""

    review_id: uuid.UUID
    drafts: Mapping[str, Said]
    versions: tuple[Version, ...]


KeptBy = Mapping[tuple[uuid.UUID, str, str], Kept]


def kept_of(session: Session, engagement_ids: Collection[uuid.UUID], known: date | None) -> KeptBy:
    """By engagement, key and period; of what was finished and answered only what was by the evening of
    `known`."""
    reviews = session.execute(
        sa.select(
            OutcomeReview.id, OutcomeReview.engagement_id, OutcomeReview.return_key, OutcomeReview.part
        ).where(OutcomeReview.engagement_id.in_(engagement_ids))
    ).all()
    ids = [row.id for row in reviews]
    drafts, versions = drafts_of(session, ids), versions_of(session, ids)
    return {
        (row.engagement_id, row.return_key, row.part): Kept(
            row.id,
            drafts[row.id],
            until(versions[row.id], known or date.max),
        )
        for row in reviews
    }


def drafts_of(session: Session, ids: Collection[uuid.UUID]) -> defaultdict[uuid.UUID, dict[str, Said]]:
    found: defaultdict[uuid.UUID, dict[str, Said]] = defaultdict(dict)
    query = sa.select(OutcomeDraft).where(OutcomeDraft.review_id.in_(ids))
    for row in session.scalars(query) if ids else ():
        rating = Rating(row.rating) if row.rating else None
        found[row.review_id][row.outcome_key] = Said(rating, row.because, tuple(row.visits))
    return found


def versions_of(session: Session, ids: Collection[uuid.UUID]) -> defaultdict[uuid.UUID, list[Version]]:
    """In their order."""
    found: defaultdict[uuid.UUID, list[Version]] = defaultdict(list)
    if not ids:
        return found
    said: defaultdict[tuple[uuid.UUID, int], dict[str, Said]] = defaultdict(dict)
    for row in session.scalars(sa.select(OutcomeRating).where(OutcomeRating.review_id.in_(ids))):
        its = Said(Rating(row.rating), row.because, tuple(row.visits))
        said[row.review_id, row.number][row.outcome_key] = its
    comments = comments_of(session, ids)
    query = sa.select(OutcomeVersion, Person.name).join(Person, Person.id == OutcomeVersion.finished_by)
    query = query.where(OutcomeVersion.review_id.in_(ids)).order_by(OutcomeVersion.number)
    for each in session.execute(query):
        row = each.OutcomeVersion
        key = row.review_id, row.number
        found[row.review_id].append(
            Version(row.number, row.because, each.name, row.finished_at, said[key], comments.get(key))
        )
    return found


def comments_of(session: Session, ids: Collection[uuid.UUID]) -> dict[tuple[uuid.UUID, int], Comment]:
    query = sa.select(OutcomeComment, Person.name).join(Person, Person.id == OutcomeComment.said_by)
    rows = session.execute(query.where(OutcomeComment.review_id.in_(ids)))
    return {
        (row.OutcomeComment.review_id, row.OutcomeComment.number): Comment(
            row.OutcomeComment.words, row.name, row.OutcomeComment.said_at
        )
        for row in rows
    }
