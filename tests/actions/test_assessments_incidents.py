"""Incidents: what was assessed before one is due again; one that was recorded by mistake is withdrawn."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from portal.access import NotAllowed, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.assessments.actions.record_incident import withdraw_incident
from portal.assessments.presenters.incident import effects_in_words
from portal.assessments.queries import list_effects, list_incidents
from portal.records import Event
from portal.standing.queries.cases import load_case
from portal.standing.queries.verify import verify_events, verify_standing
from portal.words.wording import day
from tests.actions.test_assessments import state
from tests.builders import assessing, sending
from tests.builders.risk import RISK, ask_for_risk_assessment
from tests.builders.world import World


@pytest.fixture
def assessed_on(world: World) -> date:
    """A risk assessment is accepted that was completed thirty days ago."""
    ask_for_risk_assessment(world)
    completed_on = world.today - timedelta(days=30)
    submission_id = assessing.draft(world, key=RISK)
    assessing.write(world, submission_id, completed_on=completed_on)
    assessing.send(world, submission_id)
    sending.accept(world, submission_id)
    assert state(world, RISK) == "met"
    return completed_on


def withdraw(
    world: World, incident_id: uuid.UUID, by: Viewer, words: str = "It was at another venue."
) -> None:
    with world.database.writing() as session:
        withdraw_incident(session, by, world.place(session, by), incident_id, words)


def effects(world: World, on: date) -> tuple[str, ...]:
    with world.database.reading() as session:
        return effects_in_words(list_effects(session, world.place(session), on), world.today)


def events(world: World) -> list[tuple[str, dict[str, Any]]]:
    with world.database.reading() as session:
        rows = session.execute(sa.select(Event.name, Event.data).where(Event.name.like("incident%")))
        return [(row.name, row.data) for row in rows]


def test_what_was_assessed_before_is_due_again(world: World, assessed_on: date) -> None:
    happened_on = world.today - timedelta(days=3)
    incident_id = assessing.incident(world, happened_on)
    assert state(world, RISK) == "expired"
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []
        assert list(verify_events(session)) == []
    assert events(world) == [
        ("incident-recorded", {"incident": str(incident_id), "happened": happened_on.isoformat()})
    ]


def test_an_incident_of_today_counts_from_tomorrow(world: World, assessed_on: date) -> None:
    assessing.incident(world, world.today)
    assert state(world, RISK) == "met"
    with world.database.reading() as session:
        intervals = load_case(session, world.engagement_id).timelines()[RISK]
    assert [each.until_on for each in intervals if each.state == "met"] == [world.today]


def test_what_was_completed_on_the_day_or_after_stays(world: World, assessed_on: date) -> None:
    assessing.incident(world, assessed_on)
    assessing.incident(world, assessed_on - timedelta(days=1), words="A broken window.")
    assert state(world, RISK) == "met"


def test_it_says_before_what_follows(world: World, assessed_on: date) -> None:
    on = world.today - timedelta(days=3)
    said = effects(world, on)
    assert len(said) == 1
    assert said[0].startswith("Risk assessment of the service: accepted until ")
    assert said[0].endswith(f"now. It will be needed again from {day(on + timedelta(days=1))}.")
    assert effects(world, assessed_on) == (
        "Risk assessment of the service: nothing changes, "
        "what counts now was completed on or after that day.",
    )
    assessing.incident(world, on)
    assert effects(world, world.today - timedelta(days=1)) == (
        "Risk assessment of the service: nothing changes, it is needed already.",
    )


def test_a_contract_that_asks_for_nothing_after_an_incident_says_so(world: World) -> None:
    assert effects(world, world.today) == (
        "This contract asks for nothing that has to be done again after an incident. "
        "It is kept all the same.",
    )


def test_the_same_again_is_the_same(world: World, assessed_on: date) -> None:
    first = assessing.incident(world, world.today)
    assert assessing.incident(world, world.today) == first
    assert len(events(world)) == 1


def test_withdrawn_with_a_reason_it_changes_nothing_any_longer(world: World, assessed_on: date) -> None:
    incident_id = assessing.incident(world, world.today - timedelta(days=3), by=world.reviewer)
    with pytest.raises(CannotDo):
        withdraw(world, incident_id, world.reviewer, words="  ")
    withdraw(world, incident_id, world.reviewer)
    assert state(world, RISK) == "met"
    with pytest.raises(CannotDo) as refused:
        withdraw(world, incident_id, world.reviewer)
    assert refused.value.problems == {"": "This incident has been withdrawn already."}
    with world.database.reading() as session:
        line = list_incidents(session, world.place(session))[0]
        assert list(verify_standing(session)) == []
    assert line.words == "A fall on the stairs."
    assert line.withdrawn
    assert line.withdrawn.words == "It was at another venue."
    assert [name for name, _ in events(world)] == ["incident-recorded", "incident-withdrawn"]


def test_a_partner_withdraws_its_own_and_not_the_leads(world: World) -> None:
    of_lead = assessing.incident(world, world.today, by=world.reviewer)
    own = assessing.incident(world, world.today, words="A cut hand.")
    with pytest.raises(NotAllowed):
        withdraw(world, of_lead, world.member)
    withdraw(world, own, world.member)
    with world.database.reading() as session:
        lines = list_incidents(session, world.place(session))
    assert {line.incident_id: line.withdrawn is not None for line in lines} == {of_lead: False, own: True}


def test_only_the_two_sides_record_incidents(world: World) -> None:
    for who in (world.officer, world.colleague, world.second_member, world.noise_member):
        with pytest.raises((NotAllowed, NotHere)):
            assessing.incident(world, world.today, by=who)


@pytest.mark.parametrize("days", [1, -2000])
def test_a_day_that_cannot_be(world: World, days: int) -> None:
    with pytest.raises(CannotDo) as refused:
        assessing.incident(world, world.today + timedelta(days=days))
    assert list(refused.value.problems) == ["happened_on"]


def test_a_few_words_and_no_more(world: World) -> None:
    for words in ("", "x" * 501):
        with pytest.raises(CannotDo) as refused:
            assessing.incident(world, world.today, words=words)
        assert list(refused.value.problems) == ["words"]
