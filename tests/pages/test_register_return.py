"""Somebody comes back: by the form, and by a list that is read again."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from evidence.sheet_values import Value
from portal.records import Assignment, Worker
from portal.register.actions.assign_worker import change_assignment
from portal.standing.queries.verify import verify_standing
from portal.words.wording import day
from tests.builders import sending
from tests.builders.typed import typed_day
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.pages.test_register import base, group_of, slot
from tests.pages.test_register_own_list import answers
from tests.pages.test_register_people_import import sends

HEADINGS = ("Name", "Role", "Started", "Left")


@pytest.fixture
def pat(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


def test_who_left_comes_back_and_the_gap_stays_visible(
    pat: PageClient, client_for: ClientFor, world: World
) -> None:
    person = f"{base(world)}/{sending.a_worker(world, 'Ada Leap')}"
    left, back = world.today - timedelta(days=20), world.today - timedelta(days=9)
    assert "Has come back" not in pat.get(person).links
    pat.get(f"{person}/leave")
    pat.post(f"{person}/leave", typed_day("left_on", left))
    form = pat.get(pat.get(person).links["Has come back"])
    assert form.find("//input[@name='contract'][@checked]"), "the contract that ended with the leaving"
    under = {"contract": str(world.engagement_id)}
    assert pat.post(f"{person}/return", under, 422).problems == ["Enter the first day of the new period."]
    early = pat.post(f"{person}/return", under | typed_day("back_on", left), 422)
    assert early.problems == [f"The day of coming back must be after the last day, {day(left)}."]
    done = pat.follow(pat.post(f"{person}/return", under | typed_day("back_on", back)))
    gap = f"{day(left + timedelta(days=1))} to {day(back - timedelta(days=1))}"
    until = f"until {day(left)}, and from {day(back)}"
    for words in (gap, "Came back", until):
        assert words in done.words
    assert until in client_for(world.reviewer).get(slot(world)).words
    assert group_of(pat.get(base(world)), "Ada Leap") == "No accepted check yet"
    assert "0 of 1 in date" in pat.get(base(world)).words
    assert (
        f"Not counted, since the person was away: {gap}."
        in pat.get(f"{person}/contracts/{world.engagement_id}").words
    )


def test_a_return_that_was_none_is_undone_and_an_old_page_undoes_nothing(
    pat: PageClient, world: World
) -> None:
    person = f"{base(world)}/{sending.a_worker(world, 'Ada Leap')}"
    pat.get(f"{person}/leave")
    pat.post(f"{person}/leave", typed_day("left_on", world.today - timedelta(days=20)))
    pat.get(f"{person}/return")
    typed = typed_day("back_on", world.today - timedelta(days=9))
    pat.post(f"{person}/return", typed)
    other = typed_day("back_on", world.today - timedelta(days=8))
    assert "has not left" in pat.post(f"{person}/return", other, 422).problems[0]
    pat.get(pat.get(person).links["Did not come back after all"])
    done = pat.follow(pat.post(f"{person}/return", {"undo": "yes"}))
    assert "Noted: the person did not come back." in done.words
    assert "Away" not in done.words
    assert group_of(pat.get(base(world)), "Ada Leap") == "Left"


def test_a_list_that_says_a_later_start_asks_whether_it_is_a_second_period(
    pat: PageClient, world: World
) -> None:
    first, left, back = (world.today - timedelta(days=days) for days in (300, 20, 9))
    rows: list[list[Value]] = [["Ada Leap", "Cook", first, left]]
    pat.post(sends(pat, world, rows, HEADINGS).location)
    rows = [["Leap, Ada", "cook", back, None]]
    asked = pat.follow(sends(pat, world, rows, HEADINGS))
    assert f"left on {day(left)} by your register, and starts on {day(back)} by the file." in asked.words
    with world.database.reading() as session:
        ada = session.scalars(sa.select(Worker)).one()
    shown = pat.follow(answers(pat, asked, **{"Leap, Ada, cook": str(ada.id)}))
    assert "Updated: came back on" in shown.words
    pat.post(shown.response.url.path)
    with world.database.reading() as session:
        now, stay = session.scalars(sa.select(Worker)).one(), session.scalars(sa.select(Assignment)).one()
        gap = f"{left + timedelta(days=1)}/{back - timedelta(days=1)}"
        assert (now.started_on, now.left_on, now.away) == (first, None, gap)
        assert (stay.until_on, stay.away) == (None, gap)
        assert list(verify_standing(session)) == []
    again = pat.follow(sends(pat, world, rows, HEADINGS))
    assert "Nothing to import" in again.words, "the same list once more changes nothing"
    rows = [["Ada Leap", "Cook", back, world.today - timedelta(days=1)]]
    pat.post(sends(pat, world, rows, HEADINGS).location)
    with world.database.reading() as session:
        once_more = session.scalars(sa.select(Worker)).one()
        assert (once_more.left_on, once_more.away) == (world.today - timedelta(days=1), gap)
        assert list(verify_standing(session)) == []


def test_a_list_that_says_a_later_last_day_moves_that_of_the_contracts(pat: PageClient, world: World) -> None:
    days = [world.today - timedelta(days=each) for each in (9, 3, 6)]
    pat.post(sends(pat, world, [["Uma Usher", "Driver", "1 May 2024", None]], HEADINGS).location)
    for on in days:
        left: list[list[Value]] = [["Uma Usher", "Driver", "1 May 2024", on]]
        pat.post(sends(pat, world, left, HEADINGS).location)
        with world.database.reading() as session:
            assert session.scalars(sa.select(Assignment.until_on)).all() == [on]
            assert list(verify_standing(session)) == []


def test_a_contract_that_is_put_back_and_named_by_the_list_is_there_once(
    pat: PageClient, world: World
) -> None:
    """It was still to begin when the person left, and a later last day brings it back."""
    headings = (*HEADINGS, "Contract")
    pat.post(sends(pat, world, [["Uma Usher", "Driver", "1 May 2024", None, "All"]], headings).location)
    with world.database.writing() as session:
        uma = session.scalars(sa.select(Worker.id)).one()
        place, from_on = world.place(session), world.today - timedelta(days=5)
        change_assignment(session, world.member, place, uma, from_on=from_on, until_on=None)
    for before in (9, 3):
        left = world.today - timedelta(days=before)
        row: list[Value] = ["Uma Usher", "Driver", "1 May 2024", left, "All"]
        pat.post(sends(pat, world, [row], headings).location)
        with world.database.reading() as session:
            assert session.scalars(sa.select(Worker.left_on)).all() == [left]
            expected = [] if before == 9 else [(world.today - timedelta(days=5), left)]
            stays = session.execute(sa.select(Assignment.from_on, Assignment.until_on)).all()
            assert [(stay.from_on, stay.until_on) for stay in stays][:1] == expected
