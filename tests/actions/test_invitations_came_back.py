"""An invitation that came back is told to whoever sent it for a lead."""

import uuid

import pytest
import sqlalchemy as sa

from portal import clock
from portal.post.actions.note_bounce import note_bounce
from portal.records import Event, Membership, Message
from tests.builders.messages import Mailbox
from tests.builders.staff import invite, partner_manager
from tests.builders.world import World


@pytest.mark.parametrize("of_partner", [True, False])
def test_an_invitation_that_came_back_is_told_to_the_lead_that_sent_it(
    world: World, mailbox: Mailbox, of_partner: bool
) -> None:
    """Also where who invites for her organisation belongs to the lead as well."""
    pia = partner_manager(world)
    with world.database.writing() as session:
        both = {"person_id": pia.person_id, "organisation_id": world.lead_id, "role": "reviewer"}
        session.execute(sa.insert(Membership).values(id=uuid.uuid4(), created_at=clock.now(), **both))
        session.commit()
    invite(world, world.partner_id, by=pia) if of_partner else invite(world, world.lead_id)
    mailbox.messages()
    with world.database.writing() as session:
        header = session.scalars(sa.select(Message.header)).one()
        assert note_bounce(session, [header], "5.1.1", "User unknown")
        session.commit()
    with world.database.reading() as session:
        told = sa.select(sa.func.count()).where(Event.name == "invitation-came-back")
        assert session.scalar(told) == (0 if of_partner else 1)
