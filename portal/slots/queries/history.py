"""What happened to a slot, newest first: what was sent and decided, and apart from that who looked."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Audience
from portal.history.queries.events import (
    LINES,
    NEWEST_FIRST,
    EventLine,
    Newest,
    read_lines,
)
from portal.history.queries.sides import OF_BOTH, OF_THE_PARTNER
from portal.places.contracts import EngagementPlace
from portal.records import Decision, Event

MOST = 200


@dataclass(frozen=True, slots=True)
class SlotHistory:
    """The newest of each that the viewer may see; `words` are those of decisions, by the event's number."""

    happened: Newest
    looked: Newest
    words: dict[int, str]


def find_history(session: Session, place: EngagementPlace, key: str, looks: Collection[str]) -> SlotHistory:
    """Of the last events of the slot; `looks` are the names of those of somebody who only looked."""
    query = LINES.where(Event.engagement_id == place.engagement_id, Event.requirement_key == key)
    query = query.where(is_shown_to(place.audiences)).order_by(*NEWEST_FIRST).limit(MOST + 1)
    happened = newest(read_lines(session, query.where(Event.name.not_in(looks)), with_workers=False))
    looked = newest(read_lines(session, query.where(Event.name.in_(looks)), with_workers=False))
    return SlotHistory(happened, looked, words_of(session, place, happened.lines))


def newest(lines: Sequence[EventLine]) -> Newest:
    return Newest(tuple(lines[:MOST]), len(lines) > MOST)


def is_shown_to(audiences: Collection[Audience]) -> sa.ColumnElement[bool]:
    """Each side sees its own and what is between both, anybody else only that."""
    if Audience.REVIEWER in audiences:
        return Event.name.not_in(OF_THE_PARTNER)
    return Event.name.in_((*OF_BOTH, *(OF_THE_PARTNER if Audience.PARTNER in audiences else ())))


def words_of(session: Session, place: EngagementPlace, lines: Iterable[EventLine]) -> dict[int, str]:
    """What the reviewer wrote with each decision; nothing of what says nothing."""
    decided = {uuid.UUID(each.data["decision"]): each.number for each in lines if each.data.get("decision")}
    if not decided:
        return {}
    rows = session.execute(
        sa.select(Decision.id, Decision.words).where(
            Decision.id.in_(decided), Decision.engagement_id == place.engagement_id, Decision.words != ""
        )
    )
    return {decided[row.id]: row.words for row in rows}
