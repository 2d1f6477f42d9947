"""How many decisions somebody can make in an hour: by keys alone, in a real browser.

The portal's share is measured: from the last key to the next submission that can be read. How long somebody
reads is theirs, so that the figure of an hour is given for several lengths.
"""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Page

from bench.engines import ENGINES
from bench.loading import Data, load
from bench.worker import Worker, running_worker, sign_in
from tests.parts.browser import a_page, running_chromium

DECISIONS, PARTNERS = 60, 20
EVERY = 6
"""One of so many is returned with a reason and some words."""

WORDS = "Please sign page 3."
READING = (15, 30, 45, 60)
SECONDS_A_KEY = 0.3


@dataclass(frozen=True)
class Decided:
    """`seconds` are from the last key until the next page is there, `server` those until its last byte."""

    is_return: bool
    keys: int
    seconds: float
    server: float


def decide_many(engine: str = "sqlite") -> list[Decided]:
    with tempfile.TemporaryDirectory(prefix="gs-decisions-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        with ENGINES[engine](home) as made:
            data = load(home, made, PARTNERS, DECISIONS + 2)
            with running_worker(data.settings) as worker, running_chromium() as chromium:
                page = a_page(chromium)
                come_in(page, worker, data)
                return [decide(page, is_return=number % EVERY == EVERY - 1) for number in range(DECISIONS)]


def come_in(page: Page, worker: Worker, data: Data) -> None:
    """To the oldest that waits."""
    reviewer = sign_in(worker.address, data.reviewer)
    cookies = [
        {"name": name, "value": value, "url": worker.address} for name, value in reviewer.cookies.items()
    ]
    page.context.add_cookies(cookies)  # type: ignore[arg-type]  # as Playwright takes them
    page.goto(f"{worker.address}/submissions/{data.waiting[0]}/review")


def decide(page: Page, *, is_return: bool) -> Decided:
    """With no hand on the mouse. What is typed counts as keys, a reason is chosen by its first letters."""
    pressed = 0

    def press(*keys: str) -> None:
        nonlocal pressed
        for key in keys:
            page.keyboard.press(key)
            pressed += 1

    if is_return:
        press("r", *"It is not s", "Tab", *WORDS, "Tab")
    else:
        press("a")
    at = page.url
    began = time.perf_counter()
    press("Enter")
    page.wait_for_url(lambda url: url != at, wait_until="load")
    seconds = time.perf_counter() - began
    if "/review" not in page.url:
        raise RuntimeError(f"the next was to be there, and not {page.url}")
    server: float = page.evaluate(SERVER)
    return Decided(is_return, pressed, seconds, server)


SERVER = """() => {
    const [shown] = performance.getEntriesByType("navigation");
    return (shown.responseEnd - shown.startTime) / 1000;
}"""
"""From sending the form to the last byte of the page that follows, redirection and all."""


def decisions_lines(decided: Sequence[Decided]) -> list[str]:
    """The figures in words and as a table of an hour."""
    accepted, returned = (
        [each for each in decided if each.is_return is is_return] for is_return in (False, True)
    )
    seconds = [each.seconds for each in decided]
    share = sum(seconds) / len(seconds)
    typing = sum(each.keys for each in decided) / len(decided) * SECONDS_A_KEY
    return [
        "",
        "## Decisions an hour by keyboard",
        "",
        f"{len(decided)} decisions in a row by keys alone, {len(returned)} of them returns with a reason and "
        f"“{WORDS}”; {PARTNERS} partners, SQLite, one worker, Chromium at 1,280 × 900.",
        "",
        "| | Keys each | To the next page, median | 95 of 100 within | its last byte, median |",
        "|---|---:|---:|---:|---:|",
        *(row(*each) for each in (("Accept", accepted), ("Return", returned))),
        "",
        f"So the portal takes {share:.2f} s of each, and the keys {typing:.1f} s at {SECONDS_A_KEY} s a key. "
        "What is left is reading:",
        "",
        f"| Reading | {' | '.join(f'{each} s' for each in READING)} |",
        f"|---|{'---:|' * len(READING)}",
        f"| Decisions an hour | {' | '.join(str(int(3600 / (each + share + typing))) for each in READING)} |",
    ]


def row(name: str, decided: Sequence[Decided]) -> str:
    seconds = [each.seconds for each in decided]
    most = quantiles(seconds, n=20)[-1]
    keys = " or ".join(map(str, sorted({each.keys for each in decided})))
    server = median(each.server for each in decided)
    return f"| {name} | {keys} | {median(seconds):.2f} s | {most:.2f} s | {server:.2f} s |"
