"""Invitations for all people of a contract at once: asked for, sent beside, and what became of each."""

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from evidence.store import Store
from portal.database import Database
from portal.invitations.actions.note_invitation import Asked, Inviting, note_invitation
from portal.invitations.actions.withdraw_invitation import revoke_invitation
from portal.records import (
    Invitation,
    Message,
)
from portal.settings import Settings
from tests.builders import inviting
from tests.builders.messages import Mailbox
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.parts.mail_server import mail_server


@pytest.fixture
def mary(client_for: ClientFor, world: World) -> PageClient:
    return client_for(world.manager)


def bring_in(world: World, count: int) -> None:
    """So many partners with somebody each whom nobody has invited, as an import leaves them."""
    for number in range(1, count + 1):
        partner_id = inviting.name_partner(world, f"Partner {number:02}")
        about = Inviting(world.manager.person_id, partner_id, world.lead_id, world.contract_id)
        with world.database.writing() as session:
            note_invitation(session, about, Asked(f"p{number:02}@example.org", "Somebody", "manager"))
            session.commit()


def ask(world: World, query: Any) -> list[Any]:
    with world.database.reading() as session:
        return list(session.scalars(query))


def invitations(world: World) -> str:
    return f"/contracts/{world.contract_id}/invitations"


@pytest.fixture
def mailbox(settings: Settings, database: Database, store: Store) -> Mailbox:
    return Mailbox(settings, database, store)


def states(world: World) -> list[str]:
    """Of the messages by which people were invited."""
    query = sa.select(Message.state).join(Invitation, Invitation.message_id == Message.id)
    return ask(world, query.order_by(Message.state))


def test_invitations_for_all_at_once_wait_and_are_sent_beside(
    mary: PageClient, world: World, client_for: ClientFor, mailbox: Mailbox
) -> None:
    bring_in(world, 12)
    shown = mary.get(invitations(world))
    assert "12 people have not been invited yet." in shown.words
    assert "Not invited yet: 12" in shown.words
    waiting = mary.follow(mary.post(invitations(world), {"which": "new"}))
    assert "12 invitations are on their way." in waiting.words
    assert "Not sent yet: 12" in waiting.words
    assert len(mailbox.messages()) == 12
    assert states(world) == ["sent"] * 12
    assert "Invited: 12" in mary.get(invitations(world)).words
    mary.post(invitations(world), {"which": "new"})
    assert len(mailbox.messages()) == 12

    with world.database.reading() as session:
        third = session.scalars(sa.select(Invitation.id).where(Invitation.email == "p03@example.org")).one()
    with world.database.writing() as session:
        revoke_invitation(session, world.manager, third)
    assert "Taken back: 1" in mary.get(invitations(world)).words
    client_for(world.reviewer).get(invitations(world), status=404)


def test_what_could_not_be_sent_says_why_and_can_be_sent_again(
    mary: PageClient, world: World, mailbox: Mailbox
) -> None:
    bring_in(world, 2)
    mary.post(invitations(world), {"which": "new"})
    with mail_server(refuses=True) as server:
        replace(mailbox, settings=replace(mailbox.settings, smtp=server.address)).messages()
    shown = mary.get(invitations(world))
    assert "2 invitations could not be sent." in shown.words
    assert "550 nobody of that name" in shown.words
    one = shown.find("//main//form[input[@name='which'][contains(@value, '-')]]//input[@name='which']")[0]
    mary.post(invitations(world), {"which": one.get("value")})
    assert states(world) == ["failed", "waiting"]
    mary.post(invitations(world), {"which": "unsent"})
    assert len(mailbox.messages()) == 2
    assert states(world) == ["sent", "sent"]


def test_what_waits_for_a_mail_server_is_not_pressed_again(
    mary: PageClient, world: World, mailbox: Mailbox
) -> None:
    bring_in(world, 3)
    mary.post(invitations(world), {"which": "new"})
    replace(mailbox, settings=replace(mailbox.settings, smtp="smtp://127.0.0.1:9")).messages()
    shown = mary.get(invitations(world))
    assert "Not sent yet: 3" in shown.words
    assert "The mail server was away or busy; it is tried again by itself" in shown.words
    assert shown.find("//main//form") == []
    mary.post(invitations(world), {"which": "unsent"})
    assert states(world) == ["waiting"] * 3


def test_nobody_outside_the_contract_is_invited(mary: PageClient, world: World) -> None:
    which = f"{world.noise_member.person_id}/{world.noise_partner_id}"
    mary.post(invitations(world), {"which": which})
    mary.post(invitations(world), {"which": "nonsense"})
    assert states(world) == []


def test_set_up_says_who_never_was_invited(mary: PageClient, world: World) -> None:
    about = Inviting(world.manager.person_id, world.lead_id, None, world.contract_id)
    with world.database.writing() as session:
        note_invitation(session, about, Asked("ann@example.org", "Ann Asked", "member"))
        session.commit()
    shown = mary.get(f"/contracts/{world.contract_id}/set-up")
    assert "Not invited yet" in shown.words
    assert "Invite Ann Asked" in shown.words
    assert "Invite Ann Asked again" not in shown.words
