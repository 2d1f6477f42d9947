"""Isolation by naming: whoever leads a contract types the names, numbers, addresses and ids of every kind of
organisation (councils, leads, its own partners and others', provisioned and joined ones, other leads'
entries) at every door that takes one; as a lead, and as a partner's manager against her own lead.

A cell leaks where any answer differs from that for a name that nobody has, where it costs other statements
(and so another time), or where anything that is kept of the organisation has changed. Besides, an accomplice
is invited as manager of each, comes, and opens nothing of it.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from anyio.from_thread import start_blocking_portal

from evidence.store import open_store
from portal.access import Viewer
from portal.app import create_app
from portal.database import open_database
from portal.records.migrations import migrate
from portal.settings import read_settings
from portal.web.csrf import new_token
from portal.web.session_cookie import csrf_cookie, session_cookie
from tests.builders import inviting
from tests.builders.world import World, make_world
from tests.pages.client import PageClient
from tests.pages.conftest import ADDRESS, HOST, session_token
from tests.pages.naming import DOORS, Attack, by_invitation, prepare
from tests.pages.naming_cells import Snapshot, snapshot, take_over, try_door, warm_up
from tests.pages.watching import Watch
from trust.gate import Result

TIMES = 30


def run() -> Result:
    cells, leaks, taken, attacks, figures = 0, 0, 0, 0, []
    for is_lead in (True, False):
        with open_attack(is_lead) as (before, client):
            kinds = [kind for kind in before.attack.kinds if kind != "nobody"]
            warm_up(before, client)
            for door in DOORS:
                for cell in try_door(before, client, door, kinds):
                    cells, leaks = cells + 1, leaks + bool(cell.leaks)
                    if cell.leaks:
                        print(f"leak  {door} × {cell.kind}: {'; '.join(cell.leaks)}")
            for kind in kinds:
                attacks += 1
                if opened := take_over(before, client, kind):
                    taken += 1
                    print(f"taken over  {kind}: {opened}")
            if is_lead:
                figures.append(f"known to unknown address {ratio(before, client):.2f}")
    said = f"{cells} cells ({len(DOORS)} doors), {leaks} leaks; {attacks} take-overs tried, {taken} taken"
    return Result(not leaks and not taken, ", ".join([said, *figures]))


def ratio(before: Snapshot, client: PageClient) -> float:
    """Median time of inviting an address that is known here to that of one that is not."""
    kinds = before.attack.kinds
    known, unknown = kinds["partner of another lead"], kinds["nobody"]
    took: dict[str, list[float]] = {known.email: [], unknown.email: []}
    for turn in range(TIMES):
        for named in (known, unknown) if turn % 2 else (unknown, known):
            before.put_back()
            began = time.perf_counter()
            by_invitation(before.attack, client, named)
            took[named.email].append(time.perf_counter() - began)
    return statistics.median(took[known.email]) / statistics.median(took[unknown.email])


@contextmanager
def open_attack(is_lead: bool) -> Iterator[tuple[Snapshot, PageClient]]:
    """A portal of its own with the attack prepared, by the lead's manager or by its partner's."""
    with tempfile.TemporaryDirectory() as folder, start_blocking_portal() as portal:
        settings = read_settings({"PORTAL_HOME": folder, "PORTAL_ADDRESS": ADDRESS})
        database, store = open_database(settings.database_url), open_store(settings.evidence)
        migrate(database.engine)
        attack = attack_of(make_world(database, store), is_lead)
        watch, signed_in = Watch(), session_token(database, attack.attacker)
        token = new_token(settings, signed_in)
        http = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=create_app(settings, database, store)),  # type: ignore[arg-type]  # Litestar's ASGI types are narrower
            base_url=ADDRESS,
        )
        http.cookies.set(csrf_cookie(settings), token, HOST)
        http.cookies.set(session_cookie(settings), signed_in, HOST)
        with watch.listening(database.engine):
            yield snapshot(attack, Path(folder) / "clean.db"), PageClient(portal, http, watch, token)
        portal.call(http.aclose)
        database.engine.dispose()


def attack_of(world: World, is_lead: bool) -> Attack:
    attacker: Viewer = world.manager
    if not is_lead:
        attacker = inviting.manager_of(world, world.member, world.partner_id)
    return prepare(world, attacker, world.lead_id if is_lead else world.partner_id)
