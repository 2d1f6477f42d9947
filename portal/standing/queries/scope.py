"""Which slots are meant: all of some engagements, some of them, or one part of those."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from portal.records import Decision, Submission, UnderWay


@dataclass(frozen=True, slots=True)
class Scope:
    """`keys` are those of requirements, `part` is the key of a part; without them all are meant."""

    engagement_ids: Sequence[uuid.UUID]
    keys: Sequence[str] | None = None
    part: str | None = None

    def within(self, table: type[Submission | Decision | UnderWay]) -> sa.ColumnElement[bool]:
        """The rows of the table that are in it."""
        wanted: list[sa.ColumnElement[bool]] = [table.engagement_id.in_(self.engagement_ids)]
        if self.keys is not None:
            wanted.append(table.requirement_key.in_(self.keys))
        if self.part is not None:
            wanted.append(table.part_key == self.part)
        return sa.and_(*wanted)
