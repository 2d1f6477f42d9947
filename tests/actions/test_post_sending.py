"""A message is stored before it is sent and marked after: never lost, never twice."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from threading import Barrier

import pytest
import sqlalchemy as sa

from portal import clock
from portal.database import Database
from portal.post.actions.forget_letters import TOO_LATE
from portal.post.actions.mark_message import UNCONFIRMED, mark_handing_over
from portal.post.actions.write_message import Addressee, write_message
from portal.post.sending import GIVEN_UP, send
from portal.records import Message, MessageKind
from portal.settings import Settings, read_settings
from tests.builders.clock import clock_on
from tests.builders.letters import LETTER, handed_over, kept, state, written
from tests.parts.mail_server import mail_server


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"PORTAL_HOME": str(tmp_path)})


def test_it_is_kept_once_in_a_folder_of_its_owners(database: Database, settings: Settings) -> None:
    message_id = written(database)
    for _ in range(2):
        assert send(settings, database, message_id) is None
    (mail,) = kept(settings)
    assert mail["To"] == '"Zoë O’Hara, Secretary" <zoe@example.org>'
    assert mail["Subject"] == LETTER.subject
    assert mail["List-Unsubscribe"] == "<http://localhost:8000/unsubscribe/abc>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert state(database, message_id) == ("sent", "")
    (file,) = (settings.home / "mail").iterdir()
    assert [path.stat().st_mode & 0o077 for path in (file, file.parent)] == [0, 0]


def test_a_server_gets_it_as_it_is(database: Database, settings: Settings) -> None:
    message_id = written(database)
    with mail_server() as server:
        assert send(replace(settings, smtp=server.address), database, message_id) is None
    (taken,) = server.taken
    mail = message_from_bytes(taken, EmailMessage, policy=policy.default)
    text = mail.get_body(("plain",))
    assert text
    said = text.get_content().replace("\r\n", "\n")
    assert "2027.\n.\nThe line" in said
    assert "\n  * and what looks like another thing." in said, "nobody's words look like the letter's own"
    assert state(database, message_id) == ("sent", "")


def test_a_server_that_is_away_gets_it_later_with_the_same_name(
    database: Database, settings: Settings
) -> None:
    message_id = written(database)
    away = replace(settings, smtp="smtp://127.0.0.1:9")
    first = send(away, database, message_id)
    with clock_on(clock.today() + timedelta(days=1)):
        second = send(away, database, message_id)
    assert first
    assert second
    assert first < second
    with mail_server() as server:
        send(replace(settings, smtp=server.address), database, message_id)
    assert len(server.taken) == 1
    with database.reading() as session:
        header = session.scalars(sa.select(Message.header)).one()
    assert header.encode() in server.taken[0]


def test_after_two_weeks_it_has_failed(database: Database, settings: Settings) -> None:
    message_id = written(database)
    with clock_on(clock.today() + GIVEN_UP + timedelta(days=1)):
        assert send(replace(settings, smtp="smtp://127.0.0.1:9"), database, message_id) is None
    assert state(database, message_id)[0] == "failed"


def test_what_the_server_refuses_has_failed_with_its_words(database: Database, settings: Settings) -> None:
    message_id = written(database)
    with mail_server(refuses=True) as server:
        assert send(replace(settings, smtp=server.address), database, message_id) is None
    said, words = state(database, message_id)
    assert said == "failed"
    assert words.startswith("5")


def test_who_died_after_the_last_byte_has_sent_it(database: Database, settings: Settings) -> None:
    message_id = written(database)
    with database.writing() as session:
        assert mark_handing_over(session, message_id, "who died")
    assert send(settings, database, message_id), "it may still wait for the answer"
    assert state(database, message_id)[0] == "handing-over"
    with clock_on(clock.today() + timedelta(days=1)):
        assert send(settings, database, message_id) is None
    assert kept(settings) == []
    assert state(database, message_id) == ("sent", UNCONFIRMED)


def test_two_never_hand_over_the_same(database: Database) -> None:
    message_id, together = written(database), Barrier(2)

    def hand_over(_: int) -> bool:
        together.wait()
        return handed_over(database, message_id)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(hand_over, range(2))) == [False, True]


def test_what_lets_somebody_in_is_kept_no_longer_than_needed(database: Database, settings: Settings) -> None:
    message_id = written(database, is_secret=True)
    send(settings, database, message_id)
    with database.reading() as session:
        assert session.scalars(sa.select(Message.letter)).one() == {}
    assert len(kept(settings)) == 1


def test_a_sandbox_gets_everything_and_is_told_for_whom(database: Database, tmp_path: Path) -> None:
    given = {"PORTAL_HOME": str(tmp_path), "PORTAL_MAIL_SANDBOX": "tests@example.org"}
    with mail_server() as server:
        send(read_settings({**given, "PORTAL_SMTP": server.address}), database, written(database))
    (mail,) = (message_from_bytes(each, EmailMessage, policy=policy.default) for each in server.taken)
    assert "rcpt to:<tests@example.org>" in server.said
    assert not any("zoe@" in each for each in server.said)
    assert mail["To"].addresses[0].addr_spec == "tests@example.org"
    assert mail["Subject"] == f"[for zoe@example.org] {LETTER.subject}"
    assert mail["List-Unsubscribe"] is None


def test_in_production_nothing_is_shown_on_the_console(
    database: Database, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    send(replace(settings, production=True), database, written(database))
    assert capsys.readouterr().out == ""
    assert len(kept(settings)) == 1
    send(settings, database, written(database))
    assert "Mail to zoe@example.org: 3 things" in capsys.readouterr().out


def test_of_a_long_mail_the_console_shows_where_it_is(
    database: Database, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    many = replace(LETTER, opening=tuple(f"Thing {number}" for number in range(100)))
    send(settings, database, written(database, many))
    shown = capsys.readouterr().out
    (path,) = (settings.home / "mail").iterdir()
    assert str(path) in shown
    assert "Thing 0" in shown
    assert "Thing 50" not in shown


def test_what_has_ended_is_not_sent_any_more(database: Database, settings: Settings) -> None:
    until = clock.now() + timedelta(hours=1)
    with database.writing() as session:
        to = Addressee("zoe@example.org", "Zoë")
        message_id = write_message(session, to, MessageKind.RESET, LETTER, is_secret=True, good_until=until)
        session.commit()
    with clock_on(clock.today() + timedelta(days=2)):
        assert send(settings, database, message_id) is None
    assert state(database, message_id) == ("failed", TOO_LATE)
    with database.reading() as session:
        assert session.scalars(sa.select(Message.letter)).one() == {}
