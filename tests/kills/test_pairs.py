"""Two at the same moment, on two servers over one PostgreSQL: neither meets an error, and the loser is
told."""

import time
from collections.abc import Callable
from pathlib import Path

from portal.database import open_database
from tests.builders.world import make_world
from tests.kills.pairs import PAIRS
from tests.kills.two_servers import findings_after, try_pairs, two_servers
from tests.parts.databases import MIGRATED, migrate_at
from tests.parts.postgres_server import PostgresServer

SECONDS, FEWEST = 4, 3
"""For as many pairs as go, the commonest first; `python -m trust pairs` tries two thousand, of all kinds."""


def test_two_at_the_same_moment_meet_no_error(
    postgres_server: PostgresServer, make_postgres_database: Callable[..., str], tmp_path: Path
) -> None:
    url = make_postgres_database(postgres_server.template(MIGRATED, migrate_at))
    database = open_database(url)
    world = make_world(database)
    with two_servers(url, tmp_path / "home") as servers:
        tally = try_pairs(world, servers, PAIRS, time.monotonic() + SECONDS)
    assert not tally.errors
    assert not tally.idle
    assert tally.pairs >= FEWEST
    assert not findings_after(world)
    database.engine.dispose()
