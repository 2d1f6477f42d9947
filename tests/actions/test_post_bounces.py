"""What comes back is noted with the message that it is about, and nothing else does anything."""

import uuid
from dataclasses import replace

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.acting.ask_work import ask_work
from portal.database import Database
from portal.post.actions.write_message import Addressee, Letter, write_message
from portal.post.bounces import LARGEST, is_lasting, read_bounce
from portal.post.mailbox import MailboxAway
from portal.post.returning import Returned, read_mailbox, take_back
from portal.records import Message, MessageKind, Work
from portal.work.working import Worker
from tests.builders import returned_mail as shapes
from tests.builders.messages import Mailbox
from tests.parts.made_up import made_up
from tests.parts.mailbox_server import mailbox_server

HEADER = "<176.5.99.0a1b2c3d4e5f@good-standing.invalid>"

READ = [
    (shapes.POSTFIX, "5.1.1", "550 5.1.1 <pat@example.org>: Recipient address rejected: User unknown", True),
    (
        shapes.EXCHANGE,
        "5.1.10",
        "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
        True,
    ),
    (
        shapes.GMAIL,
        "5.2.2",
        "552-5.2.2 The email account that you tried to reach is over quota. Please direct "
        "552 5.2.2 the recipient to its help pages.",
        False,
    ),
    (shapes.EXIM, "5.0.0", "550 No such person at this address", True),
    (shapes.OLD_EXIM, "", "Unrouteable address", False),
    (shapes.GIVEN_UP, "4.4.7", "delivery expired", False),
]


def filled(shape: str, header: str = HEADER) -> bytes:
    return shape.replace("{header}", header).encode("utf-8", "surrogateescape")


@pytest.mark.parametrize(("shape", "status", "words", "lasting"), READ)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_each_servers_report_is_read(shape: str, status: str, words: str, lasting: bool, ends: str) -> None:
    bounce = read_bounce(filled(shape).replace(b"\n", ends.encode()))
    assert bounce
    assert HEADER in bounce.headers
    assert (bounce.status, bounce.words, bounce.is_delayed) == (status, words, False)
    assert is_lasting(bounce.status) == lasting


def test_what_is_only_delayed_has_not_come_back() -> None:
    bounce = read_bounce(filled(shapes.DELAYED))
    assert bounce
    assert bounce.is_delayed


@pytest.fixture
def sent(database: Database, mailbox: Mailbox) -> str:
    """The Message-ID of a message that went."""
    with database.writing() as session:
        write_message(session, Addressee("pat@example.org", "Pat"), MessageKind.LETTER, Letter("Hi", "Hello"))
        session.commit()
    (mail,) = mailbox.messages()
    return str(mail["Message-ID"])


def came_back(database: Database) -> tuple[bool, str, str, str]:
    with database.reading() as session:
        row = session.execute(
            sa.select(Message.bounced_at, Message.bounce_status, Message.bounce_words, Message.state)
        ).one()
    return row.bounced_at is not None, row.bounce_status, row.bounce_words, row.state


def take(database: Database, raw: bytes) -> Returned:
    with database.writing() as session:
        return take_back(session, raw)


NOT_BACK = (False, "", "", "sent")


def test_the_first_word_about_a_message_counts(database: Database, sent: str) -> None:
    assert take(database, filled(shapes.DELAYED, sent)) == Returned.DELAYED
    assert came_back(database) == NOT_BACK
    assert take(database, filled(shapes.EXIM, sent)) == Returned.NOTED
    assert take(database, filled(shapes.GIVEN_UP, sent)) == Returned.NOTED
    assert came_back(database) == (True, "5.0.0", "550 No such person at this address", "sent")


@pytest.mark.parametrize("what", shapes.NO_REPORTS)
def test_what_tells_nothing_does_nothing(database: Database, sent: str, what: str) -> None:
    assert take(database, filled(shapes.NO_REPORTS[what], sent)) == Returned.NO_REPORT
    assert came_back(database) == NOT_BACK


def test_what_never_went_cannot_come_back(database: Database) -> None:
    with database.writing() as session:
        write_message(session, Addressee("pat@example.org", "Pat"), MessageKind.LETTER, Letter("Hi", "Hello"))
        session.commit()
        header = session.scalars(sa.select(Message.header)).one()
    take(database, filled(shapes.POSTFIX, header))
    assert came_back(database) == (False, "", "", "waiting")


def test_words_from_outside_are_kept_in_one_short_line(database: Database, sent: str) -> None:
    loud = shapes.report("Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; a\x07b " + "x" * 5_000)
    take(database, filled(loud, sent))
    words = came_back(database)[2]
    assert words.startswith("a b xxx")
    assert len(words) == 300


def test_more_than_reports_are_is_cut_off() -> None:
    assert read_bounce(b"X: y\n" * LARGEST + filled(shapes.POSTFIX)) is None


def test_a_mail_that_names_thousands_of_messages_is_read(database: Database, sent: str) -> None:
    """More than a database takes at once."""
    names = " ".join(f"<{number}@good-standing.invalid>" for number in range(40_000))
    flood = shapes.POSTFIX.replace("Subject:", f"References: {names}\nSubject:").replace("{header}", "<x>")
    assert take(database, flood.encode()) == Returned.NO_REPORT
    assert take(database, filled(shapes.POSTFIX, sent)) == Returned.NOTED


PIECES = [
    b"Content-Type: text/plain; charset*=x'y'%ff\n",
    b"Content-Type: message/delivery-status; charset*0*=a; charset*1=b\n",
    b'Content-Type: text/plain; charset="\\\n',
    b"Content-Type: multipart/mixed\n",
    b"Content-Transfer-Encoding: base64\n",
    b"Content-Transfer-Encoding: uuencode\n",
    b"Content-Transfer-Encoding: x\xff\n",
    b"X-Failed-Recipients: a\n",
    b"Message-ID: =?utf-8?q?=ff?=\n",
    b"Action: failed\n",
    b"--xx\n",
    b"--xx--\n",
    b"\n\n",
    b"\xff\x00",
    b"begin 666 x\n#0V%T\n",
]


@given(data=st.data())
@settings(max_examples=made_up(200))
def test_whatever_strangers_send_is_read_or_left(data: st.DataObject) -> None:
    """A mail that could not be read would stand in the way of all that come after it."""
    raw = bytearray(filled(data.draw(st.sampled_from([shape for shape, *_ in READ]))))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(raw)))
        if data.draw(st.booleans()):
            at = raw.rfind(b"\n", 0, at) + 1
        raw[at : at + data.draw(st.integers(0, 30))] = data.draw(st.sampled_from(PIECES))
    read_bounce(bytes(raw))


def test_a_mailbox_is_read_once(database: Database, sent: str) -> None:
    away = filled(shapes.NO_REPORTS["out of office"], sent).decode()
    with mailbox_server(away, filled(shapes.POSTFIX, sent).decode()) as server:
        assert [read_mailbox(server.address(), database) for _ in "ab"] == [2, 0]
        assert server.seen == {1, 2}
    assert came_back(database)[:2] == (True, "5.1.1")


def test_a_mailbox_that_lets_nobody_in_says_so(database: Database) -> None:
    with mailbox_server() as server:
        with pytest.raises(MailboxAway, match="who are you"):
            read_mailbox(server.address(password="wrong"), database)
        with pytest.raises(MailboxAway, match="no such mailbox"):
            read_mailbox(server.address(mailbox="Other"), database)
    with pytest.raises(MailboxAway):
        read_mailbox("imap://a:b@127.0.0.1:9/INBOX", database)


def test_the_work_reads_it_and_waits_where_it_is_away(
    database: Database, mailbox: Mailbox, sent: str
) -> None:
    def read(address: str) -> tuple[str, str]:
        with database.writing() as session:
            ask_work(session, "read-bounces", subject := uuid.uuid4().hex)
            session.commit()
        Worker(replace(mailbox.settings, bounces=address), database, mailbox.store).do_all()
        with database.reading() as session:
            row = session.execute(sa.select(Work.state, Work.problem).where(Work.subject == subject)).one()
        return row.state, row.problem

    with mailbox_server(filled(shapes.POSTFIX, sent).decode()) as server:
        assert read(server.address()) == ("done", "")
    assert came_back(database)[0]
    state, problem = read("imap://a:b@127.0.0.1:9/INBOX")
    assert state == "waiting"
    assert "could not be read" in problem
