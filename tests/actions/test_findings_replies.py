"""The right of reply: comments, answers, differences and who decides them."""

from datetime import timedelta

import pytest

from checklists.findings import Outcome, ReplyTurn, Word
from portal.access import NotAllowed, NotHere
from portal.acting.refused import CannotDo
from portal.findings.queries.findings import get_finding
from portal.standing.queries.verify import verify_events, verify_standing
from tests.actions.test_assessments import state
from tests.builders import finding as findings
from tests.builders import sending
from tests.builders.at_once import at_once
from tests.builders.clock import clock_on
from tests.builders.world import World

KEY = "anti-bribery"


def refused(problem: str) -> "pytest.RaisesExc[CannotDo]":
    return pytest.raises(CannotDo, match=problem)


def test_a_reply_an_answer_a_difference_and_a_decision(world: World) -> None:
    finding_id, _ = findings.sent(world)
    assert findings.turn(world, finding_id) is ReplyTurn.PARTNER
    assert findings.say(world, finding_id, world.member, Word.COMMENT)
    assert not findings.say(world, finding_id, world.member, Word.COMMENT)
    with refused("The lead answers first"):
        findings.say(world, finding_id, world.member, Word.DIFFERENCE)
    with refused("Choose whether the finding stands"):
        findings.say(world, finding_id, world.manager, Word.ANSWER)
    findings.say(world, finding_id, world.manager, Word.ANSWER, outcome=Outcome.STANDS)
    with refused("There is nothing to answer"):
        findings.say(world, finding_id, world.manager, Word.ANSWER, outcome=Outcome.WITHDRAWN)
    findings.say(world, finding_id, world.member, Word.DIFFERENCE, "Not at all.")
    assert findings.turn(world, finding_id) is ReplyTurn.SECOND
    with pytest.raises(NotAllowed, match="You took part"):
        findings.say(world, finding_id, world.manager, Word.RULING, outcome=Outcome.STANDS)
    findings.say(world, finding_id, world.reviewer, Word.RULING, outcome=Outcome.WITHDRAWN)
    assert findings.turn(world, finding_id) is ReplyTurn.NOBODY
    assert [name for name, _, _ in findings.events(world)][-4:] == [
        "finding-commented",
        "finding-answered",
        "finding-disputed",
        "finding-decided",
    ]
    with refused("Nothing more is said"):
        findings.say(world, finding_id, world.member, Word.COMMENT, "Still.")


def test_a_comment_comes_within_the_days_of_the_visit(world: World) -> None:
    visit = findings.visit(world)
    finding_id = findings.find(world, visit)
    findings.ask_for(world, finding_id)
    findings.send(world, visit, days=3)
    with clock_on(world.today + timedelta(days=4)), refused("Nothing more is said"):
        findings.say(world, finding_id, world.member, Word.COMMENT)
    with clock_on(world.today + timedelta(days=3)):
        assert findings.say(world, finding_id, world.member, Word.COMMENT)


@pytest.mark.parametrize(
    ("who", "kind"),
    [("member", Word.ANSWER), ("member", Word.RULING), ("manager", Word.COMMENT), ("officer", Word.COMMENT)],
)
def test_each_side_says_its_own(world: World, who: str, kind: Word) -> None:
    finding_id, _ = findings.sent(world)
    with pytest.raises(NotAllowed):
        findings.say(world, finding_id, world.people[who], kind, outcome=Outcome.STANDS)


def test_another_partners_finding_is_not_there(world: World) -> None:
    finding_id, _ = findings.sent(world)
    with world.database.reading() as session:
        place = world.place(session, world.second_member, world.second_engagement_id)
        with pytest.raises(NotHere):
            get_finding(session, place, finding_id)


def test_a_finding_that_is_withdrawn_was_never_so(world: World) -> None:
    sending.accept(world, sending.send(world, KEY))
    finding_id, _ = findings.sent(world, KEY, marks=True)
    assert state(world, KEY) == "missing"
    findings.say(world, finding_id, world.member, Word.COMMENT)
    findings.say(world, finding_id, world.manager, Word.ANSWER, outcome=Outcome.WITHDRAWN)
    assert state(world, KEY) == "met"
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []
        assert list(verify_events(session)) == []


def test_two_answer_at_once_and_one_answer_stands(world: World) -> None:
    finding_id, _ = findings.sent(world)
    findings.say(world, finding_id, world.member, Word.COMMENT)
    raised = at_once(
        lambda: findings.say(world, finding_id, world.manager, Word.ANSWER, "So.", Outcome.STANDS),
        lambda: findings.say(world, finding_id, world.reviewer, Word.ANSWER, "No.", Outcome.WITHDRAWN),
    )
    assert len(raised) == 1
    with world.database.reading() as session:
        said = get_finding(session, world.place(session), finding_id).said
    assert [each.kind for each in said] == [Word.COMMENT, Word.ANSWER]
