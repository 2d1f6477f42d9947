"""Assessments: written in the portal piece by piece, sent when whole, accepted with what they deal with."""

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from checklists.assessing import Way
from portal import clock
from portal.access import NotHere
from portal.acting.refused import CannotDo
from portal.assessments.actions.write_assessment import (
    choose_way,
    keep_about,
    keep_finding,
    start_from_earlier,
)
from portal.records import Decision, Standing
from portal.standing.queries.as_known import on_day
from portal.standing.queries.parts import get_requirement
from portal.submissions.actions.keep_draft import discard_draft
from portal.submissions.queries.assessments import WrittenAssessment, find_assessment, list_written
from tests.builders import assessing, sending
from tests.builders.world import World

EIGHT = list(sending.requirement(assessing.EQIA).characteristics)


def state(world: World, key: str = assessing.EQIA) -> str:
    """How the slot stands today."""
    with world.database.reading() as session:
        return session.scalars(
            sa.select(Standing.state).where(
                Standing.engagement_id == world.engagement_id,
                Standing.requirement_key == key,
                *on_day(Standing, world.today),
            )
        ).one()


def read(world: World, submission_id: uuid.UUID) -> WrittenAssessment | None:
    with world.database.reading() as session:
        return find_assessment(session, world.submission_place(session, submission_id))


def test_written_sent_and_accepted_it_counts(world: World) -> None:
    submission_id = assessing.written(world)
    sending.accept(world, submission_id)
    assert state(world) == "met"
    with world.database.reading() as session:
        details = session.scalar(sa.select(Decision.details).where(Decision.submission_id == submission_id))
        assert list(list_written(session, world.place(session), assessing.EQIA).values()) == [submission_id]
    assert details == {"covers": EIGHT, "signed": ""}


def test_seven_of_eight_cannot_be_sent(world: World) -> None:
    submission_id = assessing.draft(world)
    assessing.write(world, submission_id, but=("race",))
    with pytest.raises(CannotDo) as refused:
        assessing.send(world, submission_id)
    assert refused.value.problems == {"5": "Complete “Race”."}


def test_an_empty_form_says_all_that_is_wanting(world: World) -> None:
    submission_id = assessing.draft(world)
    with pytest.raises(CannotDo) as refused:
        assessing.send(world, submission_id)
    assert list(refused.value.problems) == ["about", *"12345678", "actions", "signature"]


def test_an_own_document_needs_a_file_and_the_reviewers_ticks(world: World) -> None:
    empty = assessing.draft(world, Way.DOCUMENT)
    with pytest.raises(CannotDo) as refused:
        assessing.send(world, empty)
    assert refused.value.problems == {"files": "Add at least one file."}
    submission_id = assessing.own_document(world)
    with pytest.raises(CannotDo) as refused:
        sending.accept(world, submission_id, details={"covers": EIGHT[:7]})
    assert refused.value.problems == {"covers": "It does not deal with sexual orientation."}
    with pytest.raises(CannotDo) as refused:
        sending.accept(world, submission_id)
    assert "It is not recorded that it deals with age" in refused.value.problems["covers"]
    sending.accept(world, submission_id, details={"covers": EIGHT})
    assert state(world) == "met"


def test_what_was_written_stays_when_another_way_is_chosen(world: World) -> None:
    submission_id = assessing.draft(world)
    assessing.write(world, submission_id)
    with world.database.writing() as session:
        place = world.submission_place(session, submission_id)
        choose_way(session, place, Way.DOCUMENT)
        with pytest.raises(NotHere):
            keep_about(session, place, "Something", "Somebody", None)
        session.rollback()
        choose_way(session, place, Way.FORM)
    written = read(world, submission_id)
    assert written
    assert [each.name for each in written.findings] == EIGHT


def test_nothing_of_what_was_sent_is_changed(world: World) -> None:
    submission_id = assessing.written(world)
    with world.database.writing() as session:
        place = world.submission_place(session, submission_id)
        asked = get_requirement(session, place.engagement, assessing.EQIA, clock.today())
        with pytest.raises(CannotDo):
            keep_finding(session, place, asked, assessing.finding("age", words="Changed."))
    written = read(world, submission_id)
    assert written
    assert written.finding("age").words == "Nobody is kept away for age."


def test_nothing_is_written_that_is_not_asked(world: World) -> None:
    submission_id = assessing.draft(world)
    with world.database.writing() as session:
        place = world.submission_place(session, submission_id)
        asked = get_requirement(session, place.engagement, assessing.EQIA, clock.today())
        with pytest.raises(NotHere):
            keep_finding(session, place, asked, assessing.finding("shoe size"))


def test_last_years_is_where_the_next_one_starts(world: World) -> None:
    """All that was written, but neither its date nor its signature; the one that was sent stays as it was."""
    last_year = world.today - timedelta(days=300)
    first = assessing.written(world, completed_on=last_year)
    sending.accept(world, first)
    second = assessing.draft(world, Way.DOCUMENT)
    with world.database.writing() as session:
        start_from_earlier(session, world.submission_place(session, second))
    was, now = read(world, first), read(world, second)
    assert was
    assert now
    assert (now.about, now.took_part, now.findings, now.actions) == (
        was.about,
        was.took_part,
        was.findings,
        was.actions,
    )
    assert (now.is_form, now.signed_on, now.actions_looked_at) == (True, None, False)
    assert now.copied_from_on == last_year
    with pytest.raises(CannotDo) as refused:
        assessing.send(world, second)
    assert list(refused.value.problems) == ["about", "actions", "signature"]


def test_without_an_earlier_one_there_is_nothing_to_start_from(world: World) -> None:
    submission_id = assessing.draft(world)
    with world.database.writing() as session, pytest.raises(NotHere):
        start_from_earlier(session, world.submission_place(session, submission_id))
    assert read(world, submission_id) is not None


def test_a_draft_is_thrown_away_with_all_that_was_written(world: World) -> None:
    submission_id = assessing.draft(world)
    assessing.write(world, submission_id)
    with world.database.writing() as session:
        sending_place = world.submission_place(session, submission_id)
        discard_draft(session, sending_place)
    assert state(world) == "missing"
