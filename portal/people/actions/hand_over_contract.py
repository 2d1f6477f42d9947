"""Hand a contract over: who of the lead's managers has it from now on, and who stands in."""

import uuid
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Audience, Viewer, require
from portal.acting.moments import moment_after
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import refuse_problems
from portal.people.actions.lock_people import list_managers, lock_organisation, require_manager
from portal.people.queries.managers import ContractManagers, get_managers
from portal.places.contracts import ContractPlace
from portal.records import ContractManager, ManagerPlace
from portal.standing.actions.lock_engagements import lock_contract

MANAGER, DEPUTY = ManagerPlace.MANAGER.value, ManagerPlace.DEPUTY.value
BEFORE = {MANAGER: "manager_before", DEPUTY: "deputy_before"}
NOT_ONE = "Choose who has the contract from now on: one of the managers of {lead}."
OVERTAKEN = "Somebody has handed it over meanwhile. See who has it now."

Said = Mapping[str, uuid.UUID | None]
"""By a key of ManagerPlace, who has that place; None for nobody."""


def hand_over_contract(
    session: Session, viewer: Viewer, place: ContractPlace, said: Said, was: uuid.UUID | None
) -> bool:
    """Whether anything is new: what is so already is not said again. `was` is who had it on the page on which
    it was said: where that is so no more, somebody else was quicker. Raises NotAllowed, NotHere or CannotDo.
    Commits."""
    require(place.audiences, Audience.MANAGER, "Only the lead provider's managers hand a contract over.")
    lock_contract(session, place.contract_id)
    lock_organisation(session, place.lead_id)
    require_manager(session, viewer, place.lead_id)
    refuse_problems(problems_of(said, set(list_managers(session, place.lead_id)), place.lead))
    known = get_managers(session, place.contract_id)
    changed = changes(known, said)
    if changed and id_of(known, MANAGER) != was:
        raise CannotDo({"": OVERTAKEN})
    if changed:
        name_managers(session, viewer.person_id, place.contract_id, changed, known)
        session.commit()
    return bool(changed)


def problems_of(said: Said, managers: set[uuid.UUID], lead: str) -> dict[str, str]:
    sentence = NOT_ONE.format(lead=lead)
    problems = {which: sentence for which, one in said.items() if one is not None and one not in managers}
    if said[MANAGER] is None:
        problems[MANAGER] = sentence
    elif said[MANAGER] == said[DEPUTY]:
        problems[DEPUTY] = "The deputy must be somebody else."
    return problems


def changes(known: ContractManagers, said: Said) -> dict[str, uuid.UUID | None]:
    return {which: one for which, one in said.items() if id_of(known, which) != one}


def id_of(known: ContractManagers, which: str) -> uuid.UUID | None:
    one = known.manager if which == MANAGER else known.deputy
    return one.person_id if one else None


def name_managers(
    session: Session, by: uuid.UUID | None, contract_id: uuid.UUID, changed: Said, known: ContractManagers
) -> None:
    """They are so from now on, an event each, since somebody may be told of both places. In the caller's
    transaction."""
    last = ContractManager.recorded_at, ContractManager.contract_id == contract_id
    for which, person_id in changed.items():
        moment = moment_after(session, *last)
        row = {"contract_id": contract_id, "place": which, "person_id": person_id, "recorded_by": by}
        session.execute(sa.insert(ContractManager).values(id=uuid.uuid4(), recorded_at=moment, **row))
        data = {which: text_of(person_id), BEFORE[which]: text_of(id_of(known, which))}
        record_event(session, "contract-handed-over", by, contract_id=contract_id, data=data)


def text_of(person_id: uuid.UUID | None) -> str | None:
    return str(person_id) if person_id else None
