"""Drafts: begun, filled, sent or thrown away."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from portal import clock
from portal.access import NotAllowed, NotHere
from portal.acting.refused import CannotDo
from portal.files.actions.keep_file import KeptFile
from portal.records import Event, StoredFile, Submission, SubmissionFile, UnderWay
from portal.standing.queries.submissions import get_submission
from portal.submissions.actions.keep_draft import add_file, answer_draft, discard_draft, remove_file
from portal.submissions.actions.send_submission import send_submission
from tests.builders.sending import a_worker, attach, draft, send
from tests.builders.world import World


def test_a_draft_that_is_open_is_taken_up_again(world: World) -> None:
    assert draft(world, "complaints-policy") == draft(world, "complaints-policy")
    assert draft(world, "insurance", "public-liability") != draft(world, "insurance", "employers-liability")


@pytest.mark.parametrize(
    ("key", "part"),
    [
        ("no-such-thing", ""),
        ("complaints-policy", "part"),
        ("insurance", "life"),
        ("audited-accounts", "yesterday"),
        ("audited-accounts", "20250331"),
        ("dbs-checks", "somebody"),
        ("dbs-checks", "9f1c2a34-5b6d-4e7f-8a90-b1c2d3e4f506"),
        ("market-stewardship", ""),
    ],
)
def test_there_is_no_draft_for_what_is_not_asked(world: World, key: str, part: str) -> None:
    with pytest.raises(NotHere):
        draft(world, key, part)


def test_there_is_no_draft_about_a_person(world: World) -> None:
    """What is recorded of a person is sent at once."""
    worker = str(a_worker(world))
    with pytest.raises(NotHere):
        draft(world, "dbs-checks", worker)


def test_only_the_partner_sends(world: World) -> None:
    with pytest.raises(NotAllowed):
        draft(world, "complaints-policy", by=world.manager)


def test_what_is_missing_is_said_by_question(world: World) -> None:
    submission_id = draft(world, "insurance", "public-liability")
    with world.database.writing() as session:
        place = world.submission_place(session, submission_id)
        with pytest.raises(CannotDo) as refused:
            send_submission(session, world.member.person_id, place, clock.today())
    assert list(refused.value.problems) == ["files", "from_on", "until_on", "policy", "amount", "basis"]


def test_what_was_sent_is_fixed(world: World) -> None:
    with world.database.reading() as session:
        submission_id = draft(world, "complaints-policy")
        place = world.submission_place(session, submission_id)
    send(world, "complaints-policy")
    with world.database.writing() as session:
        with pytest.raises(CannotDo, match="has been sent already"):
            answer_draft(session, place, {"amount": 1})
        session.rollback()
        with pytest.raises(CannotDo, match="has been sent already"):
            discard_draft(session, place)
        session.rollback()
        with pytest.raises(CannotDo, match="has been sent already"):
            send_submission(session, world.member.person_id, place, clock.today())
        session.rollback()
        with pytest.raises(CannotDo, match="has been sent already"):
            add_file(
                session,
                world.member.person_id,
                place,
                KeptFile("2026/01/" + "0" * 32, "late.pdf", "application/pdf", 1, "0" * 64),
            )


def test_a_file_sent_twice_at_once_is_in_the_draft_once(world: World) -> None:
    submission_id = draft(world, "complaints-policy")
    with ThreadPoolExecutor(4) as pool:
        added = set(pool.map(lambda _: attach(world, submission_id), range(4)))
    assert len(added) == 1
    with world.database.reading() as session:
        assert session.scalars(sa.select(StoredFile.id)).all() == [*added]
        assert session.scalars(sa.select(SubmissionFile.file_id)).all() == [*added]
        events = sa.select(sa.func.count()).select_from(Event).where(Event.name == "file-uploaded")
        assert session.scalar(events) == 1


def test_the_same_bytes_by_another_name_are_another_file(world: World) -> None:
    submission_id = draft(world, "complaints-policy")
    assert attach(world, submission_id, "a.pdf") != attach(world, submission_id, "b.pdf")


def test_files_come_and_go_in_their_order(world: World) -> None:
    submission_id = draft(world, "complaints-policy")
    files = [attach(world, submission_id, name) for name in ("a.pdf", "b.pdf", "c.pdf")]
    with world.database.writing() as session:
        place = world.submission_place(session, submission_id)
        remove_file(session, world.member.person_id, place, files[1])
        assert [each.name for each in get_submission(session, place).files] == ["a.pdf", "c.pdf"]
        remove_file(session, world.member.person_id, place, files[1])
        removed = sa.select(sa.func.count()).where(Event.name == "file-removed-from-draft")
        assert session.scalar(removed) == 1
        count = sa.select(sa.func.count()).select_from(StoredFile)
        assert session.scalar(count) == 3


def test_a_draft_thrown_away_leaves_its_files_on_the_shelf(world: World) -> None:
    submission_id = draft(world, "complaints-policy")
    attach(world, submission_id)
    with world.database.writing() as session:
        discard_draft(session, world.submission_place(session, submission_id))
        left = {
            table: session.scalar(sa.select(sa.func.count()).select_from(table))
            for table in (
                Submission,
                SubmissionFile,
                UnderWay,
                StoredFile,
            )
        }
        assert left == {Submission: 0, SubmissionFile: 0, UnderWay: 0, StoredFile: 1}
        with pytest.raises(NotHere):
            world.submission_place(session, submission_id)


def test_an_unknown_answer_is_a_mistake_of_the_caller(world: World) -> None:
    submission_id = draft(world, "complaints-policy")
    with world.database.writing() as session, pytest.raises(ValueError, match="a draft has no sent_at"):
        answer_draft(session, world.submission_place(session, submission_id), {"sent_at": None})
