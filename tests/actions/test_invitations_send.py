"""Many invitations, one mail server, and what each comes to."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
import sqlalchemy as sa

from portal import clock
from portal.access import NotAllowed
from portal.invitations.actions.send_invitations import send_invitations
from portal.invitations.presenters import invitation
from portal.invitations.queries.invitations import list_invitations
from portal.records import Membership, Message, Person
from tests.builders.messages import Mailbox, text_of
from tests.builders.world import World
from tests.parts.mail_server import mail_server

Pairs = list[tuple[uuid.UUID, uuid.UUID]]


def brought_in(world: World, count: int) -> Pairs:
    """So many people of the first partner whom nobody has invited."""
    pairs = []
    with world.database.writing() as session:
        for number in range(count):
            person = Person(email=f"n{number}@example.org", name=f"N {number}", created_at=clock.now())
            session.add(person)
            session.flush()
            belongs = {"person_id": person.id, "organisation_id": world.partner_id, "role": "member"}
            session.add(Membership(**belongs, created_at=clock.now()))
            pairs.append((person.id, world.partner_id))
        session.commit()
    return pairs


def send(world: World, pairs: Pairs) -> int:
    with world.database.writing() as session:
        return send_invitations(session, world.manager, world.contract_place(session), pairs)


def states(world: World) -> dict[str, tuple[str, str]]:
    """What the page says of each of those brought in: state and words."""
    with world.database.reading() as session:
        lines = list_invitations(session, world.manager, world.contract_place(session))
    shown = [invitation(line, clock.now()) for line in lines if line.email.startswith("n")]
    return {each.email: (each.state, each.words) for each in shown}


def through(mailbox: Mailbox, address: str) -> Mailbox:
    return replace(mailbox, settings=replace(mailbox.settings, smtp=address))


def test_each_is_sent_once_however_often_it_is_pressed(world: World, mailbox: Mailbox) -> None:
    pairs = brought_in(world, 3)
    assert [send(world, pairs), send(world, pairs)] == [3, 0]
    assert {state for state, _ in states(world).values()} == {"Not sent yet"}
    assert {str(each["To"]) for each in mailbox.messages()} == {f"N {n} <n{n}@example.org>" for n in range(3)}
    assert send(world, pairs) == 0
    assert len(mailbox.messages()) == 3
    assert {state for state, _ in states(world).values()} == {"Invited"}


def test_two_who_send_at_once_send_each_once(world: World, mailbox: Mailbox) -> None:
    pairs, together = brought_in(world, 4), Barrier(2)

    def press(order: Pairs) -> int:
        together.wait()
        return send(world, order)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, [pairs, pairs[::-1]])) == [0, 4]
    assert len(mailbox.messages()) == 4


def test_the_invitation_says_who_what_until_when_and_whom_to_ask(world: World, mailbox: Mailbox) -> None:
    send(world, brought_in(world, 1))
    (message,) = mailbox.messages()
    words = " ".join(text_of(message).split())
    assert "Hello N 0," in words
    assert "Mary Manager of Harbour Light invites you to Good Standing, for Tidewater Peers." in words
    with world.database.reading() as session:
        title = world.contract_place(session).title
    assert f"It is about the contract {title}, led by Harbour Light." in words
    assert "within seven days: until " in words
    assert f"ask Mary Manager: {world.manager.email}." in words
    assert message["Reply-To"] == world.manager.email


def test_a_server_that_is_away_is_said_and_gets_them_later(world: World, mailbox: Mailbox) -> None:
    send(world, brought_in(world, 2))
    assert through(mailbox, "smtp://127.0.0.1:9").messages() == []
    for state, words in states(world).values():
        assert state == "Not sent yet"
        assert "it is tried again by itself" in words


def test_an_address_that_is_refused_says_so_and_can_be_sent_again(world: World, mailbox: Mailbox) -> None:
    pairs = brought_in(world, 2)
    send(world, pairs)
    with mail_server(refuses=True) as server:
        through(mailbox, server.address).messages()
    refused = ("Not sent", "Could not be sent. 550 nobody of that name")
    assert set(states(world).values()) == {refused}
    assert send(world, pairs) == 2
    assert len(mailbox.messages()) == 2


def test_what_came_back_says_so_and_can_be_sent_again(world: World, mailbox: Mailbox) -> None:
    pairs = brought_in(world, 1)
    send(world, pairs)
    mailbox.messages()
    with world.database.writing() as session:
        back = {"bounced_at": clock.now(), "bounce_status": "5.1.1", "bounce_words": "No such mailbox."}
        session.execute(sa.update(Message).values(back))
        session.commit()
    assert set(states(world).values()) == {("Came back", "It could not be delivered. No such mailbox.")}


def test_somebody_who_does_not_belong_any_more_is_not_written_to(world: World, mailbox: Mailbox) -> None:
    pairs = brought_in(world, 1)
    with world.database.writing() as session:
        session.execute(sa.delete(Membership).where(Membership.person_id == pairs[0][0]))
        session.commit()
    assert send(world, pairs) == 0
    assert mailbox.messages() == []


def test_only_the_leads_managers_invite(world: World, mailbox: Mailbox) -> None:
    pairs = brought_in(world, 1)
    with world.database.writing() as session:
        place = replace(world.contract_place(session), audiences=frozenset())
        with pytest.raises(NotAllowed):
            send_invitations(session, world.reviewer, place, pairs)
    assert mailbox.messages() == []
