"""What was sent is taken back until a reviewer opens it, and its files are replaced until it is decided."""

import hashlib
import uuid
from datetime import timedelta
from functools import partial

import pytest
import sqlalchemy as sa

from portal import clock
from portal.access import NotAllowed, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.files.actions.keep_file import KeptFile
from portal.files.actions.require_room import Limits
from portal.records import Event, Submission, SubmissionFile, UnderWay
from portal.review.actions.decide import REPLACED
from portal.standing.actions.mark_opened import mark_opened
from portal.standing.queries.as_known import known_at
from portal.standing.queries.verify import verify_standing
from portal.submissions.actions.replace_file import replace_file
from portal.submissions.actions.take_back import take_back
from portal.submissions.queries.assessments import list_findings
from tests.builders import assessing, sending
from tests.builders.at_once import at_once, raised_by
from tests.builders.world import World

KEY = "complaints-policy"
ROOM = Limits(10**9, 10**9, 10**9)


def back(world: World, submission_id: uuid.UUID, key: str = KEY, by: Viewer | None = None) -> uuid.UUID:
    viewer = by or world.member
    with world.database.writing() as session:
        place = world.submission_place(session, submission_id, viewer)
        return take_back(session, viewer, place, sending.requirement(key))


def opened(world: World, submission_id: uuid.UUID) -> bool:
    with world.database.writing() as session:
        return mark_opened(session, world.reviewer, submission_id)


def look(world: World, submission_id: uuid.UUID, seen: list[bool]) -> None:
    seen.append(opened(world, submission_id))


def put(world: World, submission_id: uuid.UUID, content: bytes = b"%PDF-new", key: str = KEY) -> uuid.UUID:
    """Another file in the place of the first."""
    with world.database.writing() as session:
        place = world.submission_place(session, submission_id)
        (old, *_) = files(world, submission_id)
        digest = hashlib.sha256(content).hexdigest()
        kept = KeptFile(f"new/{digest[:8]}", "new.pdf", "application/pdf", len(content), digest)
        return replace_file(session, world.member, place, sending.requirement(key), old, kept, ROOM)


def files(world: World, submission_id: uuid.UUID) -> list[uuid.UUID]:
    with world.database.reading() as session:
        its = sa.select(SubmissionFile.file_id).where(SubmissionFile.submission_id == submission_id)
        return list(session.scalars(its.order_by(SubmissionFile.place)))


def row(world: World, submission_id: uuid.UUID) -> Submission:
    with world.database.reading() as session:
        return session.get_one(Submission, submission_id)


def waiting(world: World) -> list[uuid.UUID]:
    with world.database.reading() as session:
        return list(
            session.scalars(
                sa.select(UnderWay.submission_id).where(
                    UnderWay.stage == "waiting", *known_at(UnderWay, None)
                )
            )
        )


def faults(world: World) -> list[str]:
    with world.database.reading() as session:
        return list(verify_standing(session))


@pytest.mark.parametrize("key", [KEY, "insurance", "induction", "audited-accounts", "sub-contract"])
def test_it_is_a_draft_again_with_all_that_was_sent(world: World, key: str) -> None:
    sent = sending.send(world, key)
    draft = back(world, sent, key)
    before, after = row(world, sent), row(world, draft)
    same = ("from_on", "until_on", "amount", "basis", "statement", "signed_name", "details", "part_key")
    assert all(getattr(before, name) == getattr(after, name) for name in same)
    assert files(world, sent) == files(world, draft)
    assert (after.sent_at, before.taken_back_by) == (None, world.member.person_id)
    assert waiting(world) == []
    assert faults(world) == []
    sending.send(world, key, after.part_key)
    assert len(waiting(world)) == 1


def test_pressed_twice_or_by_two_it_is_one_draft(world: World) -> None:
    sent = sending.send(world, KEY)
    assert at_once(*[lambda: back(world, sent)] * 2) == []
    first = back(world, sent, by=world.reviewer_and_member)
    assert first == back(world, sent)
    with world.database.reading() as session:
        names = session.scalars(sa.select(Event.name).where(Event.name == "evidence-taken-back")).all()
    assert len(names) == 1


def test_once_a_reviewer_has_opened_it_it_stays(world: World) -> None:
    sent = sending.send(world, KEY)
    assert opened(world, sent)
    with pytest.raises(CannotDo) as refused:
        back(world, sent)
    assert "Rafi Reviewer of Harbour Light has opened it" in refused.value.problems[""]
    assert waiting(world) == [sent]


def test_of_taking_back_and_opening_one_wins(world: World) -> None:
    for key in (KEY, "whistleblowing", "anti-bribery", "equal-opportunities"):
        sent = sending.send(world, key)
        seen: list[bool] = []
        took, _ = raised_by(partial(back, world, sent, key), partial(look, world, sent, seen))
        assert (took is None) != seen[0]
        assert (sent in waiting(world)) == seen[0]
    assert faults(world) == []


@pytest.mark.parametrize("outcome", ["accepted", "returned"])
def test_what_is_decided_is_neither_taken_back_nor_replaced(world: World, outcome: str) -> None:
    sent = sending.send(world, KEY)
    (sending.accept if outcome == "accepted" else sending.give_back)(world, sent)
    for act in (back, put):
        with pytest.raises(CannotDo) as refused:
            act(world, sent)
        assert "has been decided" in refused.value.problems[""]


def test_where_there_is_another_draft_nothing_is_overwritten(world: World) -> None:
    sent, own = sending.send(world, KEY), sending.draft(world, KEY)
    with pytest.raises(CannotDo):
        back(world, sent)
    assert row(world, own).sent_at is None
    assert waiting(world) == [sent]


def test_only_the_partner_and_only_what_it_sent_by_itself(world: World) -> None:
    sent = sending.send(world, KEY)
    with pytest.raises(NotAllowed):
        back(world, sent, by=world.manager)
    with pytest.raises(NotHere):
        back(world, sending.draft(world, "whistleblowing"), "whistleblowing")
    with pytest.raises(NotHere):
        back(world, sending.send(world, "dbs-checks"), "dbs-checks")


def test_an_assessment_comes_back_as_it_was_written(world: World) -> None:
    sent = assessing.written(world)
    draft = back(world, sent, assessing.EQIA)
    with world.database.reading() as session:
        assert list_findings(session, draft) == list_findings(session, sent) != ()


def test_what_came_back_before_is_the_partners_turn_again(world: World) -> None:
    returned = sending.send(world, KEY)
    sending.give_back(world, returned)
    again = sending.send(world, KEY)
    back(world, again)
    with world.database.reading() as session:
        stages = session.execute(
            sa.select(UnderWay.submission_id, UnderWay.stage).where(*known_at(UnderWay, None))
        ).all()
    assert [tuple(each) for each in stages] == [(returned, "returned")]
    assert faults(world) == []


def test_a_replaced_file_is_with_the_lead_at_once_and_the_old_one_is_not_decided(world: World) -> None:
    sent = sending.send(world, KEY)
    assert opened(world, sent)
    new = put(world, sent)
    assert waiting(world) == [new]
    assert files(world, new) != files(world, sent)
    assert row(world, new).from_on == row(world, sent).from_on
    for decide in (sending.accept, sending.give_back):
        with pytest.raises(CannotDo) as refused:
            decide(world, sent)
        assert refused.value.problems[""] == REPLACED
    sending.accept(world, new)
    assert faults(world) == []


def test_of_replacing_and_deciding_one_wins(world: World) -> None:
    for key in (KEY, "whistleblowing", "anti-bribery"):
        sent = sending.send(world, key)
        replaced, accepted = raised_by(
            partial(put, world, sent, key.encode(), key), partial(sending.accept, world, sent)
        )
        assert (replaced is None) != (accepted is None)
    assert faults(world) == []


def test_the_same_file_or_none_of_it_is_refused(world: World) -> None:
    sent = sending.send(world, KEY)
    with pytest.raises(CannotDo) as refused:
        put(world, sent, sending.PDF)
    assert "is what you sent already" in refused.value.problems["files"]
    assert waiting(world) == [sent]


def test_yesterday_it_was_with_the_lead_and_a_rebuild_tells_the_same(world: World) -> None:
    sent = sending.send(world, KEY)
    with world.database.writing() as session:
        day = clock.now() - timedelta(days=1)
        session.execute(sa.update(Submission).where(Submission.id == sent).values(sent_at=day, made_at=day))
        session.commit()
    sending.rebuild(world)
    back(world, sent)
    before = under_way(world)
    assert faults(world) == []
    sending.rebuild(world)
    assert under_way(world) == before


def under_way(world: World) -> set[tuple[object, ...]]:
    with world.database.reading() as session:
        return {
            tuple(each)
            for each in session.execute(
                sa.select(UnderWay.submission_id, UnderWay.stage, UnderWay.known_from, UnderWay.known_until)
            )
        }
