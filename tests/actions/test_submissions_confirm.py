"""Several statements with one signature: each is sent once, whoever signs at the same moment."""

from collections.abc import Iterable

import pytest
import sqlalchemy as sa

from portal import clock
from portal.access import NotAllowed, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.records import Event, Submission, UnderWay
from portal.standing.queries.as_known import known_at
from portal.submissions.actions.confirm_statements import Confirmed, confirm_statements
from portal.submissions.actions.keep_draft import answer_draft
from portal.submissions.queries.to_confirm import list_to_confirm, mark_of
from tests.builders import sending
from tests.builders.at_once import at_once
from tests.builders.world import World


def marks(world: World, keys: Iterable[str] | None = None) -> dict[str, str]:
    """What is ticked, as it is shown now; all that there is unless some are named."""
    with world.database.reading() as session:
        found = list_to_confirm(session, world.place(session), clock.today())
    shown = {each.requirement.key: mark_of(each.statement) for each in found}
    return {key: shown[key] for key in (shown if keys is None else keys)}


def confirm(
    world: World,
    ticked: dict[str, str],
    by: Viewer | None = None,
    name: str = "Pat Partner",
    position: str = "Chair",
) -> Confirmed:
    viewer = by or world.member
    with world.database.writing() as session:
        return confirm_statements(session, viewer, world.place(session, viewer), ticked, name, position)


def sent(world: World) -> list[Submission]:
    with world.database.reading() as session:
        return list(session.scalars(sa.select(Submission).where(Submission.sent_at.is_not(None))))


def waiting(world: World) -> set[str]:
    with world.database.reading() as session:
        return set(
            session.scalars(
                sa.select(UnderWay.requirement_key).where(
                    UnderWay.stage == "waiting", *known_at(UnderWay, None)
                )
            )
        )


def test_each_is_sent_as_if_it_had_been_signed_alone(world: World) -> None:
    ticked = marks(world)
    done = confirm(world, ticked)
    assert (done.sent, done.before) == (len(ticked), 0)
    assert len(ticked) >= 10
    rows = sent(world)
    assert {each.requirement_key for each in rows} == set(ticked) == waiting(world)
    assert len({each.reference for each in rows}) == len(rows)
    assert {(each.signed_name, each.signed_position, each.from_on) for each in rows} == {
        ("Pat Partner", "Chair", clock.today())
    }
    assert all(mark_of(each.statement or "") == ticked[each.requirement_key] for each in rows)
    assert len({each.sent_at for each in rows}) == 1
    with world.database.reading() as session:
        events = session.scalars(sa.select(Event).where(Event.name == "evidence-sent")).all()
    assert len(events) == len(rows)
    assert marks(world) == {}


def test_what_is_not_ticked_stays_and_an_open_draft_goes_with_the_rest(world: World) -> None:
    draft = sending.draft(world, "induction")
    with world.database.writing() as session:
        place = world.submission_place(session, draft)
        answer_draft(session, place, {"statement": "Half", "signed_name": "Old", "signed_position": "Clerk"})
    confirm(world, marks(world, ["induction", "bullying"]))
    assert {each.requirement_key for each in sent(world)} == {"induction", "bullying"}
    assert draft in {each.id for each in sent(world)}
    assert "recruitment" in marks(world)


def test_pressed_twice_or_by_two_it_is_sent_once(world: World) -> None:
    ticked = marks(world)
    two = [lambda by=by: confirm(world, ticked, by) for by in (world.member, world.reviewer_and_member)]
    assert at_once(*two) == []
    assert len(sent(world)) == len(ticked)
    again = confirm(world, ticked)
    assert (again.sent, again.before) == (0, len(ticked))
    assert again.submission_id in {each.id for each in sent(world)}


def test_of_two_who_tick_different_ones_each_sends_the_rest(world: World) -> None:
    every = marks(world)
    confirm(world, marks(world, ["induction"]), world.reviewer_and_member, name="Robin Both")
    every = marks(world) | {
        "induction": mark_of("We have an induction, training and supervision policy in place.")
    }
    done = confirm(world, every)
    assert done.before == 1
    assert len(sent(world)) == len(every)


@pytest.mark.parametrize(
    ("ticked", "name", "position", "field"),
    [
        ({}, "Pat", "Chair", "confirm"),
        ({"induction": "another"}, "Pat", "Chair", "confirm"),
        (None, "", "Chair", "signed_name"),
        (None, "Pat", " ", "signed_position"),
        (None, "P" * 300, "Chair", "signed_name"),
    ],
)
def test_what_will_not_do(
    world: World, ticked: dict[str, str] | None, name: str, position: str, field: str
) -> None:
    with pytest.raises(CannotDo) as refused:
        confirm(world, marks(world) if ticked is None else ticked, name=name, position=position)
    assert list(refused.value.problems) == [field]
    assert sent(world) == []


@pytest.mark.parametrize("key", ["no-such-thing", "complaints-policy", "market-stewardship"])
def test_only_confirmations_are_confirmed(world: World, key: str) -> None:
    with pytest.raises(NotHere):
        confirm(world, {key: "x"})


def test_only_the_partner_confirms(world: World) -> None:
    ticked = marks(world)
    for viewer in (world.manager, world.reviewer, world.officer):
        with pytest.raises(NotAllowed):
            confirm(world, ticked, viewer)


def test_of_another_partner_nothing_is_learnt(world: World) -> None:
    with world.database.writing() as session, pytest.raises(LookupError):
        world.place(session, world.noise_member)
