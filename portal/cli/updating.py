"""What `migrate` and `restore` share: tables are brought up to date, and nothing altered is sealed unseen."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.cli.failing import Failed
from portal.records import Engagement
from portal.records.migrations import migrate_on
from portal.standing.actions.rebuild_standing import rebuild
from portal.standing.queries.verify_former import verify_former
from portal.words.wording import counted

SHOWN = 5
"""Findings that are told before a command that they stop; `verify` tells them all."""


def require_unaltered(session: Session, as_it_is: bool) -> bool:
    """Whether something is not as it was sealed, which `as_it_is` allows. Raises Failed otherwise."""
    altered = [*verify_former(session)]
    if altered and not as_it_is:
        raise Failed(altered_words(altered))
    return bool(altered)


def altered_words(altered: Sequence[str]) -> str:
    count = len(altered)
    what = f"{counted(count, 'thing')} {'is' if count == 1 else 'are'} not as the log says"
    shown = "; ".join([*altered[:SHOWN], *(["…"] if count > SHOWN else [])])
    return (
        f"{what}, and would be sealed as {'it is' if count == 1 else 'they are'}: {shown}. Nothing was"
        " changed. Look at it with `portal verify` of the version before; --as-it-is takes all as it is, and"
        " an event says so"
    )


def migrate_and_rebuild(session: Session) -> None:
    """The tables, and what is read off them, in the caller's transaction."""
    if migrate_on(session.connection()):
        rebuild(session, session.scalars(sa.select(Engagement.id).order_by(Engagement.id)).all())
        session.flush()
