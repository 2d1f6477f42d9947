"""What one side does by itself is in no list of the other; nor is what nobody has said whose it is."""

from collections.abc import Iterable
from typing import Any

import pytest

from portal.acting.record_event import record_event
from portal.history.queries.events import (
    EventLine,
    Wanted,
    events_of_contract,
    events_of_organisation,
    list_events,
)
from portal.slots.queries.history import find_history
from tests.builders.world import World

CASES = {
    "evidence-sent": {"lead", "partner", "council"},
    "return-put-up": {"partner"},
    "return-handed-back": {"partner"},
    "file-uploaded": {"partner"},
    "pack-made": {"lead"},
    "sheet-downloaded": {"lead"},
    "statement-handed-back": {"lead"},
    "something-that-comes-later": {"lead"},
}
"""By the name of an event under an engagement, who meets it."""


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("together", [False, True])
def test_who_meets_what(world: World, name: str, together: bool) -> None:
    alone: dict[str, Any] = {"engagement_id": world.engagement_id, "requirement_key": "insurance"}
    several: dict[str, Any] = {"data": {"engagements": [str(world.engagement_id)]}}
    about = several if together else alone
    with world.database.writing() as session:
        record_event(session, name, world.manager.person_id, contract_id=world.contract_id, **about)
        session.commit()
    assert {who for who, names in met(world).items() if name in names} == wanted(name, together)


def wanted(name: str, together: bool) -> set[str]:
    """A lead's list leaves out what is the partner's; what is about several is in the lists alone."""
    return CASES[name] - ({"council"} if together else set())


def met(world: World) -> dict[str, set[str]]:
    """By who looks, what is in the lists that they have."""
    with world.database.reading() as session:
        contract, own = world.contract_place(session), world.own_place(session)
        found = {
            "lead": names_of(list_events(session, events_of_contract(contract), Wanted())),
            "partner": names_of(list_events(session, events_of_organisation(session, own), Wanted())),
            "council": set[str](),
        }
        for who, viewer in (("lead", world.reviewer), ("partner", world.member), ("council", world.officer)):
            slot = find_history(session, world.place(session, viewer), "insurance", ())
            found[who] |= names_of(slot.happened.lines)
    return found


def names_of(lines: Iterable[EventLine]) -> set[str]:
    return {each.name for each in lines}
