"""A document that was sent for one contract is sent for another, and neither lead learns of the other."""

import uuid
from datetime import date

import pytest
import sqlalchemy as sa

from portal.access import NotAllowed, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.records import Decision, Submission, SubmissionFile
from portal.submissions.actions.reuse_submission import Reused, reuse_submission
from tests.builders import receiving, sending
from tests.builders.two_leads import accept_for_noise, deliver_for_noise_too
from tests.builders.world import World

POLICY, WITH_STATEMENT = "complaints-policy", "data-protection"


@pytest.fixture
def other(world: World) -> uuid.UUID:
    return deliver_for_noise_too(world)


def reuse(
    world: World,
    source: uuid.UUID,
    target: uuid.UUID,
    key: str = POLICY,
    part: str = "",
    by: Viewer | None = None,
    send: bool = True,
) -> Reused:
    viewer = by or world.member
    with world.database.writing() as session:
        return reuse_submission(
            session,
            viewer,
            world.submission_place(session, source, viewer),
            world.place(session, viewer, target),
            key,
            part,
            world.today,
            send=send,
        )


def files_of(world: World, submission_id: uuid.UUID) -> set[uuid.UUID]:
    with world.database.reading() as session:
        query = sa.select(SubmissionFile.file_id).where(SubmissionFile.submission_id == submission_id)
        return set(session.scalars(query))


def test_the_same_file_is_sent_with_its_dates(world: World, other: uuid.UUID) -> None:
    source = sending.accepted(world, POLICY)
    made = reuse(world, source, other)
    assert made.is_sent
    assert files_of(world, made.submission_id) == files_of(world, source)
    with world.database.reading() as session:
        days = sa.select(Submission.from_on, Submission.until_on)
        assert (
            session.execute(days.where(Submission.id == made.submission_id)).one()
            == session.execute(days.where(Submission.id == source)).one()
        )


def test_each_lead_decides_for_itself(world: World, other: uuid.UUID) -> None:
    source = sending.accepted(world, POLICY)
    made = reuse(world, source, other)
    with world.database.reading() as session:
        decided = sa.select(Decision.id).where(Decision.submission_id == made.submission_id)
        assert session.scalar(decided) is None
    accept_for_noise(world, made.submission_id)


def test_a_statement_is_signed_anew(world: World, other: uuid.UUID) -> None:
    source = sending.send(world, WITH_STATEMENT)
    made = reuse(world, source, other, WITH_STATEMENT)
    assert not made.is_sent
    with world.database.reading() as session:
        row = session.execute(
            sa.select(Submission.statement, Submission.sent_at).where(Submission.id == made.submission_id)
        ).one()
        assert tuple(row) == (None, None)


def test_what_has_ended_is_looked_at_before_it_is_sent(world: World, other: uuid.UUID) -> None:
    source = sending.send(world, POLICY, from_on=date(2020, 3, 2), until_on=date(2021, 3, 1))
    made = reuse(world, source, other)
    assert not made.is_sent
    with world.database.reading() as session:
        assert session.get_one(Submission, made.submission_id).until_on == date(2021, 3, 1)


def test_a_draft_is_not_overwritten_and_nothing_is_sent_twice(world: World, other: uuid.UUID) -> None:
    source = sending.send(world, POLICY)
    reuse(world, source, other)
    with pytest.raises(CannotDo, match="sent last"):
        reuse(world, source, other)
    sending.draft(world, "anti-bribery", engagement_id=other)
    second = sending.send(world, "anti-bribery")
    with pytest.raises(CannotDo, match="draft"):
        reuse(world, second, other, "anti-bribery")


def test_a_draft_of_the_leads_hinders_nobody(world: World) -> None:
    source = sending.send(world, POLICY)
    draft = receiving.begin(world, "anti-bribery")
    made = reuse(world, source, world.engagement_id, "anti-bribery")
    assert made.is_sent
    assert files_of(world, made.submission_id) == files_of(world, source)
    with world.database.reading() as session:
        assert session.get_one(Submission, draft).sent_at is None


def test_only_the_partner_itself_and_only_what_fits(world: World, other: uuid.UUID) -> None:
    source = sending.send(world, POLICY)
    with pytest.raises(NotHere):
        reuse(world, source, other, "audited-accounts", "2025-03-31")
    with pytest.raises(NotHere):
        reuse(world, source, world.noise_engagement_id, by=world.noise_member)
    with pytest.raises((NotAllowed, NotHere)):
        reuse(world, source, world.engagement_id, by=world.reviewer)
    with pytest.raises(NotHere):
        reuse(world, sending.draft(world, "anti-bribery"), other, "anti-bribery")
