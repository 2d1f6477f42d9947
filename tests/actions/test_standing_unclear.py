"""A newer certificate is sent that is not clear and has no risk decision: the older one is at its end."""

import uuid
from datetime import date
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.vocabulary import Outcome
from portal.faults import write_anew
from portal.records import Standing, Submission
from portal.register.actions.assign_worker import assign_worker, change_assignment
from portal.register.actions.withdraw_record import withdraw_record
from portal.review.actions.accept_register import accept_register
from portal.review.actions.decide import Verdict
from portal.standing.queries.as_known import on_day
from portal.standing.queries.verify import verify_standing
from tests.actions.test_register import DAY, KEY, record, state_on, waiting
from tests.actions.test_register_return import is_sound
from tests.builders.at_once import at_once, overtaken
from tests.builders.clock import clock_on
from tests.builders.sending import a_check, a_worker, accept, check, decide, give_back
from tests.builders.two_leads import accept_for_noise, deliver_for_noise_too
from tests.builders.world import World

RISK: dict[str, Any] = {"risk_decided_by": "Pat", "risk_reason": "Never alone."}
UNDECIDED = ["undecided", None]


def in_order(world: World) -> uuid.UUID:
    """Somebody with a clear certificate of some months ago, accepted."""
    worker = a_worker(world)
    accept(world, check(world, worker, issued_on=world.today - 90 * DAY))
    assert state_on(world, world.today) == "met"
    return worker


def unclear(world: World, worker: uuid.UUID, ago: int = 10, outcome: str | None = "undecided") -> uuid.UUID:
    return check(world, worker, issued_on=world.today - ago * DAY, outcome=outcome)


def check_of(world: World, submission_id: uuid.UUID) -> uuid.UUID:
    with world.database.reading() as session:
        found = session.scalar(sa.select(Submission.check_id).where(Submission.id == submission_id))
    assert found
    return found


def withdraw(world: World, worker: uuid.UUID, submission_id: uuid.UUID) -> None:
    with world.database.writing() as session:
        withdrawing(session, world, worker, submission_id)


def withdrawing(session: Session, world: World, worker: uuid.UUID, submission_id: uuid.UUID) -> None:
    own = world.own_place(session)
    withdraw_record(session, world.member, own, worker, check_of(world, submission_id))


def states(world: World, *ago: int) -> list[str | None]:
    return [state_on(world, world.today - each * DAY) for each in ago]


@pytest.mark.parametrize("outcome", UNDECIDED)
def test_from_its_day_of_issue_on_the_older_one_counts_no_more(world: World, outcome: str | None) -> None:
    worker = in_order(world)
    unclear(world, worker, outcome=outcome)
    assert states(world, 11, 10, 0) == ["met", "expired", "expired"]
    is_sound(world)


def test_returned_it_ends_the_older_one_all_the_same(world: World) -> None:
    worker = in_order(world)
    sent = unclear(world, worker)
    returned = give_back(world, sent)
    assert states(world, 11, 10, 0) == ["met", "expired", "expired"]
    again = Verdict(Outcome.RETURN, reason="other", words="Say who decided, and why.")
    decide(world, sent, again, corrects=returned)
    assert states(world, 11, 10) == ["met", "expired"]
    is_sound(world)


@pytest.mark.parametrize("is_returned", [False, True])
def test_what_was_entered_by_mistake_is_withdrawn_and_ends_nothing(world: World, is_returned: bool) -> None:
    worker = in_order(world)
    sent = unclear(world, worker)
    if is_returned:
        give_back(world, sent)
    withdraw(world, worker, sent)
    assert states(world, 11, 10, 0) == ["met", "met", "met"]
    is_sound(world)


def test_with_a_risk_decision_it_counts_by_itself_once_it_is_accepted(world: World) -> None:
    worker = in_order(world)
    unclear(world, worker)
    day = world.today - 10 * DAY
    decided = check(
        world, worker, issued_on=day, outcome="risk-decision", risk_decided_on=world.today, **RISK
    )
    assert states(world, 11, 10, 0) == ["met", "expired", "expired"], "nobody has accepted it yet"
    accept(world, decided)
    assert states(world, 11, 10, 0) == ["met", "met", "met"]
    is_sound(world)


def test_sent_with_its_risk_decision_it_waits_and_ends_nothing(world: World) -> None:
    worker = in_order(world)
    check(
        world,
        worker,
        issued_on=world.today - 10 * DAY,
        outcome="risk-decision",
        risk_decided_on=world.today,
        **RISK,
    )
    assert states(world, 11, 10, 0) == ["met", "met", "met"]


def test_a_later_clear_one_stands_by_itself_and_the_days_between_stay_wanting(world: World) -> None:
    worker = in_order(world)
    unclear(world, worker)
    later = check(world, worker, issued_on=world.today - 3 * DAY)
    assert states(world, 11, 10, 3, 0) == ["met", "expired", "expired", "expired"]
    accept(world, later)
    assert states(world, 11, 10, 4, 3, 0) == ["met", "expired", "expired", "met", "met"]
    is_sound(world)


def test_one_that_is_older_or_was_said_anew_ends_nothing(world: World) -> None:
    worker = in_order(world)
    unclear(world, worker, ago=91)
    assert states(world, 90, 0) == ["met", "met"]
    other = a_worker(world, "Bob")
    unclear(world, other, ago=90)
    accept(world, check(world, other, issued_on=world.today - 90 * DAY))
    assert states(world, 90, 0) == ["met", "met"]
    is_sound(world)


def test_said_otherwise_of_the_same_day_it_ends_what_was_accepted(world: World) -> None:
    worker = in_order(world)
    unclear(world, worker, ago=90)
    assert states(world, 90, 0) == ["missing", "missing"]
    is_sound(world)


def test_accepted_after_it_an_older_one_counts_to_the_day_before(world: World) -> None:
    worker = a_worker(world)
    unclear(world, worker)
    older = check(world, worker, issued_on=world.today - 90 * DAY)
    with world.database.writing() as session:
        accept_register(session, world.reviewer, world.place(session, world.reviewer), KEY, [older])
    assert states(world, 91, 90, 11, 10, 0) == ["missing", "met", "met", "expired", "expired"]
    is_sound(world)


def test_every_evening_says_what_was_known_then(world: World) -> None:
    worker = in_order(world)
    with clock_on(world.today + 5 * DAY):
        sent = check(world, worker, issued_on=world.today + 2 * DAY, outcome="undecided")
    with clock_on(world.today + 9 * DAY):
        withdraw(world, worker, sent)
        is_sound(world)
    day = world.today + 10 * DAY
    evenings = {after: state_known(world, day, world.today + after * DAY) for after in (4, 5, 8, 9)}
    assert evenings == {4: "met", 5: "expired", 8: "expired", 9: "met"}


def state_known(world: World, day: date, known: date, engagement_id: uuid.UUID | None = None) -> str | None:
    with world.database.reading() as session:
        return session.scalar(
            sa.select(Standing.state).where(
                Standing.engagement_id == (engagement_id or world.engagement_id),
                Standing.requirement_key == KEY,
                *on_day(Standing, day, known),
            )
        )


def test_corrected_and_withdrawn_on_the_evenings_of_one_that_was_overtaken(world: World) -> None:
    """Nothing is under way by it any more, and still something is said of it on those evenings."""
    worker = in_order(world)
    with clock_on(world.today + DAY):
        first = unclear(world, worker, ago=5)
        unclear(world, worker, ago=3)
    with clock_on(world.today + 4 * DAY):
        withdraw(world, worker, first)
        assert states(world, 6, 5, 4, 3, 0) == ["met", "met", "met", "expired", "expired"]
        is_sound(world)


def test_another_lead_is_told_nothing_by_what_was_not_sent_to_it(world: World) -> None:
    """Somebody whose days under another lead's contract were over when the newer one was sent."""
    other, yesterday = deliver_for_noise_too(world), world.today - DAY
    worker = a_worker(world)
    with world.database.writing() as session:
        place = world.place(session, world.member, other)
        assign_worker(session, world.member, place, worker, from_on=world.starts_on, until_on=None)
    sent = record(world, worker, a_check(issued_on=world.today - 90 * DAY)).sent
    for each in sent:
        is_ours = each.engagement_id == world.engagement_id
        (accept(world, each.submission_id) if is_ours else accept_for_noise(world, each.submission_id))
    with world.database.writing() as session:
        place = world.place(session, world.member, other)
        change_assignment(session, world.member, place, worker, from_on=world.starts_on, until_on=yesterday)
    unclear(world, worker)
    assert state_on(world, yesterday) == "expired"
    assert state_known(world, yesterday, world.today, other) == "met"
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []


def test_sent_to_both_it_ends_the_older_one_for_each_lead_by_itself(world: World) -> None:
    other, worker = deliver_for_noise_too(world), a_worker(world)
    with world.database.writing() as session:
        place = world.place(session, world.member, other)
        assign_worker(session, world.member, place, worker, from_on=world.starts_on, until_on=None)
    first = record(world, worker, a_check(issued_on=world.today - 90 * DAY)).sent
    accept(world, next(each.submission_id for each in first if each.engagement_id == world.engagement_id))
    accept_for_noise(world, next(each.submission_id for each in first if each.engagement_id == other))
    unclear(world, worker)
    decided = {"outcome": "risk-decision", "risk_decided_on": world.today, **RISK}
    entry = a_check(issued_on=world.today - 10 * DAY, **decided)
    sent = record(world, worker, entry).sent
    accept(world, next(each.submission_id for each in sent if each.engagement_id == world.engagement_id))
    assert state_on(world, world.today) == "met"
    assert state_known(world, world.today, world.today, other) == "expired"


ROUNDS = 3


def test_sent_beside_deciding_the_standing_is_right(world: World) -> None:
    for number in range(ROUNDS):
        worker = a_worker(world, f"Worker {number}")
        older = check(world, worker, issued_on=world.today - 90 * DAY)
        assert not at_once(partial(accept, world, older), partial(unclear, world, worker))
        assert states(world, 10, 0) == ["expired", "expired"]
        with world.database.reading() as session:
            assert list(verify_standing(session)) == []


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_withdrawn_while_it_is_sent_for_another_contract_it_waits_nowhere(world: World) -> None:
    """Whoever withdraws has looked where it was sent, and waits; done anew it is withdrawn there too."""
    other, worker = deliver_for_noise_too(world), a_worker(world)
    sent = unclear(world, worker)

    def assign(session: Session) -> None:
        place = world.place(session, world.member, other)
        assign_worker(session, world.member, place, worker, from_on=world.starts_on, until_on=None)

    def withdraw_anew() -> None:
        write_anew(world.database, lambda session: withdrawing(session, world, worker, sent))

    overtaken(world.database, withdraw_anew, by=assign)
    assert waiting(world) == set()
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []


def test_withdrawn_beside_deciding_the_standing_is_right(world: World) -> None:
    worker = a_worker(world)
    older = check(world, worker, issued_on=world.today - 90 * DAY)
    sent = unclear(world, worker)
    assert not at_once(partial(accept, world, older), partial(withdraw, world, worker, sent))
    assert states(world, 10, 0) == ["met", "met"]
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []
