"""Hand on what hangs on somebody who goes: to whoever takes it over, or to nobody, which is told."""

import uuid
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.moments import moment_after
from portal.acting.record_event import record_event
from portal.people.actions.hand_over_contract import DEPUTY, MANAGER, id_of, name_managers
from portal.people.queries.hers import (
    checklists_of,
    contacts_of,
    contracts_of,
    drafts_of,
    holds_of,
)
from portal.people.queries.managers import ContractManagers, get_managers
from portal.records import ChecklistDraft, Contact, Hold, Submission

Table = type[Submission] | type[ChecklistDraft] | type[Hold]
Changed = dict[str, uuid.UUID | None]


def hand_on_contracts(
    session: Session,
    by: uuid.UUID | None,
    organisation_id: uuid.UUID,
    person_id: uuid.UUID,
    successor_id: uuid.UUID | None,
) -> None:
    """To a successor, who is one of the managers; without one it is told that somebody has to take them. In
    the caller's transaction, under the locks of `lock_around`, before she is no manager any more."""
    for each in dict.fromkeys(one.contract_id for one in contracts_of(session, organisation_id, person_id)):
        known = get_managers(session, each)
        if changed := taken_over(known, person_id, successor_id):
            name_managers(session, by, each, changed, known)
        if successor_id is None and id_of(known, MANAGER) == person_id:
            told = {"person": str(person_id)}
            record_event(session, "contract-let-go", by, contract_id=each, data=told)


def taken_over(known: ContractManagers, person_id: uuid.UUID, successor_id: uuid.UUID | None) -> Changed:
    """The places that change. Who takes a contract over does not stand in for herself; that a place is left
    empty is seen by who was in it, and is not said anew."""
    if successor_id is None:
        return {}
    is_manager, is_deputy = (id_of(known, which) == person_id for which in (MANAGER, DEPUTY))
    changed: Changed = {MANAGER: successor_id} if is_manager else {}
    if is_manager and id_of(known, DEPUTY) == successor_id:
        changed[DEPUTY] = None
    if is_deputy:
        changed[DEPUTY] = None if id_of(known, MANAGER) == successor_id else successor_id
    return changed


def hand_on_work(
    session: Session, organisation_id: uuid.UUID, person_id: uuid.UUID, successor_id: uuid.UUID
) -> dict[str, int]:
    """How many drafts, drafts of checklists and holds go to the successor. In the caller's transaction."""
    is_hers: dict[str, tuple[Table, tuple[sa.ColumnElement[bool], ...]]] = {
        "drafts": (Submission, drafts_of(organisation_id, person_id)),
        "checklists": (ChecklistDraft, checklists_of(organisation_id, person_id)),
        "holds": (Hold, holds_of(organisation_id, person_id, clock.today())),
    }
    return {called: give(session, *theirs, successor_id) for called, theirs in is_hers.items()}


def give(
    session: Session,
    table: Table,
    narrowed: tuple[sa.ColumnElement[bool], ...],
    to: uuid.UUID,
) -> int:
    given = sa.update(table).where(*narrowed).values(made_by=to).returning(table.id)
    return len(session.scalars(given, execution_options={"synchronize_session": False}).all())


def clear_contacts(
    session: Session, by: uuid.UUID | None, organisation_id: uuid.UUID, person_id: uuid.UUID
) -> None:
    """Nobody has her places among the contacts of engagements any more, and the lead is told. In the caller's
    transaction, under the locks of `lock_around`."""
    hers = contacts_of(session, organisation_id, person_id)
    for engagement_id, group in groupby(hers, key=lambda each: each.engagement_id):
        places = tuple(group)
        moment = moment_after(session, Contact.recorded_at, Contact.engagement_id == engagement_id)
        for each in places:
            session.add(
                Contact(
                    id=uuid.uuid4(),
                    engagement_id=engagement_id,
                    place=each.place,
                    person_id=None,
                    telephone="",
                    recorded_by=by or person_id,
                    recorded_at=moment,
                )
            )
        session.flush()
        record_event(
            session,
            "contact-left",
            by,
            contract_id=places[0].contract_id,
            engagement_id=engagement_id,
            data={"person": str(person_id), "places": [each.place for each in places]},
        )
