"""What is in order now, or not needed, and will be missing or expired soon."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.intervals import QUIET
from checklists.vocabulary import UNMET, State
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import Engagement, Standing
from portal.standing.queries.as_known import Day, known_at

NEXT = aliased(Standing)
FROM_ON, UNTIL_ON, KNOWN = (sa.bindparam(name, type_=sa.Date()) for name in ("from_on", "until_on", "known"))


@dataclass(frozen=True, slots=True)
class Lapse:
    """A slot whose last day in order is `on_date`, or the last on which it is not needed."""

    on_date: date
    engagement_id: uuid.UUID
    partner: str
    area: str
    requirement_key: str
    becomes_needed: bool


def count_lapses(
    session: Session, place: ContractPlace, from_on: date, until_on: date, known: date | None
) -> dict[date, int]:
    """By day between the two, of how many slots it is the last in order; soonest first.

    What ends with the engagement does not lapse, nor does what something else follows upon.
    """
    asked = values_of(place, from_on, until_on, known)
    rows = session.execute(counting(is_known=known is not None), asked)
    return {row.until_on: row.slots for row in rows}


def list_lapses(
    session: Session,
    place: ContractPlace,
    from_on: date,
    until_on: date,
    known: date | None,
    limit: int | None = None,
) -> list[Lapse]:
    """These slots, soonest first; only so many of them where there is a limit."""
    asked = values_of(place, from_on, until_on, known) | {"most": limit}
    rows = session.execute(telling(is_known=known is not None, is_cut=limit is not None), asked)
    return [
        Lapse(
            row.until_on,
            row.engagement_id,
            row.partner,
            row.area,
            row.requirement_key,
            becomes_needed=row.state == State.NOT_NEEDED,
        )
        for row in rows
    ]


def values_of(place: ContractPlace, from_on: date, until_on: date, known: date | None) -> dict[str, object]:
    """What the statements here are told, which are put together once."""
    return {"contract_id": place.contract_id, "from_on": from_on, "until_on": until_on, "known": known}


@cache
def counting(*, is_known: bool) -> sa.Select[date, int]:
    return (
        sa.select(Standing.until_on, sa.func.count().label("slots"))
        .where(*lapsing(KNOWN if is_known else None))
        .group_by(Standing.until_on)
        .order_by(Standing.until_on)
    )


@cache
def telling(*, is_known: bool, is_cut: bool) -> sa.Select[*tuple[object, ...]]:
    query = (
        sa.select(
            Standing.until_on,
            Standing.engagement_id,
            PARTNER.name.label("partner"),
            Engagement.area,
            Standing.requirement_key,
            Standing.state,
        )
        .join(Engagement, Engagement.id == Standing.engagement_id)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(*lapsing(KNOWN if is_known else None))
        .order_by(Standing.until_on, Engagement.sort_name, Standing.requirement_key)
    )
    return query.limit(sa.bindparam("most", type_=sa.Integer())) if is_cut else query


def lapsing(known: Day | None) -> tuple[sa.ColumnElement[bool], ...]:
    following = (
        sa.select(NEXT.state)
        .where(
            NEXT.engagement_id == Standing.engagement_id,
            NEXT.requirement_key == Standing.requirement_key,
            NEXT.from_on > Standing.until_on,
            *known_at(NEXT, known),
        )
        .order_by(NEXT.from_on)
        .limit(1)
        .scalar_subquery()
    )
    return (
        Standing.contract_id == sa.bindparam("contract_id"),
        *known_at(Standing, known),
        Standing.state.in_(tuple(state.value for state in QUIET)),
        Standing.until_on.between(FROM_ON, UNTIL_ON),
        following.in_(tuple(state.value for state in UNMET)),
    )


def day_of_the(place: int, counted: Mapping[date, int], otherwise: date) -> date:
    """The day on which the slot of that place lapses, of those counted by day."""
    passed = 0
    for day, slots in counted.items():
        passed += slots
        if passed >= place:
            return day
    return otherwise
