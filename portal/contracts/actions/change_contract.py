"""Change what a contract is called, and its days."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import in_words
from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.wording import check_length, one_line, refuse_problems
from portal.places.contracts import ContractPlace
from portal.records import ChecklistVersion, Contract, Engagement, Visit
from portal.standing.actions.lock_engagements import hold_contract
from portal.standing.queries.in_force import stands_now
from portal.visits.queries.booked import is_booked


@dataclass(frozen=True, slots=True)
class ContractTerms:
    title: str
    starts_on: date
    ends_on: date


def change_contract(session: Session, viewer: Viewer, place: ContractPlace, terms: ContractTerms) -> None:
    """From now on the terms are these; the same again is nothing. What lies in the contract stays in it.

    Raises NotAllowed or CannotDo.
    """
    require(place.audiences, Audience.MANAGER, "Only the lead provider's managers change the contract.")
    terms = ContractTerms(one_line(terms.title), terms.starts_on, terms.ends_on)
    place = hold_contract(session, place)
    refuse_problems(problems_of(session, place, terms))
    before = ContractTerms(place.title, place.starts_on, place.ends_on)
    if terms == before:
        return
    session.execute(
        sa.update(Contract)
        .where(Contract.id == place.contract_id)
        .values(title=terms.title, starts_on=terms.starts_on, ends_on=terms.ends_on)
    )
    data = {"from": terms_as_data(before), "to": terms_as_data(terms)}
    record_event(session, "contract-changed", viewer.person_id, contract_id=place.contract_id, data=data)
    session.commit()


def terms_as_data(terms: ContractTerms) -> dict[str, str]:
    return {
        "title": terms.title,
        "starts_on": terms.starts_on.isoformat(),
        "ends_on": terms.ends_on.isoformat(),
    }


def problems_of(session: Session, place: ContractPlace, terms: ContractTerms) -> dict[str, str]:
    problems = check_length("title", terms.title, "Enter what the contract is called.")
    if terms.ends_on < terms.starts_on:
        return problems | {"ends_on": "The last day cannot be before the first."}
    first, last = partners_days(session, place)
    if first and first < terms.starts_on:
        problems["starts_on"] = f"A partner starts on {in_words(first)}: the contract cannot begin later."
    if last and last > terms.ends_on:
        problems["ends_on"] = f"Something of the contract is on {in_words(last)}: it cannot end before."
    return problems


def partners_days(session: Session, place: ContractPlace) -> tuple[date | None, date | None]:
    """The first day on which a partner is there; the last on which one is, or on which there is a visit or a
    version of the checklist comes into force."""
    days = sa.select(sa.func.min(Engagement.starts_on), sa.func.max(Engagement.ends_on))
    first, last = session.execute(days.where(Engagement.contract_id == place.contract_id)).one()
    visit = sa.select(sa.func.max(Visit.on_date)).where(Visit.contract_id == place.contract_id, is_booked())
    version = sa.select(sa.func.max(ChecklistVersion.in_force_from))
    version = version.where(ChecklistVersion.contract_id == place.contract_id, stands_now())
    found = [day for day in (last, session.scalar(visit), session.scalar(version)) if day]
    return first, max(found, default=None)
