"""The log of production: a line of JSON for everything, by which request it was, and nobody's data in it."""

import io
import json
import logging
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any
from unittest import mock

import pytest
import sqlalchemy as sa

from portal.logs import REQUESTS, formatter_of, log_uncaught, set_up_logs
from portal.records import Person
from tests.builders.world import PASSWORD, World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.pages.doors import Door
from tests.pages.furnished import House
from tests.pages.fuzzing import Fuzz

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """Call it for all that was logged, read; in production's form."""
    told, root, requests = io.StringIO(), logging.getLogger(), logging.getLogger(REQUESTS)
    handler = logging.StreamHandler(told)
    handler.setFormatter(formatter_of(production=True))
    levels = {each: each.level for each in (root, requests)}
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    requests.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in told.getvalue().splitlines()]
    root.removeHandler(handler)
    for each, level in levels.items():
        each.setLevel(level)


def test_a_line_for_each_request(world: World, client_for: ClientFor, lines: Lines) -> None:
    answer = client_for(world.manager).get(f"/contracts/{world.contract_id}/partners?q=Tidewater")
    (line,) = lines()
    assert line.pop("ms") > 0
    assert line.pop("timestamp")
    assert line == {
        "event": "request",
        "logger": "portal.requests",
        "level": "info",
        "request": answer.headers["x-request-id"],
        "method": "GET",
        "route": "/contracts/{contract_id}/partners",
        "status": 200,
    }


def test_the_id_of_a_proxy_is_kept_and_no_other_text(stranger: PageClient, lines: Lines) -> None:
    given = stranger.get("/privacy", headers={"x-request-id": "a1b2c3d4-e5"})
    assert given.headers["x-request-id"] == "a1b2c3d4-e5"
    for odd in ("short", 'x" event="forged', "x" * 65, "pat@example.org"):
        answer = stranger.get("/privacy", headers={"x-request-id": odd})
        assert answer.headers["x-request-id"] != odd
    assert next(line["request"] for line in lines()) == "a1b2c3d4-e5"


def test_probes_are_not_told(stranger: PageClient, lines: Lines) -> None:
    stranger.get("/health/live")
    stranger.get("/health/ready")
    assert lines() == []


def test_a_fault_says_where_and_not_what_was_typed(world: World, client_for: ClientFor, lines: Lines) -> None:
    said = "Pat Smith <pat@example.org> cannot be read"
    with mock.patch("portal.home.pages.about.page", side_effect=RuntimeError(said)):
        answer = client_for(world.manager).get("/privacy?q=Pat", 500)
    fault = next(line for line in lines() if line["level"] == "error")
    assert fault["error"] == "RuntimeError"
    assert fault["request"] == answer.headers["x-request-id"]
    assert any("about.py" in each for each in fault["where"])
    assert "Pat" not in json.dumps(lines())


@pytest.mark.parametrize("engine_name", ["sqlite", "postgresql"], indirect=True)
def test_a_database_says_what_is_wrong_and_not_with_whom(world: World, lines: Lines) -> None:
    try:
        with world.database.writing() as session:
            session.execute(sa.insert(Person).values(email=world.member.email, name="Pat Smith"))
    except sa.exc.SQLAlchemyError:
        logging.getLogger("portal").exception("it did not go")
    (line,) = lines()
    assert "person" in line["because"]
    assert "Error" in line["error"]
    assert world.member.email not in json.dumps(line)
    assert "Smith" not in json.dumps(line)


def test_a_disk_says_what_is_wrong(lines: Lines) -> None:
    try:
        open("/proc/Pat Smith/no-such-file")  # noqa: PTH123, SIM115 - it is not there
    except OSError:
        logging.getLogger("huey").error("failed for pat@example.org", exc_info=True)
    (line,) = lines()
    assert (line["because"], line["event"]) == ("No such file or directory", "failed for <address>")
    assert "Smith" not in json.dumps(line)


def test_what_nobody_caught_is_a_line_too(lines: Lines) -> None:
    try:
        raise ValueError("pat@example.org")
    except ValueError as error:
        log_uncaught(type(error), error, error.__traceback__)
    log_uncaught(KeyboardInterrupt, KeyboardInterrupt(), None)
    (line,) = lines()
    assert (line["event"], line["error"]) == ("uncaught", "ValueError")


def test_production_writes_json_and_development_lines(capsys: pytest.CaptureFixture[str]) -> None:
    root, hook, requests = logging.getLogger(), sys.excepthook, logging.getLogger(REQUESTS)
    kept = (root.handlers[:], root.level, requests.level)
    with mock.patch("threading.excepthook"), mock.patch("logging.captureWarnings"):
        try:
            for production in (True, False):
                set_up_logs(production)
                logging.getLogger("portal").warning("something")
                assert requests.isEnabledFor(logging.INFO) is production
        finally:
            root.handlers[:], sys.excepthook = kept[0], hook
            root.setLevel(kept[1])
            requests.setLevel(kept[2])
    first, second = capsys.readouterr().err.splitlines()
    assert json.loads(first)["event"] == "something"
    assert "something" in second
    assert not second.startswith("{")


def test_nobody_is_found_in_the_log_of_many_requests(
    doors: list[Door],
    world: World,
    house: House,
    clients: dict[str, PageClient],
    lines: Lines,
    is_whole: bool,
) -> None:
    """Every page by somebody whose page it is and by a stranger, sign-ins that go and that do not, and a
    broken upload. Who else opens a page is told of by the same line; all who may only with --whole."""
    asked = f"?q={world.member.email}"
    fuzz = Fuzz(doors, world, house, clients, restore=lambda: None)
    for door in (each for each in doors if each.method == "GET"):
        for client in islice(fuzz.openers(door), None if is_whole else 1):
            client.ask("GET", fuzz.address(door) + asked)
        clients["stranger"].ask("GET", fuzz.address(door) + asked)
    stranger = clients["stranger"]
    stranger.post("/sign-in", {"email": world.member.email, "password": "wrong"}, status=422)
    stranger.post("/forgotten-password", {"email": world.member.email})
    stranger.post("/sign-in", {"email": world.member.email, "password": PASSWORD})
    broken = {"content": b"--x", "headers": {"content-type": "multipart/form-data; boundary=x"}}
    clients["manager"].ask("POST", "/checklists/from-word", 400, **broken)
    told = lines()
    text = json.dumps(told)
    assert len(told) > 200
    assert {line["level"] for line in told} == {"info"}, "what others do wrong is no fault of ours"
    assert "@" not in text
    for viewer in world.people.values():
        assert viewer.email not in text
        assert viewer.name not in text
    assert str(house.values["token"]) not in text
