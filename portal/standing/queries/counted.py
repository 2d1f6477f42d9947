"""How many engagements and partners a contract has on any day, without looking at all of them."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal.clock import end_of_day
from portal.records import Contract, Engagement, EngagementTerms, LevelShare
from portal.records.base import Moment
from portal.standing.queries.as_known import When
from portal.standing.queries.levels_at import IS_HERE

ContractId = sa.SQLColumnExpression[uuid.UUID] | sa.BindParameter[uuid.UUID]

CONTRACT = sa.bindparam("contract_id", type_=sa.Uuid())
ON = sa.bindparam("on", type_=sa.Date())
SINCE = sa.bindparam("since", type_=Moment())


@dataclass(frozen=True, slots=True)
class Counted:
    """On one day; `has_areas` where some partner works in several on any."""

    engagements: int
    partners: int
    has_areas: bool

    @property
    def several(self) -> int | None:
        """How many partners there are, where that is not said by how many engagements."""
        return self.partners if self.has_areas else None


def count_on(session: Session, contract_id: uuid.UUID, when: When) -> Counted:
    """All but those that do not have the day, which are few. Of all the numbers are kept; where nobody has
    kept them yet, they are counted."""
    row = session.execute(counting(is_known=when.known is not None), values_of(contract_id, when)).one()
    return Counted(row.engagements, row.partners, bool(row.has_areas))


def values_of(contract_id: uuid.UUID, when: When) -> dict[str, object]:
    """What the statements here are told."""
    values: dict[str, object] = {"contract_id": contract_id, "on": when.on}
    return values | ({"known": when.known, "since": end_of_day(when.known)} if when.known else {})


@cache
def counting(*, is_known: bool) -> sa.Select[int, int, bool]:
    """Put together once: it stands on every list of partners."""
    engagements = sa.func.coalesce(Contract.engagements, engagements_of(CONTRACT))
    partners = sa.func.coalesce(Contract.partners, partners_of(CONTRACT))
    without = not_here(is_known=is_known).cte("without")
    other = aliased(Engagement)
    is_here = sa.exists().where(
        other.contract_id == CONTRACT,
        other.partner_id == without.c.partner_id,
        other.id.not_in(sa.select(without.c.id)),
    )
    gone = sa.func.count(sa.distinct(sa.case((~is_here, without.c.partner_id))))
    not_counted = sa.select(sa.func.count()).select_from(without).scalar_subquery()
    return sa.select(
        (engagements - not_counted).label("engagements"),
        (partners - sa.select(gone).select_from(without).scalar_subquery()).label("partners"),
        (engagements != partners).label("has_areas"),
    ).where(Contract.id == CONTRACT)


def not_here(*, is_known: bool) -> sa.Select[uuid.UUID, uuid.UUID]:
    """The engagements that do not have the day, as far as was known, and their partners."""
    mine = Engagement.id.in_(may_be_apart(is_known=is_known))
    apart = sa.select(Engagement.id, Engagement.partner_id).where(mine)
    if not is_known:
        return apart
    known = sa.bindparam("known", type_=sa.Date())
    here = sa.exists().where(
        LevelShare.engagement_id == Engagement.id,
        IS_HERE,
        LevelShare.known_until >= known,
        LevelShare.known_from <= known,
        LevelShare.from_on <= ON,
        LevelShare.until_on >= ON,
    )
    return apart.where(~here)


def may_be_apart(*, is_known: bool) -> sa.CompoundSelect[uuid.UUID]:
    """Of the contract those that begin later, and those that have ended, each by an index of its own. Of an
    evening that has been those as well of which something was said since: of all others what is said now was
    said then. Nobody asks for the contract besides, or a database looks at all that it has."""
    some = [
        sa.select(Engagement.id).where(Engagement.contract_id == CONTRACT, is_apart)
        for is_apart in (Engagement.starts_on > ON, Engagement.ends_on < ON)
    ]
    if is_known:
        contract_id = sa.func.coalesce(Engagement.contract_id, Engagement.contract_id)
        said = sa.select(Engagement.id).join(EngagementTerms, EngagementTerms.engagement_id == Engagement.id)
        some.append(said.where(EngagementTerms.recorded_at >= SINCE, contract_id == CONTRACT))
    return sa.union_all(*some)


def engagements_of(contract_id: ContractId) -> sa.ScalarSelect[int]:
    query = sa.select(sa.func.count()).select_from(Engagement).where(Engagement.contract_id == contract_id)
    return query.correlate(Contract).scalar_subquery()


def partners_of(contract_id: ContractId) -> sa.ScalarSelect[int]:
    """Organisations, of which one may work in several areas."""
    partners = sa.func.count(sa.distinct(Engagement.partner_id))
    return (
        sa.select(partners).where(Engagement.contract_id == contract_id).correlate(Contract).scalar_subquery()
    )


def miscounted(session: Session) -> Iterator[str]:
    """A line for each contract that keeps other numbers than it has."""
    rows = session.execute(
        sa.select(
            Contract.reference,
            Contract.engagements,
            Contract.partners,
            engagements_of(Contract.id).label("all_engagements"),
            partners_of(Contract.id).label("all_partners"),
        )
        .where(Contract.engagements.is_not(None))
        .order_by(Contract.reference)
    )
    for row in rows:
        if (row.engagements, row.partners) != (row.all_engagements, row.all_partners):
            yield (
                f"contract: {row.reference} keeps {row.engagements} engagements of {row.partners} partners, "
                f"and has {row.all_engagements} of {row.all_partners}"
            )
