"""What is said to be done after a finding lies with the lead: in the read models, from that evening on."""

import uuid
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from checklists.findings import ActionStep as Step
from checklists.findings import Outcome, Word
from portal.records import NOW, LevelShare
from portal.standing.actions.rebuild_standing import rebuild_standing
from portal.standing.queries.verify import verify_standing
from tests.actions.photographs import differences, photograph
from tests.builders import finding as findings
from tests.builders import sending
from tests.builders.at_once import at_once
from tests.builders.clock import clock_on
from tests.builders.world import World

KEY = "anti-bribery"
THEIRS, OURS, NOBODYS = (1, 0), (1, 1), (0, 0)
"""What the slot adds to the blockers, and to those with the lead."""


@pytest.fixture
def asked(world: World) -> tuple[World, uuid.UUID, uuid.UUID]:
    """Accepted, and found not in order: with the finding and its action."""
    sending.accepted(world, KEY)
    return world, *findings.sent(world, KEY, marks=True)


def counted(world: World, on: date, known: date = NOW) -> tuple[int, int]:
    table = LevelShare
    query = sa.select(table.blockers, table.blockers_with_lead).where(
        table.engagement_id == world.engagement_id,
        table.requirement_key == KEY,
        table.from_on <= on,
        table.until_on >= on,
        table.known_from <= known,
        table.known_until >= known,
    )
    with world.database.reading() as session:
        row = session.execute(query).one_or_none()
        assert list(verify_standing(session)) == []
    return (row.blockers, row.blockers_with_lead) if row else NOBODYS


def test_it_is_the_leads_until_it_is_given_back_or_closed(
    asked: tuple[World, uuid.UUID, uuid.UUID],
) -> None:
    world, _, action = asked
    ahead = world.today + timedelta(days=100)
    assert counted(world, world.today) == counted(world, ahead) == THEIRS
    findings.note(world, action, world.member, Step.DONE)
    assert counted(world, world.today) == counted(world, ahead) == OURS
    assert counted(world, world.today - timedelta(days=1)) == THEIRS, "nothing was said on that evening"
    findings.note(world, action, world.manager, Step.RETURNED, "Two are from 2019.")
    assert counted(world, world.today) == counted(world, ahead) == THEIRS
    findings.note(world, action, world.member, Step.DONE, "Now all.")
    assert counted(world, ahead) == OURS
    findings.note(world, action, world.manager, Step.CLOSED)
    assert counted(world, ahead) == NOBODYS


def test_all_actions_of_all_findings_have_to_be_done(asked: tuple[World, uuid.UUID, uuid.UUID]) -> None:
    """Also one that is given later, and one that the lead closes of which nobody said that it is done."""
    world, finding, action = asked
    findings.note(world, action, world.member, Step.DONE)
    more = findings.ask_for(world, finding, "And tell everybody.")
    assert counted(world, world.today) == THEIRS
    findings.note(world, more, world.manager, Step.CLOSED, "That is in hand.")
    assert counted(world, world.today) == OURS
    another, its_action = findings.sent(world, KEY, marks=True)
    assert counted(world, world.today) == THEIRS
    findings.note(world, its_action, world.member, Step.DONE)
    assert counted(world, world.today) == OURS
    findings.note(world, its_action, world.manager, Step.RETURNED, "Not yet.")
    assert counted(world, world.today) == THEIRS
    findings.say(world, another, world.member, Word.COMMENT)
    findings.say(world, another, world.manager, Word.ANSWER, outcome=Outcome.WITHDRAWN)
    assert counted(world, world.today) == OURS


def test_what_else_is_wanting_is_the_partners(world: World) -> None:
    """Until that is accepted; what came back is its turn too."""
    _, action = findings.sent(world, KEY, marks=True)
    findings.note(world, action, world.member, Step.DONE)
    assert counted(world, world.today) == THEIRS
    first = sending.send(world, KEY)
    assert counted(world, world.today) == OURS, "the reviewers have it"
    sending.give_back(world, first)
    assert counted(world, world.today) == THEIRS
    sending.accept(world, sending.send(world, KEY))
    assert counted(world, world.today) == OURS
    sending.give_back(world, sending.send(world, KEY))
    assert counted(world, world.today) == THEIRS


def test_what_is_sent_later_changes_no_evening_before(asked: tuple[World, uuid.UUID, uuid.UUID]) -> None:
    """On which nothing was with the reviewers, and all was said to be done."""
    world, _, action = asked
    findings.note(world, action, world.member, Step.DONE)
    later = world.today + timedelta(days=3)
    with clock_on(later):
        submission = sending.send(world, KEY)
        assert counted(world, world.today) == counted(world, later) == OURS
        sending.give_back(world, submission)
        assert counted(world, world.today) == OURS
        assert counted(world, later) == THEIRS


def test_what_was_known_on_each_evening_stays(
    asked: tuple[World, uuid.UUID, uuid.UUID], is_whole: bool
) -> None:
    """Done, another action given, done, back and closed, each on a day of its own. Told anew, each row is as
    it was, so that one evening in the midst is enough; all of them with `--whole`."""
    world, finding, action = asked
    start, pictures = world.today, dict[date, dict[str, object]]()

    def evening(days: int, expected: tuple[int, int]) -> None:
        on = start + timedelta(days=days)
        assert counted(world, on) == expected
        pictures[on] = photograph(world, on, on, None, is_whole=is_whole)

    with clock_on(start + timedelta(days=1)):
        evening(1, THEIRS)
    with clock_on(start + timedelta(days=2)):
        findings.note(world, action, world.member, Step.DONE)
        evening(2, OURS)
    with clock_on(start + timedelta(days=4)):
        more = findings.ask_for(world, finding, "And tell everybody.")
        evening(4, THEIRS)
    with clock_on(start + timedelta(days=5)):
        findings.note(world, more, world.member, Step.DONE)
        evening(5, OURS)
    with clock_on(start + timedelta(days=7)):
        findings.note(world, action, world.manager, Step.RETURNED, "Two are from 2019.")
        findings.note(world, action, world.manager, Step.CLOSED, "Never mind.")
        findings.note(world, more, world.manager, Step.CLOSED)
        evening(7, NOBODYS)
    with clock_on(start + timedelta(days=8)):
        for evenings in (list(pictures), list(pictures) if is_whole else list(pictures)[2:3]):
            for on in evenings:
                after = photograph(world, on, start + timedelta(days=8), on, is_whole=is_whole)
                assert differences(pictures[on], after) == []
            with world.database.writing() as session:
                rebuild_standing(session)
        counted(world, start)


def test_where_the_clock_is_put_back_over_midnight_all_is_told_anew(
    asked: tuple[World, uuid.UUID, uuid.UUID],
) -> None:
    world, _, action = asked
    with clock_on(world.today + timedelta(days=1)):
        findings.note(world, action, world.member, Step.DONE)
    with clock_on(world.today):
        findings.note(world, action, world.manager, Step.RETURNED, "Two are from 2019.")
    assert counted(world, world.today) == THEIRS


def test_one_says_done_while_another_decides(asked: tuple[World, uuid.UUID, uuid.UUID]) -> None:
    world, _, action = asked
    submission = sending.send(world, KEY)
    raised = at_once(
        lambda: findings.note(world, action, world.member, Step.DONE),
        lambda: sending.accept(world, submission),
    )
    assert raised == []
    assert counted(world, world.today) == OURS
