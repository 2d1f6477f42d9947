"""Which partners have a day: how many there are, in how many areas, and who is apart."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from portal.places.contracts import ContractPlace
from portal.records import Engagement
from portal.standing.queries.apart import Apart, list_apart
from portal.standing.queries.as_known import When
from portal.standing.queries.counted import count_all, count_on
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
    every = count_all(session, place.contract_id)
    if every.engagements == every.partners:
        return None
    if when.known is None:
        return count_on(session, place.contract_id, when.on).partners
    here = here_at(place.contract_id, when)
    on_the_day = sa.select(sa.func.count(sa.distinct(Engagement.partner_id)))
    return session.scalar(on_the_day.join(here, here.c.engagement_id == Engagement.id))
