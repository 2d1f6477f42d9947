"""Reviewers beside each other: confirmations accepted together, something given to a colleague, what is
open."""

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from checklists.signing import mark_of_signed
from checklists.vocabulary import Kind
from portal import clock
from portal.access import NotAllowed, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.notices.rounds import tell_events
from portal.records import Decision, Event, Membership, Notice, ReviewGiven, Submission
from portal.review.actions.accept_confirmations import AcceptedTogether, accept_confirmations
from portal.review.actions.assign_review import assign_review
from portal.review.actions.note_open import leave_open, note_open
from portal.review.queries.colleagues import OPEN_FOR, list_colleagues, who_has_open
from portal.review.queries.confirmations import list_waiting_confirmations
from portal.review.queries.following import find_next
from portal.review.queries.queue import Wanted, list_queue
from portal.standing.queries.in_force import get_checklist
from portal.standing.queries.verify import verify_standing
from portal.submissions.actions.take_back import take_back
from tests.actions.test_submissions_confirm import confirm, marks
from tests.builders import sending
from tests.builders.at_once import at_once, raised_by
from tests.builders.clock import clock_on
from tests.builders.world import World


def accept(world: World, wanted: list[uuid.UUID], by: Viewer | None = None) -> AcceptedTogether:
    viewer = by or world.reviewer
    with world.database.writing() as session:
        return accept_confirmations(session, viewer, world.place(session, viewer), wanted)


def takes_back(world: World, submission_id: uuid.UUID) -> None:
    with world.database.writing() as session:
        place = world.submission_place(session, submission_id)
        take_back(session, world.member, place, sending.requirement(place.requirement_key))


def waiting(world: World) -> list[uuid.UUID]:
    with world.database.reading() as session:
        checklist = get_checklist(session, world.contract_id, clock.today())
        place = world.place(session, world.reviewer)
        return [
            each.submission_id
            for each in list_waiting_confirmations(session, world.reviewer, place, checklist)
        ]


def events(world: World, name: str) -> list[Event]:
    with world.database.reading() as session:
        return list(session.scalars(sa.select(Event).where(Event.name == name).order_by(Event.number)))


def decided(world: World) -> list[uuid.UUID]:
    with world.database.reading() as session:
        return [each for each in session.scalars(sa.select(Decision.submission_id)) if each]


def give(world: World, submission_id: uuid.UUID, to: Viewer | None, by: Viewer | None = None) -> None:
    viewer = by or world.manager
    with world.database.writing() as session:
        place = world.submission_place(session, submission_id, viewer)
        assign_review(session, viewer, place, to.person_id if to else None)


def given(world: World) -> list[uuid.UUID]:
    with world.database.reading() as session:
        return list(session.scalars(sa.select(ReviewGiven.person_id)))


def test_each_confirmation_has_its_own_decision_and_event(world: World) -> None:
    confirm(world, marks(world))
    sending.send(world, "complaints-policy")
    wanted = waiting(world)
    assert len(wanted) > 3
    assert accept(world, wanted) == AcceptedTogether(len(wanted), ())
    assert sorted(decided(world)) == sorted(wanted)
    told = events(world, "evidence-accepted")
    assert sorted(uuid.UUID(each.data["submission"]) for each in told) == sorted(wanted)
    assert len({each.requirement_key for each in told}) == len(wanted)
    assert waiting(world) == []
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []


def test_together_is_as_if_each_had_been_accepted_alone(world: World) -> None:
    confirm(world, marks(world))
    first, second, *_ = waiting(world)
    sending.accept(world, first)
    accept(world, [second])
    alike = "from_on", "until_on", "outcome", "reason", "words", "made_on"
    with world.database.reading() as session:
        rows = {row.submission_id: row for row in session.scalars(sa.select(Decision))}
        signed = {row.id: row.statement for row in session.scalars(sa.select(Submission))}
    for name in alike:
        assert getattr(rows[first], name) == getattr(rows[second], name), name
    for each in (first, second):
        assert rows[each].details == {"signed": mark_of_signed(signed[each] or "")}


def test_what_was_decided_or_is_none_is_left_out(world: World) -> None:
    confirm(world, marks(world))
    first, second, third, *_ = waiting(world)
    sending.give_back(world, first)
    document = sending.send(world, "complaints-policy")
    others = sending.send(
        world, "induction", by=world.second_member, engagement_id=world.second_engagement_id
    )
    takes_back(world, second)
    done = accept(world, [first, second, third, third, document, others, uuid.uuid4()])
    assert done.accepted == 1
    assert set(done.left_out) > {first, second, document, others}
    assert len(decided(world)) == 2


def test_two_at_once_accept_each_once(world: World) -> None:
    confirm(world, marks(world))
    wanted = waiting(world)
    both = [lambda who=who: accept(world, wanted, who) for who in (world.reviewer, world.manager)]
    assert at_once(*both) == []
    assert sorted(decided(world)) == sorted(wanted)


def test_one_alone_and_all_together_at_once(world: World) -> None:
    confirm(world, marks(world))
    wanted = waiting(world)
    raised = raised_by(lambda: accept(world, wanted), lambda: sending.give_back(world, wanted[0]))
    assert raised[0] is None
    assert isinstance(raised[1], CannotDo) or raised[1] is None
    assert sorted(decided(world)) == sorted(wanted)


@pytest.mark.parametrize("who", ["member", "officer", "reviewer_and_member"])
def test_who_may_not_decide_accepts_none(world: World, who: str) -> None:
    confirm(world, marks(world))
    with pytest.raises((NotAllowed, NotHere)):
        accept(world, waiting(world), world.people[who])
    assert decided(world) == []


def test_a_submission_is_given_to_a_colleague_who_is_told(world: World) -> None:
    sent = sending.send(world, "complaints-policy")
    give(world, sent, world.reviewer)
    give(world, sent, world.reviewer)
    assert given(world) == [world.reviewer.person_id]
    assert [each.data["person"] for each in events(world, "review-given")] == [str(world.reviewer.person_id)]
    tell_events(world.database)
    with world.database.reading() as session:
        mine = sa.select(Notice.what, Notice.href).where(Notice.person_id == world.reviewer.person_id)
        told = {row.what: row.href for row in session.execute(mine)}
    assert told[f"{world.manager.name} has given you Complaints policy of Tidewater Peers"] == (
        f"/submissions/{sent}/review"
    )
    give(world, sent, None)
    give(world, sent, None)
    assert given(world) == []
    assert len(events(world, "review-taken-off")) == 1


def test_it_is_given_to_nobody_who_does_not_decide_on_it(world: World) -> None:
    sent = sending.send(world, "complaints-policy")
    for who in (world.colleague, world.member, world.officer, world.noise_manager, world.reviewer_and_member):
        with pytest.raises(CannotDo, match="Choose a colleague who reviews"):
            give(world, sent, who)
    for who in (world.reviewer_and_member, world.officer):
        with pytest.raises(NotAllowed):
            give(world, sent, world.reviewer, who)
    sending.accept(world, sent)
    with pytest.raises(CannotDo, match="It is decided"):
        give(world, sent, world.reviewer)
    assert given(world) == []


def test_what_is_given_can_no_longer_be_taken_back(world: World) -> None:
    sent = sending.send(world, "complaints-policy")
    give(world, sent, world.reviewer)
    with pytest.raises(CannotDo, match="has opened it"):
        takes_back(world, sent)


def test_two_give_it_at_once(world: World) -> None:
    sent = sending.send(world, "complaints-policy")
    acts = [lambda to=to: give(world, sent, to) for to in (world.reviewer, world.manager)]
    assert at_once(*acts) == []
    assert len(given(world)) == 1
    assert len(events(world, "review-given")) == 2


def test_whoever_left_is_nobody_to_whom_anything_is_given(world: World) -> None:
    sent = sending.send(world, "complaints-policy")
    give(world, sent, world.reviewer)
    with world.database.writing() as session:
        gone = sa.delete(Membership).where(Membership.person_id == world.reviewer.person_id)
        session.execute(gone)
        session.commit()
    with world.database.reading() as session:
        assert world.reviewer.person_id not in {
            each.person_id for each in list_colleagues(session, world.place(session, world.manager))
        }
        checklist = get_checklist(session, world.contract_id, clock.today())
        queue = list_queue(session, world.contract_place(session), world.manager, checklist)
        assert [each.given_to for each in queue.lines] == [None]


def test_what_is_open_is_told_to_others_for_a_while(world: World) -> None:
    first, second = sending.send(world, "complaints-policy"), sending.send(world, "anti-bribery")

    def opens(viewer: Viewer, submission_id: uuid.UUID) -> None:
        with world.database.writing() as session:
            note_open(session, viewer, world.submission_place(session, submission_id, viewer))

    def seen(viewer: Viewer) -> dict[uuid.UUID, list[str]]:
        with world.database.reading() as session:
            found = who_has_open(session, [first, second], viewer)
            return {key: [each.name for each in value] for key, value in found.items()}

    opens(world.reviewer, first)
    assert seen(world.manager) == {first: [world.reviewer.name]}
    assert seen(world.reviewer) == {}
    opens(world.reviewer, second)
    opens(world.reviewer, second)
    assert seen(world.manager) == {second: [world.reviewer.name]}
    assert timedelta(days=1) > OPEN_FOR
    with clock_on(world.today + timedelta(days=1)):
        assert seen(world.manager) == {}
    with world.database.writing() as session:
        leave_open(session, world.reviewer.person_id)
    assert seen(world.manager) == {}


def test_one_person_opens_two_at_once(world: World) -> None:
    sent = [sending.send(world, key) for key in ("complaints-policy", "anti-bribery")]

    def opens(submission_id: uuid.UUID) -> None:
        with world.database.writing() as session:
            note_open(session, world.reviewer, world.submission_place(session, submission_id, world.reviewer))

    assert at_once(*(lambda each=each: opens(each) for each in sent)) == []


def test_the_queue_is_narrowed_down_and_the_next_is_of_what_is_wanted(world: World) -> None:
    policy, bribery = sending.send(world, "complaints-policy"), sending.send(world, "anti-bribery")
    cover = sending.send(world, "insurance", "public-liability")
    other = sending.send(
        world, "anti-bribery", by=world.second_member, engagement_id=world.second_engagement_id
    )
    give(world, cover, world.reviewer)
    with world.database.writing() as session:
        older = clock.now() - timedelta(days=20)
        session.execute(sa.update(Submission).where(Submission.id == bribery).values(sent_at=older))
        session.commit()
    sending.rebuild(world)
    cases = {
        Wanted(partner_id=world.second_partner_id): {other},
        Wanted(kind=Kind.COVER): {cover},
        Wanted(given_to=world.reviewer.person_id): {cover},
        Wanted(sent_by_day=world.today - timedelta(days=14)): {bribery},
        Wanted(partner_id=world.partner_id, kind=Kind.DOCUMENT): {policy, bribery},
        Wanted(partner_id=world.noise_partner_id): set(),
        Wanted(): {policy, bribery, cover, other},
    }
    with world.database.reading() as session:
        place, checklist = (
            world.contract_place(session),
            get_checklist(session, world.contract_id, world.today),
        )
        for wanted, found in cases.items():
            queue = list_queue(session, place, world.manager, checklist, wanted=wanted)
            assert {each.submission_id for each in queue.lines} == found, wanted
            assert queue.all_waiting == len(found)
            following = find_next(session, place, world.manager, checklist, policy, wanted)
            assert (following in found - {policy}) or (following is None and not found - {policy}), wanted


def test_managers_decide_too(world: World) -> None:
    with world.database.reading() as session:
        named = {each.person_id for each in list_colleagues(session, world.place(session, world.manager))}
    assert {world.manager.person_id, world.reviewer.person_id} <= named
