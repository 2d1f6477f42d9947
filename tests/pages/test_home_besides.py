"""What waits for a lead beside submissions stands on Home and on the overview, with the way to it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from portal.records import Engagement
from portal.returns.actions.decide_return import Said
from portal.standing.queries.in_force import list_versions
from portal.web.addresses import CONTRACT
from tests.builders import happening, paying, promising, rating, returning, sending
from tests.builders.clock import clock_on
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.pages.inspection import words_of

DECIDING = {"narrative": Said(accepts=True), "case-study": Said(accepts=False, words="Say more.")}


def besides(client: PageClient, world: World) -> list[str]:
    """The same on both pages; each leads somewhere."""
    home = client.get("/home").find("//ul[@class='gs-links-row']//a")
    overview = client.get(CONTRACT(world.contract_id)).find("//h3[.='Also waits for us']/following::ul[1]//a")
    told = [words_of(each).removesuffix(", Peer support on the coast") for each in home]
    assert told == [words_of(each) for each in overview if "rate" not in words_of(each)]
    for each in home:
        assert client.get(str(each.get("href"))).status == 200
    return told


def test_returns_wait_until_all_that_was_sent_is_decided(world: World, client_for: ClientFor) -> None:
    returning.begin(world)
    returning.write_all(world)
    manager, both = client_for(world.manager), client_for(world.reviewer_and_member)
    assert besides(manager, world) == []
    returning.send(world, returning.signer(world))
    assert besides(manager, world) == ["1 return to decide on"]
    assert besides(client_for(world.reviewer), world) == ["1 return to decide on"]
    assert "to decide on" not in both.get("/home").words, "others decide on what her own organisation sent"
    returning.decide(world, DECIDING)
    assert besides(manager, world) == ["1 return to decide on"], "the figures wait"
    returning.decide(world, {"data": Said(accepts=True)})
    assert besides(manager, world) == []


def test_a_return_that_is_owed_no_more_is_not_to_decide_on(world: World, client_for: ClientFor) -> None:
    """Two were given of what is asked for twice a year, and the engagement ended within that year."""
    returning.begin(world)
    key, manager = "income-generation", client_for(world.manager)
    for number in (1, 2):
        part = f"{world.starts_on.year}/{number}"
        with world.database.reading() as session:
            sections = returning.asked(world, session, key, part).keys
        for section in sections:
            returning.write(world, section, returning.WORDS, key, part)
        returning.send(world, world.reviewer_and_member, part, key)
    assert besides(manager, world) == ["2 returns to decide on"]
    with world.database.writing() as session:
        its = Engagement.id == world.engagement_id
        session.execute(sa.update(Engagement).where(its).values(ends_on=date(world.starts_on.year, 11, 30)))
        session.commit()
    assert besides(manager, world) == ["1 return to decide on"]


@pytest.mark.parametrize("days", [0, 12])
def test_what_the_council_is_to_be_told_waits(world: World, client_for: ClientFor, days: int) -> None:
    happening.agree(world)
    known_on = happening.working_days_ago(world, days)
    with clock_on(known_on):
        told = happening.tell(world, known_on=known_on)
    late = ": 1 late" if days else ""
    manager = client_for(world.manager)
    said = f"1 thing that happened, to be told to Kingsmarsh County Council{late}"
    assert besides(manager, world) == [said]
    happening.acknowledged(world, told)
    happening.forwarded(world, told)
    assert besides(manager, world) == []


def test_statements_wait_for_managers_to_put_up_and_for_another_to_approve(
    world: World, client_for: ClientFor
) -> None:
    second = paying.begin_example(world)
    manager, other = client_for(world.manager), client_for(second)
    assert besides(manager, world) == []
    paying.paid(world)
    assert besides(manager, world) == ["1 payment statement to put up"]
    assert besides(client_for(world.reviewer), world) == []
    paying.put(world)
    assert besides(manager, world) == [], "whoever put it up does not approve it"
    assert besides(other, world) == ["1 payment statement to approve"]
    paying.approve_it(world, second)
    assert "to approve" not in str(besides(other, world))


def test_a_statement_that_was_handed_back_is_to_be_put_up(world: World, client_for: ClientFor) -> None:
    paying.begin_example(world)
    paying.paid(world)
    paying.put(world)
    paying.hand_it_back(world, "Look at sign-ups.")
    assert besides(client_for(world.manager), world) == ["1 payment statement to put up"]


def test_nothing_is_put_up_of_quarters_before_payment_by_results_is_agreed(
    world: World, client_for: ClientFor
) -> None:
    with world.database.reading() as session:
        payments = list_versions(session, [world.contract_id])[world.contract_id][-1].year.payments
    returning.change_year(world, lambda year: replace(year, payments=()))
    paying.follow(world, lambda _: payments, months=6)
    returning.begin(world)
    paying.paid(world)
    year = world.starts_on.year
    with clock_on(date(year, 12, 31)):
        assert "put up" not in str(besides(client_for(world.manager), world))
    with clock_on(date(year + 1, 1, 1)):
        assert "1 payment statement to put up" in besides(client_for(world.manager), world)


def test_nothing_is_put_up_of_quarters_after_it_is_agreed_no_more(
    world: World, client_for: ClientFor
) -> None:
    second = paying.begin_example(world)
    paying.paid(world)
    assert "1 payment statement to put up" in besides(client_for(world.manager), world)
    paying.follow(world, lambda _: (), months=3)
    paying.settle(world, second)
    with clock_on(date(world.starts_on.year, 10, 1)):
        assert "put up" not in str(besides(client_for(world.manager), world))


def test_what_follows_the_last_quarter_is_to_be_put_up(world: World, client_for: ClientFor) -> None:
    with paying.a_year_over(world) as second:
        manager, other, last = client_for(world.manager), client_for(second), returning.quarter(world, 4)
        paying.account_given(world, last)
        paying.settle(world, second, last)
        assert "payment statement" not in str(besides(manager, world)), "nothing is to be settled"
        paying.reopen(world)
        assert "payment statement" not in str(besides(manager, world))
        paying.correct_again(world, sign_ups=(1,))
        assert "1 payment statement to put up" in besides(manager, world)
        paying.put(world, "closing-1")
        assert "payment statement" not in str(besides(manager, world))
        assert "1 payment statement to approve" in besides(other, world)
        paying.hand_it_back(world, "Look at sign-ups.", "closing-1")
        assert "1 payment statement to put up" in besides(manager, world)
        paying.settle(world, second, "closing-1")
        assert "payment statement" not in str(besides(manager, world))


def test_figures_of_commitments_wait(world: World, client_for: ClientFor) -> None:
    manager = client_for(world.manager)
    theirs, own = promising.promised(world), promising.own(world, title="Trees")
    assert besides(manager, world) == []
    promising.given(world, theirs, "5")
    promising.given_own(world, own, "3", world.reviewer)
    assert besides(manager, world) == ["2 figures of commitments to decide on"]
    assert besides(client_for(world.reviewer), world) == ["1 figure of a commitment to decide on"]
    promising.decided(world, theirs, accepts=False, words="Who were they?", by=world.manager)
    assert besides(manager, world) == ["1 figure of a commitment to decide on"]
    promising.given(world, theirs, "6")
    assert besides(manager, world) == ["2 figures of commitments to decide on"]
    promising.struck(world, theirs)
    assert besides(manager, world) == ["1 figure of a commitment to decide on"]


def test_what_is_left_over_from_a_contract_is_on_both_pages(world: World, client_for: ClientFor) -> None:
    """Accounts are settled after the last day, when the contract has no day to be looked at."""
    promising.given(world, promising.promised(world), "5")
    sending.send(world, "anti-bribery")
    with clock_on(world.ends_on + timedelta(days=45)):
        manager = client_for(world.manager)
        shown = manager.get(CONTRACT(world.contract_id))
        assert "is none of its days" in shown.words
        assert "Waiting for us longest Anti-bribery policy" in shown.words
        assert besides(manager, world) == ["1 figure of a commitment to decide on"]


def test_nobody_else_reads_of_it(world: World, client_for: ClientFor) -> None:
    promising.given(world, promising.promised(world), "5")
    for who in (world.member, world.officer, world.noise_manager):
        assert "Also waits for" not in client_for(who).get("/home").words
    on = world.today - timedelta(days=1)
    assert "Also waits" not in client_for(world.manager).get(CONTRACT(world.contract_id, on=on)).words


def test_soft_outcomes_to_be_rated_stand_on_the_overview(world: World, client_for: ClientFor) -> None:
    rating.asked(world)
    shown = client_for(world.manager).get(CONTRACT(world.contract_id))
    (link,) = (each for each in shown.links if "soft outcomes to rate" in each)
    assert client_for(world.manager).get(shown.links[link]).status == 200
