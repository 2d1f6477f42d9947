"""What an administrator sees of the portal's work, and how far one's own work has got."""

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal import clock
from portal.access import Viewer
from portal.acting.ask_work import ask_work
from portal.database import Database
from portal.records import Work
from portal.web.addresses import PROGRESS, TRY_AGAIN
from portal.work.claim import PAUSES, fail, give_sign, take_next
from portal.work.presenters import WHAT
from portal.work.tasks import TASKS
from tests.builders.world import World
from tests.pages.conftest import ClientFor


def asked(world: World, subject: str = "one", by: Viewer | None = None) -> uuid.UUID:
    with world.database.writing() as session:
        work_id = ask_work(session, "sweep-files", subject, asked_by=by.person_id if by else None)
        session.commit()
    return work_id


def failed(world: World, problem: str = "The store is <away>") -> uuid.UUID:
    work_id = asked(world)
    with world.database.writing() as session:
        session.execute(sa.update(Work).values(tries=len(PAUSES)))
        taken = take_next(session, "somebody")
        assert taken
        fail(session, taken, problem)
    return work_id


def set_work(database: Database, **values: object) -> None:
    with database.writing() as session:
        session.execute(sa.update(Work).values(**values))
        session.commit()


def test_every_kind_of_work_has_words() -> None:
    assert WHAT.keys() == TASKS.keys()


def test_an_administrator_sees_what_has_failed_and_tries_it_again(
    world: World, client_for: ClientFor
) -> None:
    failed(world)
    client = client_for(world.administrator)
    home = client.get("/accessibility")
    assert "Work (1 failed)" in [
        link.text_content() for link in home.find("//header//a[@href='/background-work']")
    ]
    page = client.get("/background-work")
    assert "Remove files that broken-off uploads left behind" in page.words
    assert "The store is <away>" in page.words
    assert f"after {len(PAUSES) + 1} tries" in page.words
    (form,) = page.find("//main//form")
    assert "It is tried again." in client.follow(client.post(form.get("action"))).words
    assert "It is being tried again already" in client.follow(client.post(form.get("action"))).words
    page = client.get("/background-work")
    assert ("Nothing has failed." in page.words, "Due on" in page.words) == (True, True)
    assert not page.find("//main//form")


def test_a_failure_is_nobody_elses_business(world: World, client_for: ClientFor) -> None:
    work_id = failed(world)
    client = client_for(world.manager)
    assert not client.get("/accessibility").find("//a[@href='/background-work']")
    client.get("/background-work", 404)
    client.post(TRY_AGAIN(work_id), status=404)
    assert client_for(None).get("/background-work", 303).location.startswith("/sign-in")


def test_quiet_days_are_said_to_be_quiet(world: World, client_for: ClientFor) -> None:
    page = client_for(world.administrator).get("/background-work")
    assert ("Nothing has failed." in page.words, "Nothing waits." in page.words) == (True, True)
    assert [link.text_content() for link in page.find("//header//a[@href='/background-work']")] == ["Work"]


def test_how_far_ones_own_work_has_got(world: World, client_for: ClientFor) -> None:
    address = PROGRESS(asked(world, by=world.member))
    client = client_for(world.member)
    assert "It begins soon." in client.get(address).words
    with world.database.writing() as session:
        taken = take_next(session, "somebody")
        assert taken
        give_sign(session, taken, 12, 40)
    page = client.get(address)
    assert "12 of 40, asked for on" in page.words
    assert page.links["See how far it is now"] == address, "without script it is loaded again"
    (fragment,) = page.find("//*[@id='progress']")
    assert (fragment.get("hx-get"), fragment.get("hx-trigger")) == (address, "every 2s")
    (bar,) = page.find("//progress")
    assert (bar.get("value"), bar.get("max")) == ("12", "40")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"state": "done", "ended_at": clock.now()}, "Done on"),
        ({"state": "failed", "ended_at": clock.now(), "problem": "errno 5"}, "It did not work."),
    ],
)
def test_what_has_ended_asks_no_more(
    world: World, client_for: ClientFor, values: dict[str, object], words: str
) -> None:
    address = PROGRESS(asked(world, by=world.member))
    set_work(world.database, **values)
    page = client_for(world.member).get(address)
    assert words in page.words
    assert "errno" not in page.words, "technical words are for administrators"
    (fragment,) = page.find("//*[@id='progress']")
    assert (fragment.get("hx-get"), words in str(fragment.get("data-announce"))) == (None, True)


def test_what_is_tried_again_says_when(world: World, client_for: ClientFor) -> None:
    address = PROGRESS(asked(world, by=world.member))
    set_work(world.database, problem="errno 5", tries=1, due_at=clock.now() + timedelta(minutes=5))
    assert "It did not work yet. It is tried again on" in client_for(world.member).get(address).words


def test_nobody_sees_how_far_the_work_of_others_has_got(world: World, client_for: ClientFor) -> None:
    own, of_nobody = asked(world, by=world.member), asked(world, "another")
    for who in (world.manager, world.second_member, world.administrator):
        client_for(who).get(PROGRESS(own), 404)
    client_for(world.member).get(PROGRESS(of_nobody), 404)
    client_for(world.member).get(PROGRESS(uuid.uuid4()), 404)
