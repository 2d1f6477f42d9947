"""Another version of a contract's checklist, in force from a day on."""

import uuid
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from checklists.library import as_data, library
from checklists.requirement import Checklist
from portal import clock
from portal.records import ChecklistVersion
from portal.standing.actions.rewrite_standing import rewrite_contract
from portal.standing.queries.in_force import list_versions
from tests.builders.world import CHECKLIST, World


def ask_otherwise(world: World, key: str, from_on: date, **fields: Any) -> None:
    """From that day the first contract asks for the requirement with these fields."""
    with world.database.writing() as session:
        before = list_versions(session, [world.contract_id])[world.contract_id][-1]
        asked = tuple(replace(each, **fields) if each.key == key else each for each in before.requirements)
        keep_version(session, world, replace(before, in_force_from=from_on, requirements=asked))


def ask_no_more(world: World, key: str, from_on: date) -> None:
    """From that day the first contract does not ask for the requirement."""
    with world.database.writing() as session:
        before = list_versions(session, [world.contract_id])[world.contract_id][-1]
        asked = tuple(each for each in before.requirements if each.key != key)
        keep_version(session, world, replace(before, in_force_from=from_on, requirements=asked))


def keep_version(
    session: Session,
    world: World,
    version: Checklist,
    replaces_id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> None:
    session.add(
        ChecklistVersion(
            id=uuid.uuid4(),
            contract_id=world.contract_id,
            in_force_from=version.in_force_from,
            definition=as_data(version),
            created_at=at or clock.now(),
            replaces_id=replaces_id,
        )
    )
    session.flush()
    rewrite_contract(session, world.contract_id)
    session.commit()


def ask_for_ten_million(world: World, from_on: date) -> None:
    """Of public liability, from that day on."""
    parts = library()[CHECKLIST].requirement("insurance").parts
    higher = tuple(
        replace(each, amount=10_000_000) if each.key == "public-liability" else each for each in parts
    )
    ask_otherwise(world, "insurance", from_on, parts=higher)


def ask_besides(world: World, key: str, like: str, from_on: date, **fields: Any) -> None:
    """From that day the first contract asks for one more, which is like another."""
    with world.database.writing() as session:
        before = list_versions(session, [world.contract_id])[world.contract_id][-1]
        added = replace(before.requirement(like), key=key, **fields)
        asked = (*before.requirements, added)
        keep_version(session, world, replace(before, in_force_from=from_on, requirements=asked))
