"""Change what a contract is called, and its days."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span, in_words
from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import check_length, one_line, refuse_problems
from portal.contracts.actions.name_organisation import check_commissioner, rename_stand_in
from portal.contracts.queries.outside import Outside, list_after, list_before
from portal.places.contracts import ContractPlace
from portal.records import Contract
from portal.standing.actions.lock_engagements import hold_contract

JOINED = "{name} has joined meanwhile: it says itself what it is called."


@dataclass(frozen=True, slots=True)
class ContractTerms:
    """`commissioner` is its name, None where nothing was typed about it."""

    title: str
    starts_on: date
    ends_on: date
    commissioner: str | None = None


def change_contract(session: Session, viewer: Viewer, place: ContractPlace, terms: ContractTerms) -> None:
    """From now on the terms are these; the same again is nothing. What lies in the contract stays in it. A
    commissioner whom the lead has entered is called otherwise in each of its contracts.

    Raises NotAllowed or CannotDo.
    """
    require(place.audiences, Audience.MANAGER, "Only the lead provider's managers change the contract.")
    place = hold_contract(session, place)
    called = place.commissioner if terms.commissioner is None else one_line(terms.commissioner)
    terms = ContractTerms(one_line(terms.title), terms.starts_on, terms.ends_on, called)
    refuse_problems(problems_of(session, place, terms) | check_commissioner(called, place.lead))
    before = ContractTerms(place.title, place.starts_on, place.ends_on, place.commissioner)
    if terms == before:
        return
    if called != place.commissioner:
        rename_commissioner(session, place, called, viewer.person_id)
    if terms_as_data(terms) != terms_as_data(before):
        write_terms(session, place, before, terms, viewer.person_id)
    session.commit()


def rename_commissioner(session: Session, place: ContractPlace, name: str, person_id: uuid.UUID) -> None:
    if not rename_stand_in(session, place.lead_id, place.commissioner_id, name, person_id):
        raise CannotDo({"": JOINED.format(name=place.commissioner)})


def write_terms(
    session: Session, place: ContractPlace, before: ContractTerms, terms: ContractTerms, person_id: uuid.UUID
) -> None:
    session.execute(
        sa.update(Contract)
        .where(Contract.id == place.contract_id)
        .values(title=terms.title, starts_on=terms.starts_on, ends_on=terms.ends_on)
    )
    data = {"from": terms_as_data(before), "to": terms_as_data(terms)}
    record_event(session, "contract-changed", person_id, contract_id=place.contract_id, data=data)


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
    days = Span(terms.starts_on, terms.ends_on)
    if before := list_before(session, place, days):
        first = in_words(min(each.on for each in before))
        problems["starts_on"] = f"It cannot begin after {first}. What is earlier: {said_of(before)}."
    if after := list_after(session, place, days):
        last = in_words(max(each.on for each in after))
        problems["ends_on"] = f"It cannot end before {last}. What is later: {said_of(after)}."
    return problems


def said_of(outside: Sequence[Outside]) -> str:
    return "; ".join(each.what for each in outside)
