"""The period page of a lead: on whose returns somebody decides, and partners of one name."""

import pytest
import sqlalchemy as sa

from portal.access import Viewer
from portal.records import Engagement, Organisation
from tests.builders import returning
from tests.builders.world import World
from tests.pages.conftest import ClientFor


@pytest.fixture
def signer(world: World) -> Viewer:
    returning.begin(world)
    return returning.signer(world)


def period_of(world: World) -> str:
    return f"/contracts/{world.contract_id}/returns?period={returning.quarter(world)}"


def test_what_her_own_organisation_has_sent_is_for_a_colleague_to_decide(
    world: World, signer: Viewer, client_for: ClientFor
) -> None:
    """Its page has no form for her, so it is not said to be hers."""
    returning.write_all(world)
    returning.send(world, signer)
    reviewer, both = (
        client_for(each).get(period_of(world)) for each in (world.reviewer, world.reviewer_and_member)
    )
    assert "1 to be decided by you" in reviewer.words
    assert "by a colleague" not in reviewer.words
    assert "0 to be decided by you, 1 by a colleague" in both.words
    assert "Waits for a colleague" in both.source
    assert "Your turn" in reviewer.source
    assert "Your turn" not in both.source


def test_partners_of_one_name_stay_apart(world: World, signer: Viewer, client_for: ClientFor) -> None:
    """Each has its own heading with its number, and its own returns."""
    with world.database.writing() as session:
        for number, each in enumerate((world.partner_id, world.second_partner_id)):
            its = sa.update(Organisation).where(Organisation.id == each)
            session.execute(its.values(name="Tide Arts", charity_number=f"112345{number}"))
        session.execute(sa.update(Engagement).values(area=""))
        session.commit()
    page = client_for(world.reviewer).get(period_of(world))
    headings = [each.text_content() for each in page.find("//main//h2") if "Tide Arts" in each.text_content()]
    assert len(headings) == 2
    assert all("charity 112345" in each for each in headings)
