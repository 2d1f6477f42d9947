"""The receipt goes on being true: what has come of what was sent, and whether the answer is late."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal import clock
from portal.records import Contract, Engagement, Organisation
from portal.standing.actions.rebuild_standing import rebuild
from portal.words.wording import day
from tests.builders import sending
from tests.builders.clock import clock_on
from tests.builders.two_leads import deliver_for_noise_too
from tests.builders.world import Making, World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor

KEY = "complaints-policy"
WAITS = "You need not do anything"


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


def test_what_was_returned_says_so_and_leads_to_the_change(member: PageClient, world: World) -> None:
    sent = sending.send(world, KEY)
    assert WAITS in member.get(f"/submissions/{sent}/receipt").words
    sending.give_back(world, sent)
    receipt = member.get(f"/submissions/{sent}/receipt")
    assert "Needs a change" in receipt.words
    assert "Please sign the last page." in receipt.words
    assert WAITS not in receipt.words
    assert receipt.links["Make the change: Complaints policy"].endswith(f"/requirements/{KEY}")
    sending.send(world, KEY)
    assert "Make the change" not in member.get(f"/submissions/{sent}/receipt").words


def test_what_was_accepted_says_until_when(member: PageClient, world: World) -> None:
    sent = sending.send(world, KEY)
    sending.accept(world, sent, until_on=world.today + timedelta(days=90))
    receipt = member.get(f"/submissions/{sent}/receipt").words
    assert f"Accepted until {day(world.today + timedelta(days=90))}" in receipt
    assert WAITS not in receipt


def test_an_answer_that_is_late_is_called_late(world: World, client_for: ClientFor) -> None:
    sent = sending.send(world, KEY)
    receipt, slot = f"/submissions/{sent}/receipt", f"/engagements/{world.engagement_id}/requirements/{KEY}"
    assert "promises an answer by" in client_for(world.member).get(receipt).words
    with clock_on(world.today + timedelta(days=14)):
        member = client_for(world.member)
        assert "promised an answer by" in member.get(receipt).words
        assert "and is late" in member.get(receipt).words
        assert "An answer was promised by" in member.get(slot).words
        assert "and is late" in client_for(world.reviewer).get(slot).words


def test_another_contract_is_offered_only_where_there_is_one(member: PageClient, world: World) -> None:
    sent = sending.send(world, KEY)
    offered = "Send it for another contract too"
    assert offered not in member.get(f"/submissions/{sent}/receipt").links
    deliver_for_noise_too(world)
    assert offered in member.get(f"/submissions/{sent}/receipt").links
    end_own(world)
    shown = member.get(f"/submissions/{sent}/receipt")
    assert offered in shown.links, "what goes on may want it still"
    member.get(shown.links[offered])


def test_another_area_of_one_contract_is_no_other_contract(member: PageClient, world: World) -> None:
    sent = sending.send(world, KEY)
    deliver_elsewhere_too(world)
    shown = member.get(f"/submissions/{sent}/receipt")
    assert "Send it for another area too" in shown.links
    assert "Send it for another contract too" not in shown.links
    elsewhere = member.get(shown.links["Send it for another area too"])
    assert elsewhere.heading == "Send for something else of the same contract"
    assert elsewhere.find("//main//details[@open]//input[@name='to']")


def test_of_what_has_ended_no_other_cover_is_asked_for(member: PageClient, world: World) -> None:
    sent = sending.send(world, "insurance", "public-liability")
    offered = "Send it for another cover too"
    assert offered in member.get(f"/submissions/{sent}/receipt").links
    end_own(world)
    assert offered not in member.get(f"/submissions/{sent}/receipt").links


def end_own(world: World) -> None:
    """The engagement for which it was sent ended yesterday."""
    with world.database.writing() as session:
        session.execute(
            sa.update(Engagement)
            .where(Engagement.id == world.engagement_id)
            .values(ends_on=world.today - timedelta(days=1))
        )
        session.commit()


def deliver_elsewhere_too(world: World) -> None:
    """Another area of the same contract."""
    with world.database.writing() as session:
        contract = session.scalars(sa.select(Contract).where(Contract.id == world.contract_id)).one()
        partner = session.scalars(sa.select(Organisation).where(Organisation.id == world.partner_id)).one()
        made = Making(session, clock.now()).engagement("E-AREA-2222", contract, partner, "Farford", False)
        session.flush()
        rebuild(session, [made.id])
        session.commit()
