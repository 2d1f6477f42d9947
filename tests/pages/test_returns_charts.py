"""Measures over time: what the lead, a partner and the council see, and what is a gap."""

import pytest

from portal.access import Viewer
from portal.words.returns import period_name
from tests.builders import paying, returning, telling
from tests.builders.world import World
from tests.pages.client import Answer
from tests.pages.conftest import ClientFor
from tests.pages.inspection import words_of


@pytest.fixture
def signer(world: World) -> Viewer:
    returning.begin(world)
    return returning.signer(world)


def test_every_figure_leads_to_its_return(world: World, signer: Viewer, client_for: ClientFor) -> None:
    telling.give(world, signer)
    telling.give(world, signer, 60, part=returning.quarter(world, 2))
    telling.correct(world, signer, 90)
    manager = client_for(world.manager)
    every = manager.get(f"/contracts/{world.contract_id}/returns/charts")
    measure = manager.get(next(href for href in every.links.values() if "measure=first-contact" in href))
    assert "Not all partners’ figures are accepted" in measure.words
    assert "Corrected since it was given first." in measure.words
    figure = next(href for words, href in measure.links.items() if words.startswith("60 of 100"))
    assert "Quarterly narrative report" in manager.get(figure).words
    own = client_for(world.member).get(f"/engagements/{world.engagement_id}/returns/charts")
    assert "90 of 100" in own.words
    assert "Not met" in own.words


def row_of(page: Answer, number: int, world: World) -> str:
    """What the table of the only measure of that title says of a quarter."""
    period = period_name(returning.quarter(world, number))
    section = f"//section[*[contains(., '{telling.TITLE}')]]"
    found = page.find(f"{section}//tr[th[normalize-space()='{period}']]")
    return words_of(found[0])


def test_what_was_sent_and_is_not_accepted_is_not_called_not_given(
    world: World, signer: Viewer, client_for: ClientFor
) -> None:
    own = f"/engagements/{world.engagement_id}/returns/charts"
    charts = f"/contracts/{world.contract_id}/returns/charts"
    period = f"/contracts/{world.contract_id}/returns?period={returning.quarter(world)}"
    partner, lead = client_for(world.member), client_for(world.reviewer)
    returning.write_all(world)
    assert "Not given Not given" in row_of(partner.get(own), 1, world)
    returning.send(world, signer)
    assert "Sent, not accepted yet" in row_of(partner.get(own), 1, world)
    assert row_of(partner.get(own), 1, world).endswith("Not judged yet")
    assert "Not all partners’ figures are accepted" in row_of(lead.get(charts), 1, world)
    assert "Not given Not given" in row_of(lead.get(charts), 2, world)
    assert "Tidewater Peers, Eastmouth: Sent, not accepted yet" in lead.get(period).words
    returning.decide(world, telling.ACCEPTED)
    paying.reopen(world)
    returning.write(world, "data", returning.figures(world, 9))
    assert "Being corrected" in row_of(partner.get(own), 1, world)
    page = lead.get(period)
    assert "Tidewater Peers, Eastmouth: Being corrected" in page.words
    href = next(href for words, href in page.links.items() if words.startswith("Being corrected"))
    assert "Quarterly narrative report" in lead.get(href).words


def test_the_council_sees_only_what_was_sent_and_gaps_that_say_so(
    world: World, signer: Viewer, client_for: ClientFor
) -> None:
    for number, numerator in ((1, 80), (2, 3), (3, 90)):
        telling.give(world, signer, numerator, 113, returning.quarter(world, number))
    for number in (1, 2):
        telling.send(world, returning.quarter(world, number))
    page = client_for(world.officer).get(f"/contracts/{world.contract_id}/council/charts")
    assert "Hidden: too few people" in page.words
    for never in ("3 of 113", "90 of 113"):
        assert never not in page.words


def test_nobody_else_sees_them(world: World, signer: Viewer, client_for: ClientFor) -> None:
    charts = f"/contracts/{world.contract_id}/returns/charts"
    for stranger in (world.officer, world.member, world.noise_manager):
        client_for(stranger).get(charts, 404)
    for stranger in (world.second_member, world.officer, world.noise_manager):
        client_for(stranger).get(f"/engagements/{world.engagement_id}/returns/charts", 404)
    client_for(world.manager).get(f"{charts}?measure=nothing", 404)
