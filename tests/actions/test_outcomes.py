"""Soft outcomes: rated as a draft, finished, put right beside what stood there, answered once."""

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from checklists.year.rating import Count, Rating
from checklists.year.vocabulary import OwedState
from portal.access import NotAllowed, NotHere
from portal.acting.refused import CannotDo
from portal.contracts.actions.add_partner import NewPartner, add_partner
from portal.contracts.actions.check_terms import Terms
from portal.outcomes.queries.interviews import list_noted
from portal.outcomes.queries.reviews import find_before, list_of_contract, span_of_notes
from portal.records import Event, OutcomeComment, OutcomeReview, OutcomeVersion
from tests.builders import looking, rating
from tests.builders.at_once import at_once
from tests.builders.clock import clock_on
from tests.builders.rating import OUTCOMES
from tests.builders.sending import a_worker
from tests.builders.world import World


@pytest.fixture(autouse=True)
def asked(world: World) -> None:
    rating.asked(world)


def rows(world: World, record: type) -> int:
    with world.database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(record)) or 0


def names(world: World) -> list[str]:
    with world.database.reading() as session:
        query = sa.select(Event.name).where(Event.name.like("outcome%")).order_by(Event.number)
        return list(session.scalars(query))


def test_from_a_draft_to_a_correction(world: World) -> None:
    visit = looking.reported(world)
    rating.rated(world, OUTCOMES[0], None, "Two sing in a choir.", [visit, uuid.uuid4()])
    rating.rated(world, OUTCOMES[0], None, "Two sing in a choir.", [visit])
    assert names(world) == ["outcome-rated"], "what is so already is left alone"
    with pytest.raises(CannotDo, match="Rate these with a reason first: Meaningful occupation;"):
        rating.finished(world)
    rating.all_rated(world)
    assert rating.review(world).last is None, "nobody else reads a draft"
    rating.finished(world)
    rating.finished(world)
    review = rating.review(world)
    assert (review.interval.state, review.count) == (OwedState.MET, Count(6, 5, 1))
    assert rows(world, OutcomeVersion) == 1
    rating.rated(world, OUTCOMES[1], Rating.PARTLY_MET, "One has lost the tenancy.")
    assert rating.review(world).said[OUTCOMES[1]].rating is Rating.MET
    assert rating.review(world).changed == {OUTCOMES[1]}
    with pytest.raises(CannotDo, match="Say why it is put right"):
        rating.finished(world)
    rating.finished(world, "A tenancy was counted twice.")
    review = rating.review(world)
    assert [each.said[OUTCOMES[1]].rating for each in review.versions] == [Rating.MET, Rating.PARTLY_MET]
    assert review.versions[1].because == "A tenancy was counted twice."
    assert names(world)[-2:] == ["outcome-rated", "outcomes-corrected"]


def test_as_it_was_on_a_day_and_as_it_was_known(world: World) -> None:
    with clock_on(world.today - timedelta(days=20)):
        rating.all_rated(world)
        rating.finished(world)
    with clock_on(world.today - timedelta(days=12)):
        rating.commented(world, "We run a job club too.")
    with clock_on(world.today - timedelta(days=10)):
        rating.rated(world, rating=Rating.NOT_MET)
        rating.finished(world, "Misread.")
    before = world.today - timedelta(days=15)
    assert rating.review(world).count.met == 4
    assert rating.review(world, before).count.met == 5
    assert rating.review(world, known=before).count.met == 5
    for then in (rating.review(world, before), rating.review(world, known=before)):
        assert [each.comment for each in then.versions] == [None], "the comment came later"
    assert rating.review(world).versions[0].comment
    assert rating.review(world, known=world.today - timedelta(days=21)).last is None


def test_whom_nobody_had_recorded_by_an_evening_is_not_late_on_it(world: World) -> None:
    yesterday = world.today - timedelta(days=1)
    with world.database.writing() as session:
        place = world.contract_place(session)
        terms = Terms("Up the coast", world.starts_on, world.ends_on)
        added = add_partner(session, world.manager, place, NewPartner("Fern Hall"), terms)
        session.commit()
    with world.database.reading() as session:
        place = world.contract_place(session)
        now, then = (
            {each.engagement_id for each in list_of_contract(session, place, world.today, known)}
            for known in (None, yesterday)
        )
    assert now - then == {added}
    assert then


def test_the_year_before_stands_beside_this_one(world: World) -> None:
    rating.all_rated(world)
    rating.finished(world)
    later = world.starts_on.replace(year=world.starts_on.year + 1) + timedelta(days=1)
    reviews = rating.reviews(world, max(later, world.today))
    assert [each.asked.owed.part for each in reviews] == [str(world.starts_on.year + 1), rating.year(world)]
    before = find_before(reviews, reviews[0])
    assert before is not None
    assert before.said[OUTCOMES[0]].rating is Rating.MET
    assert find_before(reviews, before) is None


def test_no_name_of_a_worker_gets_to_the_council(world: World) -> None:
    a_worker(world, "Wendy Worker")
    rating.all_rated(world)
    rating.rated(world, because="wendy worker helps with letters.")
    with pytest.raises(CannotDo, match="Take out Wendy Worker: Meaningful occupation"):
        rating.finished(world)
    rating.rated(world)
    rating.finished(world)
    rating.rated(world, rating=Rating.NOT_MET)
    with pytest.raises(CannotDo, match="take out Wendy Worker"):
        rating.finished(world, "Wendy Worker told us.")


def test_who_may(world: World) -> None:
    for who in (world.member, world.officer, world.reviewer_and_member):
        with pytest.raises(NotAllowed):
            rating.rated(world, who=who)
        with pytest.raises(NotAllowed):
            rating.finished(world, who=who)
    with pytest.raises(NotHere):
        rating.rated(world, who=world.noise_manager)
    with pytest.raises(NotHere):
        rating.rated(world, "no-such-outcome")
    with pytest.raises(NotHere):
        rating.commented(world, "Before anything is finished.")
    rating.all_rated(world)
    rating.finished(world)
    with pytest.raises(NotAllowed):
        rating.commented(world, "Ours.", who=world.reviewer)


def test_the_partner_answers_once_each_version(world: World) -> None:
    rating.all_rated(world)
    rating.finished(world)
    with pytest.raises(CannotDo, match="Write your comment"):
        rating.commented(world, "  ")
    rating.commented(world, "We run a job club too.")
    rating.commented(world, "We run a job club too.")
    with pytest.raises(CannotDo, match="there already"):
        rating.commented(world, "And a choir.")
    rating.rated(world, rating=Rating.PARTLY_MET)
    rating.finished(world, "The job club has closed.")
    with pytest.raises(CannotDo, match="put right since"):
        rating.commented(world, "It has not.")
    rating.commented(world, "It has not.", 2)
    comments = [each.comment for each in rating.review(world).versions]
    assert [each.words for each in comments if each] == ["We run a job club too.", "It has not."]


def test_two_at_once(world: World) -> None:
    assert at_once(*[lambda: rating.rated(world)] * 3) == []
    assert rows(world, OutcomeReview) == 1
    rating.all_rated(world)
    assert at_once(*[lambda: rating.finished(world)] * 3) == []
    assert rows(world, OutcomeVersion) == 1
    assert at_once(*[lambda: rating.commented(world, "Fair.")] * 3) == []
    assert rows(world, OutcomeComment) == 1


def test_whose_notes_they_come_from(world: World) -> None:
    visit = looking.reported(world)
    with world.database.reading() as session:
        review = rating.review(world)
        found = list_noted(session, world.place(session), span_of_notes(review))
        whole = list_of_contract(session, world.contract_place(session), world.today)
    inside = world.today in span_of_notes(review)
    assert [each.visit_id for each in found] == ([visit] if inside else [])
    assert {each.engagement_id for each in whole} == {world.engagement_id, world.second_engagement_id}
