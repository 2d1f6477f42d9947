"""Every page that can be opened, as each kind of user, with few partners and with many."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import httpx
import sqlalchemy as sa
from litestar import Litestar

from bench.engines import EngineMaker, analyse
from bench.loading import with_large_cache
from bench.running import milliseconds
from bench.worker import running_worker, sign_in
from evidence.store import open_store
from portal.app import create_app
from portal.database import open_database
from portal.records import EngagementStanding
from portal.records.migrations import migrate
from portal.settings import read_settings
from tests.builders.living import live_in
from tests.builders.multiplying import multiply
from tests.builders.world import PASSWORD, World, make_world
from tests.pages.doors import Door, fill, list_doors
from tests.pages.furnished import furnish
from tests.pages.steps import is_of_all

PEOPLE = {
    "manager": "lead's manager",
    "reviewer": "lead's reviewer",
    "officer": "council officer",
    "member": "partner",
}
ROUNDS, SLOW = 5, 1_000
"""Of a page that takes more milliseconds than that one round tells enough: what is slow is steady, too."""


@dataclass(frozen=True)
class Opened:
    """A page: the shortest time in milliseconds with few partners and with many. `rows` is by how much the
    rows grow that it is about: 1, or the ratio of partners where it is about all of them."""

    path: str
    who: str
    few: float
    many: float
    rows: float

    @property
    def ratio(self) -> float:
        return self.many / self.few


@dataclass(frozen=True)
class Growth:
    """All pages of one database, and the numbers of partners between which they are compared."""

    engine: str
    few: int
    many: int
    pages: Sequence[Opened]


@dataclass(frozen=True)
class Place:
    """A running portal: who is signed in to it, and where the pages are."""

    clients: dict[str, httpx.Client]
    addresses: dict[str, str]


def measure_routes(make: EngineMaker, few: int, many: int) -> Growth:
    """Both portals run beside each other and are asked in turn, so that what slows the machine slows both."""
    with ExitStack() as stack:
        (name, small), (_, large) = (open_place(stack, make, partners) for partners in (few, many))
        return Growth(name, few, many, list(compare(small, large, many / few)))


def open_place(stack: ExitStack, make: EngineMaker, partners: int) -> tuple[str, Place]:
    folder = stack.enter_context(TemporaryDirectory(prefix="gs-bench-", ignore_cleanup_errors=True))
    engine = stack.enter_context(make(Path(folder)))
    settings = read_settings({"PORTAL_HOME": folder, "DATABASE_URL": engine.url})
    database, store = open_database(engine.url), open_store(settings.evidence)
    migrate(database.engine)
    world = make_world(database, store)
    house = furnish(world, Path(folder) / "unused")
    live_in(world)
    add_partners(world, partners)
    doors = list_doors(cast("Litestar", create_app(settings, database, store).app))
    addresses = {door.path: fill(door, house.values_for(door)) for door in doors if is_page(door)}
    database.engine.dispose()
    analyse(engine)
    worker = stack.enter_context(running_worker(settings, only_serves=True))
    clients = {
        name: stack.enter_context(closing(sign_in(worker.address, (world.people[name].email, PASSWORD))))
        for name in PEOPLE
    }
    return engine.name, Place(clients, addresses)


def is_page(door: Door) -> bool:
    return door.method == "GET" and not door.path.startswith("/assets")


def add_partners(world: World, partners: int) -> None:
    """Copies of the first, so that there are so many; a page is full with either number."""
    with world.database.writing() as session:
        with_large_cache(session)
        there = session.scalar(sa.select(sa.func.count(EngagementStanding.engagement_id.distinct()))) or 0
        multiply(session, [world.engagement_id], 1, partners - there)
        session.commit()


def compare(small: Place, large: Place, ratio: float) -> Iterator[Opened]:
    for path in small.addresses:
        for name, said in PEOPLE.items():
            if small.clients[name].get(small.addresses[path]).status_code != 200:
                continue
            few, many = shortest([(each.clients[name], each.addresses[path]) for each in (small, large)])
            yield Opened(path, said, few, many, ratio if is_of_all(path, name) else 1)


def shortest(pages: Sequence[tuple[httpx.Client, str]]) -> list[float]:
    """The shortest of some rounds, in which the pages take turns; the first warms up."""
    acts = [partial(client.get, address) for client, address in pages]
    warming = [milliseconds(act) for act in acts]
    rounds = 1 if max(warming) > SLOW else ROUNDS
    times = [[milliseconds(act) for act in acts] for _ in range(rounds)]
    return [min(each) for each in zip(*times, strict=True)]
