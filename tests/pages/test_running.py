"""What probes, Prometheus and administrators are told of an installation, and nobody else."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa
from anyio.from_thread import BlockingPortal
from litestar import Litestar

from evidence.local_store import LocalStore
from evidence.store import Store
from portal.acting.ask_work import ask_work
from portal.acting.log_key import LogKey
from portal.database import Database, database_on, open_database
from portal.history.actions.seal_log import seal_log
from portal.running import readiness
from portal.running.figures import portal_version
from portal.settings import Settings, read_settings
from portal.web.door import Door as App
from tests.builders import sending
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ADDRESS, ClientFor, behind_door
from tests.parts.databases import ENGINES

TOKEN = "0123456789abcdef0123456789abcdef"
BOTH = pytest.mark.parametrize("engine_name", ENGINES, indirect=True)

AppOver = Callable[..., App]


@pytest.fixture
def app_over(wired: Litestar, settings: Settings, database: Database, store: Store) -> AppOver:
    """The portal over other parts than usual."""

    def make(**parts: object) -> App:
        usual = {"wired": wired, "settings": settings, "database": database, "store": store}
        return behind_door(**{**usual, **parts})  # type: ignore[arg-type]  # as they are called there

    return make


Ask = Callable[..., httpx.Response]


@pytest.fixture
def ask(event_loop_thread: BlockingPortal, world: World) -> Ask:
    """One request from somewhere."""

    def act(app: App, path: str, host: str = "127.0.0.1", **headers: str) -> httpx.Response:
        async def get() -> httpx.Response:
            transport = httpx.ASGITransport(app=app, client=(host, 1))  # type: ignore[arg-type]  # Litestar's ASGI types are narrower
            async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as client:
                return await client.get(path, headers={k.replace("_", "-"): v for k, v in headers.items()})

        return event_loop_thread.call(get)

    return act


@BOTH
def test_it_lives_and_is_ready(app: App, ask: Ask) -> None:
    assert (ask(app, "/health/live").text, ask(app, "/health/ready").text) == ("alive\n", "ready\n")
    assert ask(app, "/health/ready").status_code == 200


def test_it_lives_without_touching_anything(app_over: AppOver, ask: Ask, tmp_path: Path) -> None:
    app = app_over(database=open_database(f"sqlite:///{tmp_path / 'no' / 'where'}"), store=away(tmp_path))
    assert ask(app, "/health/live").status_code == 200
    answer = ask(app, "/health/ready")
    assert (answer.status_code, answer.text) == (503, "not ready: database, migrations, store\n")


def away(tmp_path: Path) -> LocalStore:
    (tmp_path / "a file").touch()
    return LocalStore(tmp_path / "a file" / "evidence")


def test_not_ready_without_its_store(app_over: AppOver, ask: Ask, tmp_path: Path) -> None:
    assert ask(app_over(store=away(tmp_path)), "/health/ready").text == "not ready: store\n"


@BOTH
def test_not_ready_on_tables_of_another_version(app: App, database: Database, ask: Ask) -> None:
    with database.writing() as session:
        session.execute(sa.text("UPDATE alembic_version SET version_num = '0001_another'"))
        session.commit()
    assert ask(app, "/health/ready").text == "not ready: migrations\n"


@BOTH
def test_not_ready_where_the_log_goes_on_with_another_key(app: App, database: Database, ask: Ask) -> None:
    """Its pages are shown still, and nothing that anybody sends is kept."""
    with database_on(database.engine, LogKey(b"a key that comes after another  ")).writing() as session:
        seal_log(session, "new-key")
    answer = ask(app, "/health/ready")
    assert (answer.status_code, answer.text) == (503, "not ready: log key\n")


def test_not_ready_once_it_was_told_to_stop_but_it_answers(app: App, ask: Ask) -> None:
    assert "connection" not in ask(app, "/privacy").headers
    app.draining.set()
    answer = ask(app, "/health/ready")
    assert (answer.status_code, answer.text) == (503, "not ready: draining\n")
    assert ask(app, "/health/live").status_code == 200
    page = ask(app, "/privacy")
    assert (page.status_code, page.headers["connection"]) == (200, "close")


def test_a_thousand_who_ask_cost_as_much_as_one(
    app: App, database: Database, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readiness, "REMEMBERED", 3600)  # however slow the machine is
    statements: list[str] = []
    sa.event.listen(database.engine, "before_cursor_execute", lambda *said: statements.append(said[2]))
    for _ in range(30):
        ask(app, "/health/ready")
    assert 0 < len(statements) < 15


def test_only_this_machine_reads_the_figures(app: App, ask: Ask) -> None:
    assert ask(app, "/metrics").status_code == 200
    assert ask(app, "/metrics", host="::1").status_code == 200
    assert ask(app, "/metrics", host="10.0.0.7").status_code == 404
    for header in ("x_forwarded_for", "forwarded", "x_real_ip"):
        assert ask(app, "/metrics", **{header: "127.0.0.1"}).status_code == 404, "a proxy of this machine"


def test_whoever_knows_the_token_reads_the_figures(app_over: AppOver, settings: Settings, ask: Ask) -> None:
    app = app_over(settings=replace(settings, metrics_token=TOKEN))
    assert ask(app, "/metrics", host="10.0.0.7", authorization=f"Bearer {TOKEN}").status_code == 200
    for given in ("", TOKEN, "Bearer ", f"Bearer {TOKEN[:-1]}", "Bearer é"):
        headers = {"authorization": given.encode("latin-1").decode("latin-1")} if given.isascii() else {}
        assert ask(app, "/metrics", **headers).status_code == 404, given


@BOTH
def test_what_the_figures_say(
    app: App, ask: Ask, world: World, client_for: ClientFor, database: Database
) -> None:
    with world.database.writing() as session:
        ask_work(session, "sweep-files", "2027-03-31")
        session.commit()
    client_for(world.manager).get(f"/contracts/{world.contract_id}")
    client_for(world.manager).get("/nowhere?q=Pat", 404)
    text = ask(app, "/metrics").text
    assert (
        'portal_request_seconds_count{method="GET",route="/contracts/{contract_id}",status="200"} 1.0' in text
    )
    assert 'portal_request_seconds_count{method="GET",route="none",status="404"} 1.0' in text
    assert 'portal_work{kind="sweep-files",state="waiting"} 1.0' in text
    assert re.search(r'portal_work_oldest_seconds\{kind="sweep-files",state="waiting"\} \d', text)
    assert "portal_database_connections_used 1.0" in text
    assert 'portal_seats_taken{kind="reading"} 1.0' in text
    assert f'portal_info{{version="{portal_version()}"}} 1.0' in text
    assert "portal_draining 0.0" in text
    assert "Pat" not in text


@BOTH
def test_an_administrator_sees_what_it_consists_of(world: World, client_for: ClientFor, app: App) -> None:
    with world.database.writing() as session:
        ask_work(session, "sweep-files", "2027-03-31")
        session.commit()
    sending.send(world, "complaints-policy")
    client = client_for(world.administrator)
    page = client.get("/installation")
    words = page.words
    for said in (
        "Remove files that broken-off uploads left behind 1 waiting, the oldest since",
        "Goes out by No mail server: it is kept in a folder",
        "Waiting to be sent Nothing",
        "Malware scanner Not configured: files are not scanned for malware",
        f"Good Standing {portal_version()}",
        "Mode Development",
    ):
        assert said in words, said
    assert re.search(r"Files \d+ files?, [\d.]+ [KM]B together", words)
    assert page.links["See what work has failed or waits"] == "/background-work"
    assert client.get("/background-work").links["See what this installation consists of"] == "/installation"


def test_what_it_consists_of_is_nobody_elses_business(world: World, client_for: ClientFor) -> None:
    client_for(world.manager).get("/installation", 404)
    assert client_for(None).get("/installation", 303).location.startswith("/sign-in")


def test_a_mail_server_is_named_without_its_password(
    app_over: AppOver, settings: Settings, world: World, make_client: Callable[..., PageClient]
) -> None:
    given = {
        "PORTAL_HOME": str(settings.home / "not there"),
        "PORTAL_ADDRESS": ADDRESS,
        "PORTAL_SMTP": "smtps://post:geheim@mail.example",
    }
    told = read_settings({**given, "PORTAL_MAIL_SANDBOX": "tests@portal.example"})
    page = make_client(app_over(settings=told), told, world.administrator).get("/installation")
    assert "mail.example, all of it to tests@portal.example" in page.words
    assert "The folder is not there yet" in page.words
    assert "geheim" not in page.source


def test_room_on_the_disk_is_told(world: World, client_for: ClientFor, settings: Settings) -> None:
    settings.home.mkdir(parents=True, exist_ok=True)
    total = shutil.disk_usage(settings.home).total
    assert total
    assert re.search(
        r"[\d.,]+ [GM]B of [\d.,]+ [GM]B", client_for(world.administrator).get("/installation").words
    )
