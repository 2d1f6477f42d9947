"""What all tables share."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar, cast

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no zone, so it is put back on reading."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


NamedRow = sa.Row[*tuple[object, ...]]
"""A row of a query, read by the names of its columns and never by their places."""

Id = Annotated[uuid.UUID, mapped_column(sa.Uuid, primary_key=True, default=uuid.uuid4)]


class Base(DeclarativeBase):
    """Tables, with names for all constraints so that migrations can find them."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {
        str: sa.Text,
        uuid.UUID: sa.Uuid,
        datetime: Moment,
        date: sa.Date,
    }


Said = dict[str, Any]
"""A row by the names of its columns, for where there are thousands: to ask a row itself costs ten times as
much."""

KeptId = str | uuid.UUID
"""An id as the database gives it."""

IN_ORDER_OF_BYTES = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Text whose beginnings are found in an index, whatever language the database sorts by."""


def table_of(model: type[Base]) -> sa.Table:
    """The table itself: rows that go by it cost half of what they cost by the model."""
    return cast("sa.Table", model.__table__)


def said_by(rows: sa.Result[*tuple[object, ...]]) -> Iterator[Said]:
    names = tuple(rows.keys())
    return (dict(zip(names, row, strict=True)) for row in rows.all())


def as_kept(column: sa.ColumnElement[object]) -> sa.ColumnElement[object]:
    """An id as the database gives it, for where thousands are only held against one another: to make each a
    UUID costs as much as to read its whole row."""
    return sa.type_coerce(column, sa.Text())


def id_of(kept: KeptId) -> uuid.UUID:
    """What `as_kept` left as it was."""
    return kept if isinstance(kept, uuid.UUID) else uuid.UUID(kept)


def one_of(column: str, words: Iterable[str]) -> sa.CheckConstraint:
    """The column holds one of a closed vocabulary (or nothing, where it may be null)."""
    listed = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=f"{column}_word")
