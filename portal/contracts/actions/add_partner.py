"""Add a delivery partner to a contract."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from checklists.calendar import month_end
from checklists.conditions import Said
from checklists.identity import called
from checklists.names import folded
from checklists.vocabulary import Condition, LegalForm
from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.references import new_reference
from portal.acting.refused import CannotDo
from portal.acting.say import say_facts, say_terms
from portal.acting.wording import check_length, one_line, refuse_problems
from portal.conditions.actions.change_condition import say_condition
from portal.contracts.actions.check_terms import Terms, is_taken, problems_of_terms
from portal.contracts.actions.name_organisation import Typed, find_named, lock_names, name_organisation
from portal.contracts.queries.named import Nameable, list_nameable
from portal.contracts.sheets.nearly import nearly
from portal.places.contracts import ContractPlace
from portal.records import Engagement, Organisation
from portal.standing.actions.keep_numbers import keep_numbers
from portal.standing.actions.lock_engagements import hold_contract, lock_engagements
from portal.standing.actions.rewrite_standing import rewrite_standing

LEAP_YEAR = 2024
TAKEN = "The partner has an engagement in that area already."
COMMISSIONER = "The commissioner cannot be a partner."
MAY_BE = "You know {names} already. Say whether it is the same."
ANOTHER = "another"


@dataclass(frozen=True, slots=True)
class NewPartner:
    """Named as `name_organisation` has it. The rest says when accounts fall due: a year ends on a month and a
    day, `first_year_end_on` the end of a young organisation's first year. `meant` is the id of one that is
    called nearly the same and is the same, or ANOTHER."""

    name: str
    legal_form: LegalForm | None = None
    year_end_month: int | None = None
    year_end_day: int | None = None
    first_year_end_on: date | None = None
    charity_number: str | None = None
    company_number: str | None = None
    meant: str = ""

    @property
    def typed(self) -> Typed:
        return Typed(self.name, self.charity_number, self.company_number)


def add_partner(
    session: Session,
    viewer: Viewer,
    place: ContractPlace,
    new: NewPartner,
    terms: Terms,
    conditions: Collection[Condition] = (),
) -> uuid.UUID:
    """The partner's engagement in the contract; its id. Raises NotAllowed or CannotDo.

    `conditions` are those that hold from the first day on. What an organisation that belongs to itself says
    of its accounts is not touched; of one that the lead made, what nobody said yet is added."""
    require(place.audiences, Audience.MANAGER, "Only the lead provider's managers add partners.")
    lock_names(session, place.lead_id)
    place = hold_contract(session, place)
    new, terms = replace(new, name=one_line(new.name)), terms.tidied()
    refuse_problems(
        problems_of_name(place, new.name) | problems_of_accounts(new) | problems_of_terms(place, terms)
    )
    nameable = list_nameable(session, place.lead_id, place.contract_id)
    new = replace(new, name=name_meant(new, nameable))
    known = find_named(nameable, new.typed, area=terms.area)
    if known and known.organisation_id == place.commissioner_id:
        raise CannotDo({"name": COMMISSIONER})
    if known and folded(terms.area) in known.areas:
        raise CannotDo({"area": TAKEN})
    others = lock_partners(session, [known.organisation_id] if known else [])
    partner_id = name_organisation(session, place.lead_id, known, new.typed, viewer.person_id)
    if is_taken(session, place.contract_id, partner_id, terms.area):
        raise CannotDo({"area": TAKEN})
    filled = fill_in(session, partner_id, new, viewer.person_id)
    engagement_id = add_engagement(session, place, partner_id, terms)
    keep_numbers(session, [place.contract_id])
    say_terms(session, engagement_id, viewer.person_id)
    for condition in conditions:
        say_condition(session, engagement_id, Said(condition, holds=True), viewer.person_id)
    rewrite_standing(session, [engagement_id, *(others if filled else ())])
    record_event(
        session,
        "partner-added",
        viewer.person_id,
        contract_id=place.contract_id,
        engagement_id=engagement_id,
        data={"partner": new.name, "area": terms.area, "conditions": sorted(conditions)},
    )
    session.commit()
    return engagement_id


def name_meant(new: NewPartner, nameable: Sequence[Nameable]) -> str:
    """The name by which the one that is meant is known, or what was typed. Raises CannotDo where one of
    nearly the same name may be meant, and nobody has said so."""
    found = {str(each.organisation_id): each.name for each in nearly(new.typed.identity, nameable)}
    if not found or new.meant == ANOTHER:
        return new.name
    if new.meant not in found:
        raise CannotDo({"meant": MAY_BE.format(names=" and ".join(found.values()))})
    return found[new.meant]


def lock_partners(session: Session, partner_ids: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """All engagements of these organisations, locked before anything of the organisations themselves."""
    theirs = sa.select(Engagement.id).where(Engagement.partner_id.in_(partner_ids))
    ids = list(session.scalars(theirs))
    lock_engagements(session, ids)
    return ids


def problems_of_name(place: ContractPlace, name: str) -> dict[str, str]:
    """By the names of the contract's own parties, which are known to whoever types."""
    if called(name) == called(place.lead):
        return {"name": "The lead provider cannot be its own partner."}
    if called(name) == called(place.commissioner):
        return {"name": COMMISSIONER}
    return check_length("name", name, "Enter the partner's name.")


def problems_of_accounts(new: NewPartner) -> dict[str, str]:
    month, day = new.year_end_month, new.year_end_day
    if month is None and day is None:
        return {}
    if (
        month is None
        or day is None
        or not 1 <= month <= 12
        or not 1 <= day <= month_end(LEAP_YEAR, month).day
    ):
        return {"year_end": "Enter the day and the month on which the financial year ends, such as 31 March."}
    first = new.first_year_end_on
    if first and (first.month, first.day) != (month, day) and first != month_end(first.year, month):
        return {"first_year_end_on": "The first year must end on the same day of the year as the others."}
    return {}


def fill_in(session: Session, partner_id: uuid.UUID, new: NewPartner, person_id: uuid.UUID) -> bool:
    """Whether something about the partner's accounts was not known before and is now."""
    known = session.get_one(Organisation, partner_id, populate_existing=True)
    if known.made_by_id is None:
        return False
    said = {
        "legal_form": new.legal_form.value if new.legal_form else None,
        "year_end_month": new.year_end_month,
        "year_end_day": new.year_end_day,
        "first_year_end_on": new.first_year_end_on,
    }
    if known.year_end_month is not None:
        said = {"legal_form": said["legal_form"]}
    missing = {
        name: value for name, value in said.items() if value is not None and getattr(known, name) is None
    }
    if missing:
        session.execute(sa.update(Organisation).where(Organisation.id == partner_id).values(**missing))
        say_facts(session, partner_id, person_id)
    return bool(missing)


def add_engagement(session: Session, place: ContractPlace, partner_id: uuid.UUID, terms: Terms) -> uuid.UUID:
    engagement_id = uuid.uuid4()
    name = session.scalars(sa.select(Organisation.name).where(Organisation.id == partner_id)).one()
    try:
        session.execute(
            sa.insert(Engagement).values(
                id=engagement_id,
                reference=new_reference("E"),
                contract_id=place.contract_id,
                partner_id=partner_id,
                sort_name=name.casefold(),
                area=terms.area,
                starts_on=terms.starts_on,
                ends_on=terms.ends_on,
                funding=terms.funding,
                created_at=clock.now(),
            )
        )
    except IntegrityError:
        session.rollback()
        raise CannotDo({"area": TAKEN}) from None
    return engagement_id
