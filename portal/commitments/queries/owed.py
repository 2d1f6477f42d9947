"""The years of commitments of which whoever promised has still to give a figure that will do."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from checklists.year.promised import Kept
from portal.access import Audience, Viewer
from portal.commitments.queries.promised import Promised, list_of_partner, list_promised, promised_of
from portal.places.contracts import ContractPlace, contracts_unseen, get_engagement_place
from portal.records import Commitment, Contract

OPEN = {Kept.AHEAD, Kept.DUE, Kept.OVERDUE, Kept.RETURNED}


@dataclass(frozen=True, slots=True)
class OwedYear:
    """With the title of its commitment and of its contract; of the lead's own there is no engagement."""

    contract_id: uuid.UUID
    engagement_id: uuid.UUID | None
    commitment_id: uuid.UUID
    year: int
    span: Span
    title: str
    contract: str
    lead: str
    due_on: date
    kept: Kept


def list_owed(
    session: Session, viewer: Viewer, engagement_ids: Sequence[uuid.UUID], on: date
) -> list[OwedYear]:
    """Of these engagements, as they stand on the day, also those that are still ahead; by when they are
    due."""
    its = (Commitment.engagement_id.in_(engagement_ids), Commitment.struck_at.is_(None))
    found: list[OwedYear] = []
    for engagement_id in session.scalars(sa.select(Commitment.engagement_id).where(*its).distinct()):
        if engagement_id:
            place = get_engagement_place(session, viewer, engagement_id, (Audience.PARTNER,))
            found += owed_of(list_of_partner(session, place), place.contract, on)
    return by_due_day(found)


def list_own_owed(session: Session, viewer: Viewer, on: date) -> list[OwedYear]:
    """What leads promised themselves, of the contracts that the viewer looks after."""
    leads = viewer.with_role("manager", "reviewer")
    if not leads:
        return []
    return own_owed(session, Contract.lead_id.in_(leads), on)


def own_owed(session: Session, narrowed: sa.ColumnElement[bool], on: date) -> list[OwedYear]:
    """Of all contracts, or of those that are left."""
    query = sa.select(Commitment.contract_id).join(Contract, Contract.id == Commitment.contract_id)
    its = (Commitment.engagement_id.is_(None), Commitment.struck_at.is_(None), narrowed)
    places = contracts_unseen(session, session.scalars(query.where(*its).distinct()).all())
    found: list[OwedYear] = []
    for place in places.values():
        promised = promised_of(
            session,
            place,
            None,
            Commitment.contract_id == place.contract_id,
            Commitment.engagement_id.is_(None),
        )
        found += owed_of(promised, place, on)
    return by_due_day(found)


def owed_in(session: Session, place: ContractPlace, on: date) -> list[OwedYear]:
    """What the partners of the contract have still to give."""
    found = owed_of(list_promised(session, place), place, on)
    return by_due_day(each for each in found if each.engagement_id)


def by_due_day(found: Iterable[OwedYear]) -> list[OwedYear]:
    return sorted(found, key=lambda each: (each.due_on, each.title, each.commitment_id))


def owed_of(promised: Iterable[Promised], place: ContractPlace, on: date) -> Iterator[OwedYear]:
    """Nothing is asked by what was struck."""
    for each in promised:
        for line in each.years if each.struck is None else ():
            state = line.kept(on)
            if state in OPEN:
                yield OwedYear(
                    place.contract_id,
                    each.engagement_id,
                    each.commitment_id,
                    line.year.year,
                    line.year.span,
                    each.title,
                    place.title,
                    place.lead,
                    line.year.due_on,
                    state,
                )
