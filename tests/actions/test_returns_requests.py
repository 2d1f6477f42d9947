"""A return that the lead asks for: asked once, given as any other, withdrawn for a reason."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from checklists.year.vocabulary import OwedState
from portal.access import NotAllowed, Viewer
from portal.acting.refused import CannotDo
from portal.notices.rounds import tell_events
from portal.records import Event, Notice, ReturnRequest
from portal.returns.actions import ask_return as asking
from portal.returns.actions.decide_return import Said
from portal.returns.actions.send_return import sign_and_send
from portal.returns.actions.write_section import WITHDRAWN, write_section
from portal.returns.queries.asked import list_asked
from portal.returns.queries.content import Content
from portal.returns.queries.period import Line, list_lines
from tests.builders import returning
from tests.builders.at_once import at_once
from tests.builders.world import World

KEY, SECTION = returning.ON_REQUEST, "information"


@pytest.fixture
def begun(world: World) -> World:
    returning.take_requests(world)
    returning.begin(world)
    return world


def lines(world: World, days: int = 0) -> dict[str, Line]:
    """By part those that were asked for, as they stand so many days from now."""
    with world.database.reading() as session:
        found = list_lines(session, world.place(session), world.today + timedelta(days=days))
        return {each.asked.owed.part: each for each in found if each.is_request}


def count(world: World) -> int:
    with world.database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(ReturnRequest)) or 0


def told(world: World, viewer: Viewer) -> list[str]:
    tell_events(world.database)
    with world.database.reading() as session:
        mine = sa.select(Notice.what).where(Notice.person_id == viewer.person_id).order_by(Notice.made_at)
        return list(session.scalars(mine))


def test_it_is_asked_told_given_accepted_and_late_meanwhile(begun: World) -> None:
    tell_events(begun.database)
    assert returning.request(begun) == 1
    part = f"{begun.today}"
    assert told(begun, begun.member)[-1].startswith("Asked for: Additional performance information, ")
    (line,) = lines(begun).values()
    assert (line.asked.owed.wanted, line.asked.owed.due_on) == (
        returning.WANTED,
        begun.today + timedelta(days=14),
    )
    assert line.interval.state is OwedState.DUE
    assert lines(begun, 15)[part].is_late
    returning.write(begun, SECTION, Content(words="Nine days, then eleven."), KEY, part)
    with begun.database.writing() as session:
        sign_and_send(session, begun.member, begun.place(session), returning.asked(begun, session, KEY, part))
    assert not lines(begun, 15)[part].is_late, "it lies with the lead"
    with pytest.raises(CannotDo, match=asking.WAS_SENT):
        returning.withdraw(begun)
    returning.decide(begun, {SECTION: Said(accepts=True)}, part, KEY)
    assert lines(begun)[part].interval.state is OwedState.MET


def test_the_same_is_asked_once_and_something_else_beside_it(begun: World) -> None:
    assert [returning.request(begun) for _ in range(2)] == [1, 0]
    assert returning.request(begun, "Referrals, by ward.") == 1
    both = [begun.engagement_id, begun.second_engagement_id]
    assert returning.request(begun, engagement_ids=both) == 1, "whoever was asked is not asked again"
    today = f"{begun.today}"
    assert {part: each.asked.owed.wanted for part, each in lines(begun).items()} == {
        today: returning.WANTED,
        f"{today}/2": "Referrals, by ward.",
    }


def test_two_at_once_make_one(begun: World) -> None:
    assert at_once(*[lambda: returning.request(begun)] * 2) == []
    assert (count(begun), len(lines(begun))) == (1, 1)
    assert at_once(*[lambda: returning.withdraw(begun)] * 2) == []
    with begun.database.reading() as session:
        named = sa.select(sa.func.count()).select_from(Event).where(Event.name == "return-withdrawn")
        assert session.scalar(named) == 1
    assert lines(begun) == {}


def test_what_is_withdrawn_takes_nothing_and_can_be_asked_for_anew(begun: World) -> None:
    tell_events(begun.database)
    returning.request(begun)
    part = f"{begun.today}"
    with begun.database.reading() as session:
        seen = returning.asked(begun, session, KEY, part)
    with pytest.raises(CannotDo, match="Say why"):
        returning.withdraw(begun, " ")
    returning.withdraw(begun)
    assert told(begun, begun.member)[-1].startswith("Not asked for any more: Additional performance")
    with begun.database.writing() as session:
        place = begun.place(session)
        with pytest.raises(CannotDo, match=WITHDRAWN):
            write_section(session, begun.member, place, seen, SECTION, lambda each: each, is_ready=False)
    assert returning.request(begun) == 1
    assert list(lines(begun)) == [f"{part}/2"]


def test_what_is_wrong_is_said_of_each_field(begun: World) -> None:
    with pytest.raises(CannotDo) as refused:
        returning.request(begun, "", -1, return_key=returning.REPORT, engagement_ids=[])
    assert set(refused.value.problems) == {"return", "partner", "wanted", "by"}
    with pytest.raises(CannotDo, match="from today to"):
        returning.request(begun, days=400)
    with pytest.raises(CannotDo, match="Choose whom you ask"):
        returning.request(begun, engagement_ids=[begun.noise_engagement_id])


def test_only_reviewers_of_the_lead_ask(begun: World) -> None:
    returning.request(begun)
    for who in (begun.member, begun.officer, begun.reviewer_and_member):
        with begun.database.writing() as session:
            place = begun.place(session, who)
            with pytest.raises(NotAllowed):
                asking.withdraw_request(session, who, place, KEY, f"{begun.today}", "No.")
    with begun.database.writing() as session:
        wanted = asking.Asking(KEY, [begun.engagement_id], "All of it.", begun.today)
        contract = begun.contract_place(session, begun.officer)
        with pytest.raises(NotAllowed):
            asking.ask_return(session, begun.officer, contract, wanted)


def test_it_waits_for_the_day_from_which_returns_are_given(world: World) -> None:
    returning.take_requests(world)
    with pytest.raises(CannotDo, match="from which day on"):
        returning.request(world)
    with world.database.reading() as session:
        assert list_asked(session, world.place(session)) == ()
