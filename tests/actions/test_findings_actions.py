"""Actions: done, says the partner; closed, says the lead, or back; and what a finding does meanwhile."""

import uuid
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from checklists.findings import ActionState, Outcome, Word
from checklists.findings import ActionStep as Step
from portal.access import NotAllowed, NotHere
from portal.acting.refused import CannotDo
from portal.files.actions.keep_brought import Brought
from portal.files.actions.require_room import Limits
from portal.files.queries import get_file, is_given_away, list_unsent
from portal.findings.queries.actions import get_action, list_open_of, list_open_of_contract
from portal.findings.queries.counted import Counted, count_of_contract, count_of_engagement, count_open
from portal.records import Event, FindingFile
from portal.standing.queries.verify import verify_standing
from tests.actions.photographs import differences, photograph
from tests.actions.test_assessments import state
from tests.builders import finding as findings
from tests.builders import sending
from tests.builders.at_once import at_once
from tests.builders.clock import clock_on
from tests.builders.world import World

KEY = "anti-bribery"
ROOM = Limits(10**9, 10**9, 10**9)


def refused(problem: str) -> "pytest.RaisesExc[CannotDo]":
    return pytest.raises(CannotDo, match=problem)


def stands(world: World, action_id: uuid.UUID) -> ActionState:
    with world.database.reading() as session:
        return get_action(session, world.place(session), action_id).state


def names(world: World) -> list[str]:
    with world.database.reading() as session:
        return list(
            session.scalars(sa.select(Event.name).where(Event.name.like("action-%")).order_by(Event.number))
        )


def test_open_done_back_done_and_closed(world: World) -> None:
    _, action_id = findings.sent(world)
    assert stands(world, action_id) is ActionState.OPEN
    assert findings.note(world, action_id, world.member, Step.DONE)
    assert not findings.note(world, action_id, world.member, Step.DONE)
    with refused("said to be done already"):
        findings.note(world, action_id, world.member, Step.DONE, "Some are renewed.")
    with refused("said to be done already"):
        brought = Brought((sending.kept_file(world, "all.pdf"),), ROOM)
        findings.note(world, action_id, world.member, Step.DONE, brought=brought)
    assert stands(world, action_id) is ActionState.DONE
    with refused("Say what is still to be done"):
        findings.note(world, action_id, world.manager, Step.RETURNED, " ")
    findings.note(world, action_id, world.manager, Step.RETURNED, "One is missing.")
    assert not findings.note(world, action_id, world.reviewer, Step.RETURNED, "One is missing.")
    with refused("given back already, in other words"):
        findings.note(world, action_id, world.reviewer, Step.RETURNED, "Two are missing.")
    assert stands(world, action_id) is ActionState.OPEN
    findings.note(world, action_id, world.member, Step.DONE, "That one too.")
    findings.note(world, action_id, world.reviewer, Step.CLOSED, "")
    assert stands(world, action_id) is ActionState.CLOSED
    with refused("closed already"):
        findings.note(world, action_id, world.member, Step.DONE)
    assert names(world) == [
        "action-added",
        "action-done",
        "action-returned",
        "action-done",
        "action-closed",
    ]


def test_the_lead_closes_what_nobody_said_to_be_done_with_a_reason(world: World) -> None:
    _, action_id = findings.sent(world)
    with refused("Say why it is closed"):
        findings.note(world, action_id, world.manager, Step.CLOSED, "")
    findings.note(world, action_id, world.manager, Step.CLOSED, "Seen on the spot.")
    assert stands(world, action_id) is ActionState.CLOSED


@pytest.mark.parametrize(
    ("who", "step"),
    [("manager", Step.DONE), ("member", Step.CLOSED), ("member", Step.RETURNED), ("officer", Step.CLOSED)],
)
def test_each_side_does_its_own(world: World, who: str, step: Step) -> None:
    _, action_id = findings.sent(world)
    with pytest.raises(NotAllowed):
        findings.note(world, action_id, world.people[who], step)


def test_evidence_that_is_asked_for_is_brought_or_was_sent(world: World) -> None:
    _, action_id = findings.sent(world, evidence="The register of gifts")
    with refused("evidence is asked for"):
        findings.note(world, action_id, world.member, Step.DONE)
    with refused("something that you have sent"):
        findings.note(world, action_id, world.member, Step.DONE, submission_id=sending.draft(world, KEY))
    sent = sending.send(world, "complaints-policy")
    findings.note(world, action_id, world.member, Step.DONE, submission_id=sent)
    with world.database.reading() as session:
        (step,) = get_action(session, world.place(session), action_id).steps
    assert step.submission_id == sent


def test_a_file_is_the_partners_and_the_lead_opens_it(world: World) -> None:
    _, action_id = findings.sent(world, evidence="The register of gifts")
    kept = sending.kept_file(world, "gifts.pdf")
    findings.note(world, action_id, world.member, Step.DONE, brought=Brought((kept,), ROOM))
    with world.database.reading() as session:
        file_id = session.scalars(sa.select(FindingFile.file_id)).one()
        for viewer in (world.member, world.manager, world.reviewer):
            assert get_file(session, viewer, file_id).name == "gifts.pdf"
        for viewer in (world.second_member, world.officer, world.noise_manager, world.colleague):
            with pytest.raises(NotHere):
                get_file(session, viewer, file_id)
        assert is_given_away(session, file_id)
        assert list_unsent(session, world.member, world.partner_id) == ()


def test_a_file_for_which_there_is_no_room_is_not_kept(world: World) -> None:
    finding_id, _ = findings.sent(world)
    kept = sending.kept_file(world, "gifts.pdf")
    with refused("no more is taken|more is not taken|which is the most|no room"):
        findings.say(world, finding_id, world.member, Word.COMMENT, brought=Brought((kept,), Limits(1, 1, 1)))
    with world.database.reading() as session:
        assert session.scalars(sa.select(FindingFile.file_id)).all() == []


def test_overdue_from_the_day_after(world: World) -> None:
    findings.sent(world)
    with world.database.reading() as session:
        lines = list_open_of(session, [world.engagement_id])
        due_on = lines[0].by_on
        assert count_open(lines, due_on).overdue == 0
        assert count_open(lines, due_on + timedelta(days=1)).overdue == 1
        for each in (due_on, due_on + timedelta(days=1)):
            counted = count_open(lines, each)
            assert count_of_engagement(session, world.engagement_id, each) == counted
            assert count_of_contract(session, world.contract_id, each) == counted
        assert count_of_engagement(session, world.second_engagement_id, due_on) == Counted()
        assert list_open_of(session, [world.second_engagement_id]) == []
        assert len(list_open_of_contract(session, world.contract_place(session, world.officer))) == 1


def test_what_fell_with_its_finding_is_not_to_be_done(world: World) -> None:
    finding_id, action_id = findings.sent(world)
    findings.say(world, finding_id, world.member, Word.COMMENT)
    findings.say(world, finding_id, world.manager, Word.ANSWER, outcome=Outcome.WITHDRAWN)
    with world.database.reading() as session:
        assert list_open_of(session, [world.engagement_id]) == []
    with refused("finding was withdrawn"):
        findings.note(world, action_id, world.member, Step.DONE)


def test_not_in_order_until_the_last_action_is_closed(world: World) -> None:
    sending.accept(world, sending.send(world, KEY))
    visit = findings.visit(world)
    finding_id = findings.find(world, visit, key=KEY, marks=True)
    first, second = findings.ask_for(world, finding_id), findings.ask_for(world, finding_id, "Tell all.")
    assert state(world, KEY) == "met"
    findings.send(world, visit)
    assert state(world, KEY) == "missing"
    findings.note(world, first, world.manager, Step.CLOSED)
    assert state(world, KEY) == "missing"
    findings.note(world, second, world.manager, Step.CLOSED)
    assert state(world, KEY) == "met"
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []
    with refused("What is new is a new finding"):
        findings.ask_for(world, finding_id, "Once more.")


def test_an_action_that_is_added_later_is_given_at_once(world: World) -> None:
    finding_id, _ = findings.sent(world)
    findings.ask_for(world, finding_id, "And train everybody.")
    assert names(world)[-1] == "action-given"
    with world.database.reading() as session:
        assert len(list_open_of(session, [world.engagement_id])) == 2


def test_what_was_known_on_each_evening_is_known_still(world: World, is_whole: bool) -> None:
    """A finding of a visit ten days back is sent, replied to, closed and another withdrawn, on days of their
    own: each evening's answers are the same when they are asked for at the end."""
    start = world.today
    sending.accept(world, sending.send(world, KEY))
    visit = findings.visit(world)
    pictures: dict[date, dict[str, object]] = {}

    def evening(days: int) -> date:
        on = start + timedelta(days=days)
        pictures[on] = photograph(world, on, on, None, is_whole=is_whole)
        return on

    with clock_on(start + timedelta(days=1)):
        marked = findings.find(world, visit, key=KEY, marks=True)
        other = findings.find(world, visit, "Another.", key="complaints-policy", marks=True)
        action = findings.ask_for(world, marked)
        findings.ask_for(world, other)
        evening(1)
    with clock_on(start + timedelta(days=2)):
        findings.send(world, visit)
        evening(2)
    with clock_on(start + timedelta(days=3)):
        findings.say(world, other, world.member, Word.COMMENT)
        findings.say(world, other, world.manager, Word.ANSWER, outcome=Outcome.WITHDRAWN)
        evening(3)
    with clock_on(start + timedelta(days=5)):
        findings.note(world, action, world.manager, Step.CLOSED)
        evening(5)
    with clock_on(start + timedelta(days=6)):
        today = start + timedelta(days=6)
        for on, before in pictures.items():
            assert differences(before, photograph(world, on, today, on, is_whole=is_whole)) == []
        with world.database.reading() as session:
            assert list(verify_standing(session)) == []


def test_two_say_done_at_once_and_it_is_done_once(world: World) -> None:
    _, action_id = findings.sent(world)
    assert at_once(*[lambda: findings.note(world, action_id, world.member, Step.DONE)] * 2) == []
    assert names(world).count("action-done") == 1


def test_one_closes_while_another_gives_back(world: World) -> None:
    _, action_id = findings.sent(world)
    findings.note(world, action_id, world.member, Step.DONE)
    raised = at_once(
        lambda: findings.note(world, action_id, world.manager, Step.CLOSED),
        lambda: findings.note(world, action_id, world.reviewer, Step.RETURNED),
    )
    assert len(raised) <= 1
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []
