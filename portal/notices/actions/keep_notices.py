"""Keep what people are told, each thing once for each person."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.insert_unless_there import insert_unless_there
from portal.notices.queries.happened import TOLD
from portal.notices.queries.paces import paces_of
from portal.records import About, Notice, Pace, Told

ROWS_AT_ONCE = 1_000
"""Rows that are made and written in one go: a lead may have many people, and an evening many events."""


@dataclass(frozen=True, slots=True)
class NewNotice:
    """What one person is told. `cause` is the same for all who are told of one thing; `pace` is once a day
    for what nobody chooses another for."""

    person_id: uuid.UUID
    contract_id: uuid.UUID | None
    engagement_id: uuid.UUID | None
    about: About
    cause: str
    what: str
    why: str
    href: str
    by_on: date | None = None
    consequence: str = ""
    pace: Pace = Pace.DAILY


def keep_told(session: Session, after: int, until: int, notices: Sequence[NewNotice]) -> bool:
    """The events up to that one are told, with these notices, each at its person's own pace; False where
    somebody else has told them already. In the caller's transaction: whoever chooses a pace meanwhile waits
    for it, or was seen."""
    moved = session.execute(
        sa.update(Told)
        .where(Told.id == TOLD, Told.event_number == after)
        .values(event_number=until)
        .returning(Told.id)
    ).one_or_none()
    if moved is None:
        return False
    paces = paces_of(session, {each.person_id for each in notices})
    keep_notices(session, (replace(each, pace=paces[each.person_id][each.about]) for each in notices))
    return True


def keep_notices(session: Session, notices: Iterable[NewNotice], message_id: uuid.UUID | None = None) -> None:
    """Those that a person has already are left as they are. `message_id` is the mail that says them, where
    there is one. In the caller's transaction."""
    now, left = clock.now(), iter(notices)
    while some := list(islice(left, ROWS_AT_ONCE)):
        rows: list[dict[str, object]] = [
            {**asdict(each), "id": uuid.uuid4(), "made_at": now, "message_id": message_id, "read_at": None}
            for each in some
        ]
        session.execute(insert_unless_there(session, Notice).on_conflict_do_nothing(), rows)
