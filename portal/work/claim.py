"""Who does which piece of work: decided in the database, so that two workers never do the same."""

import logging
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal import clock
from portal.acting.ask_work import ask_work
from portal.records import Work, WorkState

LOG = logging.getLogger("portal.work")

LEASE = timedelta(minutes=2)
"""How long whoever has taken work may give no sign of life before somebody else may take it."""

PAUSES = tuple(timedelta(minutes=each) for each in (1, 5, 30, 120, 480))
"""Before the second try, the third, and so on. When they are used up the work has failed."""

LOST = "Whoever did it was ended in the midst of it, as happens where there is too little memory."
"""Said of what was lost at its last try."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A piece of work that is this worker's now; `taken_at` proves it."""

    work_id: uuid.UUID
    kind: str
    subject: str
    tries: int
    taken_by: str


def is_free(now: datetime, lease: timedelta) -> sa.ColumnElement[bool]:
    """What is due and nobody has, or whoever had it gives no sign of life any more and it may be tried
    again."""
    is_due = sa.and_(Work.state == WorkState.WAITING.value, Work.due_at <= now)
    return sa.or_(is_due, sa.and_(is_lost(now, lease), Work.tries <= len(PAUSES)))


def is_lost(now: datetime, lease: timedelta) -> sa.ColumnElement[bool]:
    return sa.and_(Work.state == WorkState.TAKEN.value, Work.taken_at < now - lease)


def is_anything_due(session: Session, lease: timedelta = LEASE) -> bool:
    """Asked by reading, since whoever takes something keeps others from writing on SQLite."""
    now = clock.now()
    wanted = sa.or_(is_free(now, lease), is_lost(now, lease))
    return session.scalar(sa.select(Work.id).where(wanted).limit(1)) is not None


def give_up_lost(session: Session, now: datetime, lease: timedelta) -> None:
    """What was lost at its last try has failed: it may be what ends whoever does it. Where it was asked for
    again meanwhile, that is a piece of its own, so that this one is shown."""
    lost = session.execute(
        sa.update(Work)
        .where(is_lost(now, lease), Work.tries > len(PAUSES))
        .values(state=WorkState.FAILED.value, ended_at=now, problem=LOST)
        .returning(Work.kind, Work.subject, Work.again_at, Work.asked_by)
    ).all()
    for row in lost:
        LOG.error("work of kind %s did not go: %s", row.kind, LOST)
        if row.again_at:
            ask_work(session, row.kind, row.subject, row.again_at, row.asked_by)


def take_next(session: Session, worker: str, lease: timedelta = LEASE) -> Taken | None:
    """The piece of work that is due longest; None where there is none. Commits."""
    now = clock.now()
    give_up_lost(session, now, lease)
    free = (
        sa.select(Work.id)
        .where(is_free(now, lease))
        .order_by(Work.due_at, Work.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = session.execute(
        sa.update(Work)
        .where(Work.id == free.scalar_subquery(), is_free(now, lease))
        .values(
            state=WorkState.TAKEN.value,
            taken_at=now,
            taken_by=worker,
            tries=Work.tries + 1,
            again_at=sa.case((Work.again_at > now, Work.again_at), else_=sa.null()),
        )
        .returning(Work.id, Work.kind, Work.subject, Work.tries)
    ).one_or_none()
    session.commit()
    return Taken(row.id, row.kind, row.subject, row.tries, worker) if row else None


def still_mine(taken: Taken) -> tuple[sa.ColumnElement[bool], ...]:
    """What holds as long as nobody else has taken it since."""
    return (
        Work.id == taken.work_id,
        Work.state == WorkState.TAKEN.value,
        Work.taken_by == taken.taken_by,
        Work.tries == taken.tries,
    )


def give_sign(session: Session, taken: Taken, done: int, of: int | None) -> bool:
    """It lives, and has got that far; False where it is somebody else's by now. Commits."""
    values = {"taken_at": clock.now(), "steps_done": done, "steps_of": of}
    mine = session.scalar(sa.update(Work).where(*still_mine(taken)).values(values).returning(Work.id))
    session.commit()
    return mine is not None


def touch(session: Session, taken: Taken) -> None:
    """It lives. Commits."""
    session.execute(sa.update(Work).where(*still_mine(taken)).values(taken_at=clock.now()))
    session.commit()


def finish(session: Session, taken: Taken) -> None:
    """Done; where it was asked for again meanwhile, it waits once more. Commits."""
    end(session, taken, WorkState.DONE, "")


def fail(session: Session, taken: Taken, words: str) -> None:
    """It waits for its next try, or has failed where there were enough. Commits."""
    pauses = PAUSES[taken.tries - 1 :]
    if pauses:
        put_off(session, taken, words, pauses[0], taken.tries)
    else:
        end(session, taken, WorkState.FAILED, words)


def put_off(session: Session, taken: Taken, words: str, after: timedelta, tries: int = 0) -> None:
    """It waits; without a number of tries that was no failure. Commits."""
    values = {
        "state": WorkState.WAITING.value,
        "due_at": clock.now() + after,
        "problem": words,
        "tries": tries,
    }
    session.execute(sa.update(Work).where(*still_mine(taken)).values(values))
    session.commit()


def end(session: Session, taken: Taken, state: WorkState, words: str) -> None:
    """Done or failed; where it was asked for again meanwhile it waits once more, as if new. Commits."""
    is_asked_again = Work.again_at.is_not(None)
    ended_at = sa.literal(clock.now(), Work.ended_at.type)
    values = {
        "state": sa.case((is_asked_again, WorkState.WAITING.value), else_=state.value),
        "due_at": sa.func.coalesce(Work.again_at, Work.due_at),
        "again_at": None,
        "tries": sa.case((is_asked_again, 0), else_=Work.tries),
        "ended_at": sa.case((is_asked_again, sa.null()), else_=ended_at),
        "problem": words,
    }
    session.execute(sa.update(Work).where(*still_mine(taken)).values(values))
    session.commit()


def try_again(session: Session, work_id: uuid.UUID) -> bool:
    """What has failed waits once more, unless the same is asked for anew already. Commits."""
    now, failed = clock.now(), sa.and_(Work.id == work_id, Work.state == WorkState.FAILED.value)
    other = aliased(Work)
    asked_anew = sa.exists().where(
        other.kind == Work.kind,
        other.subject == Work.subject,
        other.state.in_((WorkState.WAITING.value, WorkState.TAKEN.value)),
    )
    values = {"state": WorkState.WAITING.value, "due_at": now, "tries": 0, "ended_at": None, "problem": ""}
    done = session.scalar(sa.update(Work).where(failed, ~asked_anew).values(values).returning(Work.id))
    session.commit()
    return done is not None
