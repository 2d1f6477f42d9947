"""What has changed since the last meeting: in numbers and as a list, for the lead and for the council."""

from datetime import timedelta

import pytest

from checklists.calendar import in_words
from portal.overview.pages import changes as changes_page
from portal.overview.presenters.changes import Section, summary
from portal.visits.actions.book_visit import book_visit
from tests.builders import sending
from tests.builders.clock import clock_on
from tests.builders.world import World
from tests.pages.conftest import ClientFor

KEY = "complaints-policy"


@pytest.fixture
def met(world: World) -> World:
    """A meeting ten days ago; since then something was accepted."""
    with clock_on(world.today - timedelta(days=10)), world.database.writing() as session:
        place = world.contract_place(session)
        on = world.today - timedelta(days=10)
        book_visit(session, world.manager, place, "review-meeting", on, took_place=True)
    sending.accepted(world, KEY)
    return world


def test_since_the_last_meeting(met: World, client_for: ClientFor) -> None:
    page = client_for(met.manager).get(f"/contracts/{met.contract_id}/changes")
    assert page.heading == f"What has changed since {in_words(met.today - timedelta(days=10))}"
    assert "the day of the contract review meeting, as it was known then" in page.words
    assert "1 newly in order · 0 newly missing or expired · 1 sent by partners · 1 decided" in page.words
    assert "Tidewater Peers" in page.words
    assert "Complaints policy" in page.links


def test_the_council_reads_the_same_without_a_way_in(met: World, client_for: ClientFor) -> None:
    page = client_for(met.officer).get(f"/contracts/{met.contract_id}/changes")
    assert "1 newly in order" in page.words
    assert "Complaints policy" not in page.links
    for stranger in (met.member, met.noise_manager):
        client_for(stranger).get(f"/contracts/{met.contract_id}/changes", 404)


def test_any_two_days_and_what_was_known(met: World, client_for: ClientFor) -> None:
    manager, base = client_for(met.manager), f"/contracts/{met.contract_id}/changes"
    yesterday = met.today - timedelta(days=1)
    then = manager.get(f"{base}?since={met.starts_on}&on={yesterday}&known={yesterday}")
    assert "0 newly in order" in then.words
    backwards = manager.get(f"{base}?since={met.today}&on={yesterday}")
    assert "The first day has to be before the last one." in backwards.words
    manager.get(f"{base}?since=soon", 400)


def test_what_was_not_known_on_the_day(met: World, client_for: ClientFor) -> None:
    """What counts from before the meeting and was accepted after it."""
    manager = client_for(met.manager)
    page = manager.get(f"/contracts/{met.contract_id}/changes?since={met.today - timedelta(days=10)}")
    tail = page.words.partition("What was not known")[2]
    assert "Known now to have been in order: 1" in tail
    assert "Complaints policy" in tail


def test_a_long_list_is_shown_a_page_at_a_time(
    met: World, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The numbers stay those of all that has changed."""
    for key in ("whistleblowing", "equal-opportunities"):
        sending.accepted(met, key)
    monkeypatch.setattr(changes_page, "A_PAGE", 2)
    page = client_for(met.manager).get(f"/contracts/{met.contract_id}/changes")
    assert "3 newly in order" in page.words
    assert "All 3 lines: Newly in order" in page.links
    alone = client_for(met.manager).get(page.links["All 3 lines: Newly in order"])
    assert "Newly in order: 3" in alone.words
    assert "Sent by partners: 3" not in alone.words
    assert "All that has changed" in alone.links


@pytest.mark.parametrize(
    ("of", "page", "shown"),
    [
        ("in-order", "2", "Whistleblowing"),
        ("in-order", "9", "Whistleblowing"),
        ("lapsed", "2", "Sent by partners: 3 Complaints policy"),
        ("nothing-of-ours", "2", "Sent by partners: 3 Complaints policy"),
    ],
)
def test_what_is_beyond_the_end_is_the_end(
    met: World, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch, of: str, page: str, shown: str
) -> None:
    """Fewer lines are left than the address asks for, or none of that sort, so that all are shown."""
    for key in ("whistleblowing", "equal-opportunities"):
        sending.accepted(met, key)
    monkeypatch.setattr(changes_page, "A_PAGE", 2)
    answer = client_for(met.manager).get(f"/contracts/{met.contract_id}/changes?of={of}&page={page}")
    assert shown in answer.words
    current = answer.find("//*[@aria-current='page' and contains(@class, 'pagination')]")
    assert [each.text_content().strip() for each in current] in ([], ["2"])


def test_it_asks_few_questions(met: World, client_for: ClientFor) -> None:
    manager = client_for(met.manager)
    manager.get(f"/contracts/{met.contract_id}/changes")
    assert len(manager.queries) <= 24, manager.queries


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 actions closed"), (1, "1 action closed"), (2, "2 actions closed")]
)
def test_one_is_not_told_as_several(number: int, words: str) -> None:
    assert summary([Section("closed", "Actions closed", number, ())]) == words
