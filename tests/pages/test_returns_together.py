"""What each side reads of a target that all partners reach together, and of a number of each partner."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from checklists.year.rows import YearRows
from checklists.year.vocabulary import Over
from portal.notices.rounds import tell_events
from portal.returns.actions.decide_return import Said
from portal.words.wording import day
from tests.builders import paying, returning, telling, together
from tests.builders.together import CLAUSE, MEASURE, RULE, TITLE, TOWARDS, Partner
from tests.builders.typed import typed_day
from tests.builders.world import World
from tests.pages.conftest import ClientFor

Two = tuple[Partner, Partner]


@pytest.fixture
def two(world: World) -> Two:
    together.begin(world)
    return together.two(world)


def test_a_partner_reads_what_its_figure_counts_towards_and_no_verdict(
    world: World, two: Two, client_for: ClientFor
) -> None:
    first, other = two
    page = client_for(world.member).get(f"{first.returns()}/sections/data")
    assert TOWARDS in page.words
    first.give(123)
    other.give(777)
    for partner, own, others in ((first, "123", "777"), (other, "777", "123")):
        client = client_for(partner.world.member)
        charts = client.get(f"/engagements/{partner.world.engagement_id}/returns/charts").words
        read = client.get(f"{partner.returns()}/read").words
        assert TOWARDS in charts
        assert "The contract’s target" in charts
        for words in (charts, read):
            assert own in words
            for never in (others, "900", "Missed", "missed"):
                assert never not in words, never
            assert "300" not in words, "what a quarter of it would be is nothing that one is to reach"


def test_the_lead_reads_the_verdict_at_the_contract(world: World, two: Two, client_for: ClientFor) -> None:
    first, other = two
    lead = client_for(world.reviewer)
    first.give(200)
    base = f"/contracts/{world.contract_id}/returns"
    period = f"{base}?period={returning.quarter(world)}"
    assert (
        f"{TITLE} Not judged: figures are missing 200. Target: {RULE}, 300 in this period."
        in lead.get(period).words
    )
    other.give(99)
    assert f"{TITLE} Not met 299. Target: {RULE}, 300 in this period." in lead.get(period).words
    for quarter in (2, 3):
        first.give(150, quarter)
        other.give(150 if quarter == 3 else 149, quarter)
    second = lead.get(f"{base}?period={returning.quarter(world, 2)}").words
    assert f"Missed again: {CLAUSE}" in second
    assert f"{TITLE} Met 300." in lead.get(f"{base}?period={returning.quarter(world, 3)}").words
    chart = lead.get(f"{base}/charts?measure={MEASURE}").words
    assert f"Target: {RULE}" in chart
    assert TOWARDS in chart, "partner by partner nothing is met or missed"


def test_a_reviewer_chooses_whom_to_ask_for_a_plan(world: World, two: Two, client_for: ClientFor) -> None:
    first, other = two
    first.give(211)
    other.give(88)
    lead, partner = client_for(world.reviewer), client_for(other.world.member)
    read = f"{other.returns()}/read"
    page = lead.get(read).words
    assert (
        "All partners together missed it: 299, the target is at least 1,200 a year, 300 in this period."
        in page
    )
    assert "Targets of the contract" not in partner.get(read).words
    later = world.today + timedelta(days=20)
    typed = typed_day(f"by-{MEASURE}", later)
    tell_events(world.database)
    lead.post(read, {"go": "plan", "measure": MEASURE, **typed})
    seen = partner.get(read)
    assert f"{TOWARDS}." in seen.words
    plan = seen.links[f"Action plan, due {day(later)}: {TITLE}"]
    for words in (seen.words, partner.get(plan).words):
        for never in ("299", "211", "missed"):
            assert never not in words, never
    assert "Targets of the contract" not in client_for(world.member).get(f"{first.returns()}/read").words


def test_while_the_others_figure_is_being_corrected_a_plan_stands_beside_no_verdict(
    world: World, two: Two, client_for: ClientFor
) -> None:
    first, other = two
    first.give(211)
    other.give(88)
    together.ask_for_plan(first)
    paying.reopen(other.world)
    page = client_for(world.reviewer).get(f"{first.returns()}/read").words
    assert "Not judged: figures are missing. The target is at least 1,200 a year" in page
    assert "Corrected since" not in page
    paying.send_again(other.world, other.signer, peer_leaders=(89,))
    returning.decide(other.world, {"data": Said(accepts=True)})
    read = client_for(world.reviewer).get(f"{first.returns()}/read")
    assert "Corrected since: 300, the target is at least 1,200 a year, 300 in this period." in read.words
    href = next(href for words, href in read.links.items() if words.startswith("Action plan, due"))
    assert "the target was met after all" in client_for(world.member).get(href).words


def test_a_partner_that_is_alone_reads_its_verdict(world: World, client_for: ClientFor) -> None:
    together.begin(world)
    alone = together.one_alone(world)
    alone.give(299)
    client = client_for(world.member)
    charts = client.get(f"/engagements/{world.engagement_id}/returns/charts").words
    assert TOWARDS in charts
    assert "To reach: 300 Not met" in charts
    read = client.get(f"{alone.returns()}/read").words
    assert f"Missed: 299, the target is {RULE}." in read
    assert "Action plan, due" in read


def test_the_council_reads_what_all_reached(world: World, two: Two, client_for: ClientFor) -> None:
    first, other = two
    first.give(200)
    other.give(100)
    telling.send(world)
    read = client_for(world.officer).get(f"/contracts/{world.contract_id}/council/{returning.quarter(world)}")
    assert RULE in read.words
    line = telling.line(telling.kept(world)[0], MEASURE)
    assert (line.verdict, line.measure.is_together) == ("met", True)


def test_of_a_number_that_each_is_to_reach_the_sum_says_nothing(
    world: World, two: Two, client_for: ClientFor
) -> None:
    """35 a year are asked of each partner: 9 and 9 reach what a quarter asks of each, 18 is no verdict."""
    first, other = two
    first.give(150)
    other.give(150)
    lead = client_for(world.reviewer)
    page = lead.get(f"/contracts/{world.contract_id}/returns?period={returning.quarter(world)}")
    assert "Sign-ups Each partner’s target 18. Target: at least 35 a year, each partner." in page.words
    parts = [each for each in page.words.split("Open Door Folk, Westmouth: ") if each.startswith("9,")]
    assert parts[0].startswith("9, Open Door Folk, Westmouth, Sign-ups, met")
    telling.send(world)
    council = client_for(world.officer).get(
        f"/contracts/{world.contract_id}/council/{returning.quarter(world)}"
    )
    assert "Each partner’s target" in council.words


def test_a_number_of_each_over_the_contract_is_judged_by_what_was_asked_for_the_period(
    world: World, client_for: ClientFor
) -> None:
    def harder(year: YearRows) -> YearRows:
        measures = (
            replace(each, at_least=Decimal(1000)) if each.key == MEASURE else each for each in year.measures
        )
        return replace(year, measures=tuple(measures))

    returning.change_measure(world, MEASURE, at_least=Decimal(50), over=Over.CONTRACT)
    returning.begin(world)
    paying.give(world)
    returning.replace_year(world, harder)
    paying.give(world, returning.quarter(world, 2))
    lead, base = client_for(world.reviewer), f"/contracts/{world.contract_id}/returns?period="
    for number, verdict in ((1, "met"), (2, "still open")):
        words = lead.get(f"{base}{returning.quarter(world, number)}").words
        assert f"Tidewater Peers, Eastmouth, {TITLE}, {verdict}" in words
