"""A form that is gone from its page since it was opened is not called wrong in fields that are not there."""

from portal.web.gone import GONE, without_gone
from tests.builders.world import World
from tests.pages.conftest import ClientFor
from tests.pages.doors import Door, fill
from tests.pages.furnished import House

SUMMARY = '<div class="govuk-error-summary"><ul><li><a href="#{}">{}</a></li></ul></div>'


def test_problems_of_fields_that_are_there_stay() -> None:
    text = SUMMARY.format("words", "Say why.") + '<textarea class="x" id="words">'
    assert without_gone({"words": "Say why."}, text) == {"words": "Say why."}


def test_problems_of_fields_that_are_not_are_told_as_one() -> None:
    links = '<a href="#words">Say why.</a><a href="#on-day">Say when.</a><a href="#name">Say who.</a>'
    text = f'<div class="govuk-error-summary"><ul>{links}</ul></div><input id="name">'
    problems = {"words": "Say why.", "on": "Say when.", "name": "Say who."}
    assert without_gone(problems, text) == {"": GONE, "name": "Say who."}


def test_a_page_without_a_summary_keeps_what_it_says() -> None:
    assert without_gone({"words": "Say why."}, "<p>") == {"words": "Say why."}


def test_who_comes_second_reads_what_has_happened(
    world: World, house: House, doors: list[Door], client_for: ClientFor
) -> None:
    """Two strike the same commitment, and the second gives no reason."""
    (door,) = (each for each in doors if str(each).startswith("POST") and each.path.endswith("/strike"))
    address = fill(door, house.values_for(door))
    manager = client_for(world.manager)
    manager.post(address, {"because": "It was never promised."})
    page = manager.post(address, {"because": ""}, 422)
    assert page.problems == [GONE]
    assert "It is struck." in page.words
