"""What the council carries out is recorded by the lead, once however often it is pressed."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa

from checklists.vocabulary import Outcome
from portal.access import Audience, NotAllowed, NotHere, Viewer
from portal.places.contracts import get_engagement_place
from portal.records import Decision, EngagementStanding, Event, Submission
from portal.review.actions.decide import Verdict
from portal.review.actions.record_carried_out import CarriedOut, record_carried_out
from portal.standing.queries.verify import verify_standing
from tests.builders.preferring import Beside, contract_beside
from tests.builders.sending import decide
from tests.builders.world import World

KEY = "financial-due-diligence"


@pytest.fixture
def beside(world: World) -> Beside:
    return contract_beside(world, "thurrock-floating-support")


def said(world: World) -> CarriedOut:
    return CarriedOut(world.today - timedelta(days=9), "Sound: two years of surplus.")


def record(
    world: World, beside: Beside, by: Viewer | None = None, key: str = KEY, what: CarriedOut | None = None
) -> uuid.UUID:
    viewer = by or world.reviewer
    with world.database.writing() as session:
        place = get_engagement_place(session, viewer, beside.engagement_id, tuple(Audience))
        return record_carried_out(session, viewer, place, key, what or said(world))


def number_of(world: World, table: type[Decision] | type[Submission]) -> int:
    with world.database.reading() as session:
        query = sa.select(sa.func.count()).select_from(table).where(table.requirement_key == KEY)
        return session.scalar(query) or 0


def test_two_at_once_record_it_once(world: World, beside: Beside) -> None:
    together = Barrier(2)

    def press(_: int) -> uuid.UUID:
        together.wait()
        return record(world, beside)

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(press, range(2))
    assert first == second
    assert (number_of(world, Decision), number_of(world, Submission)) == (1, 1)


def test_the_next_year_is_recorded_beside_it(world: World, beside: Beside) -> None:
    record(world, beside)
    record(world, beside, what=CarriedOut(world.today, "Sound again."))
    assert number_of(world, Decision) == 2


def test_what_was_corrected_can_be_recorded_anew(world: World, beside: Beside) -> None:
    decision_id = record(world, beside)
    with world.database.reading() as session:
        made = session.get_one(Decision, decision_id)
        submission_id = made.submission_id
    assert submission_id
    verdict = Verdict(Outcome.RETURN, reason="other", words="It was another partner's.")
    decide(world, submission_id, verdict, corrects=decision_id)
    assert record(world, beside) != decision_id


def test_only_the_other_side_records_and_only_what_is_not_the_partners(world: World, beside: Beside) -> None:
    for viewer in (world.member, world.officer, world.reviewer_and_member):
        with pytest.raises((NotAllowed, NotHere)):
            record(world, beside, viewer)
    with pytest.raises(NotHere):
        record(world, beside, key="policies-and-procedures")
    assert number_of(world, Submission) == 0


def test_what_is_kept_is_what_the_rules_say(world: World, beside: Beside) -> None:
    record(world, beside)
    with world.database.reading() as session:
        assert not list(verify_standing(session))
        names = session.scalars(sa.select(Event.name).where(Event.requirement_key == KEY)).all()
        query = sa.select(EngagementStanding.asked).where(
            EngagementStanding.engagement_id == beside.engagement_id
        )
        asked = set(session.scalars(query))
    assert list(names) == ["carried-out-recorded"]
    assert asked == {9}, "of ten requirements nine are the partner's"
