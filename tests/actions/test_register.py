"""The register of people: checks are sent at once, accepted together, stopped by news."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from checklists.vocabulary import Outcome
from portal.access import NotAllowed, NotHere
from portal.acting.refused import CannotDo
from portal.records import DbsCheck, Decision, Event, Standing, Submission, UnderWay, Worker
from portal.register.actions.assign_worker import assign_worker
from portal.register.actions.check_entries import CheckEntry
from portal.register.actions.note_renewal import note_renewal
from portal.register.actions.record_check import Recorded, record_check
from portal.register.actions.record_status_check import record_status_check
from portal.register.actions.withdraw_record import withdraw_record
from portal.register.queries.asked import list_registers_asked
from portal.review.actions.accept_register import accept_register
from portal.review.actions.decide import Verdict
from portal.standing.queries.as_known import known_at, on_day
from portal.standing.queries.verify import verify_standing
from tests.builders import inviting
from tests.builders.sending import a_check, a_worker, accept, check, decide, give_back, send
from tests.builders.versions import ask_besides
from tests.builders.world import World

KEY = "dbs-checks"
DAY = timedelta(days=1)


def state_on(world: World, day: date) -> str | None:
    with world.database.reading() as session:
        return session.scalar(
            sa.select(Standing.state).where(
                Standing.engagement_id == world.engagement_id,
                Standing.requirement_key == KEY,
                *on_day(Standing, day),
            )
        )


def waiting(world: World) -> set[uuid.UUID]:
    with world.database.reading() as session:
        return set(
            session.scalars(
                sa.select(UnderWay.submission_id).where(
                    UnderWay.stage == "waiting", *known_at(UnderWay, None)
                )
            )
        )


def record(world: World, worker_id: uuid.UUID, entry: CheckEntry) -> Recorded:
    with world.database.writing() as session:
        return record_check(session, world.member, world.own_place(session), worker_id, entry)


def check_of(world: World, worker_id: uuid.UUID) -> uuid.UUID:
    with world.database.reading() as session:
        found = session.scalar(sa.select(DbsCheck.id).where(DbsCheck.worker_id == worker_id))
    assert found
    return found


def test_the_slot_is_as_good_as_its_worst_person(world: World) -> None:
    assert state_on(world, world.today) == "missing"
    first, second = a_worker(world, "Ann"), a_worker(world, "Bob")
    accept(world, send(world, KEY, str(first)))
    assert state_on(world, world.today) == "missing"
    accept(world, send(world, KEY, str(second)))
    assert state_on(world, world.today) == "met"


def test_a_check_is_recorded_once_and_sent_at_once(world: World) -> None:
    worker, entry = a_worker(world), a_check()
    first = record(world, worker, entry)
    assert [each.engagement_id for each in first.sent] == [world.engagement_id]
    assert record(world, worker, entry) == Recorded(first.record_id, (), was_known=True)
    give_back(world, first.sent[0].submission_id)
    assert len(record(world, worker, entry).sent) == 1, "what was returned may be sent again as it was"


def test_recorded_again_it_goes_to_what_asks_for_it_since(world: World) -> None:
    worker, entry = a_worker(world), a_check()
    first = record(world, worker, entry)
    ask_besides(world, "more-checks", KEY, world.today)
    again = record(world, worker, entry)
    assert (again.record_id, again.was_known) == (first.record_id, True)
    assert [each.requirement_key for each in again.sent] == ["more-checks"]
    assert waiting(world) == {first.sent[0].submission_id, again.sent[0].submission_id}
    assert record(world, worker, entry).sent == ()
    with world.database.reading() as session:
        names = session.scalars(
            sa.select(Event.name).where(Event.name.in_(["check-recorded", "evidence-sent"]))
        )
        assert sorted(names) == ["check-recorded", "evidence-sent", "evidence-sent"]
        assert list(verify_standing(session)) == []


def test_a_part_that_begins_later_is_asked_what_is_asked_then(world: World) -> None:
    """A version that is to come asks for more: it is sent before the first day, as other evidence is."""
    begins = world.today + 30 * DAY
    north = inviting.another_area(world, starts_on=begins)
    ask_besides(world, "more-checks", KEY, begins - DAY)
    worker = a_worker(world)
    with world.database.writing() as session:
        place = world.place(session, world.member, north)
        assign_worker(session, world.member, place, worker, from_on=begins)
    sent = {(each.engagement_id, each.requirement_key) for each in record(world, worker, a_check()).sent}
    assert sent == {(world.engagement_id, KEY), (north, KEY), (north, "more-checks")}
    with world.database.reading() as session:
        asked = list_registers_asked(session, world.own_place(session), world.today)
        keys = {each.engagement_id: [one.key for one in each.registers] for each in asked}
        assert keys == {world.engagement_id: [KEY], north: [KEY, "more-checks"]}
        assert list(verify_standing(session)) == []


def test_an_unknown_outcome_is_never_accepted(world: World) -> None:
    worker = a_worker(world)
    for outcome in (None, "undecided"):
        sent = check(world, worker, outcome=outcome)
        with pytest.raises(CannotDo):
            accept(world, sent)
        with world.database.writing() as session, pytest.raises(CannotDo):
            accept_register(session, world.reviewer, world.place(session, world.reviewer), KEY, [sent])
    decided: dict[str, Any] = {
        "risk_decided_by": "Pat",
        "risk_decided_on": world.today,
        "risk_reason": "Never alone.",
    }
    accept(world, check(world, worker, outcome="risk-decision", **decided))
    assert state_on(world, world.today) == "met"


def test_what_cannot_be_recorded_is_said_by_field(world: World) -> None:
    worker, later = a_worker(world), world.today + DAY

    def problems(entry: CheckEntry) -> set[str]:
        with pytest.raises(CannotDo) as refused:
            record(world, worker, entry)
        return set(refused.value.problems)

    assert problems(a_check(issued_on=later)) == {"issued_on", "seen_on"}
    assert problems(a_check(seen_by="", level="super")) == {"seen_by", "level"}
    assert problems(a_check(issued_on=world.today, seen_on=world.today - DAY)) == {"seen_on"}
    assert problems(a_check(outcome="risk-decision")) == {
        "risk_decided_by",
        "risk_decided_on",
        "risk_reason",
    }


def test_new_information_stops_a_check_from_that_day_on(world: World) -> None:
    worker = a_worker(world)
    accept(world, check(world, worker, issued_on=world.today - 90 * DAY))
    with world.database.writing() as session:
        record_status_check(
            session,
            world.member,
            world.own_place(session),
            worker,
            check_of(world, worker),
            on_date=world.today - 5 * DAY,
            result="new-information",
        )
    assert [state_on(world, world.today - each * DAY) for each in (6, 5, 0)] == ["met", "expired", "expired"]
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []


def test_a_renewal_that_is_applied_for_ends_with_the_next_check(world: World) -> None:
    worker = a_worker(world)

    def applied() -> date | None:
        with world.database.reading() as session:
            return session.scalar(sa.select(Worker.renewal_applied_on).where(Worker.id == worker))

    with world.database.writing() as session:
        note_renewal(session, world.member, world.own_place(session), worker, world.today)
    assert applied() == world.today
    check(world, worker)
    assert applied() is None


def test_many_are_accepted_with_one_decision_each(world: World) -> None:
    people = [a_worker(world, f"Person {number}") for number in range(12)]
    sent = [check(world, each) for each in people]
    with world.database.writing() as session:
        place = world.place(session, world.reviewer)
        assert accept_register(session, world.reviewer, place, KEY, sent) == 12
    with world.database.writing() as session:
        place = world.place(session, world.reviewer)
        assert accept_register(session, world.reviewer, place, KEY, sent) == 0
    assert state_on(world, world.today) == "met"
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Decision)) == 12
        accepted = sa.select(sa.func.count()).where(Event.name == "evidence-accepted")
        assert session.scalar(accepted) == 12
        assert list(verify_standing(session)) == []


def test_nobody_accepts_the_people_of_an_own_organisation(world: World) -> None:
    sent = check(world, a_worker(world))
    for viewer in (world.reviewer_and_member, world.member, world.officer):
        with world.database.writing() as session, pytest.raises((NotAllowed, NotHere)):
            accept_register(session, viewer, world.place(session, viewer), KEY, [sent])


def test_what_is_entered_anew_takes_the_place_of_what_waits(world: World) -> None:
    worker = a_worker(world)
    check(world, worker, issued_on=world.today - 20 * DAY)
    newer = check(world, worker, issued_on=world.today - 10 * DAY)
    assert waiting(world) == {newer}
    older = check(world, worker, issued_on=world.today - 2000 * DAY)
    assert waiting(world) == {newer, older}


def test_what_was_entered_by_mistake_is_taken_back(world: World) -> None:
    worker = a_worker(world)
    check(world, worker)
    with world.database.writing() as session:
        withdraw_record(session, world.member, world.own_place(session), worker, check_of(world, worker))
    assert waiting(world) == set()
    other = a_worker(world, "Bob")
    accept(world, check(world, other))
    with world.database.writing() as session, pytest.raises(CannotDo):
        withdraw_record(session, world.member, world.own_place(session), other, check_of(world, other))


def take_back(world: World, worker_id: uuid.UUID) -> None:
    with world.database.writing() as session:
        withdraw_record(
            session, world.member, world.own_place(session), worker_id, check_of(world, worker_id)
        )


def test_taken_back_twice_it_is_taken_back_once(world: World) -> None:
    worker = a_worker(world)
    check(world, worker)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: take_back(world, worker), range(2)))
    with world.database.reading() as session:
        events = sa.select(sa.func.count()).where(Event.name == "record-withdrawn")
        assert session.scalar(events) == 1


def test_what_was_taken_back_is_not_accepted_from_a_page_that_was_open(world: World) -> None:
    worker = a_worker(world)
    sent = check(world, worker)
    take_back(world, worker)
    with pytest.raises(CannotDo, match="taken this back"):
        accept(world, sent)
    give_back(world, sent)
    assert state_on(world, world.today) == "missing"


def test_once_the_lead_has_corrected_its_decision_a_record_can_be_taken_back(world: World) -> None:
    worker = a_worker(world)
    sent = check(world, worker)
    wrong = accept(world, sent)
    with pytest.raises(CannotDo):
        take_back(world, worker)
    decide(world, sent, Verdict(Outcome.RETURN, reason="other", words="Not this one."), corrects=wrong)
    take_back(world, worker)
    with pytest.raises(CannotDo):
        accept(world, sent)
    assert state_on(world, world.today) == "missing"


def test_a_submission_of_a_person_refers_to_the_record(world: World) -> None:
    worker = a_worker(world)
    sent = check(world, worker)
    with world.database.reading() as session:
        submission = session.get_one(Submission, sent)
        assert (submission.check_id, submission.part_key) == (check_of(world, worker), str(worker))
