"""The work of letting people in, and of forgetting what did."""

from datetime import timedelta

import sqlalchemy as sa

from portal import clock
from portal.post.actions.forget_letters import forget_letters
from portal.records import Work, WorkState
from portal.sign_in.actions.send_reset import RESET, send_reset
from portal.work.tools import Tools

KEPT = {WorkState.DONE: timedelta(hours=1), WorkState.FAILED: timedelta(days=1)}
"""How long is kept who asked for a new password; what failed long enough for an administrator to see it."""


def do_send_reset(tools: Tools, email: str) -> None:
    with tools.database.writing() as session:
        send_reset(session, email)


def do_forget_letters(tools: Tools, _subject: str) -> None:
    """And the addresses that strangers gave who asked for a new password."""
    with tools.database.writing() as session:
        forget_letters(session, clock.now())
        over = [
            sa.and_(Work.state == state.value, Work.ended_at < clock.now() - kept)
            for state, kept in KEPT.items()
        ]
        session.execute(sa.delete(Work).where(Work.kind == RESET, sa.or_(*over)))
        session.commit()
