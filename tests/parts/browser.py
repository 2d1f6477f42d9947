"""Debian's Chromium, one for each worker; each page in a context of its own, its complaints heard."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, sync_playwright

from tests.parts.contrast import Painted

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
# The browser is to speak to the portal and to nobody else.
ARGUMENTS = [
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = (
    "Chromium was not found, and the journeys want a real browser. "
    "`make test` installs Debian's package; by hand: apt-get install chromium-headless-shell"
)
# A page that answers 4xx, or a network that is cut, is what some journeys are about; everything else that the
# browser says is a fault.
EXPECTED = (
    "Failed to load resource: the server responded with a status of 4",
    "Failed to load resource: net::ERR_INTERNET_DISCONNECTED",
)
AT_REST = """async limit => {
    const until = performance.now() + limit;
    const moving = () => document.querySelector("[aria-busy=true]")
        || document.getAnimations().some(each => each.playState === "running");
    while (moving()) {
        if (performance.now() > until) throw new Error("The page does not come to rest");
        await new Promise(requestAnimationFrame);
    }
}"""
"""Nothing is being asked for, and nothing fades, slides or turns."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIOLATIONS = """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"]})
    .then(found => found.violations)"""
"""All that was found right is half a megabyte too: it stays there."""


PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")
"""The first shows pages as the others do, but has no windows, whose drawing takes four fifths of the others'
time."""


def find_chromium() -> str:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.fail(MISSING, pytrace=False)
    return program


def own_clock() -> dict[str, str | float | bool]:
    """The environment without what moves the clock of tests, which a browser does not start with."""
    return {name: value for name, value in os.environ.items() if name not in {"LD_PRELOAD", "FAKETIME"}}


@contextmanager
def running_chromium() -> Iterator[Browser]:
    program = find_chromium()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=ARGUMENTS, env=own_clock())
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with running_chromium() as chromium:
        yield chromium


def a_page(browser: Browser, viewport: ViewportSize = DESKTOP, **options: Any) -> Page:
    """In a context of its own, as of one person's browser."""
    context = browser.new_context(viewport=viewport, locale="en-GB", timezone_id="Europe/London", **options)
    context.set_default_timeout(30_000)  # a busy machine is slow, not wrong
    return context.new_page()


class Complaints(list[str]):
    """What the console said: errors, refusals of the content security policy, uncaught exceptions."""

    def listen(self, page: Page) -> None:
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.append(f"{page.url}: {error}"))

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(EXPECTED):
            self.append(f"{message.location.get('url', '')}: {message.text}")


@pytest.fixture
def open_browser(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Call it for a page in a context of its own, as of one person's browser.

    open_browser(PHONE); open_browser(java_script_enabled=False)."""
    complaints = Complaints()
    with ExitStack() as contexts:

        def open_page(viewport: ViewportSize = DESKTOP, **options: Any) -> Page:
            page = a_page(browser, viewport, **options)
            contexts.callback(page.context.close)
            complaints.listen(page)
            return page

        yield open_page
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(open_browser: Callable[..., Page]) -> Page:
    return open_browser(DESKTOP)


@pytest.fixture
def phone_page(open_browser: Callable[..., Page]) -> Page:
    return open_browser(PHONE)


@cache
def axe_source() -> str:
    if not AXE.exists():
        pytest.fail("axe-core is not there. `make setup` installs the front-end packages.", pytrace=False)
    return AXE.read_text()


def find_violations(page: Page, painted: Painted | None = None) -> list[dict[str, Any]]:
    """axe's own shape: id, impact, help, nodes. The page is looked at when it has come to rest: the colours
    of all that stands in it, or of what is unlike all that was `painted` before."""
    page.evaluate(AT_REST, 10_000)
    # Evaluated through the debugger's protocol, which the page's content security policy does not bind.
    # Once a page, which is looked at in two widths: it is half a megabyte to read.
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(axe_source())
    if painted is not None:
        painted.only_new_in(page)
    violations: list[dict[str, Any]] = page.evaluate(VIOLATIONS, RULES)
    return violations


def in_words(violation: dict[str, Any]) -> str:
    places = [f"    {node['html'][:200]}\n      {node['failureSummary']}" for node in violation["nodes"][:5]]
    return "\n".join([f"{violation['id']} ({violation['impact']}): {violation['help']}", *places])


def assert_accessible(page: Page, painted: Painted | None = None) -> None:
    """Fails on a violation of WCAG 2.2 AA or of axe's best practices, and on a page that scrolls sideways."""
    violations = find_violations(page, painted)
    assert not violations, f"{page.url}\n" + "\n".join(map(in_words, violations))
    assert_wide_enough(page)


def assert_wide_enough(page: Page) -> None:
    """Fails on a page that scrolls sideways."""
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert too_wide <= 0, f"{page.url} is {too_wide} pixels wider than the window"
