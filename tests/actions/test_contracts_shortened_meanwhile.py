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
from portal.contracts.actions.end_engagement import SaidEnd, end_engagement
from portal.notices.actions.hold_reminders import SaidHold, hold_reminders
from portal.places.contracts import EngagementPlace, SubmissionPlace
from portal.review.actions.decide import begin_deciding
from portal.standing.queries.parts import get_requirement
from portal.submissions.actions.keep_draft import start_draft
from portal.submissions.actions.send_submission import send_submission
from portal.submissions.actions.take_back import take_back
from tests.builders.at_once import overtaken
from tests.builders.sending import draft, requirement, send
from tests.builders.world import World

Says = Callable[[World, Session], object]
KEY = "complaints-policy"


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


def begun(world: World, session: Session) -> None:
    place = partner(world, session)
    asked = get_requirement(session, place, KEY, world.today)
    start_draft(session, world.member.person_id, place, asked, "")


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    ("says", "refusal"),
    [(incident, "day must be"), (condition, "day must be"), (hold, "the last one"), (begun, "This ended on")],
)
def test_a_day_that_was_taken_away_meanwhile_is_refused(world: World, says: Says, refusal: str) -> None:
    def act() -> None:
        with world.database.writing() as session:
            says(world, session)

    with pytest.raises(CannotDo, match=refusal):
        overtaken(world.database, act, lambda session: end(world, session))


def end(world: World, session: Session, days: int = -1) -> None:
    """Early, so many days from today."""
    said = SaidEnd(world.today + timedelta(days=days), "withdrew", "It closed.")
    end_engagement(session, world.manager, world.place(session, world.manager), said)


@pytest.mark.parametrize("is_back", [False, True], ids=["sends", "takes back"])
def test_whoever_looked_before_it_ended_neither_sends_nor_takes_back(world: World, is_back: bool) -> None:
    mine = send(world, KEY) if is_back else draft(world, KEY)
    with world.database.writing() as session:
        looked = world.submission_place(session, mine)
    with world.database.writing() as session:
        end(world, session)
        session.commit()
    with world.database.writing() as session, pytest.raises(CannotDo, match="This ended on"):
        goes_on(world, session, looked, is_back)


def goes_on(world: World, session: Session, looked: SubmissionPlace, is_back: bool) -> None:
    if is_back:
        take_back(session, world.member, looked, requirement(KEY))
    else:
        send_submission(session, world.member.person_id, looked, world.today)


def test_nothing_is_accepted_by_the_last_day_that_it_had_when_it_was_looked_up(world: World) -> None:
    """Accounts, say, or insurance that has to last as long as the engagement."""
    sent = send(world, KEY)
    with world.database.writing() as session:
        looked = world.submission_place(session, sent, world.reviewer)
    with world.database.writing() as session:
        end(world, session, 10)
        session.commit()
    with world.database.writing() as session:
        deciding = begin_deciding(session, world.reviewer, looked)
    assert deciding.place.engagement.ends_on == world.today + timedelta(days=10)
