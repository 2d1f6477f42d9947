"""What is said of a day goes by the days that a partner's part has once nobody else changes them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from checklists.conditions import Said
from checklists.vocabulary import Condition
from portal.acting.refused import CannotDo
from portal.assessments.actions.record_incident import record_incident
from portal.conditions.actions.change_condition import change_condition
from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.actions.check_terms import Terms
from portal.notices.actions.hold_reminders import SaidHold, hold_reminders
from portal.places.contracts import EngagementPlace
from tests.builders.at_once import overtaken
from tests.builders.world import World

Says = Callable[[World, Session], object]


def partner(world: World, session: Session) -> EngagementPlace:
    return world.place(session)


def incident(world: World, session: Session) -> None:
    record_incident(session, world.member, partner(world, session), happened_on=world.today, words="A fall.")


def condition(world: World, session: Session) -> None:
    change_condition(
        session, world.member, partner(world, session), Said(Condition.USES_VOLUNTEERS, True, world.today)
    )


def hold(world: World, session: Session) -> None:
    said = SaidHold("", world.today, "The office is flooded.")
    hold_reminders(session, world.reviewer, world.place(session, world.reviewer), said)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("says", [incident, condition, hold])
def test_a_day_that_was_taken_away_meanwhile_is_refused(world: World, says: Says) -> None:
    def act() -> None:
        with world.database.writing() as session:
            says(world, session)

    def shorten(session: Session) -> None:
        place = world.place(session, world.manager)
        yesterday = world.today - timedelta(days=1)
        change_engagement(session, world.manager, place, Terms(place.area, place.starts_on, yesterday))

    with pytest.raises(CannotDo):
        overtaken(world.database, act, shorten)
