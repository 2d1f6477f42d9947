"""Mail goes to a server where one is set, and otherwise into a folder."""

from dataclasses import replace

import pytest

from portal.acting.refused import CannotDo
from portal.invitations.actions.invite_person import invite_person
from portal.mail import MailFailed, Post
from tests.builders.messages import messages
from tests.builders.world import World
from tests.parts.mail_server import mail_server


def test_without_a_server_it_is_kept_and_shown(post: Post, capsys: pytest.CaptureFixture[str]) -> None:
    post.send("pat@example.org", "Überprüfung", "Good morning, Zoë.\n")
    (message,) = messages(post)
    assert (message["To"], message["Subject"]) == ("pat@example.org", "Überprüfung")
    assert message.get_content() == "Good morning, Zoë.\n"
    assert "Good morning, Zoë." in capsys.readouterr().out


def test_with_a_server_it_is_sent(post: Post) -> None:
    with mail_server() as server:
        replace(post, smtp=server.address).send("pat@example.org", "Hello", "Good morning.\n")
    (taken,) = server.taken
    assert b"To: pat@example.org" in taken
    assert b"Good morning." in taken
    assert messages(post) == []


def test_a_server_that_refuses_or_is_not_there_is_said(post: Post) -> None:
    with mail_server(refuses=True) as server:
        refusing = replace(post, smtp=server.address)
        with pytest.raises(MailFailed):
            refusing.send("pat@example.org", "Hello", "Good morning.\n")
    with pytest.raises(MailFailed):
        refusing.send("pat@example.org", "Hello", "Good morning.\n")


def test_a_subject_cannot_bring_a_header_of_its_own(post: Post) -> None:
    with pytest.raises(ValueError, match="linefeed"):
        post.send("pat@example.org", "Hello\nBcc: all@example.org", "Good morning.\n")


def test_an_invitation_that_could_not_be_sent_can_be_sent_again(world: World, post: Post) -> None:
    def invite(through: Post) -> None:
        with world.database.writing() as session:
            invite_person(
                session,
                through,
                world.manager,
                world.partner_id,
                email="newt@example.org",
                name="Newt",
                role="member",
            )

    with mail_server(refuses=True) as server, pytest.raises(CannotDo, match="could not be sent"):
        invite(replace(post, smtp=server.address))
    invite(post)
    assert len(messages(post)) == 1
