"""What somebody typed and has not sent: kept for that person alone, for a short time, without passwords."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.insert_unless_there import insert_unless_there
from portal.records import KeptForm, WhyKept

__all__ = [
    "FOR",
    "Kept",
    "Left",
    "WhyKept",
    "find_kept",
    "forget_kept",
    "is_typed",
    "keep_typed",
    "list_kept",
    "sweep_kept",
    "worth_keeping",
]

FOR = timedelta(days=3)
"""How long it is kept: over a weekend."""

MOST = 40
"""Forms that are kept of one person; the oldest go first."""

NEVER_KEPT = frozenset({"password", "current", "new", "code", "answer", "step"})
"""Names of fields that take a password or a code, or what a device answers."""

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A form as it was typed. `address` is where it is sent, with its query; `files` are names of those that
    have to be chosen again."""

    address: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]
    why: WhyKept
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class Left:
    """A form that waits for whoever typed it: where it is sent, since when, and what was typed."""

    address: str
    kept_at: datetime
    typed: tuple[str, ...]


def worth_keeping(fields: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Without what is secret, and without the marks that a page puts into its forms.

    >>> worth_keeping([("_csrf_token", "x"), ("title", "Walks"), ("password", "seven grey herons")])
    (('title', 'Walks'),)
    """
    return tuple(
        (name, value)
        for name, value in fields
        if name not in NEVER_KEPT and (not name.startswith("_") or name.startswith("_seen"))
    )


def is_typed(fields: Iterable[tuple[str, str]], of_the_page: Collection[str] = ()) -> bool:
    """Whether anything stands in a field that somebody types into. Names that begin with a line are the
    portal's, and so are those `of_the_page`, which it hides.

    >>> is_typed([("_form", "x"), ("words", " "), ("corrects", "7")], {"corrects"})
    False
    >>> is_typed([("words", "No.")])
    True
    """
    return any(
        value.strip() for name, value in fields if not name.startswith("_") and name not in of_the_page
    )


def keep_typed(
    session: Session,
    person_id: uuid.UUID,
    address: str,
    fields: Pairs,
    files: Sequence[str] = (),
    why: WhyKept = WhyKept.TYPED,
) -> None:
    """In place of what was kept of the same form before. Commits."""
    values = {
        "fields": [list(each) for each in worth_keeping(fields)],
        "files": list(files),
        "why": why,
        "kept_at": clock.now(),
    }
    row = {"id": uuid.uuid4(), "person_id": person_id, "address": address, **values}
    keeping = insert_unless_there(session, KeptForm).values(row)
    session.execute(
        keeping.on_conflict_do_update(index_elements=[KeptForm.person_id, KeptForm.address], set_=values)
    )
    newest = (
        sa.select(KeptForm.id)
        .where(KeptForm.person_id == person_id)
        .order_by(KeptForm.kept_at.desc(), KeptForm.id)
        .limit(MOST)
    )
    session.execute(
        sa.delete(KeptForm).where(
            KeptForm.person_id == person_id, KeptForm.id.not_in(newest.subquery().select())
        )
    )
    session.commit()


def find_kept(session: Session, person_id: uuid.UUID, address: str) -> Kept | None:
    """What that person typed into the form that is sent there; None for everybody else."""
    row = session.execute(
        sa.select(KeptForm.address, KeptForm.fields, KeptForm.files, KeptForm.why, KeptForm.kept_at).where(
            KeptForm.person_id == person_id,
            KeptForm.address == address,
            KeptForm.kept_at > clock.now() - FOR,
        )
    ).one_or_none()
    if row is None:
        return None
    fields = tuple((name, value) for name, value in row.fields)
    return Kept(row.address, fields, tuple(row.files), WhyKept(row.why), row.kept_at)


def list_kept(session: Session, person_id: uuid.UUID) -> tuple[Left, ...]:
    """What is kept that the person typed; newest first. A form of which nothing was typed is shown again, and
    not told of."""
    rows = session.execute(
        sa.select(KeptForm.address, KeptForm.kept_at, KeptForm.fields, KeptForm.files)
        .where(KeptForm.person_id == person_id, KeptForm.kept_at > clock.now() - FOR)
        .order_by(KeptForm.kept_at.desc(), KeptForm.id)
    )
    return tuple(
        Left(row.address, row.kept_at, tuple(value for name, value in row.fields if not name.startswith("_")))
        for row in rows
        if row.files or is_typed(row.fields)
    )


def forget_kept(session: Session, person_id: uuid.UUID, address: str) -> None:
    """It was sent, or is not wanted. Commits."""
    session.execute(sa.delete(KeptForm).where(KeptForm.person_id == person_id, KeptForm.address == address))
    session.commit()


def sweep_kept(session: Session) -> None:
    """In the caller's transaction: what was kept for long enough."""
    session.execute(sa.delete(KeptForm).where(KeptForm.kept_at <= clock.now() - FOR))
