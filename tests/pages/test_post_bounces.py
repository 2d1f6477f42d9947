"""Where what came back is posted: for whoever knows the address, and nobody else."""

import httpx
import pytest
import sqlalchemy as sa

from portal.database import Database
from portal.post.actions.write_message import Addressee, Letter, write_message
from portal.records import Message, MessageKind
from portal.settings import Settings
from portal.web.addresses import BOUNCES
from portal.web.door import STRANGERS_BODY
from tests.builders import returned_mail as shapes
from tests.builders.messages import open_mailbox
from tests.pages.client import PageClient
from tests.pages.furnished import BOUNCE_SECRET

HERE = BOUNCES(BOUNCE_SECRET)


@pytest.fixture
def report(database: Database, settings: Settings) -> bytes:
    """About a message that went."""
    with database.writing() as session:
        write_message(session, Addressee("pat@example.org", "Pat"), MessageKind.LETTER, Letter("Hi", "Hello"))
        session.commit()
        header = session.scalars(sa.select(Message.header)).one()
    open_mailbox(database, settings.home).messages()
    return shapes.POSTFIX.replace("{header}", header).encode()


def post(client: PageClient, body: bytes, status: int, address: str = HERE) -> str:
    """As mail servers do: no cookie, no token of a form, one of many types."""
    client.http.cookies = httpx.Cookies()
    headers = {"content-type": "message/rfc822"}
    return client.ask("POST", address, status, content=body, headers=headers).source


def has_come_back(database: Database) -> bool:
    with database.reading() as session:
        return session.scalars(sa.select(Message.bounced_at)).one() is not None


def test_a_report_is_noted(stranger: PageClient, database: Database, report: bytes) -> None:
    assert post(stranger, report, 200) == "Noted.\n"
    assert has_come_back(database)


@pytest.mark.parametrize("address", [BOUNCES("0" * 32), BOUNCES("é"), "/bounces/"])
def test_whoever_does_not_know_the_address_finds_nothing(
    stranger: PageClient, database: Database, report: bytes, address: str
) -> None:
    post(stranger, report, 404, address)
    assert not has_come_back(database)


@pytest.mark.parametrize("body", [b"", b"\0", b"Subject: hello\n\nHello", b"a=b&c=%ff"])
def test_what_is_no_report_is_told_so(stranger: PageClient, body: bytes) -> None:
    assert "no report" in post(stranger, body, 422)


def test_more_than_a_report_is_cut_off(stranger: PageClient, database: Database, report: bytes) -> None:
    post(stranger, report + b"x" * STRANGERS_BODY, 413)
    assert not has_come_back(database)
