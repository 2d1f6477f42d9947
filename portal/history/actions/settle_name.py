"""Settle a place where somebody who has left may be named: a person has looked, and has taken the name out or
found that it names somebody else."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import NotAllowed, Viewer
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import many_lines
from portal.history.actions.rewrite_written import rewrite_written
from portal.history.queries.names_left import find_written, get_name_left, text_at
from portal.history.queries.texts import put
from portal.places.organisations import OrganisationPlace
from portal.records import Engagement, NameLeft
from portal.standing.actions.lock_engagements import lock_engagements


def settle_name(
    session: Session, viewer: Viewer, place: OrganisationPlace, left_id: uuid.UUID, words: str
) -> None:
    """`words` is what stands there from now on; as it was where it names nobody who left. Settled twice is
    settled once. Raises NotAllowed, NotHere or CannotDo. Commits."""
    if place.organisation_id not in viewer.with_role("manager"):
        raise NotAllowed("Only the organisation's own managers take names out.")
    words = many_lines(words)
    if not words:
        raise CannotDo({"words": "Write what stays. Where nothing is to stay, write: removed."})
    left = get_name_left(session, place, left_id)
    lock(session, left)
    mine = sa.update(NameLeft).where(NameLeft.id == left_id, NameLeft.settled_at.is_(None))
    settled = mine.values(settled_at=clock.now(), settled_by=viewer.person_id).returning(NameLeft.id)
    if session.scalar(settled) is None:
        session.rollback()
        return
    written = find_written(session, left.table_name, left.row_key)
    if written and text_at(written, left.place) != words:
        column, *path = left.place.split("/")
        rewrite_written(session, written, {column: put(written.row[column], path, words)})
        data = {"organisation": str(place.organisation_id), "table": left.table_name, "row": left.row_key}
        record_event(session, "words-redacted", viewer.person_id, data=data)
    session.commit()


def lock(session: Session, left: NameLeft) -> None:
    """The engagement first, where the words are of one."""
    written = find_written(session, left.table_name, left.row_key)
    engagement_id = written.row.get("engagement_id") if written else None
    if engagement_id:
        known = sa.select(Engagement.id).where(Engagement.id == engagement_id)
        lock_engagements(session, list(session.scalars(known)))
