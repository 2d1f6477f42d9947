"""A message as it goes over the wire: addresses, names, headers, lines, and what it says in both forms."""

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from portal.database import Database
from portal.post.actions.write_message import Addressee
from portal.post.sending import NO_SUCH_FORM, send
from portal.settings import Settings, read_settings
from tests.builders.letters import LETTER, kept, state, written
from tests.parts.mail_server import mail_server


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"PORTAL_HOME": str(tmp_path)})


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


def test_a_domain_goes_in_its_ascii_form(database: Database, settings: Settings) -> None:
    to = Addressee("info@bücher.example", "Bücher")
    with mail_server() as server:
        send(replace(settings, smtp=server.address), database, written(database, to=to))
    assert "rcpt to:<info@xn--bcher-kva.example>" in server.said
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
