"""A message is stored before it is sent and marked after: never lost, never twice."""

import socket
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
from portal.post.actions.forget_letters import TOO_LATE
from portal.post.actions.mark_message import UNCONFIRMED, mark_handing_over
from portal.post.actions.write_message import Addressee, Letter, Point, Section, write_message
from portal.post.sending import GIVEN_UP, NO_SUCH_FORM, SHORTEST, send
from portal.post.smtp import NO_SECRET_IN_THE_OPEN
from portal.records import Message, MessageKind
from portal.settings import Settings, read_settings
from tests.builders.clock import clock_on
from tests.parts.mail_server import Habits, mail_server, own_certificate

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


ZOE = Addressee("zoe@example.org", "Zoë O’Hara, Secretary")


def written(
    database: Database, letter: Letter = LETTER, *, to: Addressee = ZOE, is_secret: bool = False
) -> uuid.UUID:
    with database.writing() as session:
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
    with mail_server(habits=Habits(name="portal", password="secret"), host="0.0.0.0") as server:  # noqa: S104
        there = server.address.replace("0.0.0.0", socket.gethostname())  # noqa: S104 - as above
        pause = send(replace(settings, smtp=there, production=production), database, message_id)
    assert bool(pause) is production
    assert len(server.taken) == (0 if production else 1)
    assert any(each.startswith("AUTH") for each in server.said) is not production
    assert state(database, message_id)[1] == (NO_SECRET_IN_THE_OPEN if production else "")


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
            mark_one(database, message_id)

    with mail_server(habits=Habits(moment=meanwhile)) as server:
        assert send(replace(settings, smtp=server.address), database, message_id) == SHORTEST
    assert server.taken == []
    assert state(database, message_id)[0] == "handing-over", "whoever lost says nothing about it"


def test_a_sandbox_gets_everything_and_is_told_for_whom(database: Database, tmp_path: Path) -> None:
    given = {"PORTAL_HOME": str(tmp_path), "PORTAL_MAIL_SANDBOX": "tests@example.org"}
    with mail_server() as server:
        send(read_settings({**given, "PORTAL_SMTP": server.address}), database, written(database))
    (mail,) = (message_from_bytes(each, EmailMessage, policy=policy.default) for each in server.taken)
    assert "rcpt TO:<tests@example.org>" in server.said
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


def test_a_domain_goes_in_its_ascii_form(database: Database, settings: Settings) -> None:
    to = Addressee("info@bücher.example", "Bücher")
    with mail_server() as server:
        send(replace(settings, smtp=server.address), database, written(database, to=to))
    assert "rcpt TO:<info@xn--bcher-kva.example>" in server.said
    assert b"<info@xn--bcher-kva.example>" in server.taken[0]
    assert server.taken[0].isascii()


@pytest.mark.parametrize("email", ["zoë@example.org", "nobody", "a@b@example.org", "a\nb@example.org"])
def test_an_address_that_no_server_takes_has_failed(
    database: Database, settings: Settings, email: str
) -> None:
    """Such as there may be from before they were refused."""
    message_id = written(database, to=Addressee(email, "Zoë"))
    assert send(settings, database, message_id) is None
    assert state(database, message_id) == ("failed", NO_SUCH_FORM)


@pytest.mark.parametrize(
    "name",
    ["O'Hara", "O’Hara", "Søren, Secretary", 'Pat "The Hat" Partner', "A <b@c.example>", "李明", "x" * 200],
)
def test_names_are_as_they_are(database: Database, settings: Settings, name: str) -> None:
    send(settings, database, written(database, to=Addressee("pat@example.org", name)))
    (mail,) = kept(settings)
    (to,) = mail["To"].addresses
    assert (to.display_name, to.addr_spec) == (name, "pat@example.org")


def test_no_name_or_subject_brings_a_header_of_its_own(database: Database, settings: Settings) -> None:
    bad = "Hello\r\nBcc: all@example.org\nX: y"
    letter = replace(LETTER, subject=bad, reply_to="a@example.org\nBcc: b@example.org", unsubscribe="")
    send(settings, database, written(database, letter, to=Addressee("pat@example.org", bad)))
    (mail,) = kept(settings)
    assert set(mail.keys()) & {"Bcc", "X", "Reply-To"} == set()
    assert mail["Subject"] == "Hello Bcc: all@example.org X: y"


def test_lines_are_short_and_plain_on_the_wire(database: Database, settings: Settings) -> None:
    letter = replace(LETTER, opening=("Zoë’s line is long. " * 200,))
    with mail_server() as server:
        send(replace(settings, smtp=server.address), database, written(database, letter))
    (taken,) = server.taken
    assert taken.isascii()
    assert max(map(len, taken.split(b"\r\n"))) <= 998
    mail = message_from_bytes(taken, EmailMessage, policy=policy.default)
    assert mail["Date"].datetime.utcoffset() == timedelta(0)
    assert mail.get_content_type() == "multipart/alternative"
    text = mail.get_body(("plain",))
    assert text
    assert "Zoë’s line is long. Zoë’s" in text.get_content()


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
