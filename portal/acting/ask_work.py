"""Ask for work that nobody waits for. It is written in the caller's transaction: it is asked for if and only
if what it follows from is so."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal import clock
from portal.acting.insert_unless_there import insert_unless_there
from portal.records import Work, WorkState
from portal.records.work import OPEN

ASKED = "work_asked"
"""Under this name a session keeps what it has asked for, so that somebody can be woken once it is so."""


ONCE = uuid.UUID("0f6a1a9c-6d0b-4a57-9a39-5b1f2c7f0e11")
"""The names of work that is asked for once and for all are counted under this one."""


def ask_work(
    session: Session,
    kind: str,
    subject: str = "",
    due_at: datetime | None = None,
    asked_by: uuid.UUID | None = None,
) -> uuid.UUID:
    """The id of the work. Whoever asked first may see how far it has got.

    Once a piece of work is open, asking again changes nothing, but for two things: it is due as soon as
    anybody wants it, and where somebody has it already, it is done once more after that.
    """
    values = new_work(kind, subject, due_at, asked_by)
    statement = insert_unless_there(session, Work).values(id=uuid.uuid4(), **values)
    wanted, is_taken = statement.excluded.due_at, Work.state == WorkState.TAKEN.value
    asked = statement.on_conflict_do_update(
        index_elements=[Work.kind, Work.subject],
        index_where=OPEN,
        set_={
            "due_at": sa.case((is_taken, Work.due_at), else_=earlier(Work.due_at, wanted)),
            "again_at": sa.case((is_taken, earlier(Work.again_at, wanted)), else_=Work.again_at),
        },
    ).returning(Work.id)
    work_id = session.scalars(asked).one()
    note_asked(session, values)
    return work_id


def ask_once(session: Session, kind: str, subject: str) -> None:
    """Ask for what is done once and for all: also after it is done, asking again changes nothing."""
    values = new_work(kind, subject, None, None)
    work_id = uuid.uuid5(ONCE, f"{kind}/{subject}")
    session.execute(insert_unless_there(session, Work).values(id=work_id, **values).on_conflict_do_nothing())
    note_asked(session, values)


def earlier(
    kept: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None],
    wanted: sa.ColumnElement[datetime],
) -> sa.ColumnElement[datetime]:
    return sa.case((kept < wanted, kept), else_=wanted)


def new_work(
    kind: str, subject: str, due_at: datetime | None, asked_by: uuid.UUID | None
) -> dict[str, object]:
    now = clock.now()
    return {
        "kind": kind,
        "subject": subject,
        "state": WorkState.WAITING.value,
        "due_at": due_at or now,
        "tries": 0,
        "steps_done": 0,
        "problem": "",
        "asked_by": asked_by,
        "asked_at": now,
    }


def note_asked(session: Session, values: Mapping[str, Any]) -> None:
    if values["due_at"] <= values["asked_at"]:
        session.info.setdefault(ASKED, set()).add((values["kind"], values["subject"]))
