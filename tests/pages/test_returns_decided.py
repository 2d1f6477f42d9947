"""What a reviewer says of a return: of what she has seen, and with every word of it kept or given back."""

import pytest

from checklists.year.giving import SectionState
from portal.access import Viewer
from portal.returns.actions.decide_return import Said
from tests.builders import returning, telling
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.pages.pressing import filled, form_in

CHANGED = (
    "This has changed since you opened the page: Data spreadsheet. Nothing is done yet. "
    "Look at it again as it is now."
)


@pytest.fixture
def signer(world: World) -> Viewer:
    returning.begin(world)
    return returning.signer(world)


@pytest.fixture
def reviewer(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.reviewer)


@pytest.fixture
def read(world: World) -> str:
    return f"/engagements/{world.engagement_id}/returns/quarterly-report/{returning.quarter(world)}/read"


def test_figures_that_a_reviewer_has_not_seen_are_not_accepted_in_her_name(
    world: World, signer: Viewer, reviewer: PageClient, read: str
) -> None:
    returning.write_all(world)
    returning.send(world, signer)
    opened = form_in(reviewer.get(read))
    returning.decide(world, {"data": Said(accepts=False, words="Count May again.")})
    returning.write(world, "data", returning.figures(world, 7))
    returning.send(world, signer)
    typed = {"go": "decide", "say-data": "accept", "say-narrative": "return", "words-narrative": "Say more."}
    refused = reviewer.ask("POST", read, 422, data=filled(opened, typed))
    assert refused.problems == [CHANGED]
    assert "Before: 8 of 10" in refused.words
    assert refused.value("say-data") == "accept"
    assert refused.value("words-narrative") == "Say more."
    other = {"go": "decide", "say-case-study": "accept"}
    reviewer.ask("POST", read, 303, data=filled(opened, other))
    reviewer.ask("POST", read, 303, data=filled(form_in(refused), {"go": "decide"}))
    states = returning.whole(world).states
    assert (states["data"], states["case-study"]) == (SectionState.ACCEPTED, SectionState.ACCEPTED)
    assert states["narrative"] is SectionState.NEEDS_CHANGE


def test_what_is_opened_again_was_seen(world: World, signer: Viewer, reviewer: PageClient, read: str) -> None:
    telling.give(world, signer)
    page = reviewer.get(read)
    (opened,) = page.find("//form[.//input[@name='section' and @value='data']]")
    telling.correct(world, signer, 90)
    typed = {"go": "reopen", "words-data": "June is missing."}
    refused = reviewer.ask("POST", read, 422, data=filled(opened, typed))
    assert refused.problems == [CHANGED]
    assert refused.value("words-data") == "June is missing."
    assert refused.find("//details[@open]//textarea[@name='words-data']")


def test_the_words_of_who_decides_second_come_back(
    world: World, signer: Viewer, reviewer: PageClient, read: str
) -> None:
    returning.write_all(world)
    returning.send(world, signer)
    opened = form_in(reviewer.get(read))
    returning.decide(world, {"data": Said(accepts=False, words="Count May again.")})
    typed = {"go": "decide", "say-data": "return", "words-data": "Count June too."}
    refused = reviewer.ask("POST", read, 422, data=filled(opened, typed))
    assert refused.problems == ["Somebody has decided on this meanwhile. Look at how it stands now."]
    assert "What you typed, which is not sent Count June too." in refused.words
