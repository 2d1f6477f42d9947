"""Every page, for every kind of user, at two widths: no violation, and nothing scrolls sideways."""

import shutil
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa
from playwright.sync_api import Page

from portal.actions.create_contract import NewContract, create_contract
from portal.actions.links import make_link
from portal.actions.sign_in import open_session
from portal.database import Database
from portal.demo import load_demo
from portal.demo.contract import ISSUED, MANAGER, OF_ONE, OF_TWO, OFFICER, REVIEWER
from portal.demo.setting import CHECKLIST
from portal.pages.rendering import environment
from portal.pages.session_cookie import session_cookie
from portal.queries.viewer import find_viewer
from portal.records import Contract, LinkPurpose, Person, Submission
from tests.house.sources import ROOT
from tests.journeys.portal import Portal, run_portal
from tests.journeys.walking import Walk, route_of, routes
from tests.parts.browser import DESKTOP, PHONE, assert_accessible

pytestmark = pytest.mark.xdist_group("accessible")

WHO = {each.email: each for each in (MANAGER, REVIEWER, OF_TWO, OF_ONE, OFFICER)}
NO_PAGES = {"/files/{file_id}", "/files/{file_id}/pages/{number}"}
"""Routes that answer with a file or a picture."""

FORMS = [
    "/contracts/new", "/contracts/{contract_id}/partners/new", "/contracts/{contract_id}/people/new",
    "/contracts/{contract_id}/visits/new",
    "/engagements/{engagement_id}/change", "/engagements/{engagement_id}/requirements/{key}/waive",
    "/engagements/{engagement_id}/requirements/{key}/people/new", "/submissions/{submission_id}/review",
    "/engagements/{engagement_id}/requirements/{key}/people/{worker_id}/leave",
    "/submissions/{submission_id}/amount", "/submissions/{submission_id}/check",
    "/submissions/{submission_id}/statement",
]  # fmt: skip
"""Pages with a form that, sent empty, answers 422 and shows what is wrong."""

EMPTIED = """() => {
    const forms = [...document.querySelectorAll("main form")].filter(each => each.method === "post");
    const form = forms.find(each => each.querySelector("[value=return]")) ?? forms[0];
    for (const field of form.querySelectorAll("input:not([type=hidden]), textarea, select")) {
        if (field.type === "radio" || field.type === "checkbox") field.checked = false; else field.value = "";
    }
    form.submit();
}"""


@pytest.fixture(scope="module")
def demo(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A portal with the demonstration in it, for all tests here."""
    home = tmp_path_factory.mktemp("demo")
    shutil.copyfile(migrated_sqlite, home / "portal.db")
    environment().cache.clear()  # type: ignore[union-attr]  # it has a cache unless it is told to have none
    with run_portal(home) as portal:
        load_demo(portal.settings, portal.database, portal.store)
        yield portal


@pytest.fixture(scope="module")
def walks(demo: Portal) -> dict[str, Walk]:
    return {email: Walk(client(demo, email), routes()).go("/", *unlinked(demo)[email]) for email in WHO}


def unlinked(demo: Portal) -> dict[str, list[str]]:
    """Pages to which nobody is led by a link here: what is issued is issued, what is sent has its receipt."""
    with demo.database.reading() as session:
        contract_id = session.scalars(sa.select(Contract.id)).one()
        sent_by = sa.select(Person.id).where(Person.email == OF_ONE.email).scalar_subquery()
        sent = session.scalars(sa.select(Submission.id).where(Submission.sent_by == sent_by).limit(1)).one()
    receipt, issue = f"/submissions/{sent}/receipt", f"/contracts/{contract_id}/issue/{ISSUED}"
    return {email: [] for email in WHO} | {OF_ONE.email: [receipt], MANAGER.email: [issue]}


def client(demo: Portal, email: str) -> httpx.Client:
    return httpx.Client(
        base_url=demo.address, follow_redirects=False, cookies=cookies_of(demo, email), timeout=30
    )


def cookies_of(demo: Portal, email: str) -> dict[str, str]:
    with demo.database.writing() as session:
        token = open_session(session, person_id(demo.database, email))
        session.commit()
    return {session_cookie(demo.settings): token}


def person_id(database: Database, email: str) -> uuid.UUID:
    with database.reading() as session:
        return session.scalars(sa.select(Person.id).where(Person.email == email)).one()


def look_at(page: Page, address: str) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(address)
    look_again(page)


def look_again(page: Page) -> None:
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        assert_accessible(page)


def as_somebody(page: Page, demo: Portal, email: str) -> Page:
    for name, value in cookies_of(demo, email).items():
        page.context.add_cookies([{"name": name, "value": value, "url": demo.address}])
    return page


@pytest.mark.parametrize("email", WHO)
def test_what_somebody_reaches_by_links(demo: Portal, walks: dict[str, Walk], page: Page, email: str) -> None:
    as_somebody(page, demo, email)
    for path in walks[email].worth_a_look:
        look_at(page, demo.address + path)


def strangers_pages(demo: Portal) -> list[str]:
    """The one with the link to a new password comes first."""
    with demo.database.writing() as session:
        token = make_link(session, person_id(demo.database, OF_ONE.email), LinkPurpose.RESET)
        session.commit()
    plain = (
        "sign-in sign-in?signed-out=yes forgotten-password forgotten-password?sent=yes accessibility privacy"
    )
    return [f"/links/{token}", *(f"/{path}" for path in plain.split()), "/links/gone", "/nowhere"]


def test_what_a_stranger_reaches(demo: Portal, page: Page) -> None:
    paths = strangers_pages(demo)
    for path in paths:
        look_at(page, demo.address + path)
    for path in ("/sign-in", "/forgotten-password", paths[0]):
        look_at_the_form_sent_empty(page, demo.address + path)


def look_at_the_form_sent_empty(page: Page, address: str) -> None:
    page.goto(address)
    with page.expect_navigation() as answer:
        page.evaluate(EMPTIED)
    assert answer.value.status == 422, address
    look_again(page)


def test_what_is_shown_when_something_is_wrong(demo: Portal, walks: dict[str, Walk], page: Page) -> None:
    left = set(FORMS)
    for email, walk in walks.items():
        as_somebody(page, demo, email)
        found = {route_of(path, walk.known): path for path in walk.worth_a_look}
        for route in sorted(left & found.keys()):
            look_at_the_form_sent_empty(page, demo.address + found[route])
            left.discard(route)
    assert left == set()
    for path in ("/nowhere", "/?on=yesterday"):
        look_at(page, demo.address + path)


@pytest.fixture(scope="module")
def second_contract(demo: Portal, walks: dict[str, Walk]) -> None:
    """Made after the walks, which go through a home that leads straight into the only contract."""
    token = cookies_of(demo, MANAGER.email)[session_cookie(demo.settings)]
    days = date(2026, 4, 1), date(2029, 3, 31)
    with demo.database.writing() as session:
        viewer = find_viewer(session, token)
        assert viewer
        new = NewContract("Walking groups", "Wealdshire County Council", CHECKLIST, *days)
        create_contract(session, viewer, viewer.belongings[0].organisation_id, new)
        session.commit()


def test_the_home_of_somebody_with_two_contracts(demo: Portal, second_contract: None, page: Page) -> None:
    base = as_somebody(page, demo, MANAGER.email)
    look_at(base, demo.address)
    base.get_by_role("link", name="Walking groups").click()
    look_again(base)


def test_every_page_and_every_template_was_shown(
    demo: Portal, walks: dict[str, Walk], second_contract: None
) -> None:
    """Whoever adds a page that no link leads to is told so."""
    reached = {route for walk in walks.values() for route in walk.opened}
    strangers = {"/sign-in", "/forgotten-password", "/links/{token}"}
    assert set(routes()) - reached - strangers - NO_PAGES == set()
    with httpx.Client(base_url=demo.address) as stranger:
        for path in strangers_pages(demo):
            stranger.get(path)
    client(demo, MANAGER.email).get("/")
    loaded = {key[1] for key in environment().cache}  # type: ignore[union-attr]  # as above
    ours = {str(path.relative_to(ROOT / "templates")) for path in (ROOT / "templates").rglob("*.html")}
    # Which lines a history has depends on what happened: they are tested with the pages.
    assert {name for name in ours - loaded if not name.startswith("slot/events/")} == set()
