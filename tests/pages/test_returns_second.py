"""What the contract wants certified needs two people: said at its beginning, and not at its end."""

import pytest
import sqlalchemy as sa

from portal import clock
from portal.records import Membership, Organisation, Person
from portal.returns.actions.send_return import put_up
from tests.builders import returning
from tests.builders.world import World
from tests.pages.conftest import ClientFor

TWO = "Two people are needed to send it"
ALONE = "Nobody else of {} has come in here so far."


@pytest.fixture
def report(world: World) -> str:
    returning.begin(world)
    return f"/returns/quarterly-report/{returning.quarter(world)}"


def make_manager(world: World) -> None:
    with world.database.writing() as session:
        its = Membership.person_id == world.second_member.person_id
        session.execute(sa.update(Membership).where(its).values(role="manager"))
        session.commit()


def test_who_is_alone_reads_so_before_a_word_is_written(
    world: World, report: str, client_for: ClientFor
) -> None:
    page = f"/engagements/{world.second_engagement_id}{report}"
    member = client_for(world.second_member).get(page)
    assert TWO in member.words
    assert f"{ALONE.format('Open Door Folk')} Ask whoever runs the portal to invite somebody." in member.words
    assert "Invite a colleague" not in member.links
    make_manager(world)
    client = client_for(world.second_member)
    manager = client.get(page)
    assert ALONE.format("Open Door Folk") in manager.words
    assert client.get(manager.links["Invite a colleague"]).heading == "Invite somebody"


def test_the_lead_is_asked_for_its_own_entry_alone(world: World, report: str, client_for: ClientFor) -> None:
    """Once somebody has joined a partner the lead cannot invite anybody for it."""
    with world.database.writing() as session:
        its = Organisation.id == world.second_partner_id
        session.execute(sa.update(Organisation).where(its).values(made_by_id=world.lead_id))
        session.commit()
    page = f"/engagements/{world.second_engagement_id}{report}"
    assert "Ask Harbour Light to invite somebody." in client_for(world.second_member).get(page).words


def test_only_what_is_put_up_says_on_its_page_that_nobody_is_there_to_sign(
    world: World, report: str, client_for: ClientFor
) -> None:
    page, alone = f"/engagements/{world.engagement_id}{report}/read", ALONE.format("Tidewater Peers")
    with world.database.writing() as session:
        its = Person.id == world.reviewer_and_member.person_id
        session.execute(sa.update(Person).where(its).values(disabled_at=clock.now()))
        session.commit()
    found = client_for(world.member).get(page).words
    assert "It can be sent once every section is ready." in found
    assert alone not in found
    returning.write_all(world)
    with world.database.writing() as session:
        put_up(session, world.member, world.place(session), returning.asked(world, session))
    found = client_for(world.member).get(page).words
    assert "You put it up for signing." in found
    assert alone in found


def test_who_has_a_colleague_reads_that_both_are_needed(
    world: World, report: str, client_for: ClientFor
) -> None:
    page = f"/engagements/{world.engagement_id}{report}"
    found = client_for(world.member).get(page).words
    assert TWO in found
    assert "Nobody else of" not in found
    with world.database.writing() as session:
        its = Person.id == world.reviewer_and_member.person_id
        session.execute(sa.update(Person).where(its).values(disabled_at=clock.now()))
        session.commit()
    assert ALONE.format("Tidewater Peers") in client_for(world.member).get(page).words


def test_what_one_person_may_send_says_nothing_of_two(
    world: World, report: str, client_for: ClientFor
) -> None:
    returning.take_requests(world)
    returning.request(world)
    base = f"/engagements/{world.engagement_id}/returns"
    page = f"{base}/{returning.ON_REQUEST}/{world.today}"
    assert TWO not in client_for(world.member).get(page).words


def test_the_lead_reads_nothing_of_it(world: World, report: str, client_for: ClientFor) -> None:
    returning.write_all(world)
    returning.send(world, returning.signer(world))
    read = client_for(world.manager).get(f"/engagements/{world.engagement_id}{report}/read").words
    assert TWO not in read
    assert "Nobody else of" not in read
