"""A message is stored before it is sent and marked after: never lost, never twice."""

import uuid
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
import sqlalchemy as sa

from portal import clock
from portal.database import Database
from portal.post.actions.mark_message import UNCONFIRMED, mark_handing_over
from portal.post.actions.write_message import Addressee, Letter, Point, Section, write_message
from portal.post.sending import GIVEN_UP, send
from portal.records import Message, MessageKind
from portal.settings import Settings, read_settings
from tests.builders.clock import clock_on
from tests.parts.mail_server import mail_server

LETTER = Letter(
    subject="3 things are outstanding for O’Hara & Söhne",
    greeting="Good morning Zoë,",
    opening=("Your visit is on 14 October 2027.",),
    sections=(
        Section(
            "Healthy Living, Dover",
            "We are in the office until six.",
            (
                Point(
                    "Public liability insurance",
                    "Accepted until 30 September 2027, in 5 days.",
                    consequence="Clause 4.2.",
                    href="/engagements/1",
                ),
                Point("<b>Hostile</b> title", "With “quotes” and a dot\n.\nalone on its line."),
            ),
        ),
    ),
    button=("See all of it", "/"),
    unsubscribe="/unsubscribe/abc",
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"PORTAL_HOME": str(tmp_path)})


def written(database: Database, letter: Letter = LETTER, *, is_secret: bool = False) -> uuid.UUID:
    with database.writing() as session:
        to = Addressee("zoe@example.org", "Zoë O’Hara, Secretary")
        message_id = write_message(session, to, MessageKind.DIGEST, letter, is_secret=is_secret)
        session.commit()
    return message_id


def kept(settings: Settings) -> list[EmailMessage]:
    folder = settings.home / "mail"
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return [message_from_bytes(file.read_bytes(), EmailMessage, policy=policy.default) for file in files]


def state(database: Database, message_id: uuid.UUID) -> tuple[str, str]:
    with database.reading() as session:
        row = session.execute(sa.select(Message.state, Message.problem).where(Message.id == message_id)).one()
    return row.state, row.problem


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


def test_text_and_html_say_the_same(database: Database, settings: Settings) -> None:
    send(settings, database, written(database))
    (mail,) = kept(settings)
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text
    assert html
    for words in (
        "Good morning Zoë,",
        "Accepted until 30 September 2027",
        "http://localhost:8000/engagements/1",
    ):
        assert words in text.get_content()
        assert words in html.get_content()
    assert "<b>Hostile" not in html.get_content()


def test_a_server_gets_it_as_it_is(database: Database, settings: Settings) -> None:
    message_id = written(database)
    with mail_server() as server:
        assert send(replace(settings, smtp=server.address), database, message_id) is None
    (taken,) = server.taken
    mail = message_from_bytes(taken, EmailMessage, policy=policy.default)
    text = mail.get_body(("plain",))
    assert text
    assert "a dot\n.\nalone" in text.get_content().replace("\r\n", "\n")
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
    message_id = written(database)
    assert [mark_one(database, message_id) for _ in range(2)] == [True, False]


def mark_one(database: Database, message_id: uuid.UUID) -> bool:
    with database.writing() as session:
        return mark_handing_over(session, message_id, uuid.uuid4().hex)


def test_what_lets_somebody_in_is_kept_no_longer_than_needed(database: Database, settings: Settings) -> None:
    message_id = written(database, is_secret=True)
    send(settings, database, message_id)
    with database.reading() as session:
        assert session.scalars(sa.select(Message.letter)).one() == {}
    assert len(kept(settings)) == 1
