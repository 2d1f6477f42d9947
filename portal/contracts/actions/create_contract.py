"""Create a contract from a checklist: a built-in one, or one of the lead's own. Whoever makes it has it,
until it is handed over."""

import uuid
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.library import as_data, library
from checklists.requirement import Checklist
from portal import clock
from portal.access import NotAllowed, Viewer
from portal.acting.record_event import record_event
from portal.acting.references import new_reference
from portal.acting.wording import check_length, one_line, refuse_problems
from portal.authoring.queries.own import find_own_checklist
from portal.contracts.actions.name_organisation import (
    Typed,
    check_commissioner,
    find_named,
    lock_names,
    name_organisation,
)
from portal.contracts.queries.named import list_nameable
from portal.records import ChecklistVersion, Contract, ContractManager, ManagerPlace


@dataclass(frozen=True, slots=True)
class NewContract:
    """`checklist` is a key of the library or of the lead's own; the commissioner is a name, as
    `name_organisation` has it."""

    title: str
    commissioner: str
    checklist: str
    starts_on: date
    ends_on: date


def create_contract(session: Session, viewer: Viewer, lead_id: uuid.UUID, new: NewContract) -> uuid.UUID:
    """A contract that the viewer's organisation leads; its id. Raises NotAllowed or CannotDo."""
    if lead_id not in viewer.with_role("manager"):
        raise NotAllowed("Only a manager of the organisation makes contracts that it leads.")
    new = replace(new, title=one_line(new.title), commissioner=one_line(new.commissioner))
    checklist = find_checklist(session, lead_id, new.checklist)
    refuse_problems(problems_of(viewer, new, lead_id) | missing_checklist(checklist))
    assert checklist  # noqa: S101 - what is missing was refused in the line above
    typed = Typed(new.commissioner)
    lock_names(session, lead_id)
    known = find_named(list_nameable(session, lead_id), typed, "commissioner")
    commissioner_id = name_organisation(session, lead_id, known, typed, viewer.person_id)
    contract_id = uuid.uuid4()
    session.execute(
        sa.insert(Contract).values(
            id=contract_id,
            reference=new_reference("C"),
            title=new.title,
            commissioner_id=commissioner_id,
            lead_id=lead_id,
            starts_on=new.starts_on,
            ends_on=new.ends_on,
            created_at=clock.now(),
        )
    )
    add_first_version(session, contract_id, checklist, new.starts_on)
    name_manager(session, contract_id, viewer.person_id)
    data = {"title": new.title, "checklist": new.checklist, "manager": str(viewer.person_id)}
    record_event(session, "contract-created", viewer.person_id, contract_id=contract_id, data=data)
    session.commit()
    return contract_id


def problems_of(viewer: Viewer, new: NewContract, lead_id: uuid.UUID) -> dict[str, str]:
    problems = check_length("title", new.title, "Enter what the contract is called.")
    lead = next(each.organisation for each in viewer.belongings if each.organisation_id == lead_id)
    problems |= check_commissioner(new.commissioner, lead)
    if new.ends_on < new.starts_on:
        problems["ends_on"] = "The last day cannot be before the first."
    return problems


def missing_checklist(found: Checklist | None) -> dict[str, str]:
    return {} if found else {"checklist": "Choose a checklist."}


def find_checklist(session: Session, lead_id: uuid.UUID, key: str) -> Checklist | None:
    """Of the library, or of the lead's own; another lead's is none."""
    return library().get(key) or find_own_checklist(session, lead_id, key)


def add_first_version(
    session: Session, contract_id: uuid.UUID, checklist: Checklist, starts_on: date
) -> None:
    """The contract's own copy of the checklist, in force from its first day."""
    version = replace(checklist, in_force_from=starts_on)
    session.execute(
        sa.insert(ChecklistVersion).values(
            id=uuid.uuid4(),
            contract_id=contract_id,
            in_force_from=starts_on,
            definition=as_data(version),
            created_at=clock.now(),
        )
    )


def name_manager(session: Session, contract_id: uuid.UUID, person_id: uuid.UUID) -> None:
    """Nobody is told: she says it of herself."""
    row = {"contract_id": contract_id, "place": ManagerPlace.MANAGER.value, "person_id": person_id}
    session.execute(
        sa.insert(ContractManager).values(
            id=uuid.uuid4(), recorded_by=person_id, recorded_at=clock.now(), **row
        )
    )
