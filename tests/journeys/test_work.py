"""Work that nobody waits for: how far it has got is seen as it goes on, and a failure is tried again."""

import uuid
from pathlib import Path

import sqlalchemy as sa
from playwright.sync_api import expect

from portal.acting.ask_work import ask_work
from portal.records import Work
from portal.web.addresses import PROGRESS
from portal.work.claim import PAUSES, Taken, fail, finish, give_sign, take_next
from tests.builders.world import World
from tests.journeys.conftest import Arrives

PAUSE = 2_000
"""Milliseconds after which the page asks again, by its own clock, for which nobody has to wait."""


def ask_and_take(world: World) -> tuple[uuid.UUID, Taken]:
    with world.database.writing() as session:
        work_id = ask_work(session, "sweep-files", "2027-03-31", asked_by=world.member.person_id)
        session.commit()
        taken = take_next(session, "somebody")
    assert taken
    return work_id, taken


def test_how_far_it_has_got_is_seen_as_it_goes_on(arrives: Arrives, world: World) -> None:
    work_id, taken = ask_and_take(world)
    pat = arrives(world.member)
    pat.page.clock.install()
    pat.goes_to(PROGRESS(work_id))
    pat.reads("0 so far")
    asked: list[str] = []
    pat.page.on("request", lambda request: asked.append(request.url))
    for done in (7, 8):
        with world.database.writing() as session:
            assert give_sign(session, taken, done, 40)
        pat.page.clock.run_for(PAUSE)
        pat.reads(f"{done} of 40")
    with world.database.writing() as session:
        finish(session, taken)
    pat.page.clock.run_for(PAUSE)
    pat.reads("Done on")
    expect(pat.page.locator("#gs-announcements")).to_contain_text("Done on")
    asked.clear()
    pat.page.clock.run_for(3 * PAUSE)
    pat.page.wait_for_timeout(100)  # the browser tells of what it asks for a moment later
    assert asked == [], "what has ended is asked for no more"


def test_how_far_it_has_got_is_seen_without_script_too(arrives: Arrives, world: World) -> None:
    work_id, taken = ask_and_take(world)
    pat = arrives(world.member, java_script_enabled=False)
    pat.goes_to(PROGRESS(work_id))
    with world.database.writing() as session:
        give_sign(session, taken, 7, 40)
    pat.follows("See how far it is now")
    pat.reads("7 of 40")


def test_an_administrator_tries_again_what_has_failed(arrives: Arrives, world: World, tmp_path: Path) -> None:
    _, taken = ask_and_take(world)
    with world.database.writing() as session:
        session.execute(sa.update(Work).values(tries=len(PAUSES) + 1))
        session.commit()
        last = Taken(taken.work_id, taken.kind, taken.subject, len(PAUSES) + 1, taken.taken_by)
        fail(session, last, "OSError: the store is away")
    ada = arrives(world.administrator)
    ada.follows("Work (1 failed)")
    ada.is_at("Work of the portal")
    ada.reads("OSError: the store is away", "after 6 tries")
    ada.presses("Try again")
    ada.reads("It is tried again.", "Nothing has failed.", "Due on")
