"""A partner that is removed at the moment others write something for it: they are told that it is gone."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

import pytest
from sqlalchemy.orm import Session

from checklists.vocabulary import Outcome
from portal.access import NotHere
from portal.contracts.actions.end_engagement import SaidEnd, end_engagement
from portal.contracts.actions.remove_partner import remove_partner
from portal.notices.actions.hold_reminders import SaidHold, hold_reminders
from portal.partners.actions.write_note import write_note
from portal.places.contracts import EngagementPlace
from portal.review.actions.decide import Verdict, waive_slot
from tests.actions.test_contracts_removing import added, is_there, place_of, remove
from tests.builders.at_once import overtaken
from tests.builders.world import World

Writes: TypeAlias = Callable[[World, Session, EngagementPlace], object]


def writes_note(world: World, session: Session, place: EngagementPlace) -> None:
    write_note(session, world.manager, place, "They rang.")


def holds(world: World, session: Session, place: EngagementPlace) -> None:
    said = SaidHold("", world.today + timedelta(days=5), "They moved.")
    hold_reminders(session, world.manager, place, said)


def waives(world: World, session: Session, place: EngagementPlace) -> None:
    verdict = Verdict(Outcome.WAIVE, until_on=world.today + timedelta(days=9), words="Agreed.")
    waive_slot(session, world.reviewer, place, "induction", "", verdict)


def ends(world: World, session: Session, place: EngagementPlace) -> None:
    end_engagement(session, world.manager, place, SaidEnd(world.today, "withdrew", "It moved."))


WRITING = [writes_note, holds, waives, ends]


@pytest.mark.parametrize("writes", WRITING)
def test_what_was_removed_since_it_was_looked_up_is_not_here(world: World, writes: Writes) -> None:
    engagement_id = added(world)
    place = place_of(world, engagement_id)
    remove(world, engagement_id)
    with world.database.writing() as session, pytest.raises(NotHere):
        writes(world, session, place)
    assert not is_there(world, engagement_id)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("writes", WRITING)
def test_whoever_waits_for_the_one_who_removes_it_is_told(world: World, writes: Writes) -> None:
    engagement_id = added(world)
    place = place_of(world, engagement_id)

    def act() -> None:
        with world.database.writing() as session:
            writes(world, session, place)

    with pytest.raises(NotHere):
        overtaken(
            world.database,
            act,
            lambda session: remove_partner(session, world.manager, place, "Entered twice."),
        )
    assert not is_there(world, engagement_id)
