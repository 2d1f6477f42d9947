"""Home: the way out of one's only contract, and counts that lead to what they count."""

from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from portal import clock
from portal.records import Contract, EngagementStanding
from tests.builders import rating
from tests.builders.receiving import enter
from tests.builders.sending import send
from tests.builders.world import World
from tests.pages.conftest import ClientFor
from tests.pages.inspection import words_of
from tests.parts.databases import ENGINES


def test_whoever_has_one_contract_is_led_in_and_finds_out_again(world: World, client_for: ClientFor) -> None:
    client, contract = client_for(world.manager), f"/contracts/{world.contract_id}"
    assert client.get("/", 303).location == contract
    inside = client.get(contract)
    crumb = inside.find("//nav[contains(@class,'breadcrumbs')]//a")[0]
    header = {words_of(each): each.get("href") for each in inside.find("//header//a")}
    assert (words_of(crumb), crumb.get("href")) == ("Home", header["Home"])
    home = client.get(header["Home"])
    for link in ("Our checklists", "Set up a contract", "Peer support on the coast"):
        assert client.get(home.links[link]).status == 200
    assert "Set up a contract" not in client_for(world.reviewer).get("/home").links
    assert "Peer support on the coast" in client_for(world.officer).get("/home").links


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_counts_lead_to_exactly_what_they_count(world: World, client_for: ClientFor) -> None:
    for key in ("safeguarding-policy", "quality-standards", "anti-bribery"):
        send(world, key)
    enter(world, "sub-contract")
    for viewer, number in ((world.manager, 4), (world.reviewer, 3), (world.reviewer_and_member, 0)):
        client = client_for(viewer)
        home = client.get("/home")
        counted = [each for each in home.find("//main//a") if "to review" in words_of(each)]
        assert [words_of(each).split(" to review")[0] for each in counted] == (
            [f"{number} things"] if number else []
        )
        for each in counted:
            assert len(client.get(str(each.get("href"))).find("//tbody/tr")) == number
    for viewer in (world.manager, world.officer):
        client = client_for(viewer)
        levels = client.get("/home").find("//a[span[contains(@class,'gs-level')]]")
        assert levels
        for each in levels:
            number = int(words_of(each).split(": ")[1].split(",")[0])
            assert len(client.get(str(each.get("href"))).find("//article")) == number


def test_a_lead_finds_what_it_has_to_rate_and_a_partner_does_not(world: World, client_for: ClientFor) -> None:
    rating.asked(world)
    home = client_for(world.manager).get("/home")
    assert "For you to do, as lead provider" in home.words
    first = next(each for each in home.links if each.endswith("to be rated, " + period(world)))
    assert "Finish the ratings" in client_for(world.manager).get(home.links[first]).words
    assert "For you to do, as lead provider" not in client_for(world.member).get("/home").words


def period(world: World) -> str:
    return rating.review(world).period.in_words


@pytest.mark.parametrize(
    ("begins", "ends", "said"),
    [
        (30, 400, "2 partners. It begins on"),
        (-400, -30, "2 partners. It ended on"),
        (-400, 400, "2 partners, none of them today."),
    ],
)
def test_of_a_contract_without_partners_today_home_says_how_many_it_has(
    world: World, client_for: ClientFor, begins: int, ends: int, said: str
) -> None:
    with world.database.writing() as session:
        days = {"starts_on": world.today + timedelta(begins), "ends_on": world.today + timedelta(ends)}
        which = Contract.id == world.contract_id
        session.execute(sa.update(Contract).where(which).values(days))
        session.execute(sa.delete(EngagementStanding))
        session.commit()
    for who in (world.manager, world.officer):
        home = client_for(who).get("/home").words
        assert said in home
        assert "No partners yet" not in home


def test_of_a_contract_without_any_partner_home_says_so(world: World, client_for: ClientFor) -> None:
    with world.database.writing() as session:
        moment = clock.now()
        session.add(
            Contract(
                id=uuid4(),
                reference="C-NBDY-2222",
                title="Nobody yet",
                lead_id=world.lead_id,
                commissioner_id=world.commissioner_id,
                starts_on=world.starts_on,
                ends_on=world.ends_on,
                created_at=moment,
            )
        )
        session.commit()
    assert client_for(world.manager).get("/home").words.count("No partners yet.") == 1
