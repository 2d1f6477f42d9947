"""That an assessment deals with too little is said until an incident overtakes it: then nothing counts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.assessments.actions.record_incident import withdraw_incident
from tests.builders import assessing, sending
from tests.builders.clock import clock_on
from tests.builders.risk import RISK, RISK_ASSESSMENT, ask_for_risk_assessment
from tests.builders.versions import ask_otherwise
from tests.builders.world import World
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES

DAY = timedelta(days=1)
INCIDENTS = "SELECT incident.engagement_id"
TOO_LITTLE = "It does not deal with home visits"


@pytest.fixture
def assessed(world: World) -> World:
    """Thirty days ago, for the premises; for twenty days home visits have been asked about too."""
    ask_for_risk_assessment(world, replace(RISK_ASSESSMENT, sections=("premises",)))
    with clock_on(world.today - 30 * DAY):
        submission_id = assessing.draft(world, key=RISK)
        assessing.write(world, submission_id, completed_on=world.today - 30 * DAY)
        assessing.send(world, submission_id)
        sending.accept(world, submission_id)
        ask_otherwise(world, RISK, world.today - 20 * DAY, sections=("premises", "home visits"))
    return world


def said(world: World, client_for: ClientFor, known: date | None = None) -> set[bool]:
    """Whether it is said on the pages that tell of it, today or on that evening: they are at one."""
    engagement, home = f"/engagements/{world.engagement_id}", () if known else ("/",)
    slot, readiness = f"{engagement}/requirements/{RISK}", f"/contracts/{world.contract_id}/readiness"
    when = f"?on={known}&known={known}" if known else ""
    found = {
        f"{person}: {page}": TOO_LITTLE in client_for(world.people[person]).get(f"{page}{when}").words
        for person, pages in {
            "member": (engagement, slot, *home),
            "manager": (engagement, slot, readiness),
            "officer": (engagement, readiness),
        }.items()
        for page in pages
    }
    assert len(set(found.values())) == 1, found
    return set(found.values())


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_it_is_said_until_an_incident_overtakes_it(assessed: World, client_for: ClientFor) -> None:
    world = assessed
    assert said(world, client_for) == {True}
    with clock_on(world.today - 4 * DAY):
        incident_id = assessing.incident(world, world.today - 5 * DAY)
    assert said(world, client_for) == {False}
    assert said(world, client_for, world.today - 5 * DAY) == {True}, "nobody knew of it on that evening"
    assert said(world, client_for, world.today - 4 * DAY) == {False}
    with clock_on(world.today - 2 * DAY), world.database.writing() as session:
        place = world.place(session, world.member)
        withdraw_incident(session, world.member, place, incident_id, "It was at another venue.")
    assert said(world, client_for) == {True}, "it was withdrawn"
    assert said(world, client_for, world.today - 3 * DAY) == {False}, "that evening it stood"


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_an_incident_before_it_was_assessed_changes_nothing(assessed: World, client_for: ClientFor) -> None:
    with clock_on(assessed.today - 25 * DAY):
        assessing.incident(assessed, assessed.today - 35 * DAY)
    assert said(assessed, client_for) == {True}


def test_incidents_are_asked_for_once_and_only_where_it_matters(
    assessed: World, client_for: ClientFor
) -> None:
    assessing.incident(assessed, assessed.today - 5 * DAY)
    member, manager = client_for(assessed.member), client_for(assessed.manager)
    engagement = f"/engagements/{assessed.engagement_id}"
    for client, page in (
        (member, "/"),
        (member, engagement),
        (manager, engagement),
        (manager, f"/contracts/{assessed.contract_id}/readiness"),
    ):
        client.get(page)
        client.get(page)
        assert sum(each.startswith(INCIDENTS) for each in client.queries) == 1, (page, client.queries)
        assert len(client.queries) <= 17, (page, client.queries)
    elsewhere = f"/engagements/{assessed.second_engagement_id}"
    manager.get(elsewhere)
    assert not any(each.startswith(INCIDENTS) for each in manager.queries), "nothing was decided there"
