"""Which partners have a day: how many there are, in how many areas, and who is apart."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from portal.places.contracts import ContractPlace
from portal.records import Engagement
from portal.standing.queries.apart import Apart, list_apart
from portal.standing.queries.as_known import When
from portal.standing.queries.levels_at import here_at


@dataclass(frozen=True, slots=True)
class Here:
    """`is_outside` where the day is none of the contract's. `partners` are organisations, of which one may
    work in several areas; None where nobody does. `apart` are the engagements that do not have the day."""

    is_outside: bool
    partners: int | None
    apart: tuple[Apart, ...]


def find_here(session: Session, place: ContractPlace, when: When) -> Here:
    is_outside = when.on not in Span(place.starts_on, place.ends_on)
    apart = list_apart(session, place, when.on, when.known)
    return Here(is_outside, count_organisations(session, place, when), tuple(apart))


def count_organisations(session: Session, place: ContractPlace, when: When) -> int | None:
    """How many there are on the day, where some work in several areas of the contract."""
    of_contract = Engagement.contract_id == place.contract_id
    engagements = sa.select(sa.func.count()).where(of_contract).scalar_subquery()
    if session.scalar(sa.select(engagements == partners_of(of_contract))):
        return None
    if when.known is None:
        days = (Engagement.starts_on <= when.on, Engagement.ends_on >= when.on)
        return session.scalar(sa.select(partners_of(of_contract, *days)))
    here = here_at(place.contract_id, when)
    on_the_day = sa.select(sa.func.count(sa.distinct(Engagement.partner_id)))
    return session.scalar(on_the_day.join(here, here.c.engagement_id == Engagement.id))


def partners_of(*which: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    """How many. In the order of an index, which has them sorted: DISTINCT inside of count() would sort them
    anew."""
    each = sa.select(Engagement.partner_id).where(*which).distinct().subquery()
    return sa.select(sa.func.count()).select_from(each).scalar_subquery()
