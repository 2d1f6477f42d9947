"""Choose at what pace one is told of what; read what one was told."""

import uuid
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.insert_unless_there import insert_unless_there
from portal.acting.refused import CannotDo
from portal.notices.actions.lock_notices import lock_notices
from portal.notices.queries.paces import FIXED, OPTIONAL
from portal.records import About, Notice, NoticePreference, Pace, Told


def choose_paces(session: Session, person_id: uuid.UUID, chosen: Mapping[About, str]) -> None:
    """From now on; what waits for a mail, or is just being told, is sent at the new pace. Raises CannotDo.
    Commits."""
    problems = {
        about.value: f"{about.value.capitalize()}: choose when you want to be told."
        for about, pace in chosen.items()
        if pace not in set(Pace)
    }
    if problems:
        raise CannotDo(problems)
    now = clock.now()
    rows = [
        {"person_id": person_id, "about": about.value, "pace": str(pace), "chosen_at": now}
        for about, pace in chosen.items()
        if about not in FIXED
    ]
    if not rows:
        return
    session.execute(sa.select(Told.id).with_for_update(read=True))
    statement = insert_unless_there(session, NoticePreference)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=[NoticePreference.person_id, NoticePreference.about],
            set_={"pace": statement.excluded.pace, "chosen_at": statement.excluded.chosen_at},
        ),
        rows,
    )
    waiting = lock_notices(session, Notice.person_id == person_id, Notice.message_id.is_(None))
    for row in rows:
        mine = sa.update(Notice).where(Notice.id.in_(waiting), Notice.about == row["about"])
        session.execute(mine.values(pace=row["pace"]))
    session.commit()


def unsubscribe(session: Session, person_id: uuid.UUID) -> None:
    """Nothing that can be ended is sent any more; it stands in the portal. Commits."""
    choose_paces(session, person_id, dict.fromkeys(OPTIONAL, Pace.NEVER))


def read_all(session: Session, person_id: uuid.UUID) -> None:
    """Everything that one was told is read. Commits."""
    unread = lock_notices(session, Notice.person_id == person_id, Notice.read_at.is_(None))
    session.execute(sa.update(Notice).where(Notice.id.in_(unread)).values(read_at=clock.now()))
    session.commit()
