"""Many invitations, one mail server, and what each comes to."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
import sqlalchemy as sa

from portal import clock
from portal.access import NotAllowed, NotHere
from portal.invitations.actions.note_invitation import Asked, Inviting, note_invitation
from portal.invitations.actions.send_invitations import resend_invitation, send_invitations
from portal.invitations.actions.withdraw_invitation import revoke_invitation
from portal.invitations.presenters import invitation
from portal.invitations.queries.invitations import list_invitations
from portal.records import Invitation, Message
from tests.builders import inviting
from tests.builders.messages import Mailbox, text_of
from tests.builders.world import World
from tests.parts.mail_server import mail_server

Ids = list[uuid.UUID]


def noted(world: World, count: int) -> Ids:
    """So many people of a partner whom nobody has invited, as an import leaves them."""
    partner_id = inviting.name_partner(world, "Strand Walkers")
    about = Inviting(world.manager.person_id, partner_id, world.lead_id, world.contract_id)
    with world.database.writing() as session:
        for number in range(count):
            note_invitation(session, about, Asked(f"n{number}@example.org", f"N {number}", "member"))
        session.commit()
        return list(session.scalars(sa.select(Invitation.id).order_by(Invitation.name)))


def send(world: World, ids: Ids) -> int:
    with world.database.writing() as session:
        return send_invitations(session, world.manager, world.contract_place(session), ids)


def states(world: World) -> dict[str, tuple[str, str]]:
    """What the page says of each: state and words."""
    with world.database.reading() as session:
        lines = list_invitations(session, world.contract_place(session))
    shown = [invitation(line, clock.now()) for line in lines]
    return {each.email: (each.state, each.words) for each in shown}


def through(mailbox: Mailbox, address: str) -> Mailbox:
    return replace(mailbox, settings=replace(mailbox.settings, smtp=address))


def test_each_is_sent_once_however_often_it_is_pressed(world: World, mailbox: Mailbox) -> None:
    ids = noted(world, 3)
    assert [send(world, ids), send(world, ids)] == [3, 0]
    assert {state for state, _ in states(world).values()} == {"Not sent yet"}
    assert {str(each["To"]) for each in mailbox.messages()} == {f"N {n} <n{n}@example.org>" for n in range(3)}
    assert send(world, ids) == 0
    assert len(mailbox.messages()) == 3
    assert {state for state, _ in states(world).values()} == {"Invited"}


def test_two_who_send_at_once_send_each_once(world: World, mailbox: Mailbox) -> None:
    ids, together = noted(world, 4), Barrier(2)

    def press(order: Ids) -> int:
        together.wait()
        return send(world, order)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, [ids, ids[::-1]])) == [0, 4]
    assert len(mailbox.messages()) == 4


def test_the_invitation_says_who_what_until_when_and_whom_to_ask(world: World, mailbox: Mailbox) -> None:
    send(world, noted(world, 1))
    (message,) = mailbox.messages()
    words = " ".join(text_of(message).split())
    assert "Hello N 0," in words
    assert "Mary Manager of Harbour Light invites you to Good Standing, for Strand Walkers." in words
    with world.database.reading() as session:
        title = world.contract_place(session).title
    assert f"It is about the contract {title}, led by Harbour Light." in words
    assert "works for seven days: until " in words
    assert f"ask Mary Manager: {world.manager.email}." in words
    assert message["Reply-To"] == world.manager.email


def test_a_server_that_is_away_is_said_and_gets_them_later(world: World, mailbox: Mailbox) -> None:
    send(world, noted(world, 2))
    assert through(mailbox, "smtp://127.0.0.1:9").messages() == []
    for state, words in states(world).values():
        assert state == "Not sent yet"
        assert "it is tried again by itself" in words


def test_an_address_that_is_refused_says_so_and_can_be_sent_again(world: World, mailbox: Mailbox) -> None:
    ids = noted(world, 2)
    send(world, ids)
    with mail_server(refuses=True) as server:
        through(mailbox, server.address).messages()
    refused = ("Not sent", "Could not be sent. 550 nobody of that name")
    assert set(states(world).values()) == {refused}
    assert send(world, ids) == 2
    assert len(mailbox.messages()) == 2


def test_what_came_back_says_so_and_can_be_sent_again_at_once(world: World, mailbox: Mailbox) -> None:
    ids = noted(world, 1)
    send(world, ids)
    mailbox.messages()
    with world.database.writing() as session:
        back = {"bounced_at": clock.now(), "bounce_status": "5.1.1", "bounce_words": "No such mailbox."}
        session.execute(sa.update(Message).values(back))
        session.commit()
    assert set(states(world).values()) == {("Came back", "It could not be delivered. No such mailbox.")}
    assert send(world, ids) == 1


def test_whoever_has_answered_is_not_written_to(world: World, mailbox: Mailbox) -> None:
    ids = noted(world, 2)
    with world.database.writing() as session:
        assert revoke_invitation(session, world.manager, ids[0])
        assert not revoke_invitation(session, world.manager, ids[0])
    assert send(world, ids) == 1
    assert [str(each["To"]) for each in mailbox.messages()] == ["N 1 <n1@example.org>"]


def test_only_the_leads_managers_invite(world: World, mailbox: Mailbox) -> None:
    ids = noted(world, 1)
    with world.database.writing() as session:
        place = replace(world.contract_place(session), audiences=frozenset())
        with pytest.raises(NotAllowed):
            send_invitations(session, world.reviewer, place, ids)
    assert mailbox.messages() == []


@pytest.mark.parametrize("who", ["reviewer", "member", "officer", "noise_manager", "administrator"])
def test_others_neither_send_again_nor_take_back(world: World, mailbox: Mailbox, who: str) -> None:
    (invitation_id,) = noted(world, 1)
    with world.database.writing() as session:
        for act in (resend_invitation, revoke_invitation):
            with pytest.raises(NotHere):
                act(session, world.people[who], invitation_id)
    assert mailbox.messages() == []


def test_a_manager_of_the_lead_sends_one_again(world: World, mailbox: Mailbox) -> None:
    (invitation_id,) = noted(world, 1)
    for expected in (True, False):
        with world.database.writing() as session:
            assert resend_invitation(session, world.manager, invitation_id) is expected
    assert len(mailbox.messages()) == 1
