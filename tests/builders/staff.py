"""More people for an organisation, and a contract that somebody has."""

import uuid
from collections.abc import Mapping
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Belonging, Viewer
from portal.invitations.actions.invite_person import invite_person
from portal.notices.actions.name_contacts import name_contacts
from portal.notices.queries.contacts import NamedContact
from portal.people.actions.hand_over_contract import hand_over_contract
from portal.people.queries.pending import Pending, find_pending
from portal.records import AddressChange, Membership, Notice, Organisation, Person, Role
from portal.sign_in.tokens import hash_token, new_token
from tests.builders.world import World, password_hash


def add_person(world: World, name: str, organisation_id: uuid.UUID, role: Role) -> Viewer:
    """Somebody who can sign in and has been there for a while."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    with world.database.writing() as session:
        person = Person(email=email, name=name, password_hash=password_hash(), created_at=clock.now())
        session.add(person)
        session.flush()
        session.add(
            Membership(
                person_id=person.id, organisation_id=organisation_id, role=role, created_at=clock.now()
            )
        )
        called = session.scalars(sa.select(Organisation.name).where(Organisation.id == organisation_id)).one()
        session.commit()
        return Viewer(person.id, name, email, (Belonging(organisation_id, called, role.value),))


def second_manager(world: World) -> Viewer:
    """Another manager of the lead."""
    return add_person(world, "Una Under", world.lead_id, Role.MANAGER)


def partner_manager(world: World) -> Viewer:
    """A manager of the first partner, who has none."""
    return add_person(world, "Pia Partner", world.partner_id, Role.MANAGER)


def give_contract(world: World, manager: Viewer, deputy: Viewer | None = None) -> None:
    """Said by the world's manager, of the world's contract; nobody has it yet."""
    said = {"manager": manager.person_id, "deputy": deputy.person_id if deputy else None}
    with world.database.writing() as session:
        hand_over_contract(session, world.manager, world.contract_place(session), said, None)


def invite(
    world: World, organisation_id: uuid.UUID, by: Viewer | None = None, role: str = "member"
) -> Pending:
    """Newt, who has not come."""
    viewer = by or world.manager
    with world.database.writing() as session:
        invited_id = invite_person(
            session, viewer, organisation_id, email="newt@example.org", name="Newt New", role=role
        )
        found = find_pending(session, viewer, invited_id)
    assert found
    return found


def name_as_contacts(world: World, people: Mapping[str, Viewer]) -> None:
    """By place, of the first partner's engagement; said by its member."""
    places = ("first", "second", "chief-officer")
    said = dict.fromkeys(places, NamedContact(None, ""))
    said |= {each: NamedContact(viewer.person_id, "01632 960 001") for each, viewer in people.items()}
    with world.database.writing() as session:
        name_contacts(session, world.member, world.place(session), said)


def ask_for_address(session: Session, person_id: uuid.UUID, email: str) -> str:
    """The token that confirms another address of somebody. In the caller's transaction."""
    now, token = clock.now(), new_token()
    asked = AddressChange(
        token_hash=hash_token(token),
        person_id=person_id,
        email=email,
        created_at=now,
        expires_at=now + timedelta(hours=1),
    )
    session.add(asked)
    session.flush()
    return token


def roles(world: World, organisation_id: uuid.UUID) -> dict[str, str]:
    """Of everybody of the organisation, by name."""
    query = (
        sa.select(Person.name, Membership.role)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.organisation_id == organisation_id)
    )
    with world.database.reading() as session:
        return {row.name: row.role for row in session.execute(query)}


def told(world: World, viewer: Viewer) -> list[str]:
    """What stands in the portal for somebody, in the order in which it was said."""
    query = sa.select(Notice.what).where(Notice.person_id == viewer.person_id)
    with world.database.reading() as session:
        return list(session.scalars(query.order_by(Notice.made_at, Notice.cause)))
