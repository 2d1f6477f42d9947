"""Two processes of the portal over one database, and people who press their buttons at the same moment."""

import time
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from threading import Barrier

import httpx

from portal.access import Viewer
from portal.acting.log_key import DEVELOPMENT
from portal.database import Database
from portal.settings import read_settings
from portal.sign_in.actions.sign_in import open_session
from portal.standing.queries.verify import verify_events, verify_standing
from portal.web.csrf import new_token
from tests.builders.world import World
from tests.kills.acts import Act, Stage
from tests.kills.mortal_server import FROM_OUTSIDE, MortalServer
from tests.kills.pairs import PAIRS

PATIENCE = 60
"""Seconds until an answer is no longer waited for."""


@dataclass
class Tally:
    """How often a pair got which two answers."""

    answers: Counter[tuple[str, int, int]] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def pairs(self) -> int:
        return self.answers.total()

    @property
    def errors(self) -> list[str]:
        """Each error of the portal's own, by the pair; 503 is one too where nothing has failed."""
        return [
            f"{name}: {one} and {other} ({often})"
            for (name, one, other), often in sorted(self.answers.items())
            if max(one, other) >= 500
        ]

    @property
    def idle(self) -> list[str]:
        """Pairs of which neither was done, even once: they try nothing."""
        done = {name for name, one, other in self.answers if min(one, other) < 400}
        return sorted({name for name, _, _ in self.answers} - done)


class Server:
    """One process, and a client for each person who comes to it."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = MortalServer(environment, FROM_OUTSIDE)
        self.clients: dict[uuid.UUID | None, httpx.Client] = {}
        self.address = ""

    def listen(self) -> None:
        self.address = f"http://127.0.0.1:{self.process.port}"
        assert httpx.get(f"{self.address}/accessibility", timeout=PATIENCE).status_code == 200

    def client(self, database: Database, who: Viewer | None) -> httpx.Client:
        key = who.person_id if who else None
        if key not in self.clients:
            cookies = {}
            if who:
                with database.writing() as session:
                    cookies["gs-session"] = open_session(session, who.person_id)
                    session.commit()
            cookies["gs-csrf"] = new_token(read_settings({}), cookies.get("gs-session", ""))
            self.clients[key] = httpx.Client(base_url=self.address, cookies=cookies, timeout=PATIENCE)
        return self.clients[key]

    def stop(self) -> None:
        for client in self.clients.values():
            client.close()
        self.process.kill()


def press(client: httpx.Client, act: Act, together: Barrier) -> int:
    form = {**act.form, "_csrf_token": client.cookies["gs-csrf"]}
    name = str(form.pop("name", "")) if act.file else ""
    together.wait(PATIENCE)
    files = {"files": (name, act.file)} if act.file else None
    return client.post(act.path, data=form, files=files).status_code


@contextmanager
def two_servers(database_url: str, home: Path) -> Iterator[tuple[Server, Server]]:
    environment = {
        "PORTAL_HOME": str(home),
        "PORTAL_LOG_KEY": DEVELOPMENT.secret.hex(),
        "PORTAL_ADDRESS": "http://127.0.0.1",
        "DATABASE_URL": database_url,
    }
    one, other = Server(environment), Server(environment)
    try:
        one.listen()
        other.listen()
        yield one, other
    finally:
        one.stop()
        other.stop()


def try_pairs(
    world: World, servers: tuple[Server, Server], names: Iterable[str], until: float, most: int = 10**6
) -> Tally:
    """One pair after the other, as long as there is time (a moment of time.monotonic) and not more than
    that."""
    stage, tally, began = Stage(world), Tally(), time.monotonic()
    with ThreadPoolExecutor(2) as hands:
        for name in cycle(names):
            if time.monotonic() > until or tally.pairs >= most:
                break
            acts: Sequence[Act] = PAIRS[name](stage)
            clients = [
                server.client(world.database, act.who) for server, act in zip(servers, acts, strict=True)
            ]
            one, other = hands.map(press, clients, acts, cycle([Barrier(2)]))
            tally.answers[name, one, other] += 1
    tally.seconds = time.monotonic() - began
    return tally


def findings_after(world: World) -> list[str]:
    """What is wrong in the database once all pairs are through."""
    with world.database.reading() as session:
        return [*verify_standing(session), *verify_events(session)]
