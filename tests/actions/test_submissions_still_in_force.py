"""Saying of a confirmation that it is still in force; accounts that are examined; agreements that end."""

import uuid
from datetime import UTC, date, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from checklists.calendar import last_day
from checklists.vocabulary import Assurance, Outcome
from portal import clock
from portal.access import NotAllowed, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.records import ChecklistVersion, Decision, Standing, Submission
from portal.review.actions.decide import Verdict
from portal.standing.queries.as_known import known_at
from portal.standing.queries.submissions import get_submission
from portal.submissions.actions.say_still_in_force import say_still_in_force
from tests.actions.test_review_decide import state_today
from tests.builders.sending import accept, accepted, decide, give_back, send
from tests.builders.world import World

KEY, ACCOUNTS, AGREEMENT = "induction", "audited-accounts", "sub-contract"


@pytest.fixture
def yearly(world: World) -> World:
    """The world, with a confirmation that is renewed every year and may be said to be in force for three."""
    change(world, months=12, still_years=3)
    return world


def change(world: World, of: str = KEY, **fields: object) -> None:
    """The contract's checklist asks for it in another way: another version takes its place."""
    with world.database.writing() as session:
        version = session.scalars(
            sa.select(ChecklistVersion).where(ChecklistVersion.contract_id == world.contract_id)
        ).one()
        asked = [
            {**each, **fields} if each["key"] == of else each for each in version.definition["requirements"]
        ]
        session.delete(version)
        session.flush()
        session.add(
            ChecklistVersion(
                id=uuid.uuid4(),
                contract_id=version.contract_id,
                in_force_from=version.in_force_from,
                definition={**version.definition, "requirements": asked},
                created_at=version.created_at,
            )
        )
        session.commit()


def sent_on(world: World, submission_id: uuid.UUID, on: date) -> None:
    """As if it had been signed and accepted on an earlier day, at noon: hours near midnight are those of
    another day where clocks changed in between."""
    noon = datetime.combine(on, time(12), UTC)
    with world.database.writing() as session:
        submission = session.get_one(Submission, submission_id)
        submission.made_at = submission.sent_at = noon
        submission.from_on = on
        for decision in session.scalars(sa.select(Decision).where(Decision.submission_id == submission_id)):
            decision.made_at, decision.made_on = noon + timedelta(minutes=1), on
            decision.from_on = on
        session.commit()


def say(world: World, by: Viewer | None = None, name: str = "Pat Partner") -> uuid.UUID:
    viewer = by or world.member
    with world.database.writing() as session:
        return say_still_in_force(
            session, viewer, world.place(session, viewer), KEY, name=name, position="Chair"
        )


def signed_before(world: World, days: int) -> date:
    on = clock.today() - timedelta(days=days)
    sent_on(world, accepted(world, KEY, from_on=None), on)
    return on


def test_it_is_sent_with_the_day_of_the_first_signature(yearly: World) -> None:
    first = signed_before(yearly, 350)
    submission_id = say(yearly)
    with yearly.database.reading() as session:
        answers = get_submission(session, yearly.submission_place(session, submission_id))
        assert answers.statement == "We have an induction, training and supervision policy in place."
        assert (answers.signed_name, answers.signed_position) == ("Pat Partner", "Chair")
        assert answers.details == {"first_on": first.isoformat()}
        assert answers.sent_at is not None
    assert say(yearly) == submission_id  # a double click
    accept(yearly, submission_id)
    with yearly.database.reading() as session:
        decision = session.scalars(sa.select(Decision).where(Decision.submission_id == submission_id)).one()
        assert decision.details["first_on"] == first.isoformat()
        until = session.scalar(
            sa.select(sa.func.max(Standing.until_on)).where(
                Standing.requirement_key == KEY,
                Standing.engagement_id == yearly.engagement_id,
                Standing.state == "met",
                *known_at(Standing, None),
            )
        )
        assert until == last_day(yearly.today, 12)


def test_said_again_it_keeps_the_first_day(yearly: World) -> None:
    first = signed_before(yearly, 700)
    second = say(yearly)
    accept(yearly, second)
    third = say(yearly)
    with yearly.database.reading() as session:
        assert session.get_one(Submission, third).details == {"first_on": first.isoformat()}


def test_after_the_years_allowed_it_is_signed_anew(yearly: World) -> None:
    signed_before(yearly, 3 * 366)
    with pytest.raises(NotHere):
        say(yearly)


def test_what_was_said_after_the_years_allowed_cannot_be_accepted(yearly: World) -> None:
    signed_before(yearly, 400)
    submission_id = say(yearly)
    change(yearly, still_years=1)
    with pytest.raises(CannotDo, match="sign it anew"):
        accept(yearly, submission_id)


def test_a_statement_that_has_changed_is_signed_anew(yearly: World) -> None:
    signed_before(yearly, 350)
    change(yearly, statement="We have a new induction policy in place.")
    with pytest.raises(NotHere):
        say(yearly)


def test_nothing_is_still_in_force_that_was_not_accepted(yearly: World) -> None:
    with pytest.raises(NotHere):
        say(yearly)
    give_back(yearly, send(yearly, KEY, from_on=None))
    with pytest.raises(NotHere):
        say(yearly)


def test_where_it_is_not_renewed_there_is_nothing_to_say(world: World) -> None:
    accepted(world, KEY, from_on=None)
    with pytest.raises(NotHere):
        say(world)


def test_it_counts_from_its_signature(yearly: World) -> None:
    """Signed and sent ten days before it is accepted; what was sent without a day was signed when it was
    sent."""
    on = clock.today() - timedelta(days=10)
    for is_dated in (True, False):
        submission_id = send(yearly, KEY, from_on=None)
        sent_on(yearly, submission_id, on)
        if not is_dated:
            with yearly.database.writing() as session:
                session.get_one(Submission, submission_id).from_on = None
                session.commit()
        decision_id = accept(yearly, submission_id)
        with yearly.database.reading() as session:
            assert session.get_one(Decision, decision_id).from_on == on


def test_sent_it_bears_the_day(yearly: World) -> None:
    submission_id = send(yearly, KEY, from_on=None)
    with yearly.database.reading() as session:
        assert session.get_one(Submission, submission_id).from_on == clock.today()


def test_it_falls_with_the_confirmation_that_it_stands_on(yearly: World) -> None:
    first_id = accepted(yearly, KEY, from_on=None)
    sent_on(yearly, first_id, clock.today() - timedelta(days=350))
    accept(yearly, say(yearly))
    assert state_today(yearly, KEY) == "met"
    with yearly.database.reading() as session:
        corrects = session.scalars(sa.select(Decision.id).where(Decision.submission_id == first_id)).one()
    verdict = Verdict(Outcome.RETURN, reason="not-signed", words="That was somebody else's name.")
    decide(yearly, first_id, verdict, corrects=corrects)
    assert state_today(yearly, KEY) == "missing"


def test_who_and_how(yearly: World) -> None:
    signed_before(yearly, 350)
    with pytest.raises(NotAllowed):
        say(yearly, by=yearly.manager)
    with pytest.raises(CannotDo) as refused:
        say(yearly, name=" ")
    assert set(refused.value.problems) == {"signed_name"}


EXAMINED = {"assurance": "independent-examination"}


def test_an_examination_is_accepted_with_a_reason_only(world: World) -> None:
    submission_id = send(world, ACCOUNTS, details=EXAMINED)
    with pytest.raises(CannotDo) as refused:
        accept(world, submission_id)
    assert set(refused.value.problems) == {"accept_words"}
    accept(world, submission_id, words="Income was below the threshold.")
    with world.database.reading() as session:
        decision = session.scalars(sa.select(Decision)).one()
        assert decision.details["assurance"] == Assurance.EXAMINATION
        assert decision.words == "Income was below the threshold."


def test_the_reviewer_may_read_otherwise(world: World) -> None:
    submission_id = send(world, ACCOUNTS)
    with pytest.raises(CannotDo) as refused:
        accept(world, submission_id, details={"assurance": "neither"})
    assert set(refused.value.problems) == {"assurance"}
    accept(world, submission_id)


def test_accounts_have_no_end_whatever_is_posted(world: World) -> None:
    decision_id = accept(world, send(world, ACCOUNTS), until_on=world.today + timedelta(days=3))
    with world.database.reading() as session:
        assert session.get_one(Decision, decision_id).until_on is None


def test_what_came_with_accounts_must_be_said(world: World) -> None:
    with pytest.raises(CannotDo) as refused:
        send(world, ACCOUNTS, details={})
    assert set(refused.value.problems) == {"assurance"}


def test_an_agreement_names_who_signed_and_ends_with_the_engagement(world: World) -> None:
    with pytest.raises(CannotDo) as refused:
        send(world, AGREEMENT, details={})
    assert set(refused.value.problems) == {"parties"}
    accepted(world, AGREEMENT)
    assert state_today(world, AGREEMENT) == "met"
    with world.database.reading() as session:
        until = session.scalar(
            sa.select(sa.func.max(Standing.until_on)).where(
                Standing.requirement_key == AGREEMENT,
                Standing.engagement_id == world.engagement_id,
                Standing.state == "met",
                *known_at(Standing, None),
            )
        )
    assert until == world.ends_on


def test_an_agreement_that_starts_later_counts_from_its_start(world: World) -> None:
    accepted(world, AGREEMENT, from_on=world.today + timedelta(days=10))
    assert state_today(world, AGREEMENT) == "missing"
