"""Many invitations, one mail server, and what each comes to."""

import uuid
from datetime import timedelta

import sqlalchemy as sa

from portal import clock
from portal.invitations.actions.note_invitation import note_asked
from portal.invitations.actions.send_invitations import (
    GIVEN_UP,
    NO_SUCH_ADDRESS,
    NOT_TAKEN,
    send_invitations,
    send_one,
)
from portal.mail import Post
from portal.records import Invitation, Membership, Person
from tests.builders.messages import messages
from tests.builders.world import World
from tests.parts.mail_server import mail_server


def wait(world: World, count: int) -> list[uuid.UUID]:
    """So many people of the first partner wait to be invited."""
    ids = []
    with world.database.writing() as session:
        for number in range(count):
            person = Person(email=f"n{number}@example.org", name=f"N {number}", created_at=clock.now())
            session.add(person)
            session.flush()
            session.add(
                Membership(
                    person_id=person.id,
                    organisation_id=world.partner_id,
                    role="member",
                    created_at=clock.now(),
                )
            )
            ids.append(note_asked(session, person.id, world.partner_id, world.manager.person_id))
        session.commit()
    return ids


def found(world: World) -> list[tuple[str, str]]:
    with world.database.reading() as session:
        rows = session.execute(
            sa.select(Invitation.state, Invitation.problem)
            .join(Person, Person.id == Invitation.person_id)
            .order_by(Person.email)
        )
        return [(row[0], row[1]) for row in rows]


def test_each_is_sent_once_whoever_sends_it(world: World, post: Post) -> None:
    ids = wait(world, 3)
    send_invitations(world.database, post, world.manager, ids)
    send_invitations(world.database, post, world.manager, ids)
    assert found(world) == [("sent", "")] * 3
    assert {str(each["To"]) for each in messages(post)} == {f"n{number}@example.org" for number in range(3)}
    assert len(messages(post)) == 3


def test_one_that_somebody_else_is_sending_is_left_to_them(world: World, post: Post) -> None:
    (waiting,) = wait(world, 1)
    with world.database.writing() as session:
        session.execute(sa.update(Invitation).values(tried_at=clock.now()))
        session.commit()
    assert send_one(world.database, post, world.manager, waiting) == ""
    assert found(world) == [("waiting", "")]
    with world.database.writing() as session:
        session.execute(sa.update(Invitation).values(tried_at=clock.now() - timedelta(minutes=6)))
        session.commit()
    send_one(world.database, post, world.manager, waiting)
    assert found(world) == [("sent", "")]


def test_a_server_that_is_not_there_is_let_alone_after_three(world: World, post: Post) -> None:
    nowhere = Post(post.sender, post.address, "smtp://127.0.0.1:1", post.folder)
    send_invitations(world.database, nowhere, world.manager, wait(world, 5))
    assert found(world) == [("failed", NOT_TAKEN)] * 3 + [("failed", GIVEN_UP)] * 2


def test_an_address_that_is_refused_says_so(world: World, post: Post) -> None:
    with mail_server(refuses=True) as server:
        refusing = Post(post.sender, post.address, server.address, post.folder)
        send_invitations(world.database, refusing, world.manager, wait(world, 4))
    assert found(world) == [("failed", NO_SUCH_ADDRESS)] * 4


def test_somebody_who_does_not_belong_any_more_is_not_written_to(world: World, post: Post) -> None:
    (waiting,) = wait(world, 1)
    with world.database.writing() as session:
        session.execute(
            sa.delete(Membership).where(
                Membership.organisation_id == world.partner_id,
                Membership.person_id.in_(sa.select(Invitation.person_id)),
            )
        )
        session.commit()
    send_one(world.database, post, world.manager, waiting)
    assert messages(post) == []
