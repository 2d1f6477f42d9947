"""Where somebody who has left may still be named, with what is written there now."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import NotHere
from portal.history.queries.texts import SORTS, Sort, Written, leaves
from portal.places.organisations import OrganisationPlace
from portal.records import NameLeft

MOST = 100


@dataclass(frozen=True, slots=True)
class LeftPlace:
    """A place to look at. `text` is what is written there."""

    left_id: uuid.UUID
    table: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class NamesLeft:
    """The first `MOST` places to look at; `is_more` where there are further ones."""

    places: tuple[LeftPlace, ...]
    is_more: bool


def list_names_left(session: Session, place: OrganisationPlace) -> NamesLeft:
    """Those that nobody has settled, in words of this organisation; what is gone by now is none."""
    found = tuple(islice(places_left(session, place), MOST + 1))
    return NamesLeft(found[:MOST], len(found) > MOST)


def places_left(session: Session, place: OrganisationPlace) -> Iterator[LeftPlace]:
    query = sa.select(NameLeft).where(
        NameLeft.organisation_id == place.organisation_id, NameLeft.settled_at.is_(None)
    )
    for row in session.scalars(query.order_by(NameLeft.found_at, NameLeft.id)).all():
        written = find_written(session, row.table_name, row.row_key)
        if written and (text := text_at(written, row.place)):
            yield LeftPlace(row.id, row.table_name, row.place, text)


def get_name_left(session: Session, place: OrganisationPlace, left_id: uuid.UUID) -> NameLeft:
    """Raises NotHere where it is another organisation's."""
    row = session.get(NameLeft, left_id)
    if row is None or row.organisation_id != place.organisation_id:
        raise NotHere
    return row


def find_written(session: Session, table_name: str, row_key: str) -> Written | None:
    sort = sort_of(table_name)
    keys = zip(sort.table.primary_key.columns, row_key.split("/"), strict=True)
    is_it = [column == key_value(column, each) for column, each in keys]
    row = session.execute(sa.select(sort.table).where(*is_it)).mappings().one_or_none()
    return Written(sort, dict(row)) if row else None


def key_value(column: sa.Column[object], written: str) -> object:
    """A part of a row's key, out of how it is written down."""
    if isinstance(column.type, sa.Uuid):
        return uuid.UUID(written)
    return int(written) if isinstance(column.type, sa.Integer) else written


def sort_of(table_name: str) -> Sort:
    return next(each for each in SORTS if each.table.name == table_name)


def text_at(written: Written, place: str) -> str:
    column = place.split("/")[0]
    return dict(leaves(written.row[column], column)).get(place, "")
