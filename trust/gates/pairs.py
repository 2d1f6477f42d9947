"""Pairs of acts (the same twice, and two different ones) at the same moment, on two servers over one
PostgreSQL: 2,000 pairs, no error, and the database is in order afterwards."""

import tempfile
import time
from pathlib import Path

from portal.database import open_database
from tests.builders.world import make_world
from tests.kills.pairs import PAIRS
from tests.kills.two_servers import Tally, findings_after, try_pairs, two_servers
from tests.parts.databases import MIGRATED, migrate_at
from tests.parts.postgres_server import PostgresServer, running_postgres
from trust.gate import Result

WANTED, AT_ONCE = 2_000, 200
"""Pairs, and how many on one database: as more is sent for the same requirements, each takes longer."""


def run() -> Result:
    total, findings = Tally(), list[str]()
    with running_postgres() as server:
        while total.pairs < WANTED:
            some, found = try_some(server, min(AT_ONCE, WANTED - total.pairs))
            total.answers += some.answers
            total.seconds += some.seconds
            findings += found
    for line in [*total.errors, *findings, *(f"{name}: nothing was ever done" for name in total.idle)]:
        print(f"      {line}")
    errors = sum(often for (_, *two), often in total.answers.items() if max(two) >= 500)
    has_held = not (errors or findings or total.idle)
    figures = f"{total.pairs:,} pairs of {len(PAIRS)} kinds, {errors} errors, {len(findings)} findings"
    return Result(has_held, f"{figures}, {1000 * total.seconds / total.pairs:.0f} ms a pair")


def try_some(server: PostgresServer, most: int) -> tuple[Tally, list[str]]:
    name = server.create(server.template(MIGRATED, migrate_at))
    database = open_database(server.url(name))
    world = make_world(database)
    with tempfile.TemporaryDirectory() as home, two_servers(server.url(name), Path(home)) as servers:
        tally = try_pairs(world, servers, PAIRS, time.monotonic() + 3600, most)
    findings = findings_after(world)
    database.engine.dispose()
    server.drop(name)
    return tally, findings
