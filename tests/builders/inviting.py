"""People who are invited, and organisations that have come."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, Belonging, Viewer
from portal.contracts.actions.add_partner import NewPartner, add_partner
from portal.contracts.actions.check_terms import Terms
from portal.invitations.actions.accept_invitation import accept_invitation
from portal.invitations.actions.invite_first import invite_first
from portal.invitations.actions.invite_person import invite_person
from portal.invitations.actions.join_by_link import Newcomer, join_by_link
from portal.invitations.actions.join_contracts import seen_of
from portal.invitations.actions.take_up_invitation import Yes
from portal.invitations.queries.waiting import list_parts
from portal.places.contracts import ContractPlace, get_contract_place
from portal.records import (
    Contract,
    Engagement,
    Invitation,
    LinkPurpose,
    Membership,
    Message,
    OneTimeLink,
    Organisation,
)
from portal.sign_in.queries import find_viewer
from portal.sign_in.tokens import hash_token, new_token
from portal.standing.actions.keep_numbers import keep_numbers
from portal.standing.actions.lock_engagements import lock_contract
from portal.standing.actions.rebuild_standing import rebuild
from tests.builders.world import PASSWORD, World


def place_of(world: World, session: Session, lead: Viewer) -> ContractPlace:
    """The contract of the world's lead, or of the noise's."""
    ours = lead.person_id == world.manager.person_id
    contract_id = world.contract_id if ours else world.noise_contract_id
    return get_contract_place(session, lead, contract_id, [Audience.MANAGER])


def name_partner(
    world: World,
    name: str,
    lead: Viewer | None = None,
    area: str = "Northmouth",
    charity_number: str | None = None,
) -> uuid.UUID:
    """The organisation that a lead has named as a partner in its contract."""
    by = lead or world.manager
    terms = Terms(area, world.starts_on, world.ends_on)
    with world.database.writing() as session:
        new = NewPartner(name, charity_number=charity_number)
        engagement_id = add_partner(session, by, place_of(world, session, by), new, terms)
        return session.scalars(sa.select(Engagement.partner_id).where(Engagement.id == engagement_id)).one()


def another_area(world: World, area: str = "Northmouth", starts_on: date | None = None) -> uuid.UUID:
    """Of the world's partner, whose manager was asked and said yes: the engagement's id."""
    terms = Terms(area, starts_on or world.starts_on, world.ends_on)
    with world.database.writing() as session:
        place = place_of(world, session, world.manager)
        engagement_id = add_partner(session, world.manager, place, NewPartner("Tidewater Peers"), terms)
    belongs_to(world, engagement_id, world.partner_id)
    return engagement_id


def invite(
    world: World,
    organisation_id: uuid.UUID,
    email: str,
    lead: Viewer | None = None,
    role: str = "manager",
    name: str = "Somebody",
) -> uuid.UUID:
    """The invitation of a lead, about its contract; of an organisation's manager where she is given."""
    by = lead or world.manager
    with world.database.writing() as session:
        leads = by.person_id in {world.manager.person_id, world.noise_manager.person_id}
        place = place_of(world, session, by) if leads else None
        return invite_person(session, by, organisation_id, email=email, name=name, role=role, place=place)


def by_operator(world: World, email: str, organisation: str = "Fern Trust") -> tuple[uuid.UUID, str]:
    """An invitation into an organisation that was provisioned: its id, and the token of its link."""
    with world.database.writing() as session:
        invite_first(session, email=email, name="Newt New", organisation=organisation, role="member")
        invitation_id = session.scalars(
            sa.select(Invitation.id).where(Invitation.email == email).order_by(Invitation.made_at.desc())
        ).first()
    assert invitation_id
    return invitation_id, token_of(world, invitation_id)


def new_link(session: Session, invitation_id: uuid.UUID) -> str:
    """The address of a link to an invitation, without a letter."""
    token, now = new_token(), clock.now()
    until = now + timedelta(days=7)
    link = OneTimeLink(
        token_hash=hash_token(token),
        invitation_id=invitation_id,
        purpose=LinkPurpose.INVITATION.value,
        created_at=now,
        expires_at=until,
    )
    session.add(link)
    is_it = sa.update(Invitation).where(Invitation.id == invitation_id)
    session.execute(is_it.values(asked_at=now, good_until=until))
    return f"/join/{token}"


def token_of(world: World, invitation_id: uuid.UUID) -> str:
    """Out of the letter, as long as it has not gone."""
    with world.database.reading() as session:
        query = sa.select(Message.letter).join(Invitation, Invitation.message_id == Message.id)
        letter = session.scalars(query.where(Invitation.id == invitation_id)).one()
    button = letter["button"]
    assert isinstance(button, list)
    return str(button[1]).rpartition("/")[2]


def seen(world: World, invitation_id: uuid.UUID) -> str:
    with world.database.reading() as session:
        organisation_id = session.scalars(
            sa.select(Invitation.organisation_id).where(Invitation.id == invitation_id)
        ).one()
        return seen_of(list_parts(session, organisation_id))


def accept(world: World, viewer: Viewer, invitation_id: uuid.UUID, into: uuid.UUID | None = None) -> bool:
    """As somebody who has seen what it is about."""
    yes = Yes(into, seen(world, invitation_id))
    with world.database.writing() as session:
        return accept_invitation(session, viewer, invitation_id, yes)


def come_in(world: World, invitation_id: uuid.UUID, name: str = "Newt New") -> Viewer:
    """Somebody new, by the link."""
    token, was_seen = token_of(world, invitation_id), seen(world, invitation_id)
    with world.database.writing() as session:
        token = join_by_link(session, token, Newcomer(name, PASSWORD), was_seen)
    with world.database.reading() as session:
        viewer = find_viewer(session, token)
    assert viewer
    return viewer


def manager_of(world: World, viewer: Viewer, organisation_id: uuid.UUID) -> Viewer:
    """The same somebody, made a manager of an organisation that she belongs to."""
    with world.database.writing() as session:
        hers = sa.update(Membership).where(
            Membership.person_id == viewer.person_id, Membership.organisation_id == organisation_id
        )
        session.execute(hers.values(role="manager"))
        session.commit()
    belongings = tuple(
        Belonging(each.organisation_id, each.organisation, "manager")
        if each.organisation_id == organisation_id
        else each
        for each in viewer.belongings
    )
    return replace(viewer, belongings=belongings)


def belongs_to(world: World, engagement_id: uuid.UUID, organisation_id: uuid.UUID) -> None:
    """As if the organisation's manager had said yes before it was named."""
    with world.database.writing() as session:
        lock_contract(session, world.contract_id)
        name = session.scalars(sa.select(Organisation.name).where(Organisation.id == organisation_id)).one()
        is_it = sa.update(Engagement).where(Engagement.id == engagement_id)
        session.execute(is_it.values(partner_id=organisation_id, sort_name=name.casefold()))
        rebuild(session, [engagement_id])
        keep_numbers(session, [world.contract_id])
        session.commit()


def commissioned_by(world: World, contract_id: uuid.UUID, organisation_id: uuid.UUID) -> None:
    """The same of the commissioner."""
    with world.database.writing() as session:
        is_it = sa.update(Contract).where(Contract.id == contract_id)
        session.execute(is_it.values(commissioner_id=organisation_id))
        session.commit()
