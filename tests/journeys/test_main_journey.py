"""Evidence in, decision made, standing known, readiness on the day of a visit: from sign-in to council."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

from checklists.library import library
from portal.visits.actions.book_visit import book_visit
from tests.builders import sending
from tests.builders.world import CHECKLIST, World, make_world
from tests.journeys.portal import Portal, run_portal
from tests.journeys.reviewing import accepts_it, opens_the_oldest, returns_it
from tests.journeys.someone import Someone
from tests.parts.databases import MIGRATED, migrate_at
from tests.parts.s3_server import S3Server

SLOT, TITLE = "complaints-policy", "Complaints policy"
WORDS = "The last page is not signed. Please have your chair sign it."
VISIT_IN = timedelta(days=21)


@dataclass(frozen=True)
class Stage:
    """A portal, the world in it, and browsers for whoever comes."""

    portal: Portal
    world: World
    open_browser: Callable[..., Page]

    def enter(self, email: str) -> Someone:
        someone = Someone(self.open_browser(), self.portal.address)
        someone.signs_in(email)
        return someone


@pytest.fixture
def on_sqlite(portal: Portal, world: World, open_browser: Callable[..., Page]) -> Stage:
    return Stage(portal, world, open_browser)


@pytest.fixture
def on_postgres(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    s3_server: S3Server,
    monkeypatch: pytest.MonkeyPatch,
    open_browser: Callable[..., Page],
) -> Iterator[Stage]:
    for name, value in s3_server.environment.items():
        monkeypatch.setenv(name, value)
    template = request.getfixturevalue("postgres_server").template(MIGRATED, migrate_at)
    url = request.getfixturevalue("make_postgres_database")(template)
    evidence = f"s3://{s3_server.make_bucket()}/evidence"
    with run_portal(tmp_path, {"DATABASE_URL": url, "PORTAL_EVIDENCE": evidence}) as portal:
        yield Stage(portal, make_world(portal.database, portal.store), open_browser)


@pytest.mark.whole
def test_evidence_is_sent_returned_sent_again_and_accepted(on_sqlite: Stage) -> None:
    """Whole only: all other journeys go this way, and the same on PostgreSQL and S3 at every commit."""
    the_whole_journey(on_sqlite)


def test_the_same_on_postgresql_and_s3(on_postgres: Stage) -> None:
    the_whole_journey(on_postgres)


def the_whole_journey(stage: Stage) -> None:
    world = stage.world
    only_one_thing_is_wanting(world)
    visit_on = a_visit_is_booked(world)

    officer = stage.enter(world.officer.email)
    on_the_visit_it_stands_in_the_way(officer, visit_on)

    pat = stage.enter(world.member.email)
    sends_the_policy(pat, "complaints 2026.pdf")
    pat.is_at("Sent to Harbour Light")
    reference = the_reference(pat)

    rafi = stage.enter(world.reviewer.email)
    finds_it_in_the_queue(rafi, reference)
    sees_the_document_beside_the_requirement(rafi)
    returns_it(rafi, "It is not signed or not dated", WORDS)
    rafi.is_at("To review")
    rafi.reads("Nothing waits for review")

    pat.goes_to("/")
    pat.reads(TITLE, WORDS, "Needs a change", "Your turn")
    sends_it_signed(pat, "complaints 2026.pdf", "complaints 2026 signed.pdf")
    second = the_reference(pat)
    assert second != reference

    finds_it_in_the_queue(rafi, second)
    rafi.reads("The decision before", WORDS)
    accepts_it(rafi, world.ends_on)
    rafi.is_at("To review")

    officer.goes_to(officer.page.url)
    on_the_visit_nothing_stands_in_the_way(officer)
    pat.goes_to("/")
    pat.reads("Nothing to do today.")
    the_history_tells_it_all(pat, world, reference, second)


# --- what was before ---


def only_one_thing_is_wanting(world: World) -> None:
    """All but the complaints policy is waived for the first partner, so that it decides alone."""
    for requirement in library()[CHECKLIST].requirements:
        if requirement.key != SLOT:
            sending.waive(world, requirement.key, world.ends_on)


def a_visit_is_booked(world: World) -> date:
    on = world.today + VISIT_IN
    with world.database.writing() as session:
        book_visit(session, world.manager, world.contract_place(session), "audit-visit", on)
        session.commit()
    return on


# --- the council ---


def on_the_visit_it_stands_in_the_way(officer: Someone, visit_on: date) -> None:
    officer.is_at("Readiness on")
    officer.follows("Audit visit")
    officer.is_at(f"Readiness on {visit_on.day} {visit_on:%B %Y}")
    card = officer.part("Tidewater Peers")
    assert "Not ready" in card.inner_text()
    assert TITLE in card.inner_text()


def on_the_visit_nothing_stands_in_the_way(officer: Someone) -> None:
    card = officer.part("Tidewater Peers")
    assert "Not ready" not in card.inner_text()
    assert "Ready" in card.inner_text()
    assert TITLE not in card.inner_text()


# --- the partner ---


def sends_the_policy(pat: Someone, name: str) -> None:
    pat.goes_to("/")
    pat.follows(TITLE)
    pat.is_at(TITLE)
    pat.starts()
    pat.is_at("Add your files")
    pat.uploads(name)
    pat.presses("Continue")
    pat.fills_day("What date does the document bear?", date(2026, 3, 2))
    pat.presses("Continue")
    pat.is_at("Check your answers")
    pat.reads(name, "2 March 2026")
    pat.presses("Send to Harbour Light")


def sends_it_signed(pat: Someone, unsigned: str, name: str) -> None:
    """Nothing but the file is touched."""
    pat.follows(TITLE)
    pat.presses("Make the change")
    pat.is_at("Add your files")
    pat.reads(WORDS, unsigned)
    pat.presses(f"Delete {unsigned}")
    pat.uploads(name)
    pat.presses("Continue")
    pat.is_at("Check your answers")
    pat.reads(name, "2 March 2026")
    pat.presses("Send to Harbour Light")


def the_reference(pat: Someone) -> str:
    return pat.page.locator(".gs-receipt__reference").inner_text()


def the_history_tells_it_all(pat: Someone, world: World, first: str, second: str) -> None:
    pat.goes_to(f"/engagements/{world.engagement_id}/requirements/{SLOT}")
    pat.reads(f"Accepted until {world.ends_on.day} {world.ends_on:%B %Y}", WORDS, first, second)
    pat.follows("History of this requirement")
    told = pat.page.get_by_role("listitem").all_inner_texts()
    wanted = ["Accepted until", second, "A change was asked for", first]
    found = [next(n for n, each in enumerate(told) if words in each) for words in wanted]
    assert found == sorted(found), told


# --- the reviewer ---


def finds_it_in_the_queue(rafi: Someone, reference: str) -> None:
    rafi.goes_to("/")
    rafi.follows("To review")
    rafi.reads(reference, "Tidewater Peers")
    opens_the_oldest(rafi)
    rafi.is_at(TITLE)


def sees_the_document_beside_the_requirement(rafi: Someone) -> None:
    picture = rafi.page.get_by_role("img", name="Page 1 of complaints 2026.pdf")
    picture.scroll_into_view_if_needed()
    rafi.page.wait_for_function(
        "image => image.complete && image.naturalWidth > 100", arg=picture.element_handle()
    )
    asked = rafi.page.get_by_role("heading", name="What is asked")
    left, right = picture.bounding_box(), asked.bounding_box()
    assert left
    assert right
    assert left["x"] + left["width"] < right["x"]
    rafi.reads("Your complaints policy.")
