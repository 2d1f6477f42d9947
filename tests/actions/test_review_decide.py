"""Decisions: accepted, returned, waived, corrected, and never by those who sent."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa

from checklists.vocabulary import Basis, Outcome
from portal import clock
from portal.access import NotAllowed, NotHere
from portal.acting.refused import CannotDo
from portal.records import Decision, Event, Standing, UnderWay
from portal.review.actions.decide import Verdict, decide_submission
from portal.standing.queries.as_known import known_at, on_day
from portal.standing.queries.verify import verify_standing
from tests.builders.days import counts_from
from tests.builders.sending import accept, accepted, decide, draft, give_back, send, waive
from tests.builders.world import World


def state_today(world: World, key: str, engagement_id: uuid.UUID | None = None) -> str | None:
    today = clock.today()
    with world.database.reading() as session:
        return session.scalar(
            sa.select(Standing.state).where(
                Standing.engagement_id == (engagement_id or world.engagement_id),
                Standing.requirement_key == key,
                *on_day(Standing, today),
            )
        )


def stages(world: World) -> list[str]:
    with world.database.reading() as session:
        return list(session.scalars(sa.select(UnderWay.stage).where(*known_at(UnderWay, None))))


def test_accepting_makes_it_met_and_returning_does_not(world: World) -> None:
    first = send(world, "complaints-policy")
    assert (state_today(world, "complaints-policy"), stages(world)) == ("missing", ["waiting"])
    give_back(world, first)
    assert (state_today(world, "complaints-policy"), stages(world)) == ("missing", ["returned"])
    second = send(world, "complaints-policy")
    assert stages(world) == ["waiting"]
    accept(world, second)
    assert (state_today(world, "complaints-policy"), stages(world)) == ("met", [])


def test_an_acceptance_has_the_facts_that_were_sent_unless_read_otherwise(world: World) -> None:
    decision_id = accept(world, send(world, "insurance", "public-liability", amount=6_000_000))
    other_id = accept(
        world, send(world, "insurance", "employers-liability", amount=9_000_000), amount=5_500_000
    )
    with world.database.reading() as session:
        decision = session.get_one(Decision, decision_id)
        assert (decision.amount, decision.basis) == (6_000_000, Basis.PER_CLAIM)
        assert decision.from_on == counts_from(world.today)
        assert session.get_one(Decision, other_id).amount == 5_500_000


def test_what_is_not_enough_cannot_be_accepted(world: World) -> None:
    submission_id = send(world, "insurance", "public-liability", amount=4_000_000)
    with pytest.raises(CannotDo, match="at least £5,000,000"):
        accept(world, submission_id)


def test_a_return_takes_a_reason_and_words(world: World) -> None:
    submission_id = send(world, "complaints-policy")
    with pytest.raises(CannotDo) as refused:
        give_back(world, submission_id, reason="because")
    assert set(refused.value.problems) == {"reason"}
    with pytest.raises(CannotDo) as refused:
        give_back(world, submission_id, words="  ")
    assert set(refused.value.problems) == {"words"}


def test_a_waiver_holds_until_its_end(world: World) -> None:
    waive(world, "complaints-policy", world.today + timedelta(days=30))
    assert state_today(world, "complaints-policy") == "waived"
    with pytest.raises(CannotDo) as refused:
        waive(world, "complaints-policy", world.today - timedelta(days=1))
    assert set(refused.value.problems) == {"until_on"}


def test_a_correction_undoes_and_is_made_once(world: World) -> None:
    submission_id = send(world, "complaints-policy")
    wrong = accept(world, submission_id)
    verdict = Verdict(Outcome.RETURN, reason="wrong-document", words="This is another charity's policy.")
    decide(world, submission_id, verdict, corrects=wrong)
    assert (state_today(world, "complaints-policy"), stages(world)) == ("missing", ["returned"])
    with pytest.raises(CannotDo, match="corrected that decision already"):
        decide(world, submission_id, verdict, corrects=wrong)
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Decision)) == 2
        assert "decision-corrected" in session.scalars(sa.select(Event.name)).all()


def test_a_correction_is_about_the_same_submission(world: World) -> None:
    other = accept(world, send(world, "complaints-policy"))
    submission_id = send(world, "anti-bribery")
    with pytest.raises(CannotDo):
        decide(world, submission_id, Verdict(Outcome.ACCEPT), corrects=other)


def test_it_is_decided_once(world: World) -> None:
    submission_id = send(world, "complaints-policy")
    accept(world, submission_id)
    with pytest.raises(CannotDo, match="decided on this already"):
        give_back(world, submission_id)


def test_two_clicks_at_once_make_one_decision(world: World) -> None:
    submission_id = send(world, "complaints-policy")
    together = Barrier(2)

    def click(_: int) -> str:
        with world.database.reading() as session:
            place = world.submission_place(session, submission_id, world.reviewer)
        together.wait()
        with world.database.writing() as session:
            try:
                decide_submission(session, world.reviewer, place, Verdict(Outcome.ACCEPT))
            except CannotDo as refused:
                return str(refused)
        return "decided"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(click, range(2)))
    assert answers == ["Somebody has decided on this already. Look at the page again.", "decided"]
    assert state_today(world, "complaints-policy") == "met"


def test_decisions_on_one_engagement_at_once_do_not_lose_each_other(world: World) -> None:
    keys = ["complaints-policy", "anti-bribery", "whistleblowing", "quality-standards"]
    submissions = [send(world, key) for key in keys]
    together = Barrier(len(keys))

    def click(submission_id: uuid.UUID) -> None:
        together.wait()
        accept(world, submission_id)

    with ThreadPoolExecutor(len(keys)) as pool:
        list(pool.map(click, submissions))
    assert [state_today(world, key) for key in keys] == ["met"] * len(keys)


def test_the_own_organisation_never_decides(world: World) -> None:
    submission_id = send(world, "complaints-policy")
    with pytest.raises(NotAllowed, match="somebody else has to decide"):
        accept(world, submission_id, by=world.reviewer_and_member)
    with pytest.raises(NotAllowed):
        waive(world, "complaints-policy", world.today, by=world.reviewer_and_member)
    other = send(world, "complaints-policy", by=world.second_member, engagement_id=world.second_engagement_id)
    accept(world, other, by=world.reviewer_and_member)


@pytest.mark.parametrize("who", ["member", "officer"])
def test_only_reviewers_decide(world: World, who: str) -> None:
    submission_id = send(world, "complaints-policy")
    with pytest.raises(NotAllowed):
        accept(world, submission_id, by=world.people[who])


@pytest.mark.parametrize(
    "who", ["colleague", "second_member", "noise_manager", "noise_member", "noise_officer"]
)
def test_nobody_else_even_finds_it(world: World, who: str) -> None:
    submission_id = send(world, "complaints-policy")
    with pytest.raises(NotHere):
        accept(world, submission_id, by=world.people[who])


def test_a_draft_is_nobody_elses_business(world: World) -> None:
    submission_id = draft(world, "complaints-policy")
    with pytest.raises(NotHere):
        accept(world, submission_id)


def test_an_early_renewal_queues(world: World) -> None:
    first_day = counts_from(world.today)
    next_year = first_day + timedelta(days=365)
    for part in ("public-liability", "employers-liability", "professional-indemnity"):
        accepted(world, "insurance", part)
        accepted(world, "insurance", part, from_on=next_year, until_on=next_year + timedelta(days=364))
    query = sa.select(Standing.from_on, Standing.until_on).where(
        Standing.engagement_id == world.engagement_id,
        Standing.requirement_key == "insurance",
        Standing.state == "met",
        *known_at(Standing, None),
    )
    with world.database.reading() as session:
        met = session.execute(query).one()
    last = min(next_year + timedelta(days=364), world.ends_on)
    assert met == (first_day, last)


def test_a_decision_counts_from_the_local_day(world: World) -> None:
    decision_id = accept(world, send(world, "complaints-policy"))
    with world.database.reading() as session:
        made_on: date = session.get_one(Decision, decision_id).made_on
    assert made_on == clock.today()


def test_a_decision_reads_nothing_twice(world: World) -> None:
    submission_id = send(world, "complaints-policy")
    read: list[tuple[str, str]] = []

    def note(_connection: object, _cursor: object, statement: str, values: object, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            read.append((statement, repr(values)))

    sa.event.listen(world.database.engine, "before_cursor_execute", note)
    accept(world, submission_id)
    sa.event.remove(world.database.engine, "before_cursor_execute", note)
    assert len(read) > 5
    assert len(set(read)) == len(read)


def test_a_decision_leaves_the_rows_of_other_slots_alone(world: World) -> None:
    submission_id = send(world, "complaints-policy")
    others = sa.update(Standing).where(Standing.requirement_key != "complaints-policy").values(parts="kept")
    with world.database.writing() as session:
        session.execute(others)
        session.commit()
    accept(world, submission_id)
    assert state_today(world, "complaints-policy") == "met"
    with world.database.reading() as session:
        mine = Standing.engagement_id == world.engagement_id
        keys = sa.select(Standing.requirement_key).where(mine, Standing.parts != "kept").distinct()
        assert set(session.scalars(keys)) == {"complaints-policy"}


def test_a_decision_writes_what_the_read_models_do_not_have(world: World) -> None:
    submission_id = send(world, "complaints-policy")
    with world.database.writing() as session:
        session.execute(sa.delete(Standing).where(Standing.engagement_id == world.engagement_id))
        session.commit()
    accept(world, submission_id)
    with world.database.reading() as session:
        assert list(verify_standing(session)) == []
