"""Style sheet and script in a real browser, under the content security policy that the portal sends."""

import json
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import FilePayload, Page, expect

from tests.house.sources import ROOT
from tests.parts.browser import PHONE, assert_accessible, assert_wide_enough, find_violations
from tests.parts.contrast import Painted

ASSETS = ROOT / "build/assets"
POLICY = "default-src 'self'; base-uri 'none'; object-src 'none'"
PAGE = """<!doctype html><html lang="en-GB" class="govuk-template"><head><title>Parts</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/{icon}">
<link rel="stylesheet" href="/{css}"><script type="module" src="/{js}"></script></head>
<body class="govuk-template__body"><main id="main-content"><h1 class="govuk-heading-l">Parts</h1>
{body}</main></body></html>"""
STATES = ("missing", "expired", "waived", "met", "soon", "not-needed")
TAGS = "".join(f'<p><strong class="gs-state gs-state--{state}">{state}</strong></p>' for state in STATES)
CELLS = "".join(f'<td class="is-{state}"><a href="/">{state}</a></td>' for state in STATES)
MATRIX = f"""<div class="gs-sideways">
<div class="gs-matrix-frame" role="region" aria-label="Matrix" tabindex="0">
<table class="gs-matrix">
<thead><tr><th scope="col">Partner</th>{"<th scope='col'>Cover</th>" * len(STATES)}</tr></thead>
<tbody><tr><th scope="row">Harbour Lights</th>{CELLS}</tr></tbody></table></div></div>"""
SWAP = """<button type="button" class="govuk-button" hx-get="/answer.html" hx-target="#place">Ask</button>
<div id="place"></div>"""
ANSWER = """<!doctype html><html><head><title>Another page</title></head>
<body><p data-announce="3 partners found">Found</p></body></html>"""
UPLOAD = """<div class="moj-multi-file-upload" data-module="moj-multi-file-upload"
 data-upload-url="/nowhere" data-delete-url="/nowhere">
<div class="moj-multi-file__uploaded-files moj-hidden">
<div class="govuk-summary-list moj-multi-file-upload__list"></div></div>
<label class="govuk-label" for="files">Files</label>
<input class="moj-multi-file-upload__input" type="file" id="files" name="files" multiple></div>"""
LONG = "W" * 200
NAMES = f"""<nav class="govuk-breadcrumbs"><ol class="govuk-breadcrumbs__list">
<li class="govuk-breadcrumbs__list-item"><a class="govuk-breadcrumbs__link" href="/">{LONG}</a></li>
</ol></nav>
<div class="gs-title"><div><span class="govuk-caption-l">{LONG}</span>
<h2 class="govuk-heading-l">{LONG}</h2></div>
<div class="gs-title__actions"><a class="govuk-button" href="/">Send to {LONG}</a></div></div>
<p class="gs-standing"><strong class="gs-state gs-state--met">{LONG}</strong>
<span class="gs-turn">{LONG}</span></p>
<ul class="gs-files"><li class="gs-files__item"><span class="gs-files__name">{LONG}
<strong class="govuk-tag">{LONG}</strong></span><span class="gs-files__about">{LONG}</span></li></ul>
<div class="gs-filter"><div class="govuk-form-group"><label class="govuk-label" for="who">Who</label>
<select class="govuk-select" id="who"><option>{LONG}</option></select></div></div>
<dl class="govuk-summary-list">
<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">{LONG}</dt>
<dd class="govuk-summary-list__value">{LONG}</dd></div></dl>
<table class="govuk-table gs-cards-on-phone"><tbody><tr><th scope="row" class="govuk-table__header">Name</th>
<td class="govuk-table__cell gs-anywhere" data-heading="Partner">{LONG}</td></tr></tbody></table>
<div class="govuk-checkboxes"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input"
 type="checkbox" id="one"><label class="govuk-label govuk-checkboxes__label" for="one">{LONG}</label>
</div></div>"""
TABS = [("readiness", "Readiness", "/readiness"), ("packs", "Packs", "/packs")]
HOSTILE = "<img src=x onerror=alert(1)>.pdf"


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder under the policy, and takes no file: its answer to a POST is not even JSON."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_error(413)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class names it so
        """Says nothing."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    for asset in ASSETS.iterdir():
        (tmp_path / asset.name).symlink_to(asset)
    names = json.loads((ASSETS / "manifest.json").read_text())
    body = TAGS + MATRIX + SWAP + UPLOAD
    page = PAGE.format(icon=names["favicon.svg"], css=names["portal.css"], js=names["portal.js"], body=body)
    (tmp_path / "index.html").write_text(page)
    templates = Environment(loader=FileSystemLoader(ROOT / "templates"), autoescape=True)
    components: Any = templates.get_template("components/navigation.html").module
    menu = components.navigation("Contract", "", TABS, "readiness", "")
    for name, more in (("names.html", NAMES), ("tabs.html", menu)):
        (tmp_path / name).write_text(page.replace("</main>", f"{more}</main>"))
    (tmp_path / "answer.html").write_text(ANSWER)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("width", [1280, 390])
def test_our_parts_are_accessible(site: str, open_browser: Callable[..., Page], width: int) -> None:
    page = open_browser({"width": width, "height": 900})
    page.goto(site)
    assert_accessible(page)


def test_a_fault_would_be_found(site: str, page: Page) -> None:
    page.goto(site)
    page.evaluate("document.documentElement.removeAttribute('lang')")
    assert "html-has-lang" in {violation["id"] for violation in find_violations(page)}


PALE = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(".pale { color: #ddd }");
    document.adoptedStyleSheets.push(sheet);
}"""


def test_pale_words_would_be_found_where_they_first_stand(site: str, page: Page) -> None:
    """Not again where the same stand in the same, but in whatever else they stand."""
    page.goto(site)
    painted = Painted()
    assert find_violations(page, painted) == []
    add = "name => document.querySelector(name).insertAdjacentHTML('beforeend', '<p class=pale>Pale</p>')"
    page.evaluate(PALE)
    for place, found in (("main", ["color-contrast"]), ("main", []), ("main .gs-state", ["color-contrast"])):
        page.evaluate(add, place)
        assert [violation["id"] for violation in find_violations(page, painted)] == found


def test_a_page_is_looked_at_when_it_has_come_to_rest(site: str, page: Page) -> None:
    """What is half faded in has too little contrast, and nobody reads it so."""
    page.goto(site)
    half = "[{opacity: 0.4}, {opacity: 0.4}]"
    page.evaluate(f"void document.querySelector('.gs-state').animate({half}, 1500)")
    assert find_violations(page) == []


@pytest.mark.parametrize("width", [1280, 768, 390])
def test_one_long_word_makes_no_page_wider(site: str, open_browser: Callable[..., Page], width: int) -> None:
    page = open_browser({"width": width, "height": 900})
    page.goto(f"{site}names.html")
    assert_wide_enough(page)


def test_tabs_are_a_menu_on_a_phone_and_stand_there_without_script(
    site: str, page: Page, open_browser: Callable[..., Page]
) -> None:
    def is_shown(page: Page) -> bool:
        return page.get_by_role("link", name="Packs").is_visible()

    page.goto(f"{site}tabs.html")
    assert is_shown(page)
    page.set_viewport_size(PHONE)
    page.wait_for_function("document.getElementById('navigation').hidden")
    assert not is_shown(page)
    page.get_by_role("button", name="Menu: Readiness").click()
    assert is_shown(page)
    assert_accessible(page)
    plain = open_browser(PHONE, java_script_enabled=False)
    plain.goto(f"{site}tabs.html")
    assert is_shown(plain)
    assert not plain.get_by_role("button", name="Menu").is_visible()


def test_what_is_being_asked_for_stays_readable(site: str, page: Page) -> None:
    """It can be read and followed meanwhile, however long the answer takes."""
    page.goto(site)
    place = page.locator("#place")
    place.evaluate("place => place.setAttribute('aria-busy', 'true')")
    page.wait_for_timeout(500)
    assert place.evaluate("place => getComputedStyle(place).opacity") == "1"
    assert place.evaluate("place => getComputedStyle(place).boxShadow") != "none"


def test_a_swap_is_announced(site: str, page: Page) -> None:
    page.goto(site)
    page.get_by_role("button", name="Ask").click()
    page.locator("#gs-announcements", has_text="3 partners found").wait_for(state="attached")
    assert page.locator("#place").inner_text() == "Found"
    assert page.locator("[aria-busy]").count() == 0
    assert page.title() == "Parts", "a part of another page was put in, and it is the same page"


def test_a_shadow_says_that_the_matrix_goes_on(site: str, page: Page) -> None:
    """As long as it does; and the cell at the edge can be brought into sight."""
    page.set_viewport_size(PHONE)
    page.goto(site)
    more = page.locator(".gs-sideways--more")
    expect(more).to_have_count(1)
    page.locator(".gs-matrix-frame").evaluate("frame => frame.scrollTo(frame.scrollWidth, 0)")
    expect(more).to_have_count(0)
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(more).to_have_count(0)
    page.set_viewport_size(PHONE)
    page.locator(".gs-matrix-frame").evaluate("frame => frame.scrollTo(0, 0)")
    expect(more).to_have_count(1)


def test_headings_stay_while_the_matrix_scrolls(site: str, page: Page) -> None:
    page.goto(site)
    places = page.locator(".gs-matrix thead th").evaluate_all(
        "all => all.map(th => getComputedStyle(th).position)"
    )
    assert set(places) == {"sticky"}


def test_the_name_of_a_file_is_never_markup(site: str, page: Page) -> None:
    page.goto(site)
    upload: FilePayload = {"name": HOSTILE, "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    page.set_input_files("#files", [upload])
    failure = page.locator(".moj-multi-file-upload__error")
    failure.wait_for()
    assert HOSTILE in failure.inner_text()
    assert page.locator(".moj-multi-file-upload img").count() == 0


def test_nothing_is_kept_in_a_browser() -> None:
    """What was shown is gone with the page. The page of a visit alone keeps what is not saved, as there
    may be no signal; that somebody wants no keys is kept, and says nothing of what was shown."""
    kept = ("localStorage", "sessionStorage", "indexedDB", "document.cookie")
    scripts = list((ROOT / "assets" / "js").glob("*.mjs"))
    assert scripts
    keeping = [path.name for path in scripts if any(word in path.read_text("utf-8") for word in kept)]
    assert sorted(keeping) == ["keys.mjs", "send-later.mjs"]
