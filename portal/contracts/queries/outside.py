"""What of a contract would lie outside of other days than it has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span, in_words
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import ChecklistVersion, Engagement, NamedRow, Visit
from portal.standing.queries.in_force import stands_now
from portal.visits.queries.booked import is_booked

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Outside:
    """What there is, such as the work of some partners, and the first or the last day of it."""

    what: str
    on: date


def list_before(session: Session, place: ContractPlace, days: Span) -> tuple[Outside, ...]:
    """Partners that are there before the first of the days."""
    rows = session.execute(
        PARTS.where(Engagement.contract_id == place.contract_id, Engagement.starts_on < days.from_on)
    ).all()
    if not rows:
        return ()
    first = min(row.starts_on for row in rows)
    return (Outside(f"the work of {named([where(row) for row in rows])} (from {in_words(first)})", first),)


def list_after(session: Session, place: ContractPlace, days: Span) -> tuple[Outside, ...]:
    """Partners that are there after the last of the days, visits that are booked for later, and versions of
    the checklist that come into force later."""
    return tuple(after(session, place, days.until_on))


def after(session: Session, place: ContractPlace, last_on: date) -> Iterator[Outside]:
    its = Engagement.contract_id == place.contract_id, Engagement.ends_on > last_on
    if rows := session.execute(PARTS.where(*its)).all():
        last = max(row.ends_on for row in rows)
        yield Outside(f"the work of {named([where(row) for row in rows])} (until {in_words(last)})", last)
    visits = session.scalars(
        sa.select(Visit.on_date)
        .where(Visit.contract_id == place.contract_id, Visit.on_date > last_on, is_booked())
        .order_by(Visit.on_date)
    ).all()
    for on in visits[:MOST_NAMED]:
        yield Outside(f"the visit or meeting on {in_words(on)}", on)
    if more := visits[MOST_NAMED:]:
        yield Outside(f"{len(more)} more, the last on {in_words(more[-1])}", more[-1])
    versions = sa.select(sa.func.max(ChecklistVersion.in_force_from)).where(
        ChecklistVersion.contract_id == place.contract_id, stands_now()
    )
    if (from_on := session.scalar(versions)) and from_on > last_on:
        yield Outside(f"the version of the checklist that is in force from {in_words(from_on)}", from_on)


PARTS = (
    sa.select(PARTNER.name, Engagement.area, Engagement.starts_on, Engagement.ends_on)
    .join(PARTNER, PARTNER.id == Engagement.partner_id)
    .order_by(Engagement.sort_name, Engagement.id)
)


def where(row: NamedRow) -> str:
    return f"{row.name} in {row.area}" if row.area else row.name


def named(names: Sequence[str]) -> str:
    """
    >>> named(["Ash"]), named(["Ash", "Birch"]), named(["Ash", "Birch", "Cedar", "Dill"])
    ('Ash', 'Ash and Birch', 'Ash, Birch, Cedar and 1 more')
    """
    more = len(names) - MOST_NAMED
    shown = [*names[:MOST_NAMED], f"{more} more"] if more > 0 else list(names)
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


__all__ = ["Outside", "list_after", "list_before"]
