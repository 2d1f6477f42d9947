"""The log is given away with a program that checks it, and goes on after a lost key."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import sqlalchemy as sa

from portal.acting.chain import event_hash
from portal.acting.log_key import DEVELOPMENT
from portal.history.actions.anchor_log import anchor_log, lines_of
from portal.history.anchors import public_key, read_anchor, readable
from portal.history.exporting import export_log
from portal.history.verifier import verify
from portal.records import Message
from portal.settings import Settings, read_settings
from tests.actions.conftest import Portal
from tests.builders.sending import accepted, send
from tests.builders.tampering import BEHIND, EVENT, HEAD
from tests.builders.world import World

PUBLIC = public_key(DEVELOPMENT)


@pytest.fixture
def given(world: World, tmp_path: Path) -> Path:
    """The log of a world in which something has happened, as a folder that somebody was given."""
    accepted(world, "complaints-policy")
    settings = settings_of(tmp_path / "home")
    anchor_log(settings, world.database)
    send(world, "anti-bribery")
    lines = (settings.home / "anchors.jsonl").read_text("utf-8").splitlines()
    with world.database.reading() as session:
        count = export_log(session, "https://portal.example", lines, tmp_path / "log.zip")
    assert count > 3
    with zipfile.ZipFile(tmp_path / "log.zip") as archive:
        archive.extractall(tmp_path / "given")
    return tmp_path / "given"


def settings_of(home: Path, **more: str) -> Settings:
    return read_settings({"PORTAL_HOME": str(home), "PORTAL_ADDRESS": "https://portal.example", **more})


def test_whoever_has_the_log_and_python_can_check_it(given: Path) -> None:
    """Without anything that is installed: -I -S leaves only the standard library."""
    told = run_verifier(given, "--key", PUBLIC)
    assert (told.returncode, told.stdout) == (0, "The log is whole.\n")
    assert run_verifier(given).returncode == 0
    told = run_verifier(given, "--key", "0" * 64)
    assert told.returncode == 1
    assert "not the one that you gave" in told.stdout


def run_verifier(given: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    program = [sys.executable, "-I", "-S", str(given / "verify_log.py"), *words]
    return subprocess.run(program, capture_output=True, text=True, check=False)


def drop(events: list[dict[str, Any]]) -> None:
    del events[1]


def cut(events: list[dict[str, Any]]) -> None:
    del events[-1]


def empty(events: list[dict[str, Any]]) -> None:
    events.clear()


def change(events: list[dict[str, Any]]) -> None:
    events[2]["name"] = "evidence-lost"


def hash_to_the_end(events: list[dict[str, Any]]) -> None:
    change(events)
    previous = ""
    for each in events:
        each["previous_hash"] = previous
        previous = each["hash"] = event_hash(each)


def forge(events: list[dict[str, Any]]) -> None:
    last = events[-1]
    made = {**last, "number": last["number"] + 1, "previous_hash": last["hash"]}
    events.append(made | {"hash": event_hash(made)})


@pytest.mark.parametrize("tamper", [drop, cut, empty, change, hash_to_the_end, forge])
def test_the_program_finds_what_was_done_to_what_was_given(
    given: Path, tamper: Callable[[list[dict[str, Any]]], None]
) -> None:
    path = given / "events.jsonl"
    events = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    tamper(events)
    path.write_text("".join(json.dumps(each) + "\n" for each in events), "utf-8")
    assert list(verify(given, PUBLIC))


def test_the_program_wants_the_end_signed(given: Path) -> None:
    head = json.loads((given / "head.json").read_text("utf-8"))
    (given / "head.json").write_text(json.dumps(head | {"at": "2020-01-01T00:00:00+00:00"}), "utf-8")
    assert "the end of the log is not signed as it says" in list(verify(given))
    (given / "head.json").unlink()
    assert list(verify(given)) == ["the file head.json is missing", "nothing says where the log ends"]


def hide(given: Path) -> None:
    """An event is made to stand there by its hash alone."""
    lines = (given / "events.jsonl").read_text("utf-8").splitlines()
    event = json.loads(lines[1])
    lines[1] = json.dumps({"number": event["number"], "hash": event["hash"]})
    (given / "events.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


def redact_without_proof(given: Path) -> None:
    """An event is changed, and a row without a salt says that it is what is left of it."""
    lines = (given / "events.jsonl").read_text("utf-8").splitlines()
    event = json.loads(lines[2]) | {"name": "evidence-lost"}
    lines[2] = json.dumps(event)
    (given / "events.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    row = {"table": "event", "key": str(event["number"]), "salt": "", "says": event, "file": ""}
    (given / "rows.jsonl").write_text(json.dumps(row) + "\n", "utf-8")


def say_twice(given: Path) -> None:
    """Programs read the last of two values of one name, people the first."""
    path = given / "events.jsonl"
    path.write_text(path.read_text("utf-8").replace('{"at"', '{"at": "2020-01-01", "at"', 1), "utf-8")


def forget_anchors(given: Path) -> None:
    (given / "anchors.jsonl").write_bytes(b"")


def change_list(given: Path) -> None:
    """With what hides the change of the list itself."""
    hide(given)
    listed = json.loads((given / "contents.json").read_text("utf-8"))
    listed["files"].pop("events.jsonl")
    (given / "contents.json").write_text(json.dumps(listed), "utf-8")


def lose_list(given: Path) -> None:
    hide(given)
    (given / "contents.json").unlink()


@pytest.mark.parametrize(
    "tamper", [hide, redact_without_proof, say_twice, forget_anchors, change_list, lose_list]
)
def test_what_was_given_is_whole_to_the_byte(given: Path, tamper: Callable[[Path], None]) -> None:
    tamper(given)
    assert list(verify(given, PUBLIC))


def test_a_change_of_an_event_is_not_excused_by_a_row_that_proves_nothing(given: Path) -> None:
    redact_without_proof(given)
    assert "event 3 (evidence-lost) was changed" in list(verify(given, PUBLIC))


def test_a_zip_holds_what_was_given_and_nothing_else(given: Path) -> None:
    path = given.parent / "log.zip"
    assert list(verify(path, PUBLIC)) == []
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("files/contract.txt", "Something else was agreed.")
    assert list(verify(path, PUBLIC)) == ["the file files/contract.txt was put in"]


def test_an_anchor_goes_to_a_file_elsewhere_a_mail_or_a_webhook(world: World, tmp_path: Path) -> None:
    accepted(world, "complaints-policy")
    elsewhere = tmp_path / "elsewhere.jsonl"
    made = anchor_log(settings_of(tmp_path / "a", PORTAL_ANCHOR=f"file://{elsewhere}"), world.database)
    assert made
    assert read_anchor(elsewhere.read_text("utf-8")) == made
    anchor_log(settings_of(tmp_path / "b", PORTAL_ANCHOR="mailto:keeper@example.org"), world.database)
    with world.database.reading() as session:
        (mail,) = session.execute(sa.select(Message.to_email, Message.letter)).all()
    assert mail.to_email == "keeper@example.org"
    assert f'"number": {made.number}' in mail.letter["opening"][1]
    received: list[bytes] = []
    with webhook(received) as address:
        anchor_log(settings_of(tmp_path / "c", PORTAL_ANCHOR=address), world.database)
    assert json.loads(received[0])["hash"] == made.hash


@pytest.mark.parametrize("left", [b'{"address": "http://lo', b'{"at": "2027-0\x00\xff'])
def test_an_anchor_after_one_that_was_broken_off_is_read_and_given(
    world: World, tmp_path: Path, left: bytes
) -> None:
    """As a full disk or a power cut leaves the file."""
    accepted(world, "complaints-policy")
    settings = settings_of(tmp_path / "home")
    path = settings.home / "anchors.jsonl"
    path.parent.mkdir()
    path.write_bytes(left)
    made = anchor_log(settings, world.database)
    assert anchor_log(settings, world.database) == made
    assert list(readable(lines_of(path))) == [made]
    assert path.read_bytes().startswith(left + b"\n"), "what is there stays"
    with world.database.reading() as session:
        export_log(session, settings.address, lines_of(path), tmp_path / "log.zip")
    assert list(verify(tmp_path / "log.zip", PUBLIC)) == []
    with zipfile.ZipFile(tmp_path / "log.zip") as given:
        told = given.read("anchors.jsonl").decode()
    assert made
    assert told == f"{made.line()}\n"


class webhook:  # noqa: N801 - used as a statement
    """Somebody who takes what is posted."""

    def __init__(self, received: list[bytes]) -> None:
        class Taking(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                received.append(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(204)
                self.end_headers()

            def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
                """Nothing is said."""

        self.server = HTTPServer(("127.0.0.1", 0), Taking)

    def __enter__(self) -> str:
        Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}/anchors"

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def test_the_commands_of_the_log(world: World, portal: Portal, tmp_path: Path) -> None:
    accepted(world, "complaints-policy")
    assert portal("log", "key") == (0, f"{PUBLIC}\n", "")
    code, out, _ = portal("log", "anchor")
    assert code == 0
    assert read_anchor(out).key == PUBLIC
    path = tmp_path / "given-away.zip"
    code, out, _ = portal("log", "export", str(path))
    assert (code, PUBLIC in out) == (0, True)
    assert list(verify(path, PUBLIC)) == []
    code, _, err = portal("log", "export", str(path))
    assert (code, err.count("\n")) == (2, 1), "what is there already is left alone"
    assert portal("verify")[0] == 0
    with world.database.writing() as session:
        session.execute(sa.delete(EVENT))
        session.execute(sa.delete(HEAD))
        session.execute(sa.delete(BEHIND.tables["visit"]))
        session.commit()
    code, out, _ = portal("verify")
    assert code == 1
    assert "anchor: on " in out
