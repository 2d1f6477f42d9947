"""docs/jobs.md: how many interactions whole jobs take, counted in a real browser."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import Browser, Error, ViewportSize

from portal.access import Viewer
from portal.database import open_database
from tests.builders.world import World
from tests.journeys.jobs import JOBS
from tests.journeys.jobs.job import WAYS, Cast, Job, Way
from tests.journeys.portal import run_portal
from tests.journeys.someone import Someone
from tests.journeys.walkers import let_in
from tests.parts.browser import a_page, running_chromium
from tests.parts.databases import migrate_at
from tests.parts.worlds import fill

WRITTEN = Path(__file__).resolve().parent.parent / "docs" / "jobs.md"
HEADING = """# Jobs

What people come to do, and how many interactions it takes them: a click or touch, a field that is typed into, an answer chosen, a file chosen. A day has three fields. To read, to scroll and to come to the first page count nothing.

`python -m bench --jobs` counts them in Debian's Chromium, each job in a world of its own, and writes this page anew. `tests/journeys/jobs/` holds the jobs, word by word as somebody does them; `make test` does each with script (`tests/journeys/test_whole_jobs.py`) and fails where one takes more than its goal, `make trust GATES=whole` does them in all three ways. *Before* is what the job took when the portal was first used for whole days."""  # noqa: E501 - lines of a page in Markdown


@dataclass(frozen=True)
class Template:
    """A database with the small world in it, copied for each job."""

    path: Path
    world: World


def count_jobs(only: str = "") -> Iterator[tuple[Job, Mapping[str, int]]]:
    """Every job with its interactions by the name of each way."""
    with tempfile.TemporaryDirectory(prefix="gs-jobs-") as folder, running_chromium() as browser:
        template = make_template(Path(folder))
        for job in JOBS:
            if only in ("", job.key):
                yield job, {way.name: count(browser, template, job, way) for way in WAYS}


def make_template(folder: Path) -> Template:
    path = folder / "template.db"
    url = f"sqlite:///{path}"
    migrate_at(url)
    return Template(path, fill(open_database(url)))


def count(browser: Browser, template: Template, job: Job, way: Way) -> int:
    with tempfile.TemporaryDirectory(dir=template.path.parent) as home, ExitStack() as stack:
        shutil.copyfile(template.path, Path(home) / "portal.db")
        portal = stack.enter_context(run_portal(Path(home)))

        def opens(viewer: Viewer | None, viewport: ViewportSize, **options: bool) -> Someone:
            page = a_page(browser, viewport, **options)
            stack.callback(page.context.close)
            someone = Someone(page, portal.address)
            if viewer:
                let_in(someone, portal, viewer)
            return someone

        world = replace(template.world, database=portal.database, store=portal.store)
        try:
            return job.does(Cast(world, way, opens))
        except (AssertionError, Error) as error:
            raise RuntimeError(f"{job.words}, {way.name}: {error}") from error


def jobs_page(counted: Iterable[tuple[Job, Mapping[str, int]]], more: Sequence[str] = ()) -> str:
    names = " | ".join(way.name for way in WAYS)
    lines = [HEADING, "", f"| Job | Before | Goal | {names} |", f"|---|---:|---:|{'---:|' * len(WAYS)}"]
    for job, found in counted:
        numbers = " | ".join(str(found[way.name]) for way in WAYS)
        goal = f"≤ {job.goal}" if job.goal else ""
        lines.append(f"| {job.words} | {job.before} | {goal} | {numbers} |")
    return "\n".join([*lines, *more, ""])
