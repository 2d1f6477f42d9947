"""Changing Places toilets, as both sides write them down and the council reads them."""

from datetime import timedelta

from portal.contracts.actions.end_engagement import SaidEnd, end_engagement
from tests.builders import places
from tests.builders.sending import a_worker
from tests.builders.typed import typed_day
from tests.builders.world import World
from tests.pages.conftest import ClientFor


def test_from_a_toilet_to_what_the_council_reads(world: World, client_for: ClientFor) -> None:
    base, member = f"/engagements/{world.engagement_id}/sites", client_for(world.member)
    assert "None was written down." in member.get(base).words
    member.get(f"{base}/new")
    wrong = member.post(f"{base}/new", {"name": "Harbour Hall", "place": ""}, 422)
    assert (wrong.problems, wrong.value("name")) == (["Say where it is."], "Harbour Hall")
    made = member.post(f"{base}/new", {"name": "Harbour Hall", "place": "Quay Street"})
    site = made.location
    assert "Nobody has looked" in member.get(site).words
    today = {part: str(getattr(world.today, part)) for part in ("day", "month", "year")}
    member.get(f"{site}/map")
    looked = {f"looked_on-{part}": value for part, value in today.items()}
    unsaid = member.post(f"{site}/map", looked, 422)
    assert unsaid.problems == ["Choose whether it is on the map."]
    member.post(f"{site}/map", looked | {"on_map": "on-map"})
    reviewer = client_for(world.reviewer)
    reviewer.get(f"{site}/faults/new")
    when = {f"reported_on-{part}": value for part, value in today.items()}
    page = reviewer.follow(reviewer.post(f"{site}/faults/new", when | {"what": "The hoist sticks."}))
    assert "The fault is written down." in page.words
    passed = page.links["It was passed on: The hoist sticks."]
    reviewer.get(passed)
    done = {f"done_on-{part}": value for part, value in today.items()}
    shown = reviewer.follow(reviewer.post(passed, done | {"words": "To the owner."}))
    assert "Passed on" in shown.words
    reviewer.get(passed.replace("passed-on", "forgotten"), 404)
    council = client_for(world.officer).get(f"/contracts/{world.contract_id}/sites").words
    assert "1 of 1 site on the map. 1 fault to mend." in council
    assert "To the owner." in council
    for name in (world.reviewer.name, world.member.name):
        assert name not in council
    a_worker(world, "The Owner")
    later = client_for(world.officer).get(f"/contracts/{world.contract_id}/sites").words
    assert "To the owner." not in later
    assert "The hoist sticks." in later
    assert "Not shown here: it names somebody by now." in later
    assert "To the owner." in reviewer.get(f"/contracts/{world.contract_id}/sites").words
    assert world.reviewer.name in member.get(site).words
    for who in (world.noise_member, world.second_member, world.officer, world.noise_manager):
        client_for(who).get(site, 404)
    client_for(world.noise_officer).get(f"/contracts/{world.contract_id}/sites", 404)


def test_one_that_is_not_used_any_more(world: World, client_for: ClientFor) -> None:
    hall, member = places.added(world), client_for(world.member)
    site = f"/engagements/{world.engagement_id}/sites/{hall}"
    member.get(f"{site}/end")
    page = member.follow(member.post(f"{site}/end", typed_day("ended_on", world.today)))
    assert "Not used since" in page.words
    assert "Report a fault" not in page.links
    member.get(f"{site}/end")
    before = world.today - timedelta(days=365)
    other = member.post(f"{site}/end", typed_day("ended_on", before), 422)
    assert other.problems[0].startswith("It is written down already as not used since")
    assert other.value("ended_on-year") == str(before.year)
    again = {"name": "Harbour Hall", "place": "Quay Street, Tidewater"}
    refused = member.post(f"/engagements/{world.engagement_id}/sites/new", again, 422)
    assert refused.problems[0].startswith(
        "One of this name, at Quay Street, Tidewater, is written down as not"
    )


def test_two_of_one_name_are_not_taken_for_one(world: World, client_for: ClientFor) -> None:
    hall, member = places.added(world), client_for(world.member)
    base = f"/engagements/{world.engagement_id}/sites"
    typed = {"name": "Harbour Hall", "place": "Mill Lane, Overhill"}
    refused = member.post(f"{base}/new", typed, 422)
    assert refused.problems[0].startswith("One of this name is written down already, at Quay Street")
    assert refused.value("place") == "Mill Lane, Overhill"
    same = member.post(f"{base}/new", typed | {"place": "Quay Street, Tidewater"})
    assert same.location == f"{base}/{hall}"


def test_one_whose_partner_has_left_is_not_said_to_be_unused(world: World, client_for: ClientFor) -> None:
    places.added(world)
    base, reviewer = f"/engagements/{world.engagement_id}/sites", client_for(world.reviewer)
    said_end = SaidEnd(world.today - timedelta(days=1), "withdrew", "It closed.")
    with world.database.writing() as session:
        end_engagement(session, world.manager, world.place(session, world.manager), said_end)
    shown = reviewer.get(base)
    assert "Not in this contract" in shown.words
    assert "Its partner is no longer part of this contract" in shown.words
    assert "Not used" not in shown.words
