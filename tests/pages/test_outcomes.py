"""Soft outcomes, as the lead rates them, the partner reads and answers them, and the council reads them."""

from datetime import date, timedelta

import pytest

from checklists.year.rating import Rating
from tests.builders import looking, rating
from tests.builders.rating import OUTCOMES
from tests.builders.sending import a_worker
from tests.builders.world import World
from tests.pages.conftest import ClientFor


@pytest.fixture(autouse=True)
def asked(world: World) -> None:
    rating.asked(world)


@pytest.fixture
def base(world: World) -> str:
    return f"/engagements/{world.engagement_id}/outcomes"


def test_from_notes_to_what_the_council_reads(world: World, base: str, client_for: ClientFor) -> None:
    looking.reported(world)
    reviewer, member, officer = (client_for(each) for each in (world.reviewer, world.member, world.officer))
    council, year = f"/contracts/{world.contract_id}/outcomes", f"{base}/{rating.KEY}/{rating.year(world)}"
    assert "Soft outcomes" in reviewer.get(f"/engagements/{world.engagement_id}").links
    assert year in reviewer.get(base).links.values()
    for who in (member, officer):
        assert "Not finished yet" in who.get(year).words
    first = f"{year}/rate/{OUTCOMES[0]}"
    reviewer.get(first)
    long = reviewer.post(first, {"rating": "met", "because": "x" * 5001}, 422)
    assert (long.problems, long.value("rating")) == (
        ["What you write must have 5,000 characters or fewer."],
        "met",
    )
    saved = reviewer.follow(reviewer.post(first, {"because": "Two sing in a choir."}))
    assert "Not rated yet" in saved.words
    assert "0 of 6 are rated with a reason." in saved.words
    early = reviewer.post(year, {}, 422)
    assert early.problems[0].startswith("Rate these with a reason first: Meaningful occupation;")
    rating.all_rated(world)
    reviewer.get(year)
    done = reviewer.follow(reviewer.post(year, {}))
    assert "5 of 6 met, 1 could not be judged" in done.words
    read = member.get(year)
    assert rating.WHY in read.words
    said = member.follow(member.post(year, {"number": "1", "words": "We run a job club too."}))
    assert "We run a job club too." in said.words
    assert "We run a job club too." in reviewer.get(year).words
    rating.rated(world, rating=Rating.PARTLY_MET)
    assert "Partly met" not in member.get(year).words
    reviewer.get(year)
    why = reviewer.post(year, {"because": ""}, 422)
    assert why.problems == ["Say why it is put right. The partner reads it."]
    reviewer.post(year, {"because": "Counted twice."})
    again = member.get(year).words
    assert "4 of 6 met" in again
    assert "As it stood before" in again
    listed = officer.get(council)
    assert "4 of 6 met, 1 could not be judged" in listed.words
    seen = officer.get(year).words
    assert rating.WHY in seen
    for hidden in ("job club", world.reviewer.name, world.member.name, "As it stood before"):
        assert hidden not in seen
    a_worker(world, "Three Of")
    assert "Not shown here: it names somebody by now." in officer.get(year).words
    assert "Not shown here" not in member.get(year).words
    assert "Counted twice." in officer.get(year).words
    a_worker(world, "Counted Twice")
    assert "Counted twice." not in officer.get(year).words
    assert "Counted twice." in member.get(year).words


def test_two_on_one_form_lose_nothing(world: World, base: str, client_for: ClientFor) -> None:
    year = f"{base}/{rating.KEY}/{rating.year(world)}"
    first, reviewer = f"{year}/rate/{OUTCOMES[0]}", client_for(world.reviewer)
    seen = reviewer.get(first).value("_seen")
    rating.rated(world, because="Theirs.", who=world.manager)
    asked = reviewer.post(first, {"_seen": seen, "rating": "not-met", "because": "Mine."}, 409)
    assert "Theirs." in asked.words
    assert "Mine." in asked.words
    rating.all_rated(world)
    seen = reviewer.get(year).value("_seen")
    rating.rated(world, rating=Rating.NOT_MET, who=world.manager)
    refused = reviewer.post(year, {"_seen": seen}, 422)
    assert "Meaningful occupation" in refused.problems[0]
    rating.finished(world)
    rating.rated(world)
    seen = reviewer.get(year).value("_seen")
    rating.finished(world, "Misread.", who=world.manager)
    refused = reviewer.post(year, {"_seen": seen, "because": "Counted twice."}, 422)
    assert "finished it already, for another reason" in refused.problems[0]
    assert "What you typed, which is not sent Counted twice." in refused.words


def test_others_find_nothing(world: World, base: str, client_for: ClientFor) -> None:
    rating.all_rated(world)
    rating.finished(world)
    year = f"{base}/{rating.KEY}/{rating.year(world)}"
    for who in (world.noise_member, world.noise_manager, world.second_member, world.noise_officer):
        client_for(who).get(year, 404)
        client_for(who).get(base, 404)
    for who in (world.member, world.officer):
        client_for(who).get(f"{year}/rate/{OUTCOMES[0]}", 404)
    both = client_for(world.reviewer_and_member).get(f"{year}/rate/{OUTCOMES[0]}", 303)
    assert both.location == year, "who belongs to both sides rates nothing"
    client_for(world.reviewer).get(f"{base}/{rating.KEY}/1999", 404)
    client_for(world.reviewer).get(f"{year}/rate/no-such", 404)


def when_late(world: World) -> date:
    """A day on which the first year is to be rated since a while, and the second one not yet."""
    return max(world.starts_on.replace(year=world.starts_on.year + 1) + timedelta(days=200), world.today)


def test_what_is_late_is_the_leads_and_marks_no_partner(
    world: World, base: str, client_for: ClientFor
) -> None:
    on = when_late(world)
    for who in (world.officer, world.manager):
        shown = client_for(who).get(f"/contracts/{world.contract_id}/outcomes?on={on}")
        assert "2 ratings are late: Harbour Light has to finish them" in shown.words
        assert shown.words.count("Rating late") == 2
        named = shown.find("//span[contains(@class,'gs-files__name')]")
        assert "Late" not in " ".join(each.text_content() for each in named)
    rating.all_rated(world)
    rating.finished(world)
    officer = client_for(world.officer)
    said = officer.get(f"/contracts/{world.contract_id}/outcomes?on={on}").words
    assert "1 rating is late: Harbour Light has to finish it" in said


def test_a_partner_reads_that_the_rating_is_late(world: World, base: str, client_for: ClientFor) -> None:
    on = when_late(world)
    member, year = client_for(world.member), f"{base}/{rating.KEY}/{rating.year(world)}"
    for address in (base, year):
        assert "Rating late" in member.get(f"{address}?on={on}").words
