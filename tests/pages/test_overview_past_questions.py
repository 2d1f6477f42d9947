"""A question about the past, answered in a sentence with its evidence."""

import re
from datetime import timedelta

import pytest

from checklists.calendar import in_words
from checklists.conditions import Said
from checklists.vocabulary import Condition
from portal.conditions.actions.change_condition import change_condition
from tests.builders import sending
from tests.builders.clock import clock_on
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor

KEY = "complaints-policy"


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


@pytest.fixture
def base(world: World) -> str:
    return f"/contracts/{world.contract_id}/past"


@pytest.fixture
def learnt(world: World) -> World:
    """One partner was in order forty days ago, as was known then; of the other that became known later."""
    for ago, by, part in ((50, world.member, None), (10, world.second_member, world.second_engagement_id)):
        with clock_on(world.today - timedelta(days=ago)):
            begins = world.today - timedelta(days=60)
            until = world.today + timedelta(days=300)
            sent = sending.send(world, KEY, by=by, engagement_id=part)
            sending.accept(world, sent, from_on=begins, until_on=until)
    return world


def test_what_was_so_and_what_was_known_then(learnt: World, manager: PageClient, base: str) -> None:
    on = learnt.today - timedelta(days=40)
    page = manager.get(f"{base}?key={KEY}&on={on}")
    said = f"On {in_words(on)} all 2 partners were in order for Complaints policy, as it is known now."
    assert said in page.words
    assert "On that evening it was known that 1 of 2 partners was in order." in page.words
    assert page.words.count("Nobody knew of it") == 0
    assert "after the evening asked about" in page.words


def test_where_the_same_was_known(learnt: World, manager: PageClient, base: str) -> None:
    yesterday = learnt.today - timedelta(days=1)
    assert "The same was known on that evening." in manager.get(f"{base}?key={KEY}&on={yesterday}").words
    earlier = manager.get(f"{base}?key={KEY}&on={yesterday}&known={learnt.today - timedelta(days=30)}")
    assert f"On the evening of {in_words(learnt.today - timedelta(days=30))} it was known" in earlier.words


def test_the_council_reads_no_files_and_no_names(learnt: World, client_for: ClientFor, base: str) -> None:
    on = learnt.today - timedelta(days=5)
    lead = client_for(learnt.manager).get(f"{base}?key={KEY}&on={on}")
    council = client_for(learnt.officer).get(f"{base}?key={KEY}&on={on}")
    assert "accepted on" in council.words
    assert ".pdf" in lead.words
    assert ".pdf" not in council.words
    assert learnt.reviewer.name in lead.words
    assert learnt.reviewer.name not in council.words
    for stranger in (learnt.member, learnt.noise_manager):
        client_for(stranger).get(base, 404)


def test_who_was_not_in_order_is_parted_from_its_area_by_another_sign(
    learnt: World, manager: PageClient, base: str
) -> None:
    words = manager.get(f"{base}?key=whistleblowing&on={learnt.today}").words
    named = re.search(r"Not in order: ([^.]+)\.", words)
    assert named
    assert set(named[1].split("; ")) == {"Open Door Folk, Westmouth", "Tidewater Peers, Eastmouth"}


def test_a_register_names_nobody(world: World, manager: PageClient, base: str) -> None:
    worker = sending.a_worker(world, "Uma Usher")
    sending.check(world, worker)
    page = manager.get(f"{base}?key=dbs-checks&on={world.today}")
    assert "Usher" not in page.source


def test_what_cannot_be_asked(world: World, manager: PageClient, base: str) -> None:
    assert "What do you want to know?" in manager.get(base).words
    assert "Choose which requirement" in manager.get(f"{base}?key=nothing&on={world.today}").words
    ahead = manager.get(f"{base}?key={KEY}&on={world.today + timedelta(days=1)}")
    assert "That day is to come." in ahead.words
    manager.get(f"{base}?key={KEY}&on=soon", 400)


def test_where_it_was_not_known_who_is_asked(world: World, manager: PageClient, base: str) -> None:
    """Both use volunteers, and are wanting; of one that was said later, as if it had always been so."""
    on = world.today - timedelta(days=20)
    with clock_on(world.today - timedelta(days=10)), world.database.writing() as session:
        place = world.place(session, world.second_member, world.second_engagement_id)
        said = Said(Condition.USES_VOLUNTEERS, holds=True, from_on=world.today - timedelta(days=30))
        change_condition(session, world.second_member, place, said)
    page = manager.get(f"{base}?key=volunteers&on={on}")
    assert f"On {in_words(on)} 0 of 2 partners were in order for Volunteer policy" in page.words
    assert "The same was known" not in page.words
    assert "On that evening it was known that the only partner was not in order." in page.words
    later = manager.get(f"{base}?key=volunteers&on={world.today - timedelta(days=5)}")
    assert "The same was known on that evening." in later.words
