"""What is known of an organisation, and which accounts it has to give under which contract."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.facts import YearFact
from checklists.intervals import on_day
from checklists.kinds.accounts import filed_years
from checklists.requirement import Requirement
from checklists.slots import row_on
from checklists.timeline import part_timelines
from checklists.vocabulary import Assurance, Kind, State
from portal.access import Audience, Viewer
from portal.places.organisations import OrganisationPlace
from portal.records import Contract, Engagement, Organisation
from portal.standing.queries.cases import Case, load_cases
from portal.standing.queries.slot_case import years_now


@dataclass(frozen=True, slots=True)
class OrganisationDetails:
    """`may_change` says whether the viewer may change them."""

    name: str
    trading_names: tuple[str, ...]
    charity_number: str | None
    company_number: str | None
    legal_form: str | None
    year_end_month: int | None
    year_end_day: int | None
    first_year_end_on: date | None
    years: tuple[YearFact, ...]
    may_change: bool


@dataclass(frozen=True, slots=True)
class AccountsDue:
    """The accounts asked for under one engagement: the years that are due now with their states, and
    those of which accounts have been accepted with what came with them, all by their keys."""

    engagement_id: uuid.UUID
    contract: str
    area: str
    requirement: Requirement
    years: tuple[tuple[str, State], ...]
    filed: Mapping[str, Assurance | None]


def get_organisation(session: Session, viewer: Viewer, place: OrganisationPlace) -> OrganisationDetails:
    row = session.execute(
        sa.select(
            Organisation.name,
            Organisation.trading_names,
            Organisation.charity_number,
            Organisation.company_number,
            Organisation.legal_form,
            Organisation.year_end_month,
            Organisation.year_end_day,
            Organisation.first_year_end_on,
        ).where(Organisation.id == place.organisation_id)
    ).one()
    return OrganisationDetails(
        name=row.name,
        trading_names=tuple(row.trading_names),
        charity_number=row.charity_number,
        company_number=row.company_number,
        legal_form=row.legal_form,
        year_end_month=row.year_end_month,
        year_end_day=row.year_end_day,
        first_year_end_on=row.first_year_end_on,
        years=years_now(session, place.organisation_id),
        may_change=may_change(session, viewer, place),
    )


def may_change(session: Session, viewer: Viewer, place: OrganisationPlace) -> bool:
    """Its own managers may; those of the lead that entered it as long as nobody has joined it."""
    managed = viewer.with_role("manager")
    made_by = sa.select(Organisation.made_by_id).where(Organisation.id == place.organisation_id)
    return place.organisation_id in managed or session.scalar(made_by) in managed


def list_accounts_due(
    session: Session, viewer: Viewer, place: OrganisationPlace, on: date
) -> tuple[AccountsDue, ...]:
    """By contract and area, of the engagements that the viewer may know of."""
    query = (
        sa.select(Engagement.id, Contract.title, Engagement.area)
        .join(Contract, Contract.id == Engagement.contract_id)
        .where(Engagement.partner_id == place.organisation_id, Engagement.ends_on >= on)
        .order_by(Contract.title, Engagement.area)
    )
    if Audience.OWN not in place.audiences:
        query = query.where(Contract.lead_id.in_(viewer.with_role("manager")))
    engagements = session.execute(query).all()
    cases = load_cases(session, [row.id for row in engagements])
    return tuple(found for row in engagements for found in due_under(cases[row.id], row.title, row.area, on))


def due_under(case: Case, contract: str, area: str, on: date) -> Iterator[AccountsDue]:
    day = case.engagement.span.clamp(on)
    for key, rows in case.rows.items():
        row = row_on(rows, day)
        if row is None or row.requirement.kind is not Kind.ACCOUNTS:
            continue
        yield AccountsDue(
            case.engagement_id,
            contract,
            area,
            row.requirement,
            years_due(case, row.requirement, day),
            filed_years(row.requirement, case.decisions.get(key, ())),
        )


def years_due(case: Case, requirement: Requirement, day: date) -> tuple[tuple[str, State], ...]:
    """The keys of the years asked for on the day, each with its state."""
    made = case.decisions.get(requirement.key, ())
    parts = part_timelines(requirement, made, case.engagement)
    states = ((part, on_day(intervals, day)) for part, intervals in parts.items() if part)
    return tuple(
        (part, interval.state) for part, interval in states if interval and interval.state != State.NOT_NEEDED
    )
