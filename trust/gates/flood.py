"""One account floods previews of a slow document, uploads, imports or exports, from forty connections that
ask again at once; two others go on working. Their 95th percentile stays within twice what it is on a quiet
portal, measured in turns in one run."""

import asyncio
import multiprocessing
import os
import tempfile
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path
from typing import Any

import httpx

from bench.running import percentile
from bench.worker import running_worker
from evidence.store import open_store
from portal.database import open_database
from portal.records.migrations import migrate
from portal.settings import Settings, read_settings
from portal.sign_in.actions.sign_in import open_session
from portal.web.csrf import new_token
from portal.web.session_cookie import csrf_cookie, session_cookie
from tests.builders import good_files, sending, sheets
from tests.builders.world import World, make_world
from trust.gate import Result

SECONDS, ROUNDS, CONNECTIONS, PAUSE = 5.0, 2, 40, 0.03
MOST = 2.0
DEEP, WIDE, PAGES = 9, 9, 500
"""Of the slow document: so often is each part of it drawn in the one around it."""


@dataclass(frozen=True)
class Stage:
    """A portal that runs, and what is asked of it. Cookies are by person."""

    address: str
    flooder: dict[str, str]
    others: tuple[dict[str, str], ...]
    pages: tuple[str, ...]
    slow_file: uuid.UUID
    draft: uuid.UUID
    register: str


def run() -> Result:
    with tempfile.TemporaryDirectory(prefix="gs-flood-", ignore_cleanup_errors=True) as folder:
        settings = read_settings({"PORTAL_HOME": folder})
        world, slow, draft = fill(settings)
        with running_worker(settings, log=Path(folder) / "worker.log") as worker:
            stage = set_stage(settings, world, worker.address, slow, draft)
            fill_register(stage)
            found = {name: ratio(stage, name) for name in FLOODS}
    told = ", ".join(f"{name} {each.words}" for name, each in found.items())
    return Result(
        all(each.has_held for each in found.values()), f"p95 of the others, flooded to quiet: {told}"
    )


def fill(settings: Settings) -> tuple[World, uuid.UUID, uuid.UUID]:
    """A small world, a slow document in a draft, and a draft for uploads."""
    settings.home.mkdir(parents=True, exist_ok=True)
    database = open_database(settings.database_url)
    migrate(database.engine)
    world = replace(make_world(database), store=open_store(settings.evidence))
    sending.send(world, "complaints-policy")
    slow = sending.attach(world, sending.draft(world, "anti-bribery"), "slow.pdf", slow_pdf())
    return world, slow, sending.draft(world, "safeguarding-policy")


def slow_pdf() -> bytes:
    """Pages that take longer to draw than anybody waits: each part is drawn often in the one around it."""
    kind = b"/Type /XObject /Subtype /Form /BBox [0 0 600 800]"
    form = b"%d 0 obj <<" + kind + b" %b /Length %d>> stream\n%b\nendstream endobj"
    inner, drawn = b"/Resources <</XObject <</A %d 0 R>>>>", b"/A Do\n" * WIDE
    parts = [form % (10 + n, inner % (11 + n), len(drawn), drawn) for n in range(DEEP)]
    page = (
        b"%d 0 obj <</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <</XObject <</A 10 0 R>>>>>> endobj"
    )
    numbers = range(1000, 1000 + PAGES)
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    return b"\n".join(
        (
            b"%PDF-1.4",
            b"1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj",
            b"2 0 obj <</Type /Pages /Kids [%b] /Count %d /MediaBox [0 0 600 800]>> endobj" % (kids, PAGES),
            *(page % number for number in numbers),
            b"4 0 obj <</Length 5>> stream\n/A Do\nendstream endobj",
            *parts,
            form % (10 + DEEP, b"", 16, b"0 0 600 800 re f"),
            b"trailer <</Root 1 0 R>>\n%%EOF",
        )
    )


def set_stage(settings: Settings, world: World, address: str, slow: uuid.UUID, draft: uuid.UUID) -> Stage:
    def cookies(who: Any) -> dict[str, str]:
        with world.database.writing() as session:
            token = open_session(session, who.person_id)
            session.commit()
        return {session_cookie(settings): token, csrf_cookie(settings): new_token(settings, token)}

    contract, engagement = f"/contracts/{world.contract_id}", f"/engagements/{world.engagement_id}"
    return Stage(
        address,
        cookies(world.member),
        (cookies(world.manager), cookies(world.reviewer)),
        (contract, f"{contract}/queue", engagement, f"{engagement}/requirements/complaints-policy"),
        slow,
        draft,
        f"/organisations/{world.partner_id}/register",
    )


def people() -> bytes:
    from portal import clock

    return sheets.xlsx(sheets.PEOPLE, sheets.five_hundred(clock.today()))


def fill_register(stage: Stage) -> None:
    """Five hundred people, so that there is something to export."""
    with httpx.Client(base_url=stage.address, cookies=stage.flooder, timeout=60) as client:
        token = {"_csrf_token": next(value for name, value in stage.flooder.items() if "csrf" in name)}
        read = client.post(f"{stage.register}/import", data=token, files={"file": ("people.xlsx", people())})
        assert read.status_code == 303, read.text[:500]
        assert client.post(read.headers["location"], data=token).status_code == 303


@dataclass(frozen=True)
class Found:
    quiet: float
    flooded: float
    answers: str

    @property
    def has_held(self) -> bool:
        return self.flooded <= MOST * self.quiet

    @property
    def words(self) -> str:
        return f"{self.flooded:.0f}/{self.quiet:.0f} ms = {self.flooded / self.quiet:.2f} ({self.answers})"


def ratio(stage: Stage, name: str) -> Found:
    """Quiet and flooded in turns, so that what slows the machine slows both."""
    quiet: list[float] = []
    flooded: list[float] = []
    answers: dict[int, int] = {}
    asyncio.run(work(stage, 1.0))
    for _ in range(ROUNDS):
        quiet += asyncio.run(work(stage, SECONDS))
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            flooding = pool.apply_async(flood, (stage, name, SECONDS + 2))
            time.sleep(1.5)
            flooded += asyncio.run(work(stage, SECONDS))
            for status, number in flooding.get().items():
                answers[status] = answers.get(status, 0) + number
        time.sleep(1)
    told = " ".join(f"{status}×{number}" for status, number in sorted(answers.items()))
    return Found(percentile(quiet, 0.95), percentile(flooded, 0.95), told)


async def work(stage: Stage, seconds: float) -> list[float]:
    """Two people who look at pages one after the other: milliseconds of each."""
    taken: list[float] = []

    async def look(cookies: dict[str, str]) -> None:
        async with httpx.AsyncClient(base_url=stage.address, cookies=cookies, timeout=60) as client:
            ends_at = time.monotonic() + seconds
            while time.monotonic() < ends_at:
                for page in stage.pages:
                    began = time.perf_counter()
                    answer = await client.get(page)
                    taken.append((time.perf_counter() - began) * 1000)
                    assert answer.status_code == 200, f"{page} answered {answer.status_code}"
                    await asyncio.sleep(PAUSE)

    await asyncio.gather(*(look(each) for each in stage.others))
    return taken


def flood(stage: Stage, name: str, seconds: float) -> dict[int, int]:
    """In a process of its own that gives way, as it would on a machine of its own: how often which answer
    came."""
    os.nice(15)
    return asyncio.run(flooding(stage, name, seconds))


async def flooding(stage: Stage, name: str, seconds: float) -> dict[int, int]:
    ask, answers = FLOODS[name](stage), dict[int, int]()
    limits = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS)
    ends_at = time.monotonic() + seconds

    async def go_on(client: httpx.AsyncClient) -> None:
        while time.monotonic() < ends_at:
            try:
                status = (await client.request(**ask())).status_code
            except httpx.TransportError:
                status = 0
            answers[status] = answers.get(status, 0) + 1

    async with httpx.AsyncClient(
        base_url=stage.address, cookies=stage.flooder, timeout=30, limits=limits
    ) as client:
        tasks = [asyncio.create_task(go_on(client)) for _ in range(CONNECTIONS)]
        await asyncio.wait(tasks, timeout=seconds + 1)
        for task in tasks:
            task.cancel()
    return answers


Asking = Callable[[], dict[str, Any]]


def previews(stage: Stage) -> Asking:
    numbers = cycle(range(1, PAGES + 1))
    return lambda: {"method": "GET", "url": f"/files/{stage.slow_file}/pages/{next(numbers)}"}


def sends(stage: Stage, address: str, field: str, name: str, content: bytes) -> Asking:
    token = next(value for cookie, value in stage.flooder.items() if "csrf" in cookie)
    numbers = iter(range(1_000_000))
    return lambda: {
        "method": "POST",
        "url": address,
        "data": {"_csrf_token": token, "go": "stay"},
        "files": {field: (f"{next(numbers)}-{name}", content)},
    }


def uploads(stage: Stage) -> Asking:
    return sends(
        stage, f"/submissions/{stage.draft}/files", "files", "policy.pdf", good_files.pdf_of_size(500_000)
    )


def imports(stage: Stage) -> Asking:
    return sends(stage, f"{stage.register}/import", "file", "people.xlsx", people())


def exports(stage: Stage) -> Asking:
    return lambda: {"method": "GET", "url": f"{stage.register}/export/xlsx"}


FLOODS: dict[str, Callable[[Stage], Asking]] = {
    "preview": previews,
    "upload": uploads,
    "import": imports,
    "export": exports,
}
