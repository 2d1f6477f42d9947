"""Put the partners of a file into a contract, as they were shown: all in one transaction.

Contacts are kept as people to invite; nobody is sent anything yet.
"""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.conditions import Said
from checklists.vocabulary import LegalForm
from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.say import say_terms
from portal.acting.wording import refuse_problems
from portal.conditions.actions.change_condition import say_condition
from portal.contracts.actions.add_partner import NewPartner, add_engagement, fill_in, lock_partners
from portal.contracts.actions.check_terms import Terms, problems_of_terms
from portal.contracts.actions.name_organisation import Typed, lock_names, name_organisation
from portal.contracts.queries.named import Nameable
from portal.contracts.sheets.partners import Planned
from portal.importing.actions.keep_sheet import claim_sheet, close_sheet
from portal.importing.sheets.tables import ReadRow
from portal.invitations.actions.note_invitation import Asked, Inviting, note_invitation
from portal.places.contracts import ContractPlace
from portal.records import Engagement
from portal.standing.actions.keep_numbers import keep_numbers
from portal.standing.actions.lock_engagements import hold_contract, lock_contract, lock_engagements
from portal.standing.actions.rewrite_standing import rewrite_standing


def lock_known_partners(session: Session, place: ContractPlace) -> None:
    """Until the transaction ends nobody else of the lead names a partner, and the contract gets no other
    one. Before what is known is compared: two lists of one partner would make it twice."""
    lock_names(session, place.lead_id)
    lock_contract(session, place.contract_id)


def import_partners(
    session: Session, viewer: Viewer, place: ContractPlace, sheet_id: uuid.UUID, plan: Sequence[Planned]
) -> None:
    """Carry the plan out, once. It was made since `lock_known_partners`. Raises NotAllowed or CannotDo.
    Commits."""
    require(place.audiences, Audience.MANAGER, "Only the lead provider's managers add partners.")
    if not claim_sheet(session, sheet_id):
        return
    lock_names(session, place.lead_id)
    place = hold_contract(session, place)
    lock_partners(session, {each.known.organisation_id for each in plan if each.known})
    partners: dict[tuple[int, uuid.UUID | None], uuid.UUID] = {}
    added: list[uuid.UUID] = []
    there: set[uuid.UUID] = set()
    filled: set[uuid.UUID] = set()
    contacts = 0
    for planned in (each for each in plan if not each.problem):
        if planned.known and not planned.known.stands_in:
            continue
        one = planned.partner, planned.known.organisation_id if planned.known else None
        if one not in partners:
            partners[one] = name_partner(session, viewer, place, planned)
        partner_id = partners[one]
        if planned.is_new:
            if fill_in(session, partner_id, new_partner(planned.row), viewer.person_id):
                filled.add(partner_id)
            there.add(partner_id)
            added.append(add(session, viewer, place, partner_id, planned))
        contacts += note_contacts(session, viewer, place, partner_id, planned.contacts)
    keep_numbers(session, [place.contract_id])
    engagements = session.scalars(sa.select(Engagement.id).where(Engagement.partner_id.in_(filled)))
    touched = sorted({*added, *engagements})
    lock_engagements(session, touched)
    rewrite_standing(session, touched)
    outcome = {"added": len(added), "contacts": contacts}
    close_sheet(session, sheet_id, outcome | {"partners": len(there)})
    note(session, viewer, place, plan, added, outcome)
    session.commit()


def name_partner(session: Session, viewer: Viewer, place: ContractPlace, planned: Planned) -> uuid.UUID:
    known, identity = planned.known, planned.identity
    typed = Typed(str(planned.row.values["name"]), identity.charity_number, identity.company_number)
    found = Nameable(known.organisation_id, known.name, known.identity, known.stands_in) if known else None
    return name_organisation(session, place.lead_id, found, typed, viewer.person_id)


def new_partner(row: ReadRow) -> NewPartner:
    values: dict[str, Any] = row.values
    month, day = map(int, values["year_end"].split("-")) if values["year_end"] else (None, None)
    form = LegalForm(values["legal_form"]) if values["legal_form"] in set(LegalForm) else None
    return NewPartner(values["name"], form, month, day)


def add(
    session: Session, viewer: Viewer, place: ContractPlace, partner_id: uuid.UUID, planned: Planned
) -> uuid.UUID:
    """The engagement's id. Raises CannotDo, of fields of the terms, with the partner's name."""
    values: dict[str, Any] = planned.row.values
    starts, ends = values["starts_on"] or place.starts_on, values["ends_on"] or place.ends_on
    terms = Terms(values["area"], starts, ends, values["funding"]).tidied()
    problems = problems_of_terms(place, terms)
    refuse_problems({field: f"{values['name']}: {why}" for field, why in problems.items()})
    engagement_id = add_engagement(session, place, partner_id, terms)
    say_terms(session, engagement_id, viewer.person_id)
    for condition in planned.conditions:
        say_condition(session, engagement_id, Said(condition, holds=True), viewer.person_id)
    return engagement_id


def note_contacts(
    session: Session,
    viewer: Viewer,
    place: ContractPlace,
    partner_id: uuid.UUID,
    contacts: Iterable[ReadRow],
) -> int:
    """How many are to be invited for the partner."""
    inviting = Inviting(viewer.person_id, partner_id, place.lead_id, place.contract_id)
    count = 0
    for row in contacts:
        part = str(row.values["part"] or "member")
        asked = Asked(str(row.values["email"]), str(row.values["contact"]), part)
        count += note_invitation(session, inviting, asked)
    return count


def note(
    session: Session,
    viewer: Viewer,
    place: ContractPlace,
    plan: Iterable[Planned],
    added: Sequence[uuid.UUID],
    outcome: dict[str, int],
) -> None:
    """An event for the file, and one for each engagement, so that its history begins with it."""
    record_event(
        session, "partners-imported", viewer.person_id, contract_id=place.contract_id, data=dict(outcome)
    )
    new = [each for each in plan if each.is_new and not each.problem]
    for engagement_id, planned in zip(added, new, strict=True):
        values = planned.row.values
        record_event(
            session,
            "partner-added",
            viewer.person_id,
            contract_id=place.contract_id,
            engagement_id=engagement_id,
            data={
                "partner": values["name"],
                "area": values["area"],
                "conditions": sorted(each.value for each in planned.conditions),
            },
        )
