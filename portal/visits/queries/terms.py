"""What is agreed of a visit, as it stands, and what stands in its way."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import NotHere
from portal.acting.wording import LONGEST, too_long
from portal.places.contracts import ContractPlace
from portal.records import Action, Finding, Minute, Visit, VisitEngagement, VisitPerson
from portal.visits.queries.booked import is_booked
from portal.visits.queries.taking_part import list_people_to_ask

LONGEST_PLACE = 500
"""Characters: a link to a meeting is long."""

TWICE = "There is one on that day already. Say that this one takes place as well, or choose another day."
WRITTEN = "Something is written down of it already: say that it took place, or take out first what is wrong."
HAS_BEEN = "That day has been. Say that it took place, or choose another day."


@dataclass(frozen=True, slots=True)
class Terms:
    """When and where, and who takes part: people of the lead or the council by id, and `also` in words.
    `at_time` is a time in the United Kingdom, `place` a place or a link."""

    on: date
    at_time: time | None = None
    place: str = ""
    also: str = ""
    people: frozenset[uuid.UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """A visit as it stands."""

    visit_id: uuid.UUID
    kind: str
    terms: Terms
    engagements: frozenset[uuid.UUID]
    has_taken_place: bool

    @property
    def has_been(self) -> bool:
        return self.terms.on < clock.today()


def problems_of(session: Session, place: ContractPlace, terms: Terms) -> dict[str, str]:
    """By field, what is wrong with them, whenever they are said."""
    problems: dict[str, str] = {}
    if not place.starts_on <= terms.on <= place.ends_on:
        problems["on"] = "The day must be one of the contract's."
    if len(terms.place) > LONGEST_PLACE:
        problems["place"] = too_long("The place", LONGEST_PLACE)
    if len(terms.also) > LONGEST:
        problems["also"] = too_long("Who else comes", LONGEST)
    known = {each.person_id for each in list_people_to_ask(session, place)} if terms.people else set()
    if terms.people - known:
        problems["people"] = "Choose people of the lead provider or of the commissioner."
    return problems


def is_another_that_day(
    session: Session,
    place: ContractPlace,
    on: date,
    engagement_ids: Collection[uuid.UUID],
    but: uuid.UUID | None = None,
) -> bool:
    """Whether one that is not `but` is booked on that day with one of these partners, or with all."""
    those = sa.select(Visit.id).where(
        Visit.contract_id == place.contract_id, Visit.on_date == on, is_booked()
    )
    if but:
        those = those.where(Visit.id != but)
    if engagement_ids:
        theirs = sa.exists().where(
            VisitEngagement.visit_id == Visit.id, VisitEngagement.engagement_id.in_(engagement_ids)
        )
        those = those.where(sa.or_(Visit.is_of_all, theirs))
    return session.scalar(those.limit(1)) is not None


def find_row(session: Session, place: ContractPlace, visit_id: uuid.UUID) -> Row | None:
    """Under the contract's lock nobody changes it meanwhile; None where there is none, or it is cancelled."""
    found = session.execute(
        sa.select(
            Visit.kind, Visit.on_date, Visit.at_time, Visit.place, Visit.also, Visit.took_place_at
        ).where(Visit.id == visit_id, Visit.contract_id == place.contract_id, is_booked())
    ).one_or_none()
    if found is None:
        return None
    people = session.scalars(sa.select(VisitPerson.person_id).where(VisitPerson.visit_id == visit_id))
    with_whom = session.scalars(
        sa.select(VisitEngagement.engagement_id).where(VisitEngagement.visit_id == visit_id)
    )
    terms = Terms(found.on_date, found.at_time, found.place, found.also, frozenset(people))
    return Row(visit_id, found.kind, terms, frozenset(with_whom), found.took_place_at is not None)


def is_written(session: Session, visit_id: uuid.UUID) -> bool:
    """Whether something is written down of what was found, said or decided there. What was noted on its sheet
    is a draft, and goes along to another day."""
    written = (
        sa.select(Finding.id).where(Finding.visit_id == visit_id),
        sa.select(Action.id).where(Action.visit_id == visit_id),
        sa.select(Minute.visit_id).where(Minute.visit_id == visit_id, Minute.words != ""),
    )
    return bool(session.scalar(sa.select(sa.or_(*(each.exists() for each in written)))))


def get_row(session: Session, place: ContractPlace, visit_id: uuid.UUID) -> Row:
    """The same; raises NotHere."""
    row = find_row(session, place, visit_id)
    if row is None:
        raise NotHere
    return row


def told_data(
    visit_id: uuid.UUID, kind: str, terms: Terms, engagement_ids: Collection[uuid.UUID]
) -> dict[str, object]:
    """What the event has: by it people are told."""
    return {
        "visit": str(visit_id),
        "kind": kind,
        "on": terms.on.isoformat(),
        **({"at": terms.at_time.isoformat("minutes")} if terms.at_time else {}),
        **({"engagements": sorted(map(str, engagement_ids))} if len(engagement_ids) > 1 else {}),
        **({"people": sorted(map(str, terms.people))} if terms.people else {}),
    }


def only_one(engagement_ids: Collection[uuid.UUID]) -> uuid.UUID | None:
    """The engagement that the event is about, where it is about a single one."""
    return next(iter(engagement_ids)) if len(engagement_ids) == 1 else None
