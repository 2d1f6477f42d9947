"""Every page, for every kind of user, at two widths: no violation, and nothing scrolls sideways."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from itertools import count
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page

from portal.demo import load_demo, papers, shelf
from portal.demo.contract import MANAGER, OF_ONE, OF_TWO, OFFICER, SECOND_MANAGER
from portal.demo.papers import Paper
from tests.house.sources import ROOT
from tests.journeys.further import ROUTES as FURTHER
from tests.journeys.further import Further, make_further
from tests.journeys.kinds_of_page import FORMS, NO_PAGES
from tests.journeys.portal import Portal, run_portal
from tests.journeys.showing import recording_templates
from tests.journeys.walkers import WHO, client, cookies_of, strangers_pages, unlinked
from tests.journeys.walking import Walk, route_of, routes
from tests.journeys.ways_in import ROUTES as WAYS_IN
from tests.journeys.ways_in import open_ways, write_providers
from tests.parts.browser import DESKTOP, PHONE, assert_accessible, assert_wide_enough, axe_source
from tests.parts.contrast import Painted

APART = tuple(each.email for each in (MANAGER, OF_TWO, OF_ONE, OFFICER, SECOND_MANAGER))
"""Of them each comes where the others do not."""

Look = Callable[[Page], None]
"""At a page, in whatever width it stands."""

EMPTIED = """() => {
    const forms = [...document.querySelectorAll("main form")].filter(each => each.method === "post");
    const form = forms.find(each => each.querySelector("[value=return]")) ?? forms[0];
    for (const field of form.querySelectorAll("input:not([type=hidden]), textarea, select")) {
        if (field.type === "radio" || field.type === "checkbox") field.checked = false; else field.value = "";
    }
    form.submit();
}"""


@pytest.fixture(scope="module")
def shown() -> Iterator[set[str]]:
    """The templates that were shown since the first test here began."""
    with recording_templates() as names:
        yield names


@contextmanager
def papers_all_alike() -> Iterator[None]:
    """Of hundreds of files the first of each kind is written, and the others are like it but for their end:
    to write them is half of loading the demonstration, and no page is judged by what stands in them."""

    def alike(make: Callable[[Paper], bytes]) -> Callable[[Paper], bytes]:
        first = cache(lambda: make(Paper("Policy", "Partner", [], ["What we do."], "Signed")))
        numbers = count()
        return lambda _: first() + b"%d" % next(numbers)

    with pytest.MonkeyPatch.context() as patch:
        for make in (papers.as_pdf, papers.as_docx):
            patch.setattr(shelf, make.__name__, alike(make))
        yield


@pytest.fixture(scope="module")
def demo(
    shown: set[str], migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Portal]:
    """A portal with the demonstration in it, for all tests here."""
    home = tmp_path_factory.mktemp("demo")
    shutil.copyfile(migrated_sqlite, home / "portal.db")
    with run_portal(home, {"PORTAL_PROVIDERS": write_providers(home)}) as portal:
        with papers_all_alike():
            load_demo(portal.settings, portal.database, portal.store)
        yield portal


@pytest.fixture(scope="module")
def walks(demo: Portal, is_whole: bool) -> dict[str, Walk]:
    """Whole, everybody walks, and each looks at what it has not seen itself; else those walk of whom each
    comes where the others do not, and look at what nobody has seen before."""
    seen: dict[str, set[str]] = {}
    who = WHO if is_whole else APART
    return {email: walk_of(demo, email, {} if is_whole else seen, is_whole) for email in who}


@pytest.fixture(scope="module")
def look(is_whole: bool) -> Look:
    """Whole, in both widths; else where there is least room, and whether the other has room enough."""
    return look_again if is_whole else partial(look_where_least_room, Painted())


@pytest.fixture
def page(page: Page) -> Page:
    """Which has axe on each page from its beginning: sent once, it is not sent with every look."""
    page.add_init_script(axe_source())
    return page


def walk_of(demo: Portal, email: str, seen: dict[str, set[str]], is_whole: bool) -> Walk:
    """The connections that a client keeps are closed with it; else the collector finds them, in some test."""
    with client(demo, email) as http:
        walk = Walk(http, routes(), seen)
        if not is_whole:
            walk.patience = 2
        return walk.go("/", *unlinked(demo)[email])


def look_at(page: Page, address: str, look: Look) -> None:
    page.goto(address)
    look(page)


def look_where_least_room(painted: Painted, page: Page) -> None:
    """In the usual width only whether it is wide enough; whole, the colours of everything are measured, here
    of each kind of element once. First in the width in which it stands: each change lays it out anew."""
    if page.viewport_size == PHONE:
        assert_accessible(page, painted)
        page.set_viewport_size(DESKTOP)
        assert_wide_enough(page)
    else:
        assert_wide_enough(page)
        page.set_viewport_size(PHONE)
        assert_accessible(page, painted)


def look_again(page: Page) -> None:
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        assert_accessible(page)


def as_somebody(page: Page, demo: Portal, email: str) -> Page:
    for name, value in cookies_of(demo, email).items():
        page.context.add_cookies([{"name": name, "value": value, "url": demo.address}])
    return page


@pytest.mark.parametrize(
    "email", [email if email in APART else pytest.param(email, marks=pytest.mark.whole) for email in WHO]
)
def test_what_somebody_reaches_by_links(
    demo: Portal, walks: dict[str, Walk], page: Page, email: str, look: Look, is_whole: bool
) -> None:
    """The first page of each route, and further ones that show what no page of any route did; whole, also
    those that show what none of their own route did."""
    as_somebody(page, demo, email)
    walk = walks[email]
    left_out = set() if is_whole else walk.further - walk.unlike
    for path in walk.worth_a_look:
        if path not in left_out:
            look_at(page, demo.address + path, look)


def test_what_a_stranger_reaches(demo: Portal, page: Page, look: Look) -> None:
    paths = strangers_pages(demo)
    for path in paths:
        look_at(page, demo.address + path, look)
    for path in ("/sign-in", "/forgotten-password", *paths[:2]):
        look_at_the_form_sent_empty(page, demo.address + path, look)


def look_at_the_form_sent_empty(page: Page, address: str, look: Look) -> None:
    page.goto(address)
    with page.expect_navigation() as answer:
        page.evaluate(EMPTIED)
    assert answer.value.status == 422, address
    look(page)


def test_what_is_shown_when_something_is_wrong(
    demo: Portal, walks: dict[str, Walk], page: Page, look: Look
) -> None:
    left = set(FORMS)
    for email, walk in walks.items():
        as_somebody(page, demo, email)
        found = {route_of(path, walk.known): path for path in walk.worth_a_look}
        for route in sorted(left & found.keys()):
            look_at_the_form_sent_empty(page, demo.address + found[route], look)
            left.discard(route)
    assert left == set()
    for path in ("/nowhere", "/?on=yesterday"):
        look_at(page, demo.address + path, look)


FOLLOWS = {
    "/engagements/{engagement_id}/conditions/{condition}": "from_on",
    "/engagements/{engagement_id}/incidents/new": "happened_on",
}
"""Pages that show what follows before anything is kept, with the day that they ask for."""

FILLED = """(name) => {
    const form = [...document.querySelectorAll("main form")].find(each => each.method === "post");
    const day = new Date(), parts = {day: day.getDate(), month: day.getMonth() + 1, year: day.getFullYear()};
    for (const part in parts) form.querySelector(`[name=${name}-${part}]`).value = parts[part];
    for (const words of form.querySelectorAll("textarea")) words.value = "A fall on the stairs of the venue.";
    const choice = form.querySelector("input[type=radio]:not(:checked)");
    if (choice) choice.checked = true;
    form.submit();
}"""


def pages_of_what_follows(demo: Portal, walk: Walk, page: Page) -> Iterator[Page]:
    as_somebody(page, demo, OF_ONE.email)
    for route, name in FOLLOWS.items():
        page.goto(demo.address + walk.shown[route])
        with page.expect_navigation() as answer:
            page.evaluate(FILLED, name)
        assert answer.value.status == 200, route
        yield page


def test_what_follows_is_shown_before_it_is_kept(
    demo: Portal, walks: dict[str, Walk], page: Page, look: Look
) -> None:
    for shown in pages_of_what_follows(demo, walks[OF_ONE.email], page):
        look(shown)


@pytest.fixture(scope="module")
def further(demo: Portal, walks: dict[str, Walk]) -> Further:
    """Made after the walks, which go through a home that leads straight into the only contract."""
    return make_further(demo)


def test_what_nobody_is_led_to(demo: Portal, further: Further, page: Page, look: Look) -> None:
    for shown in further.open(demo, as_somebody(page, demo, MANAGER.email)):
        look(shown)


def test_ways_in(demo: Portal, page: Page, look: Look) -> None:
    for shown in open_ways(demo, page):
        look(shown)


def test_the_home_of_somebody_with_two_contracts(
    demo: Portal, further: Further, page: Page, look: Look
) -> None:
    base = as_somebody(page, demo, MANAGER.email)
    look_at(base, demo.address, look)
    base.get_by_role("link", name="Walking groups").first.click()
    look(base)


def test_every_page_was_reached(walks: dict[str, Walk]) -> None:
    """Whoever adds a page that no link leads to is told so."""
    reached = {route for walk in walks.values() for route in walk.opened}
    strangers = {"/sign-in", "/forgotten-password", "/links/{token}", "/your-address/{address_token}"}
    strangers |= {"/join/{invitation_token}", "/feedback", "/feedback/{code}"}
    assert set(routes()) - reached - strangers - NO_PAGES - FURTHER - WAYS_IN == set()


BY_TWO = ("components/again", "components/changed", "submissions/not_taken")


def test_every_template_was_shown(
    demo: Portal, shown: set[str], walks: dict[str, Walk], further: Further, page: Page
) -> None:
    """By the walks, and by what this test opens itself: it needs none of the tests above."""
    with httpx.Client(base_url=demo.address) as stranger:
        for path in strangers_pages(demo):
            stranger.get(path)
    with client(demo, MANAGER.email) as manager:
        manager.get("/")
    list(pages_of_what_follows(demo, walks[OF_ONE.email], page))
    list(further.open(demo, as_somebody(page, demo, MANAGER.email)))
    list(open_ways(demo, page))
    ours = {str(path.relative_to(ROOT / "templates")) for path in (ROOT / "templates").rglob("*.html")}
    # Whether a policy has a picture depends on what happened: it is tested with the pages; so is whom another
    # organisation vouches for. Letters are mails. What comes back, and what two people changed, is walked
    # through elsewhere.
    elsewhere = ("insurance/_picture", "post/", "sign_in/stranger", *BY_TWO)
    assert {name for name in ours - shown if not name.startswith(elsewhere)} == set()
