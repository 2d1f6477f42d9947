"""Which slots are meant: all of some engagements, some of them, or one part of those."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from portal.records import Decision, Submission


@dataclass(frozen=True, slots=True)
class Scope:
    """`keys` are those of requirements, `part` is the key of a part; without them all are meant."""

    engagement_ids: Sequence[uuid.UUID]
    keys: Sequence[str] | None = None
    part: str | None = None

    @property
    def shape(self) -> "Shape":
        return Shape(by_key=self.keys is not None, by_part=self.part is not None)

    def values(self) -> dict[str, object]:
        """What a query of its shape asks for."""
        return {"engagement_ids": self.engagement_ids, "keys": self.keys, "part": self.part}


@dataclass(frozen=True, slots=True)
class Shape:
    """By what a scope is narrowed: queries are made once for each shape."""

    by_key: bool
    by_part: bool

    def within(self, table: type[Submission | Decision]) -> sa.ColumnElement[bool]:
        """The rows of the table that are in a scope, whose values come with the query."""
        wanted: list[sa.ColumnElement[bool]] = [
            table.engagement_id.in_(sa.bindparam("engagement_ids", expanding=True))
        ]
        if self.by_key:
            wanted.append(table.requirement_key.in_(sa.bindparam("keys", expanding=True)))
        if self.by_part:
            wanted.append(table.part_key == sa.bindparam("part"))
        return sa.and_(*wanted)
