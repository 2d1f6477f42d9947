"""Ask for work that nobody waits for. It is written in the caller's transaction: it is asked for if and only
if what it follows from is so."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal import clock
from portal.records import Work, WorkState
from portal.records.work import OPEN

ASKED = "work_asked"
"""Under this name a session keeps what it has asked for, so that somebody can be woken once it is so."""


def ask_work(session: Session, kind: str, subject: str = "", due_at: datetime | None = None) -> None:
    """Once a piece of work is open, asking again changes nothing, but for two things: it is due as soon as
    anybody wants it, and where somebody has it already, it is done once more after that."""
    now = clock.now()
    due_at = due_at or now
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(Work).values(
        id=uuid.uuid4(),
        kind=kind,
        subject=subject,
        state=WorkState.WAITING.value,
        due_at=due_at,
        tries=0,
        again=False,
        steps_done=0,
        problem="",
        asked_at=now,
    )
    is_earlier = statement.excluded.due_at < Work.due_at
    is_taken = Work.state == WorkState.TAKEN.value
    session.execute(
        statement.on_conflict_do_update(
            index_elements=[Work.kind, Work.subject],
            index_where=OPEN,
            set_={
                "again": sa.or_(Work.again, is_taken),
                "due_at": sa.case((is_earlier, statement.excluded.due_at), else_=Work.due_at),
            },
        )
    )
    if due_at <= now:
        session.info.setdefault(ASKED, set()).add((kind, subject))
