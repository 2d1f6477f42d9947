"""Somebody who uploads one file after another, whatever becomes of the server, and what is there
afterwards."""

import hashlib
import random
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

import httpx
import sqlalchemy as sa

from evidence.store import open_store
from portal import clock
from portal.database import Database
from portal.records import StoredFile
from portal.settings import Settings
from portal.sign_in.actions.sign_in import open_session
from portal.standing.queries.verify import find_orphans, verify_events, verify_files, verify_standing
from portal.web.csrf import new_token
from portal.web.session_cookie import csrf_cookie, session_cookie
from tests.builders.sending import draft
from tests.builders.world import make_world
from tests.kills.mortal_server import FROM_OUTSIDE, MortalServer

LONGER, SHORTER = 1.25, 0.8
"""What becomes of the longest life after an upload that was cut off, and after one that was over by then:
about half of them are, however busy the machine is."""

PATIENCE = 60
"""Seconds until an answer is no longer waited for; a dead process ends the wait at once."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a server said: its status, or 0 where it died or was not there."""

    status: int

    @property
    def is_kept(self) -> bool:
        return self.status == 303


class Uploader:
    """A partner's member who sends one file after another into a draft."""

    def __init__(self, settings: Settings, database: Database) -> None:
        world = make_world(database, open_store(settings.evidence))
        self.draft = draft(world, "safeguarding-policy")
        self.database, self.settings = database, settings
        with database.writing() as session:
            token = open_session(session, world.member.person_id)
            session.commit()
        self.csrf = new_token(settings, token)
        self.cookies = {session_cookie(settings): token, csrf_cookie(settings): self.csrf}
        self.acknowledged: set[str] = set()
        self.statuses: Counter[int] = Counter()

    def send(self, port: int, content: bytes, *, is_fatal: bool = False) -> Said:
        """What it says of a file."""
        said = self.ask(
            "POST",
            f"http://127.0.0.1:{port}/submissions/{self.draft}/files",
            data={"_csrf_token": self.csrf},
            files={"files": (f"{uuid.uuid4()}.csv", content)},
            headers={"X-Fatal": "1"} if is_fatal else {},
        )
        if said.is_kept:
            self.acknowledged.add(hashlib.sha256(content).hexdigest())
        return said

    def look(self, port: int) -> Said:
        return self.ask("GET", f"http://127.0.0.1:{port}/submissions/{self.draft}/files")

    def ask(self, method: str, address: str, **sent: object) -> Said:
        try:
            answer = httpx.request(method, address, cookies=self.cookies, timeout=PATIENCE, **sent)  # type: ignore[arg-type]  # as httpx takes them
        except httpx.TransportError:
            return Said(0)
        self.statuses[answer.status_code] += 1
        return Said(answer.status_code)

    @property
    def lost(self) -> set[str]:
        """What was acknowledged and is gone."""
        with self.database.reading() as session:
            return self.acknowledged - set(session.scalars(sa.select(StoredFile.sha256)))

    def damage(self) -> list[str]:
        """Whatever is wrong, but for orphans, which are not."""
        with self.database.reading() as session:
            store = open_store(self.settings.evidence)
            return [*verify_files(session, store), *verify_standing(session), *verify_events(session)]

    def orphans(self) -> list[str]:
        with self.database.reading() as session:
            everything = clock.now() + timedelta(days=1)
            return list(find_orphans(session, open_store(self.settings.evidence), everything))


@dataclass
class Lives:
    """What became of servers that were killed."""

    deaths: Counter[str] = field(default_factory=Counter)
    unacknowledged: int = 0
    faults: list[str] = field(default_factory=list)


def some_csv(chance: random.Random) -> bytes:
    """From a few bytes to half a megabyte, each like no other."""
    return f"row,{chance.random()}\n".encode() * chance.choice([1, 50, 2_000, 20_000])


def wait_until_ready(port: int) -> None:
    assert httpx.get(f"http://127.0.0.1:{port}/accessibility", timeout=PATIENCE).status_code == 200


def usual_seconds(environment: dict[str, str], uploader: Uploader) -> float:
    """How long an upload takes on this machine today: the first of a server's life, as all of them are."""
    server = MortalServer(environment)
    port = server.port
    wait_until_ready(port)
    start = time.perf_counter()
    assert uploader.send(port, b"a,b\n" * 10_000).is_kept
    took = time.perf_counter() - start
    server.kill()
    return took


def live_and_die(environment: dict[str, str], uploader: Uploader, ways: Iterable[str]) -> Lives:
    """A server for each way to die. Before it does, a page and an upload go as they should: what is wrong
    between the deaths counts too."""
    chance, lives = random.Random(20_261_122), Lives()
    longest = 2 * usual_seconds(environment, uploader)
    first, *others = ways
    following = MortalServer(environment, first)
    for way in (*others, FROM_OUTSIDE):
        server, following = following, MortalServer(environment, way)
        longest = die_once(uploader, server, chance, longest, lives)
    following.kill()
    return lives


def die_once(
    uploader: Uploader, server: MortalServer, chance: random.Random, longest: float, lives: Lives
) -> float:
    """How long the next life at most is."""
    port, is_from_outside = server.port, server.dies == FROM_OUTSIDE
    wait_until_ready(port)
    if (looked := uploader.look(port).status) != 200:
        lives.faults.append(f"a page before a death {server.dies}: {looked}")
    if chance.random() < 0.2 and not (said := uploader.send(port, some_csv(chance))).is_kept:
        lives.faults.append(f"an upload before a death {server.dies}: {said.status}")
    content = some_csv(chance)
    if is_from_outside:
        threading.Timer(chance.uniform(0, longest), server.process.kill).start()
    said = uploader.send(port, content, is_fatal=True)
    if is_from_outside:
        longest *= SHORTER if said.is_kept else LONGER
    if said.status not in {0, 303} or (said.is_kept and not is_from_outside):
        lives.faults.append(f"a server that dies {server.dies} has answered {said.status}")
    lives.deaths[server.dies] += 1
    server.kill()
    lives.unacknowledged += is_there(uploader, content) and not said.is_kept
    lives.faults += uploader.damage()
    return longest


def is_there(uploader: Uploader, content: bytes) -> bool:
    digest = hashlib.sha256(content).hexdigest()
    with uploader.database.reading() as session:
        return session.scalar(sa.select(StoredFile.id).where(StoredFile.sha256 == digest)) is not None
