"""What mail servers want and say: encryption, passwords, refusals, and connections that break."""

import socket
from dataclasses import replace
from pathlib import Path

import pytest

from portal.database import Database
from portal.post.sending import SHORTEST, send
from portal.post.smtp import IN_THE_OPEN
from portal.settings import Settings, read_settings
from tests.builders.letters import handed_over, state, written
from tests.parts.mail_server import Habits, mail_server, own_certificate


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"PORTAL_HOME": str(tmp_path)})


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Of a server on this machine, and known to whoever asks here."""
    path = own_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", f"{path}.crt")
    return path


@pytest.mark.parametrize("at_once", [True, False])
def test_a_password_goes_over_tls(
    database: Database, settings: Settings, certificate: Path, at_once: bool
) -> None:
    habits = Habits(name="portal", password="p@ss", certificate=certificate, encrypts_at_once=at_once)
    with mail_server(habits=habits) as server:
        address = server.address.replace("p@ss", "p%40ss")
        assert send(replace(settings, smtp=address), database, written(database)) is None
    assert len(server.taken) == 1
    said = [each.split()[0] for each in server.said]
    assert ("STARTTLS" in said) is not at_once
    assert at_once or said.index("STARTTLS") < said.index("AUTH")


def test_a_certificate_that_nobody_knows_gets_no_password(
    database: Database, settings: Settings, tmp_path: Path
) -> None:
    habits = Habits(name="portal", password="secret", certificate=own_certificate(tmp_path))
    message_id = written(database)
    with mail_server(habits=habits) as server:
        assert send(replace(settings, smtp=server.address), database, message_id)
    assert "CERTIFICATE_VERIFY_FAILED" in state(database, message_id)[1]
    assert not any(each.startswith("AUTH") for each in server.said)


@pytest.mark.parametrize("production", [True, False])
def test_in_production_no_password_goes_in_the_open_to_another_machine(
    database: Database, settings: Settings, production: bool
) -> None:
    """By its own name this machine is like any other."""
    message_id = written(database)
    with mail_server(habits=Habits(name="portal", password="secret"), host="") as server:
        there = f"smtp://portal:secret@{socket.gethostname()}:{server.port}"
        pause = send(replace(settings, smtp=there, production=production), database, message_id)
    assert bool(pause) is production
    assert len(server.taken) == (0 if production else 1)
    assert any(each.startswith("AUTH") for each in server.said) is not production
    assert state(database, message_id)[1] == (IN_THE_OPEN if production else "")


def test_a_wrong_password_is_said_and_mended_later(database: Database, settings: Settings) -> None:
    message_id = written(database)
    with mail_server(habits=Habits(name="portal", password="secret")) as server:
        wrong = server.address.replace("secret", "wrong")
        assert send(replace(settings, smtp=wrong), database, message_id)
        assert "535" in state(database, message_id)[1]
        assert send(replace(settings, smtp=server.address), database, message_id) is None
    assert len(server.taken) == 1


ANSWERS = [
    ("MAIL", "550 not from you", "waiting", "a setting, not the address"),
    ("MAIL", "451 wait", "waiting", "later"),
    ("RCPT", "450 mailbox is busy", "waiting", "later"),
    ("RCPT", "550 nobody of that name", "failed", "never"),
    ("DATA", "554 no", "failed", "never"),
    ("DOT", "451 wait", "waiting", "later"),
    ("DOT", "554 we do not like it", "failed", "never"),
    ("QUIT", "500 what?", "sent", "it has the message already"),
]


@pytest.mark.parametrize(("command", "answer", "becomes", "why"), ANSWERS)
def test_what_a_server_says_decides(
    database: Database, settings: Settings, command: str, answer: str, becomes: str, why: str
) -> None:
    message_id = written(database)
    with mail_server(habits=Habits(answers={command: answer})) as server:
        pause = send(replace(settings, smtp=server.address), database, message_id)
    found, words = state(database, message_id)
    assert found == becomes, why
    assert bool(pause) is (becomes == "waiting")
    assert words == ("" if becomes == "sent" else answer)


@pytest.mark.parametrize("command", ["EHLO", "MAIL", "RCPT", "DOT"])
def test_a_connection_that_breaks_is_tried_again_under_the_same_name(
    database: Database, settings: Settings, command: str
) -> None:
    message_id = written(database)
    with mail_server(habits=Habits(breaks_off_at=command)) as server:
        assert send(replace(settings, smtp=server.address), database, message_id)
    assert state(database, message_id)[0] == "waiting"
    with mail_server() as later:
        assert send(replace(settings, smtp=later.address), database, message_id) is None
    assert state(database, message_id)[0] == "sent"
    assert len(later.taken) == 1
    assert set(server.message_ids()) <= set(later.message_ids())


def test_what_somebody_else_hands_over_is_not_sent_and_looked_at_again(
    database: Database, settings: Settings
) -> None:
    """Another worker hands it over while this one is between the last line and the dot."""
    message_id = written(database)

    def meanwhile(moment: str) -> None:
        if moment == "DATA":
            handed_over(database, message_id)

    with mail_server(habits=Habits(moment=meanwhile)) as server:
        assert send(replace(settings, smtp=server.address), database, message_id) == SHORTEST
    assert server.taken == []
    assert state(database, message_id)[0] == "handing-over", "whoever lost says nothing about it"
