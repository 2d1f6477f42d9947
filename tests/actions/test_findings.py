"""Findings: written and sent with a plan, replied to, decided; each act once, by whom it is for."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from checklists.findings import Word
from portal.access import NotAllowed, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.findings.actions.add_action import ToDo, add_action, change_action, remove_action
from portal.findings.actions.add_finding import Terms, add_finding, change_finding, remove_finding
from portal.findings.queries.actions import list_of_findings
from portal.findings.queries.findings import list_of_engagement, list_of_visit
from portal.places.contracts import get_contract_place
from portal.records import Finding
from portal.visits.actions.book_visit import book_visit
from tests.builders import finding as findings
from tests.builders.at_once import at_once
from tests.builders.clock import clock_on
from tests.builders.world import World

KEY = "anti-bribery"


def refused(problem: str) -> "pytest.RaisesExc[CannotDo]":
    return pytest.raises(CannotDo, match=problem)


def test_a_plan_is_sent_when_each_finding_has_an_action(world: World) -> None:
    visit = findings.visit(world)
    first, second = findings.find(world, visit, "One."), findings.find(world, visit, "Two.")
    with refused("You cannot send the plan yet: 2 findings have no action."):
        findings.send(world, visit)
    findings.ask_for(world, first)
    with refused("You cannot send the plan yet: 1 finding has no action."):
        findings.send(world, visit)
    findings.ask_for(world, second)
    assert findings.send(world, visit) == 2
    assert findings.send(world, visit) == 0
    names = [name for name, _, _ in findings.events(world)]
    assert names.count("plan-sent") == 1
    assert names.count("finding-sent") == 2


def test_the_partner_learns_of_nothing_before_it_is_sent(world: World) -> None:
    visit = findings.visit(world)
    finding_id = findings.find(world, visit, key=KEY)
    findings.ask_for(world, finding_id)
    assert {engagement for _, engagement, _ in findings.events(world)} == {None}
    assert {key for _, _, key in findings.events(world)} == {None}
    with world.database.reading() as session:
        assert list_of_engagement(session, world.place(session)) == []
        assert list_of_visit(session, world.contract_place(session, world.officer), visit) == []
    with pytest.raises(NotHere):
        findings.say(world, finding_id, world.member, Word.COMMENT)
    findings.send(world, visit)
    with world.database.reading() as session:
        assert [each.words for each in list_of_engagement(session, world.place(session))] == [findings.WORDS]
        assert len(list_of_visit(session, world.contract_place(session, world.officer), visit)) == 1
    assert ("finding-sent", world.engagement_id, KEY) in findings.events(world)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"words": "  "}, "Say what was found"),
        ({"words": "x" * 4001}, "4,000 characters or fewer"),
        ({"key": "no-such-thing"}, "Choose a requirement of the checklist"),
        ({"marks": True}, "Choose the requirement that is not in order"),
    ],
)
def test_what_is_no_finding_is_refused(world: World, said: dict[str, object], problem: str) -> None:
    visit = findings.visit(world)
    with refused(problem):
        findings.find(world, visit, **said)  # type: ignore[arg-type]  # what a case says


def test_a_finding_is_of_a_partner_of_its_visit_and_of_a_day_that_has_come(world: World) -> None:
    visit = findings.visit(world)
    for other in (world.second_engagement_id, world.noise_engagement_id):
        with refused("Choose the partner"):
            findings.find(world, visit, engagement_id=other)
    with world.database.writing() as session:
        ahead = book_visit(
            session,
            world.manager,
            world.contract_place(session),
            "audit-visit",
            world.today + timedelta(days=3),
            as_well=True,
        )
    with refused("The visit is to come"):
        findings.find(world, ahead)
    with pytest.raises(NotHere):
        findings.find(world, uuid.uuid4())


def test_it_is_changed_and_taken_away_while_it_is_not_sent(world: World) -> None:
    visit = findings.visit(world)
    finding_id = findings.find(world, visit)
    action_id = findings.ask_for(world, finding_id)
    with world.database.writing() as session:
        place = world.contract_place(session)
        terms = Terms(world.engagement_id, "Two folders.", KEY, True)
        change_finding(session, world.manager, place, finding_id, terms)
        change_finding(session, world.manager, place, finding_id, terms)
        to_do = ToDo("Renew one.", "Pat", world.today + timedelta(days=5))
        change_action(session, world.manager, place, action_id, to_do)
    with world.database.reading() as session:
        place = world.contract_place(session)
        (line,) = list_of_visit(session, place, visit)
        assert (line.words, line.requirement_key, line.is_not_in_order) == ("Two folders.", KEY, True)
        (action,) = list_of_findings(session, [finding_id])[finding_id]
        assert (action.what, action.who) == ("Renew one.", "Pat")
    with world.database.writing() as session:
        place = world.contract_place(session)
        remove_action(session, world.manager, place, action_id)
        remove_action(session, world.manager, place, action_id)
        remove_finding(session, world.manager, place, finding_id)
        remove_finding(session, world.manager, place, finding_id)
    assert [name for name, _, _ in findings.events(world)].count("finding-changed") == 1
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Finding)) == 0


def test_what_was_sent_is_changed_by_nobody(world: World) -> None:
    finding_id, action_id = findings.sent(world)
    acts: list[Callable[[], None]] = []
    with world.database.writing() as session:
        place, manager = world.contract_place(session), world.manager
        terms, to_do = Terms(world.engagement_id, "Else."), ToDo("Else.", "Pat", world.today)
        acts = [
            lambda: change_finding(session, manager, place, finding_id, terms),
            lambda: remove_finding(session, manager, place, finding_id),
            lambda: change_action(session, manager, place, action_id, to_do),
            lambda: remove_action(session, manager, place, action_id),
        ]
        for act in acts:
            with refused("cannot be"):
                act()
            session.rollback()


@pytest.mark.parametrize("who", ["member", "officer", "colleague", "noise_manager"])
def test_only_the_lead_writes_findings(world: World, who: str) -> None:
    visit = findings.visit(world)
    viewer: Viewer = world.people[who]
    with pytest.raises((NotAllowed, NotHere)):
        findings.find(world, visit, by=viewer)


def test_another_leads_visit_is_not_there(world: World) -> None:
    visit = findings.visit(world)
    with world.database.writing() as session:
        wanted = world.contract_place(session).audiences
        place = get_contract_place(session, world.noise_manager, world.noise_contract_id, wanted)
        with pytest.raises(NotHere):
            add_finding(session, world.noise_manager, place, visit, world.noise_engagement_id, "", "Mine.")


def test_an_action_says_what_who_and_by_when(world: World) -> None:
    finding_id = findings.find(world, findings.visit(world))
    yesterday = world.today - timedelta(days=1)
    cases = {
        "what": ToDo("", "Pat", world.today),
        "who": ToDo("Do.", " ", world.today),
        "by": ToDo("Do.", "Pat", yesterday),
    }
    with world.database.writing() as session:
        place = world.contract_place(session)
        for field, to_do in cases.items():
            with pytest.raises(CannotDo) as told:
                add_action(session, world.manager, place, finding_id, to_do)
            assert set(told.value.problems) == {field}
            session.rollback()
        with pytest.raises(CannotDo) as told:
            add_action(session, world.manager, place, finding_id, ToDo("Do.", "Pat", None))
        assert set(told.value.problems) == {"by"}


def test_a_plan_with_a_day_that_has_been_is_not_sent(world: World) -> None:
    visit = findings.visit(world)
    findings.ask_for(world, findings.find(world, visit), days=1)
    with clock_on(world.today + timedelta(days=2)), refused("has been meanwhile"):
        findings.send(world, visit)


@pytest.mark.parametrize("days", [0, 91, -1])
def test_the_days_to_reply_are_some(world: World, days: int) -> None:
    with refused("how many days the partner has to reply, from 1 to 90"):
        findings.send(world, findings.visit(world), days=days)


def test_two_send_the_plan_at_once(world: World) -> None:
    visit = findings.visit(world)
    findings.ask_for(world, findings.find(world, visit))
    assert at_once(*[lambda: findings.send(world, visit)] * 2) == []
    assert [name for name, _, _ in findings.events(world)].count("plan-sent") == 1


def test_one_adds_an_action_while_another_sends(world: World) -> None:
    """What is added is in the plan, or given by itself; in neither case does it wait for nothing."""
    visit = findings.visit(world)
    finding_id = findings.find(world, visit)
    findings.ask_for(world, finding_id)
    assert (
        at_once(lambda: findings.send(world, visit), lambda: findings.ask_for(world, finding_id, "Another."))
        == []
    )
    with world.database.reading() as session:
        actions = list_of_findings(session, [finding_id])[finding_id]
    assert len(actions) == 2
    assert all(each.given_at for each in actions)
