"""Whether all is as it was sealed, looked at before the tables change: afterwards what is there is sealed as
it is, and what somebody changed behind the portal's back would be sealed with it."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.acting.sealed import SEALED, Sealing
from portal.records import LogHead
from portal.standing.queries.verify_log import verify_events


def verify_former(session: Session) -> Iterator[str]:
    """Each finding is a line; none where nothing was ever sealed."""
    inspector = sa.inspect(session.connection())
    if inspector.has_table(LogHead.__tablename__) and session.scalar(sa.select(LogHead.id)) is not None:
        yield from verify_events(session, sealings_of(inspector))


def sealings_of(inspector: sa.Inspector) -> dict[str, Sealing]:
    """The sealed tables that are there, with the columns that they have there."""
    there = set(inspector.get_table_names())
    return {
        name: as_it_stands(inspector, sealing, there) for name, sealing in SEALED.items() if name in there
    }


def as_it_stands(inspector: sa.Inspector, sealing: Sealing, there: set[str]) -> Sealing:
    parts = [former_table(inspector, part) for part in sealing.parts if part.name in there]
    return Sealing(former_table(inspector, sealing.table), sealing.but, sealing.once, tuple(parts))


def former_table(inspector: sa.Inspector, table: sa.Table) -> sa.Table:
    """A column that is known reads as it always does, one that has gone since as the database types it."""
    found = {column["name"]: column["type"] for column in inspector.get_columns(table.name)}
    known = [sa.Column(each.name, each.type, primary_key=each.primary_key) for each in table.columns]
    columns = [each for each in known if each.name in found]
    gone = [sa.Column(name, kind) for name, kind in found.items() if name not in table.columns]
    return sa.Table(table.name, sa.MetaData(), *columns, *gone)
