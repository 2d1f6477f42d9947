"""Measures over time: what the lead, a partner and the council see, and what is a gap."""

from dataclasses import replace
from decimal import Decimal

import pytest

from checklists.year.rows import YearRows
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
    assert row_of(partner.get(own), 1, world).count("Not given") == 2
    returning.send(world, signer)
    assert "Sent, not accepted yet" in row_of(partner.get(own), 1, world)
    assert row_of(partner.get(own), 1, world).endswith("Not judged yet")
    assert "Not given" not in row_of(partner.get(own), 1, world)
    assert "Not all partners’ figures are accepted" in row_of(lead.get(charts), 1, world)
    assert row_of(lead.get(charts), 2, world).count("Not given") == 2
    assert "Tidewater Peers, Eastmouth: Sent, not accepted yet" in lead.get(period).words
    returning.decide(world, telling.ACCEPTED)
    paying.reopen(world)
    returning.write(world, "data", returning.figures(world, 9))
    assert "Being corrected" in row_of(partner.get(own), 1, world)
    page = lead.get(period)
    assert "Tidewater Peers, Eastmouth: Being corrected" in page.words
    href = next(href for words, href in page.links.items() if words.startswith("Being corrected"))
    assert "Quarterly narrative report" in lead.get(href).words


def test_a_quarter_is_judged_by_what_was_asked_for_it_then(world: World, client_for: ClientFor) -> None:
    returning.begin(world)
    other = telling.second(world)
    both = ((world, world.reviewer_and_member), (other, returning.signer(other)))
    own = f"/engagements/{world.engagement_id}/returns/charts"
    charts = f"/contracts/{world.contract_id}/returns/charts"
    partner, lead = client_for(world.member), client_for(world.reviewer)
    for number in (1, 2):
        for its, who in both:
            telling.give(its, who, 95, part=returning.quarter(world, number))
        if number == 1:
            assert "It has changed" not in partner.get(own).words
            returning.replace_year(world, harder)
    for page in (partner.get(own), lead.get(charts)):
        assert row_of(page, 1, world).endswith("To reach: 95% Met")
        assert row_of(page, 2, world).endswith("To reach: 99% Not met")
        told = "Target: at least 99%. It has changed: for some periods it was at least 95%."
        assert page.words.count(told) == 1
    part = lead.get(f"{charts}?measure=first-contact")
    assert part.words.count("To reach: 95% Met") == 3, "together, and each of both"


def harder(year: YearRows) -> YearRows:
    measures = [
        replace(each, at_least=Decimal(99)) if each.key == "first-contact" else each for each in year.measures
    ]
    return replace(year, measures=tuple(measures))


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
