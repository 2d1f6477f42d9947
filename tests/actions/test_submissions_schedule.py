"""One schedule of insurance for several covers: each is a submission of its own, sent at the same moment."""

import uuid
from typing import Any

import pytest
import sqlalchemy as sa

from portal import clock
from portal.acting.refused import CannotDo
from portal.records import Submission, SubmissionFile, UnderWay
from portal.standing.queries.as_known import known_at
from portal.submissions.actions.send_submission import send_submission
from tests.builders import sending
from tests.builders.at_once import at_once
from tests.builders.world import World

PUBLIC, EMPLOYERS, INDEMNITY = "public-liability", "employers-liability", "professional-indemnity"
ALSO = [
    {"part": EMPLOYERS, "amount": 10_000_000, "basis": "per-claim"},
    {"part": INDEMNITY, "amount": 1_000_000, "basis": "aggregate"},
]


def schedule(world: World, also: list[dict[str, Any]] | None = None) -> uuid.UUID:
    """A draft of the first cover with lines for the others."""
    draft = sending.draft(world, "insurance", PUBLIC)
    sending.attach(world, draft)
    answers = sending.answers_to(sending.requirement("insurance"), PUBLIC)
    details = sending.POLICY | {"also": ALSO if also is None else also}
    sending.answer(world, draft, **answers | {"details": details})
    return draft


def send(world: World, draft: uuid.UUID) -> None:
    with world.database.writing() as session:
        place = world.submission_place(session, draft)
        send_submission(session, world.member.person_id, place, clock.today())


def sent(world: World) -> dict[str, Submission]:
    with world.database.reading() as session:
        rows = session.scalars(sa.select(Submission).where(Submission.sent_at.is_not(None))).all()
    assert len({each.part_key for each in rows}) == len(rows)
    return {each.part_key: each for each in rows}


def test_each_cover_is_sent_with_its_own_amount_and_the_same_file(world: World) -> None:
    draft = schedule(world)
    send(world, draft)
    found = sent(world)
    assert set(found) == {PUBLIC, EMPLOYERS, INDEMNITY}
    assert len({(each.sent_at, each.sent_by, each.from_on, each.until_on) for each in found.values()}) == 1
    for line in ALSO:
        row = found[str(line["part"])]
        assert (row.amount, row.basis) == (line["amount"], line["basis"])
        assert row.details == sending.POLICY
    assert "also" not in found[PUBLIC].details
    with world.database.reading() as session:
        files = session.scalars(sa.select(SubmissionFile.file_id)).all()
        stages = session.execute(
            sa.select(UnderWay.part_key, UnderWay.stage).where(*known_at(UnderWay, None))
        ).all()
    assert (len(files), len(set(files))) == (3, 1)
    assert {tuple(each) for each in stages} == {(part, "waiting") for part in (PUBLIC, EMPLOYERS, INDEMNITY)}


def test_pressed_by_two_at_once_it_is_sent_once(world: World) -> None:
    draft = schedule(world)
    at_once(*[lambda: send(world, draft)] * 2)
    assert len(sent(world)) == 3


def test_a_draft_of_another_cover_is_not_overwritten(world: World) -> None:
    draft, own = schedule(world), sending.draft(world, "insurance", EMPLOYERS)
    with pytest.raises(CannotDo) as refused:
        send(world, draft)
    assert "There is a draft for employers’ liability" in refused.value.problems["also"].replace("'", "’")
    assert sent(world) == {}
    sending.discard(world, own)
    send(world, draft)
    assert len(sent(world)) == 3


def test_what_the_lead_has_with_the_same_file_is_not_sent_again(world: World) -> None:
    send(world, schedule(world, also=ALSO[:1]))
    with world.database.writing() as session:
        first = session.scalars(sa.select(Submission).where(Submission.part_key == PUBLIC)).one()
        file_id = session.scalars(sa.select(SubmissionFile.file_id).limit(1)).one()
    draft = sending.draft(world, "insurance", INDEMNITY)
    with world.database.writing() as session:
        session.add(SubmissionFile(submission_id=draft, file_id=file_id, place=1))
        session.commit()
    answers = sending.answers_to(sending.requirement("insurance"), INDEMNITY)
    sending.answer(world, draft, **answers | {"details": sending.POLICY | {"also": ALSO[:1]}})
    send(world, draft)
    assert set(sent(world)) == {PUBLIC, EMPLOYERS, INDEMNITY}
    assert first.id == sent(world)[PUBLIC].id


def layer(world: World, number: int) -> uuid.UUID:
    return sending.send(world, "insurance", PUBLIC, details=sending.POLICY | {"layer": number})


def returned(world: World) -> set[uuid.UUID]:
    with world.database.reading() as session:
        return set(
            session.scalars(
                sa.select(UnderWay.submission_id).where(
                    UnderWay.stage == "returned", *known_at(UnderWay, None)
                )
            )
        )


def test_a_layer_is_added_while_the_primary_is_with_the_lead_and_overtakes_nothing(world: World) -> None:
    """Returned, the primary policy stays the partner's turn until another primary follows it."""
    primary, excess = layer(world, 1), layer(world, 2)
    sending.give_back(world, primary)
    assert returned(world) == {primary}
    sending.accept(world, excess)
    again = layer(world, 1)
    assert returned(world) == set()
    assert again != primary
