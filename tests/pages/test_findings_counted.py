"""What only a finding holds up is counted as whose turn it is: on every page alike, after each step."""

from datetime import date, timedelta

import pytest

from checklists.findings import ActionStep
from checklists.library import library
from tests.builders import finding as findings
from tests.builders import sending
from tests.builders.clock import clock_on
from tests.builders.world import CHECKLIST, World
from tests.pages.conftest import ClientFor
from tests.pages.inspection import words_of
from tests.pages.test_findings_turn import turn_on
from tests.pages.test_overview_filters import FIRST
from tests.parts.databases import ENGINES

KEY = "anti-bribery"
ROWS = "//tbody/tr | //article"
TITLE = sending.requirement(KEY).title


@pytest.fixture
def held_up(world: World) -> World:
    """A finding of its visit holds up one requirement of the first partner, and nothing else is wanting."""
    for each in library()[CHECKLIST].requirements:
        if each.key != KEY:
            sending.waive(world, each.key, world.ends_on)
    sending.accepted(world, KEY)
    return world


def whose_it_is(client_for: ClientFor, world: World, **when: date) -> dict[str, str]:
    """By page, what it says of the requirement or of its partner: the turn, or the level."""
    base, client = f"/contracts/{world.contract_id}", client_for(world.manager)
    given = "".join(f"&{name}={day}" for name, day in when.items())

    def found(view: str, name: str, finds: dict[str, str]) -> str:
        """Which choices of a filter find the partner."""
        its = f"({ROWS})[contains(., '{FIRST}')]"
        pages = {said: client.get(f"{base}/{view}?{name}={choice}{given}") for choice, said in finds.items()}
        return ", ".join(said for said, page in pages.items() if page.find(its))

    turns = {"partner": "theirs", f"lead&requirement={KEY}": "ours"}
    levels = {"not-ready": "Not ready", "waiting": "Waiting for us"}
    overview, partners = client.get(f"{base}?{given}"), client.get(f"{base}/partners?{given}")
    matrix, readiness = client.get(f"{base}/matrix?{given}"), client.get(f"{base}/readiness?{given}")
    (row,) = (each for each in partners.find("//tbody/tr") if FIRST in words_of(each))
    (cells,) = (each for each in matrix.find("//tbody/tr") if FIRST in words_of(each))
    (cell,) = (words_of(each) for each in cells.findall("td") if "Not in order" in words_of(each))
    (card,) = (each for each in readiness.find("//article") if FIRST in words_of(each))
    engagement = client.get(f"/engagements/{world.engagement_id}?{given}")
    return {
        "overview": " ".join(overview.words.partition("partners are ready; ")[2].split(".")[0].split()),
        "partners": words_of(row.findall("td")[0]) + ", " + words_of(row.findall("td")[1]),
        "partners, filtered": found("partners", "level", levels),
        "matrix": cell,
        "matrix, filtered": found("matrix", "who", turns),
        "readiness": words_of(card.xpath(".//*[contains(@class,'gs-level')]")[0])
        + ", "
        + turn_on(readiness, TITLE),
        "readiness, filtered": found("readiness", "who", turns),
        "readiness by level": found("readiness", "level", levels),
        "engagement": words_of(engagement.find("//*[contains(@class,'gs-level')]")[0])
        + ", "
        + turn_on(engagement, TITLE),
    }


THEIRS = {
    "overview": "2 are not ready",
    "partners": "Not ready, 1, the partner’s turn",
    "partners, filtered": "Not ready",
    "matrix": "Not in order, the partner’s turn",
    "matrix, filtered": "theirs",
    "readiness": "Not ready, The partner’s turn",
    "readiness, filtered": "theirs",
    "readiness by level": "Not ready",
    "engagement": "Not ready, Tidewater Peers’ turn",
}
OURS = {
    "overview": "1 is not ready; 1 waits for you",
    "partners": "Waiting for us, 1, your turn",
    "partners, filtered": "Waiting for us",
    "matrix": "Not in orderwith us",
    "matrix, filtered": "ours",
    "readiness": "Waiting for us, Your turn",
    "readiness, filtered": "ours",
    "readiness by level": "Waiting for us",
    "engagement": "Waiting for us, Your turn",
}


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_every_page_takes_it_for_the_same_sides_turn(held_up: World, client_for: ClientFor) -> None:
    world = held_up
    _, action = findings.sent(world, KEY, marks=True)
    assert whose_it_is(client_for, world) == THEIRS
    evening, later = world.today + timedelta(days=2), world.today + timedelta(days=4)
    with clock_on(evening):
        findings.note(world, action, world.member, ActionStep.DONE)
        assert whose_it_is(client_for, world) == OURS
    with clock_on(later):
        findings.note(world, action, world.manager, ActionStep.RETURNED, "Two are still from 2019.")
        assert whose_it_is(client_for, world) == THEIRS
        before = evening - timedelta(days=1)
        assert whose_it_is(client_for, world, on=evening, known=evening) == OURS
        assert whose_it_is(client_for, world, on=before, known=before) == THEIRS
        assert whose_it_is(client_for, world, on=evening) == OURS, "as it is known now of that day"
