"""A return on request as both sides meet it: asked for with mistakes, found in every list, withdrawn."""

from datetime import timedelta

import sqlalchemy as sa

from portal.records import Engagement
from portal.returns.actions import ask_return as asking
from portal.web.addresses import ASK_RETURN, CONTRACT_RETURNS, PARTNER_RETURNS, PERIOD_RETURN, WITHDRAW_RETURN
from portal.words.wording import day
from tests.builders import returning
from tests.builders.world import World
from tests.pages.conftest import ClientFor

TITLE = "Additional performance information"


def test_it_is_asked_for_and_withdrawn(world: World, client_for: ClientFor) -> None:
    returning.take_requests(world)
    returning.begin(world)
    lead, partner = client_for(world.reviewer), client_for(world.member)
    ask, lists = ASK_RETURN(world.contract_id), PARTNER_RETURNS(world.engagement_id)
    assert "Ask for a return" in lead.get(CONTRACT_RETURNS(world.contract_id)).links
    wrong = lead.post(
        ask, {"wanted": returning.WANTED, "by-day": "31", "by-month": "2", "by-year": "2027"}, 422
    )
    assert wrong.problems == [
        "Choose what you ask for.",
        "Choose whom you ask.",
        "The day must be a real date.",
    ]
    assert returning.WANTED in wrong.source, "nothing that was typed is lost"
    by = world.today + timedelta(days=9)
    typed = {"by-day": f"{by.day}", "by-month": f"{by.month}", "by-year": f"{by.year}"}
    asked = {"return": returning.ON_REQUEST, "partner": "every", "wanted": returning.WANTED}
    done = lead.follow(lead.post(ask, asked | typed))
    assert "It is asked for, and whoever is asked is told." in done.words
    part = f"{world.today}"
    gaps = world.engagement_id, returning.ON_REQUEST, part
    for client in (lead, partner):
        seen = client.get(lists).words
        assert f"Asked for on {day(world.today)}, due {day(by)}" in seen
        assert returning.WANTED in seen
    assert returning.WANTED in lead.get(CONTRACT_RETURNS(world.contract_id)).words
    assert returning.WANTED in partner.get(PERIOD_RETURN(*gaps)).words
    link = f"No longer ask for it: {TITLE}, Tidewater Peers, asked for on {day(world.today)}"
    why = lead.get(lists).links[link]
    assert lead.post(why, {"words": ""}, 422).problems == [asking.SAY_WHY]
    for words in ("The council has it.", "What was withdrawn stays so."):
        assert "the partner is told" in lead.follow(lead.post(why, {"words": words})).words
    old = partner.ask("GET", PERIOD_RETURN(*gaps))
    assert old.location == lists, "an old link leads to the list, which says why"
    listed = partner.get(lists).words
    assert "Not asked for any more" in listed
    assert "The council has it." in listed
    assert client_for(world.officer).ask("GET", ask).status == 404
    assert client_for(world.noise_manager).ask("GET", WITHDRAW_RETURN(*gaps)).status == 404


def test_a_contract_without_such_returns_offers_none(world: World, client_for: ClientFor) -> None:
    returning.begin(world)
    lead = client_for(world.reviewer)
    assert "Ask for a return" not in lead.get(CONTRACT_RETURNS(world.contract_id)).links
    assert lead.ask("GET", ASK_RETURN(world.contract_id)).status == 404


def test_a_partner_of_two_areas_is_not_counted_as_two(world: World, client_for: ClientFor) -> None:
    returning.take_requests(world)
    returning.begin(world)
    lead, ask = client_for(world.reviewer), ASK_RETURN(world.contract_id)
    assert "Every one of today’s 2 partners" in lead.get(ask).words
    with world.database.writing() as session:
        second = sa.update(Engagement).where(Engagement.id == world.second_engagement_id)
        session.execute(second.values(partner_id=world.partner_id, area="Another area"))
        session.commit()
    assert "Every one of today’s 2 partners or areas" in lead.get(ask).words
