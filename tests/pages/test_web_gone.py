"""A form that is gone from its page since it was opened is not called wrong in fields that are not there."""

from unittest import mock

from portal.acting.refused import CannotDo
from portal.web.gone import GONE, without_gone
from tests.builders.world import World
from tests.pages.conftest import ClientFor
from tests.pages.doors import Door, fill
from tests.pages.furnished import House
from tests.pages.pressing import filled, form_in

SUMMARY = '<div class="govuk-error-summary"><ul><li><a href="#{}">{}</a></li></ul></div>'


def test_problems_of_fields_that_are_there_stay() -> None:
    text = SUMMARY.format("words", "Say why.") + '<textarea class="x" id="words">'
    assert without_gone({"words": "Say why."}, text) == {"words": "Say why."}


def test_problems_of_fields_that_are_not_are_told_as_one() -> None:
    links = '<a href="#words">Say why.</a><a href="#on-day">Say when.</a><a href="#name">Say who.</a>'
    text = f'<div class="govuk-error-summary"><ul>{links}</ul></div><input id="name">'
    problems = {"words": "Say why.", "on": "Say when.", "name": "Say who."}
    assert without_gone(problems, text) == {"": GONE, "name": "Say who."}


def test_where_all_that_was_sent_is_asked_still_the_sentences_stand() -> None:
    """The form is there, and something is wrong that none of its fields is about."""
    links = '<a href="#on-day">Say when.</a><a href="#name">Say who.</a><a href="#why">Say why.</a>'
    text = f'<div class="govuk-error-summary"><ul>{links}</ul></div><input id="name" name="name">'
    problems = {"on": "Say when.", "name": "Say who.", "why": "Say why."}
    there = {"": "Say when. Say why.", "name": "Say who."}
    assert without_gone(problems, text, ["_csrf_token", "name"]) == there
    gone = {"": GONE, "name": "Say who."}
    assert without_gone(problems, text, ["name", "on-day"]) == gone
    assert without_gone(problems, text, ["_csrf_token"]) == gone, "nothing tells which form it was"


def test_a_page_without_a_summary_keeps_what_it_says() -> None:
    assert without_gone({"words": "Say why."}, "<p>") == {"words": "Say why."}


def test_a_problem_of_no_field_of_a_form_that_is_there(world: World, client_for: ClientFor) -> None:
    manager, address = client_for(world.manager), f"/contracts/{world.contract_id}/change"
    data = filled(form_in(manager.get(address), address), {"title": "Walks by night"})
    refusal = CannotDo({"of_nothing": "It is too late for that."})
    with mock.patch("portal.contracts.pages.change.change_contract", side_effect=refusal):
        page = manager.ask("POST", address, 422, data=data)
    assert page.problems == ["It is too late for that."]


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
