"""One engagement on a day: its slots, and the visits to come."""

import uuid
from dataclasses import dataclass
from datetime import date, time

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.vocabulary import Outcome
from portal.access import Audience
from portal.places.contracts import EngagementPlace
from portal.records import Contact, ContactPlace, Decision, Membership, Visit
from portal.standing.queries.slots import SlotLine, slots_on_day
from portal.standing.queries.told import naming_of
from portal.standing.queries.told_lines import with_told
from portal.visits.queries.booked import day_of, is_about, is_between, is_booked, place_of, time_of

TWO = (ContactPlace.FIRST.value, ContactPlace.SECOND.value)
"""The contacts that are asked for."""

A_DAY = "____-__-__"
"""The parts that are financial years: keyed by their last day."""


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit or meeting; `kind` is a word of VisitKind, `at_time` a time in the United Kingdom."""

    visit_id: uuid.UUID
    kind: str
    on_date: date
    at_time: time | None
    place: str


def list_slots(
    session: Session, place: EngagementPlace, on: date, *, today: date, known: date | None
) -> tuple[SlotLine, ...]:
    """The slots in the checklist's order; a partner's drafts for the partner only."""
    drafts = Audience.PARTNER in place.audiences
    asked = {place.engagement_id: (place.contract.contract_id, place.span)}
    found = slots_on_day(session, asked, on, today=today, known=known, drafts=drafts)
    naming = naming_of(place.audiences)
    return with_told(session, asked, found, on, known, naming)[place.engagement_id]


def count_contacts(session: Session, place: EngagementPlace) -> int:
    """How many of the two contacts are named and belong to the partner still."""
    belongs = sa.exists().where(
        Membership.person_id == Contact.person_id, Membership.organisation_id == place.partner_id
    )
    last = (
        sa.select(sa.case((belongs, Contact.person_id)).label("person_id"))
        .where(Contact.engagement_id == place.engagement_id, Contact.place.in_(TWO))
        .order_by(Contact.place, Contact.recorded_at.desc())
        .add_columns(Contact.place)
    )
    named: dict[str, uuid.UUID | None] = {}
    for row in session.execute(last):
        named.setdefault(row.place, row.person_id)
    return sum(person is not None for person in named.values())


def list_visits(
    session: Session, place: EngagementPlace, today: date, known: date | None = None
) -> tuple[VisitLine, ...]:
    """The next three visits and meetings from today on, or from the evening on which it was known, with this
    partner or about the whole contract; none on a day that the engagement does not have."""
    from_on = known or today
    on_date = day_of(known)
    coming: sa.Select[*tuple[object, ...]] = (
        sa.select(
            Visit.id.label("visit_id"),
            Visit.kind,
            on_date.label("on_date"),
            time_of(known).label("at_time"),
            place_of(known).label("place"),
        )
        .where(
            is_between(max(from_on, place.starts_on), place.ends_on, known),
            is_booked(known),
            is_about(place.contract.contract_id, place.engagement_id),
        )
        .order_by(on_date, Visit.at_time.nulls_last(), Visit.id)
    )
    rows = session.execute(coming.limit(3))
    return tuple(VisitLine(**row._asdict()) for row in rows)


def list_filed(
    session: Session, place: EngagementPlace, known: date | None = None
) -> dict[str, dict[str, str]]:
    """What came with the accounts that were accepted, by that evening or by now: by requirement key and year,
    a word of Assurance."""
    later = aliased(Decision)
    corrected = sa.select(later.id).where(later.corrects_id == Decision.id)
    rows = session.execute(
        sa.select(Decision.requirement_key, Decision.part_key, Decision.details)
        .where(
            Decision.engagement_id == place.engagement_id,
            Decision.outcome == Outcome.ACCEPT,
            Decision.part_key.like(A_DAY),
            Decision.made_on <= (known or date.max),
            ~corrected.where(later.made_on <= (known or date.max)).exists(),
        )
        .order_by(Decision.made_at)
    )
    found: dict[str, dict[str, str]] = {}
    for key, part, details in rows:
        found.setdefault(key, {})[part] = details.get("assurance") or ""
    return found
