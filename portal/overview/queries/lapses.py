"""What is in order now, or not needed, or not asked yet, and will be missing or expired soon."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.calendar import day_after, day_before
from checklists.vocabulary import UNMET, State
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import Engagement, Standing
from portal.standing.queries.as_known import Day, known_at
from portal.standing.queries.called import called_then

BEFORE = aliased(Standing)
FROM_ON, UNTIL_ON, KNOWN = (sa.bindparam(name, type_=sa.Date()) for name in ("from_on", "until_on", "known"))


@dataclass(frozen=True, slots=True)
class Lapse:
    """A slot whose last day in order is `on_date`, or the last on which it is not needed, or not asked yet:
    `is_new` where a later version of the checklist adds it."""

    on_date: date
    engagement_id: uuid.UUID
    partner: str
    area: str
    requirement_key: str
    becomes_needed: bool
    is_new: bool = False


def count_lapses(
    session: Session, place: ContractPlace, from_on: date, until_on: date, known: date | None
) -> dict[date, int]:
    """By day between the two, of how many slots it is the last in order; soonest first.

    What ends with the engagement does not lapse, nor does what something else follows upon; what begins with
    it does not become needed.
    """
    asked = values_of(place, from_on, until_on, known)
    rows = session.execute(counting(is_known=known is not None), asked)
    return {day_before(row.from_on): row.slots for row in rows}


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
    rows = session.execute(telling(is_known=known is not None, is_cut=limit is not None), asked).all()
    called = called_then(session, {row.engagement_id for row in rows}, known) if rows else {}
    return [
        Lapse(
            day_before(row.from_on),
            row.engagement_id,
            called[row.engagement_id]["partner"] if row.engagement_id in called else row.partner,
            called[row.engagement_id]["area"] if row.engagement_id in called else row.area,
            row.requirement_key,
            becomes_needed=row.before in {None, State.NOT_NEEDED},
            is_new=row.before is None,
        )
        for row in rows
    ]


def values_of(place: ContractPlace, from_on: date, until_on: date, known: date | None) -> dict[str, object]:
    """What the statements here are told, which are put together once: by the days after those."""
    days = {"from_on": day_after(from_on), "until_on": day_after(until_on)}
    return {"contract_id": place.contract_id, "known": known, **days}


@cache
def counting(*, is_known: bool) -> sa.Select[date, int]:
    return (
        sa.select(Standing.from_on, sa.func.count().label("slots"))
        .where(*turning(KNOWN if is_known else None))
        .group_by(Standing.from_on)
        .order_by(Standing.from_on)
    )


@cache
def telling(*, is_known: bool, is_cut: bool) -> sa.Select[*tuple[object, ...]]:
    known = KNOWN if is_known else None
    query = (
        sa.select(
            Standing.from_on,
            Standing.engagement_id,
            PARTNER.name.label("partner"),
            Engagement.area,
            Standing.requirement_key,
            state_before(known).label("before"),
        )
        .join(Engagement, Engagement.id == Standing.engagement_id)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(*turning(known))
        .order_by(Standing.from_on, Engagement.sort_name, Standing.requirement_key)
    )
    return query.limit(sa.bindparam("most", type_=sa.Integer())) if is_cut else query


def turning(known: Day | None) -> tuple[sa.ColumnElement[bool], ...]:
    """Of `standing`: what is missing or expired from a day on, and was not before, or was not asked before
    while others of its engagement were: which is looked for only then."""
    unmet = tuple(state.value for state in UNMET)
    begun = sa.exists().where(
        BEFORE.engagement_id == Standing.engagement_id,
        BEFORE.from_on < Standing.from_on,
        *known_at(BEFORE, known),
    )
    return (
        Standing.contract_id == sa.bindparam("contract_id"),
        *known_at(Standing, known),
        Standing.state.in_(unmet),
        Standing.until_on >= FROM_ON,  # as follows from the next line; the index is sought by it
        Standing.from_on.between(FROM_ON, UNTIL_ON),
        sa.func.coalesce(state_before(known), sa.case((begun, ""), else_=unmet[0])).not_in(unmet),
    )


def state_before(known: Day | None) -> sa.ScalarSelect[str]:
    """The slot's state until then; none where it was not asked before."""
    return (
        sa.select(BEFORE.state)
        .where(
            BEFORE.engagement_id == Standing.engagement_id,
            BEFORE.requirement_key == Standing.requirement_key,
            BEFORE.from_on < Standing.from_on,
            *known_at(BEFORE, known),
        )
        .order_by(BEFORE.from_on.desc())
        .limit(1)
        .scalar_subquery()
    )


def day_of_the(place: int, counted: Mapping[date, int], otherwise: date) -> date:
    """The day on which the slot of that place lapses, of those counted by day."""
    passed = 0
    for day, slots in counted.items():
        passed += slots
        if passed >= place:
            return day
    return otherwise
