"""What somebody typed and has not sent: kept for that person alone, for a short time, without passwords.

Of one form the latest stands at its address. What was refused on another page of it, in another window,
stands aside, at the address with a fragment: it comes when the latest is sent or left.
"""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.records import KeptForm, Person, WhyKept

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

PAGE = "_form"
"""The name of the mark of the page on which it was typed."""

Pairs = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A form as it was typed. `address` is where it is sent, with its query; `files` are names of those that
    have to be chosen again; `page` is the mark of its page, empty where it had none. `others` says since when
    something else is kept that was typed in other windows."""

    address: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]
    why: WhyKept
    kept_at: datetime
    page: str = ""
    others: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """A form that waits for whoever typed it: where it is sent, the address under which it is kept, since
    when, and what was typed."""

    address: str
    kept_as: str
    kept_at: datetime
    typed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfForm:
    """What is kept of a form: at its address, or aside of it."""

    id: uuid.UUID
    address: str
    fields: Pairs
    files: Sequence[str]
    why: str

    @property
    def page(self) -> str:
        return page_in(self.fields)

    def is_apart(self, now: "OfForm") -> bool:
        """Whether it was typed on another page, says something else, and one of the two was refused."""
        if WhyKept.TYPED == self.why == now.why or self.page == now.page:
            return False
        is_same = typed_of(self.fields) == typed_of(now.fields) and self.files == now.files
        return not is_same and (bool(self.files) or is_typed(self.fields))

    def is_over(self, address: str, page: str) -> bool:
        """By what was sent from the page, or left at the address."""
        if page and self.page == page:
            return True
        return self.address == address and (not page or not self.page or self.why == WhyKept.TYPED)


def worth_keeping(fields: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Without what is secret, and without what a page puts into its form but for its mark and what it showed.

    >>> worth_keeping([("_csrf_token", "x"), ("title", "Walks"), ("password", "seven grey herons")])
    (('title', 'Walks'),)
    """
    return tuple(
        (name, value)
        for name, value in fields
        if name not in NEVER_KEPT and (not name.startswith("_") or name.startswith("_seen") or name == PAGE)
    )


def is_typed(fields: Iterable[Sequence[str]], of_the_page: Collection[str] = ()) -> bool:
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
    fields: Iterable[tuple[str, str]],
    files: Sequence[str] = (),
    why: WhyKept = WhyKept.TYPED,
) -> None:
    """In place of what was kept of the same form before; but what was refused on another page of it, or was
    typed there before this was refused, stands aside. Commits."""
    now = OfForm(uuid.uuid4(), address, [list(each) for each in worth_keeping(fields)], list(files), why)
    values = {"fields": now.fields, "files": now.files, "why": why, "kept_at": clock.now()}
    row = {"id": now.id, "person_id": person_id, "address": address, **values}
    rows = hold_rows(session, person_id, address)
    before = next((each for each in rows if each.address == address), None)
    if before and not before.is_apart(now):
        session.execute(sa.update(KeptForm).where(KeptForm.id == before.id).values(values))
    else:
        if before:
            move(session, before.id, f"{address}#{before.id.hex}")
        session.execute(sa.insert(KeptForm).values(row))
    over = [each.id for each in rows if now.page and each.address != address and each.page == now.page]
    newest = (
        sa.select(KeptForm.id)
        .where(KeptForm.person_id == person_id)
        .order_by(KeptForm.kept_at.desc(), KeptForm.id)
        .limit(MOST)
    )
    is_old = KeptForm.id.not_in(newest.subquery().select())
    session.execute(
        sa.delete(KeptForm).where(KeptForm.person_id == person_id, sa.or_(KeptForm.id.in_(over), is_old))
    )
    session.commit()


def hold_rows(session: Session, person_id: uuid.UUID, address: str) -> list[OfForm]:
    """What is kept of the form, the latest first. Until the transaction ends nothing else of the person's is
    kept or forgotten: another window's would be missed, since it takes the place of a row that is known."""
    session.execute(sa.select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))
    rows = session.execute(
        sa.select(KeptForm.id, KeptForm.address, KeptForm.fields, KeptForm.files, KeptForm.why)
        .where(KeptForm.person_id == person_id, is_of(address))
        .order_by(KeptForm.kept_at.desc(), KeptForm.id)
        .with_for_update()
    )
    return [OfForm(row.id, row.address, row.fields, row.files, row.why) for row in rows]


def is_of(address: str) -> sa.ColumnElement[bool]:
    """Whether it is what stands at the address, or aside of it."""
    aside = KeptForm.address.startswith(f"{address}#", autoescape=True)
    return sa.or_(KeptForm.address == address, aside)


def page_in(fields: Iterable[Sequence[str]]) -> str:
    return next((value for name, value in fields if name == PAGE), "")


def typed_of(fields: Pairs) -> list[tuple[str, str]]:
    return [(name, value) for name, value in fields if not name.startswith("_")]


def move(session: Session, row_id: uuid.UUID, address: str) -> None:
    session.execute(sa.update(KeptForm).where(KeptForm.id == row_id).values(address=address))


def find_kept(session: Session, person_id: uuid.UUID, address: str) -> Kept | None:
    """What that person typed into the form that is sent there, the latest; None for everybody else."""
    rows = session.execute(
        sa.select(KeptForm.address, KeptForm.fields, KeptForm.files, KeptForm.why, KeptForm.kept_at)
        .where(KeptForm.person_id == person_id, is_of(address), KeptForm.kept_at > clock.now() - FOR)
        .order_by(KeptForm.kept_at.desc(), KeptForm.id)
    ).all()
    row = next((each for each in rows if each.address == address), None)
    if row is None:
        return None
    fields = tuple((name, value) for name, value in row.fields if name != PAGE)
    others = tuple(each.kept_at for each in rows if each is not row)
    why = WhyKept(row.why)
    return Kept(row.address, fields, tuple(row.files), why, row.kept_at, page_in(row.fields), others)


def list_kept(session: Session, person_id: uuid.UUID) -> tuple[Left, ...]:
    """What is kept that the person typed; newest first. A form of which nothing was typed is shown again, and
    not told of."""
    rows = session.execute(
        sa.select(KeptForm.address, KeptForm.kept_at, KeptForm.fields, KeptForm.files)
        .where(KeptForm.person_id == person_id, KeptForm.kept_at > clock.now() - FOR)
        .order_by(KeptForm.kept_at.desc(), KeptForm.id)
    )
    return tuple(
        Left(
            row.address.partition("#")[0],
            row.address,
            row.kept_at,
            tuple(value for _, value in typed_of(row.fields)),
        )
        for row in rows
        if row.files or is_typed(row.fields)
    )


def forget_kept(session: Session, person_id: uuid.UUID, address: str, page: str = "") -> None:
    """It was sent, or is not wanted; where its page is known, what was refused on another one stays. What
    stood aside takes its place. Commits."""
    rows = hold_rows(session, person_id, address)
    gone = [each for each in rows if each.is_over(address, page)]
    session.execute(sa.delete(KeptForm).where(KeptForm.id.in_([each.id for each in gone])))
    left = [each for each in rows if each not in gone]
    if left and all(each.address != address for each in left):
        move(session, left[0].id, address)
    session.commit()


def sweep_kept(session: Session) -> None:
    """In the caller's transaction: what was kept for long enough."""
    session.execute(sa.delete(KeptForm).where(KeptForm.kept_at <= clock.now() - FOR))
