"""A partner under another contract of the same lead: its name does nothing, but the lead is told of it."""

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.contracts.actions.create_contract import NewContract, create_contract
from portal.records import Engagement, Organisation
from tests.builders import sheets
from tests.builders.world import CHECKLIST, World
from tests.pages.conftest import ClientFor
from tests.pages.test_contracts_partner_names import typed

NAME = "Tidewater Peers"


@pytest.fixture
def second_id(world: World) -> uuid.UUID:
    """Another contract of the world's lead."""
    days = world.today, world.today + timedelta(days=700)
    new = NewContract("Floating support", "Kingsmarsh County Council", CHECKLIST, *days)
    with world.database.writing() as session:
        return create_contract(session, world.manager, world.lead_id, new)


def partners(world: World, contract_id: uuid.UUID) -> list[tuple[uuid.UUID, bool]]:
    """The engagements, and whether the partner of each is an entry of the lead's."""
    query = (
        sa.select(Engagement.id, Organisation.made_by_id.is_not(None))
        .join(Organisation, Organisation.id == Engagement.partner_id)
        .where(Engagement.contract_id == contract_id)
    )
    with world.database.reading() as session:
        return [(row[0], bool(row[1])) for row in session.execute(query)]


def test_by_form_the_lead_is_told_whom_to_invite(
    world: World, client_for: ClientFor, second_id: uuid.UUID
) -> None:
    mary = client_for(world.manager)
    form = f"/contracts/{second_id}/partners/new"
    other = mary.post(form, typed(mary.get(form), "Strand Walkers", "Northmouth"))
    assert "works for you already" not in mary.follow(other).words
    added = mary.post(form, typed(mary.get(form), NAME, "Southmouth"))
    told = "works for you already and belongs to itself: invite one of its managers"
    assert told in mary.follow(added).words
    (engagement_id,) = [
        each
        for each, is_entry in partners(world, second_id)
        if is_entry and "works for you already" in mary.get(f"/engagements/{each}/change").words
    ]
    page = mary.get(f"/engagements/{engagement_id}/change")
    invite = f"/contracts/{second_id}/people/new?organisation="
    assert page.links["invite one of its managers"].startswith(invite)
    merge = mary.get(f"/engagements/{engagement_id}/merge").words
    assert "Is it an organisation that has joined, and works elsewhere? Invite one of its people" in merge


def test_of_another_leads_partner_nothing_is_told(world: World, client_for: ClientFor) -> None:
    other = client_for(world.noise_manager)
    form = f"/contracts/{world.noise_contract_id}/partners/new"
    added = other.post(form, typed(other.get(form), NAME, "Southmouth"))
    assert "The partner is added." in other.follow(added).words
    assert "works for you already" not in other.follow(added).words


def test_an_import_says_that_it_is_asked(world: World, client_for: ClientFor, second_id: uuid.UUID) -> None:
    mary, page = client_for(world.manager), f"/contracts/{second_id}/partners/import"
    assert "is asked before it has another area or a part in this contract" in mary.get(page).words
    content = sheets.xlsx(("Partner", "Area"), [[NAME, "Southmouth"], ["Strand Walkers", "Here"]], "Partners")
    shown = mary.follow(mary.upload(page, [("ours.xlsx", content)], status=303, field="file"))
    assert "It works for you under another contract and belongs to itself" in shown.words
    assert "New here, once its manager says yes" in shown.words
    assert shown.find("//td[@data-heading='What happens']/strong/text()") == ["New"], "the other one"
    mary.post(shown.response.url.path)
    assert [is_entry for _, is_entry in partners(world, second_id)] == [True, True], "naming it does nothing"


def test_a_name_that_is_nearly_that_of_a_partner_is_asked_about(
    world: World, client_for: ClientFor, second_id: uuid.UUID
) -> None:
    mary, form = client_for(world.manager), f"/contracts/{second_id}/partners/new"
    asked = mary.post(form, typed(mary.get(form), "Peers Tidewater CIC", "Northmouth"), 422)
    assert asked.problems == ["You know Tidewater Peers already. Say whether it is the same."]
    option = next(str(each) for each in asked.find("//input[@name='meant']/@value"))
    added = mary.post(form, typed(asked, "Peers Tidewater CIC", "Northmouth", meant=option))
    assert "works for you already" in mary.follow(added).words
