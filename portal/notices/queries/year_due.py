"""Years of commitments and ratings of soft outcomes that are due or late, and who is reminded of them."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.ladder import RETURNS, Rung, Step, step_due
from checklists.lapsing import Lapse
from checklists.year.vocabulary import OwedState
from portal.acting.bank_holidays import bank_holidays
from portal.commitments.queries.owed import OwedYear, owed_in, own_owed
from portal.notices.queries.asking import Asked
from portal.notices.queries.engagements import Engaged, engagements_of
from portal.notices.queries.plan import Due, PromisedReminder, RatingReminder
from portal.notices.queries.recipients import People, Recipient, find_people
from portal.notices.queries.reminded import Memory, Rail, remember
from portal.notices.queries.rungs import managers_of, reviewers_of, who_is_told
from portal.notices.queries.wishes import held_for
from portal.outcomes.queries.reviews import Engaged as Rated
from portal.outcomes.queries.reviews import Review, reviews_of
from portal.places.contracts import contracts_unseen
from portal.records import Contract, Engagement

PROMISED, RATING = "commitment:", "rating:"
"""Before a commitment's id and year, or the key and part of outcomes, in the place of a part."""

AFTERWARDS = timedelta(days=92)
"""For so long after a contract its lead is reminded of what it promised itself."""


@dataclass(frozen=True, slots=True)
class Year:
    """By engagement what its partner promised and has still to give, and what its lead has still to rate."""

    promised: defaultdict[uuid.UUID, list[OwedYear]]
    ratings: defaultdict[uuid.UUID, list[Review]]


def year_open(session: Session, engagements: Sequence[Engaged], on: date) -> Year:
    found = Year(defaultdict(list), defaultdict(list))
    for place in contracts_unseen(session, {each.contract_id for each in engagements}).values():
        its = [each for each in engagements if each.contract_id == place.contract_id]
        for owed in owed_in(session, place, on):
            if owed.engagement_id:
                found.promised[owed.engagement_id].append(owed)
        rated = [Rated(each.engagement_id, each.partner, each.area, each.span) for each in its]
        for review in reviews_of(session, place, rated, on, None):
            if review.interval.state in {OwedState.DUE, OwedState.LATE}:
                found.ratings[review.engagement_id].append(review)
    return found


def promised_of(asked: Asked, owed: Iterable[OwedYear]) -> Iterator[PromisedReminder]:
    """Who promised is reminded as of a return, each person as far as the step has gone."""
    if held_for(asked.held, ""):
        return
    for each in owed:
        due = due_of(asked.engagement, promised_part(each), each.due_on, asked.memory, asked.on)
        if due is None:
            continue
        for recipient, rung in who_is_told(asked.people, asked.engagement, due.step, required=True):
            if (due.rail, recipient.person_id) not in asked.memory.that_day:
                yield PromisedReminder(recipient, rung, asked.engagement, each, due)


def ratings_of(asked: Asked, reviews: Iterable[Review]) -> Iterator[RatingReminder]:
    """The lead’s reviewers and who has the contract, but nobody who belongs to the partner too: they rate
    nothing of it."""
    people, engagement = asked.people, asked.engagement
    theirs = {each.person_id for each in people.staff_of(engagement.partner_id).everybody}
    lead = dict.fromkeys((*reviewers_of(people, engagement), *managers_of(people, engagement)))
    for each in reviews:
        due_on = each.asked.owed.due_on
        if due_on is None:
            continue
        part = f"{RATING}{each.asked.row.key}:{each.asked.owed.part}"
        due = due_of(engagement, part, due_on, asked.memory, asked.on)
        for recipient in lead if due else ():
            is_told = due is None or (due.rail, recipient.person_id) in asked.memory.that_day
            if due and not is_told and recipient.person_id not in theirs:
                yield RatingReminder(recipient, engagement, each, due)


def own_of(session: Session, on: date, contract_id: uuid.UUID | None = None) -> Iterator[PromisedReminder]:
    """What leads promised themselves, of all contracts or of one: their reviewers and who has the contract.
    It is remembered with the first engagement of the contract; where a contract has none, nobody is
    reminded."""
    its = sa.and_(Contract.starts_on <= on, Contract.ends_on >= on - AFTERWARDS)
    if contract_id:
        its = sa.and_(its, Contract.id == contract_id)
    owed = own_owed(session, its, on)
    first = first_engagements(session, {each.contract_id for each in owed})
    ids = {each.lead_id for each in first.values()}
    people = find_people(session, ids, {}, first) if ids else People({})
    memory = remember(session, [each.engagement_id for each in first.values()], on)
    for each in owed:
        engagement = first.get(each.contract_id)
        if engagement is None:
            continue
        due = due_of(engagement, promised_part(each), each.due_on, memory, on)
        for recipient in leads_of(people, engagement) if due else ():
            if due and (due.rail, recipient.person_id) not in memory.that_day:
                yield PromisedReminder(recipient, Rung.MANAGER, engagement, each, due)


def first_engagements(session: Session, contract_ids: set[uuid.UUID]) -> dict[uuid.UUID, Engaged]:
    query = sa.select(Engagement.id).where(Engagement.contract_id.in_(contract_ids))
    ids = session.scalars(query.order_by(Engagement.created_at.desc(), Engagement.id.desc())).all()
    found = engagements_of(session, ids)
    return {found[each].contract_id: found[each] for each in ids}


def leads_of(people: People, engagement: Engaged) -> tuple[Recipient, ...]:
    reviewers = people.staff_of(engagement.lead_id).reviewers
    return tuple(dict.fromkeys((*reviewers, *managers_of(people, engagement))))


def promised_part(owed: OwedYear) -> str:
    return f"{PROMISED}{owed.commitment_id}:{owed.year}"


def due_of(engagement: Engaged, part: str, due_on: date, memory: Memory, on: date) -> Due | None:
    """Where a step has come that was not told."""
    rail = Rail(engagement.engagement_id, "", part, due_on)
    step: Step | None = step_due(RETURNS, due_on, on, memory.before[rail], bank_holidays(on.year))
    return Due(rail, Lapse(part, due_on, None), step) if step else None
