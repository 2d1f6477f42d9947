"""Who is told of findings and actions, and who is reminded of what is to be done."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from checklists.findings import ActionStep as Step
from checklists.findings import Outcome, Word
from checklists.ladder import Quiet
from portal.access import Viewer
from portal.notices.presenters.digest import mails
from portal.notices.queries.planning import plan_engagement
from portal.notices.rounds import tell_events
from portal.records import Notice
from tests.builders import finding as findings
from tests.builders import sending
from tests.builders.clock import clock_on
from tests.builders.days import last_working_day, next_week
from tests.builders.world import World

KEY = "anti-bribery"


def told(world: World, viewer: Viewer) -> list[tuple[str, str]]:
    """What and why, newest last."""
    tell_events(world.database)
    with world.database.reading() as session:
        query = sa.select(Notice.what, Notice.why).where(Notice.person_id == viewer.person_id)
        return [(row.what, row.why) for row in session.execute(query.order_by(Notice.made_at))]


def whats(world: World, viewer: Viewer) -> list[str]:
    return [what for what, _ in told(world, viewer)]


@pytest.fixture
def begun(world: World) -> World:
    """Told up to now."""
    tell_events(world.database)
    return world


def test_each_side_is_told_what_the_other_did(begun: World) -> None:
    world = begun
    finding_id, action_id = findings.sent(world)
    what, why = told(world, world.member)[-1]
    assert "1 finding and what is to be done" in what
    assert "You can comment" in why
    findings.ask_for(world, finding_id, "And train everybody.")
    assert whats(world, world.member)[-1] == "To be done: And train everybody."
    findings.say(world, finding_id, world.member, Word.COMMENT)
    assert whats(world, world.reviewer)[-1] == "Tidewater Peers commented on a finding"
    findings.say(world, finding_id, world.manager, Word.ANSWER, outcome=Outcome.STANDS)
    assert told(world, world.member)[-1][1] == "It stands."
    findings.say(world, finding_id, world.member, Word.DIFFERENCE)
    assert whats(world, world.reviewer)[-1] == "Tidewater Peers differs about a finding"
    findings.note(world, action_id, world.member, Step.DONE)
    assert whats(world, world.reviewer)[-1].startswith("Tidewater Peers says that it is done: Renew")
    findings.note(world, action_id, world.manager, Step.RETURNED, "One is missing.")
    assert told(world, world.member)[-1] == ("Not done yet: Renew the policies.", "“One is missing.”")
    findings.note(world, action_id, world.member, Step.DONE, "Now all.")
    findings.note(world, action_id, world.manager, Step.CLOSED, "")
    assert whats(world, world.member)[-1] == "Closed: Renew the policies."
    findings.say(world, finding_id, world.reviewer, Word.RULING, outcome=Outcome.WITHDRAWN)
    assert told(world, world.member)[-1][1].startswith("The finding is withdrawn")
    assert whats(world, world.second_member) == []


def test_nobody_is_told_of_what_is_not_sent(begun: World) -> None:
    world = begun
    findings.ask_for(world, findings.find(world, findings.visit(world)))
    assert [each for each in whats(world, world.member) if "finding" in each] == []


def test_what_a_meeting_decides_is_told_to_its_partner(begun: World) -> None:
    world = begun
    visit = findings.visit(world, None, "review-meeting")
    findings.decide(world, visit, world.engagement_id)
    findings.decide(world, visit)
    assert whats(world, world.member).count("To be done: Write to everybody.") == 1


def planned(world: World, on: date) -> list[tuple[str, int]]:
    """Whom, and the step's name."""
    with clock_on(on), world.database.reading() as session:
        plan = plan_engagement(session, world.engagement_id, on)
        assert all("action:" in each.due.rail.part_key for each in plan.actions)
        mails(plan, (), on)
        return sorted((each.recipient.name, each.due.step.days) for each in plan.actions)


MONDAY = date(2027, 6, 14)


@pytest.mark.parametrize(
    ("days", "step"),
    [(15, None), (14, 14), (10, 14), (7, 7), (1, 1), (0, 0), (-7, -7)],
)
def test_reminders_as_the_day_nears_and_is_past(world: World, days: int, step: int | None) -> None:
    due = MONDAY + timedelta(days=days)
    findings.sent(world)
    with world.database.writing() as session:
        session.execute(sa.text("UPDATE action SET by_on = :on"), {"on": due.isoformat()})
        session.commit()
    names = dict(planned(world, MONDAY))
    assert names.get(world.member.name) == step


def test_what_is_done_or_closed_is_reminded_of_no_more(world: World) -> None:
    _, action_id = findings.sent(world)
    near = last_working_day(world.today + timedelta(days=29))
    assert planned(world, near)
    findings.note(world, action_id, world.member, Step.DONE)
    assert planned(world, near) == []
    findings.note(world, action_id, world.manager, Step.RETURNED, "Not all.")
    assert planned(world, near)
    findings.note(world, action_id, world.manager, Step.CLOSED, "Seen.")
    assert planned(world, near) == []


def test_a_requirement_that_a_finding_marks_is_not_reminded_of_besides(world: World) -> None:
    sending.accept(world, sending.send(world, KEY))
    findings.sent(world, KEY, marks=True)
    monday = next_week(world.today)
    with clock_on(monday), world.database.reading() as session:
        plan = plan_engagement(session, world.engagement_id, monday)
    assert KEY not in {each.line.slot.requirement.key for each in plan.slots}
    quiet = {each.line.slot.requirement.key: each.quiet for each in plan.silences}
    assert quiet[KEY] is Quiet.FOUND
