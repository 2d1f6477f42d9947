"""Insurance: primary and excess policies that add up, a gap that both sides read of, the broker's letter."""

from datetime import timedelta

from checklists.calendar import in_words
from tests.builders import sending
from tests.builders.days import counts_from
from tests.builders.world import World
from tests.journeys.conftest import Arrives
from tests.journeys.reviewing import accepts_it, opens_the_oldest
from tests.journeys.someone import Someone

LIABILITY, INDEMNITY = "Public liability insurance", "Professional indemnity insurance"


def insurance(world: World) -> str:
    return f"/engagements/{world.engagement_id}/insurance"


def sends_a_policy(pat: Someone, world: World, number: str, amount: str, which: str) -> None:
    """Down to the page on which the answers are checked."""
    pat.goes_to(f"/engagements/{world.engagement_id}/requirements/insurance")
    pat.starts(LIABILITY)
    pat.uploads("certificate.pdf", "Certificate of insurance")
    pat.presses("Continue")
    pat.fills_day("First day of cover", counts_from(world.today))
    pat.fills_day("Last day of cover", world.today + timedelta(days=300))
    pat.presses("Continue")
    pat.is_at("What does the policy say?")
    pat.fills("Insurer", "Fathom Mutual")
    pat.fills("Policy number", number)
    pat.fills("Limit of indemnity", amount)
    pat.chooses("Any one claim")
    pat.chooses(which)
    if which.startswith("An excess"):
        pat.picks("If it is an excess policy, which one?", "The first above the primary policy")
    pat.presses("Continue")
    pat.is_at("Check your answers")


def test_a_primary_and_an_excess_policy_are_enough_together(arrives: Arrives, world: World) -> None:
    pat = arrives(world.member)
    sends_a_policy(pat, world, "FM 1", "2 million", "The primary policy of several")
    pat.reads("With the other layers that are accepted it comes to £2,000,000")
    pat.presses("Send to Harbour Light")
    rafi = arrives(world.reviewer)
    opens_the_oldest(rafi)
    rafi.reads("FM 1", "Primary policy", "at least £5,000,000 is asked for.")
    accepts_it(rafi)

    sends_a_policy(pat, world, "FM 2", "3 million", "An excess policy above another")
    pat.reads("With the other layers that are accepted it comes to at least £5,000,000.")
    pat.presses("Send to Harbour Light")
    opens_the_oldest(rafi)
    rafi.reads("FM 2", "Excess policy, layer 2")
    accepts_it(rafi)

    pat.goes_to("/")
    pat.follows("Insurance", pat.page.locator(".gs-plain-list__item"))
    pat.is_at("Insurance")
    pat.reads("Primary policy", "Excess policy, layer 2")
    cover = pat.page.locator(".gs-cover", has_text=LIABILITY)
    assert f"Accepted until {in_words(world.today + timedelta(days=300))}" in cover.inner_text()

    wanda = arrives(world.officer)
    wanda.goes_to(insurance(world))
    wanda.reads(LIABILITY, "Accepted until")
    wanda.does_not_read("Fathom Mutual")


def test_a_gap_is_read_by_both_sides_and_the_broker_is_told_what_is_wanting(
    arrives: Arrives, world: World
) -> None:
    ended = world.today - timedelta(days=60)
    key, part = "insurance", "public-liability"
    sending.accepted(world, key, part, from_on=ended - timedelta(days=364), until_on=ended)
    sending.accepted(
        world, key, part, from_on=ended + timedelta(days=2), until_on=world.today + timedelta(days=90)
    )
    gap = f"on {in_words(ended + timedelta(days=1))}, one day, nothing is in force."
    for someone in (world.member, world.reviewer):
        reader = arrives(someone)
        reader.goes_to(insurance(world))
        reader.reads(f"There is a gap between two accepted periods: {gap}")
        reader.unfolds("The same as a table")
        reader.reads("Gap: nothing in force")
        reader.goes_to(f"/engagements/{world.engagement_id}/requirements/insurance")
        reader.reads(gap)

    pat = arrives(world.member)
    pat.goes_to(f"/engagements/{world.engagement_id}/requirements/insurance")
    pat.follows("Ask your broker")
    pat.is_at("Ask your broker")
    letter = pat.page.get_by_label("Text for your broker").input_value()
    assert f"Renewal: has to begin on {in_words(world.today + timedelta(days=91))} at the latest" in letter
    assert f"3. {INDEMNITY}" in letter
    assert "at least £1,000,000 (one million pounds), in the aggregate" in letter
    pat.presses("Copy the text")
    pat.reads("Copied.")


def test_a_policy_in_another_name_is_accepted_with_a_reason(arrives: Arrives, world: World) -> None:
    details = sending.POLICY | {"insured_name": "Tidewater Holdings Ltd"}
    sending.send(world, "insurance", "public-liability", details=details)
    rafi = arrives(world.reviewer)
    opens_the_oldest(rafi)
    rafi.reads("The insured, Tidewater Holdings Ltd, is neither the legal name of the partner")
    accepts_it(rafi)
    rafi.meets_an_error("Say why you accept it all the same.", "accept_words")
    rafi.fills("A word to the partner", "The group policy names its members on page 2.")
    accepts_it(rafi)

    pat = arrives(world.member)
    pat.goes_to(f"/engagements/{world.engagement_id}/requirements/insurance")
    pat.reads("The group policy names its members on page 2.")
