"""Whatever people do, in whatever order, the read models say what the function says."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.conditions import Said
from checklists.levels import slots_on
from checklists.readiness import readiness
from checklists.vocabulary import Condition, Kind, Outcome
from portal.access import NotHere
from portal.acting.refused import CannotDo
from portal.conditions.actions.change_condition import change_condition
from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.actions.check_terms import Terms
from portal.issued.actions.acknowledge_issued import acknowledge_issued
from portal.records import Decision, EngagementStanding, Standing, Submission, Worker
from portal.register.actions.assign_worker import change_assignment
from portal.review.actions.decide import Verdict
from portal.standing.queries.as_known import on_day
from portal.standing.queries.cases import load_case
from portal.standing.queries.verify import verify_events, verify_standing
from portal.submissions.actions.keep_draft import discard_draft
from tests.actions.stories import PartnersStory
from tests.actions.test_issued import issue
from tests.builders.clock import clock_on
from tests.builders.sending import a_worker, accept, decide, draft, give_back, requirement, send, waive
from tests.builders.world import World

KEYS = [
    "complaints-policy",
    "insurance",
    "audited-accounts",
    "dbs-checks",
    "eqia",
    "sub-contract",
    "volunteers",
    "induction",
]
STEPS = 60


class Story(PartnersStory):
    """What happens to one engagement, drawn at random."""

    def part(self, key: str) -> str:
        parts = [cover.key for cover in requirement(key).parts] or [""]
        return self.draw.choice(parts)

    def sends(self) -> None:
        key = self.draw.choice(KEYS)
        part = self.part(key) if requirement(key).parts else None
        if requirement(key).kind is Kind.REGISTER:
            part = str(a_worker(self.world, f"Worker {self.draw.randrange(10**9)}"))
        from_on = self.world.today - timedelta(days=self.draw.randrange(500))
        send(self.world, key, part, from_on=from_on)

    def drafts(self) -> None:
        draft(self.world, "whistleblowing")

    def discards(self) -> None:
        with self.world.database.writing() as session:
            drafts = session.scalars(sa.select(Submission.id).where(Submission.sent_at.is_(None))).all()
            if drafts:
                discard_draft(session, self.world.submission_place(session, drafts[0]))

    def decides(self) -> None:
        with self.world.database.reading() as session:
            query = sa.select(Submission.id).where(Submission.sent_at.is_not(None))
            sent = session.scalars(query.order_by(Submission.sent_at)).all()
        if sent:
            act = accept if self.draw.random() < 0.7 else give_back
            act(self.world, self.draw.choice(sent))

    def corrects(self) -> None:
        query = sa.select(Decision.id, Decision.submission_id).where(Decision.submission_id.is_not(None))
        with self.world.database.reading() as session:
            made = session.execute(query.order_by(Decision.made_at)).all()
        if made:
            decision_id, submission_id = self.draw.choice(made)
            assert submission_id
            words = Verdict(Outcome.RETURN, reason="other", words="On second thoughts.")
            decide(self.world, submission_id, words, corrects=decision_id)

    def waives(self) -> None:
        key = self.draw.choice(KEYS)
        until_on = self.world.today + timedelta(days=self.draw.randrange(200))
        waive(self.world, key, until_on, self.part(key))

    def changes_terms(self) -> None:
        with self.world.database.writing() as session:
            terms = Terms(
                "Eastmouth",
                self.world.starts_on + timedelta(days=self.draw.randrange(200)),
                self.world.ends_on - timedelta(days=self.draw.randrange(200)),
            )
            change_engagement(
                session, self.world.manager, self.world.place(session, self.world.manager), terms
            )

    def changes_condition(self) -> None:
        from_on = self.world.today + timedelta(days=self.draw.randrange(-400, 400))
        said = Said(Condition.USES_VOLUNTEERS, self.draw.random() < 0.5, from_on)
        with self.world.database.writing() as session:
            change_condition(session, self.world.member, self.world.place(session), said)

    def somebody_leaves(self) -> None:
        with self.world.database.writing() as session:
            workers = session.scalars(sa.select(Worker.id).order_by(Worker.created_at)).all()
            if workers:
                change_assignment(
                    session,
                    self.world.member,
                    self.world.place(session),
                    self.draw.choice(workers),
                    from_on=self.world.starts_on,
                    until_on=self.world.today,
                )

    def issues(self) -> None:
        issue(self.world)

    def acknowledges(self) -> None:
        with self.world.database.writing() as session:
            acknowledge_issued(
                session,
                self.world.member,
                self.world.place(session),
                "market-stewardship",
                name="Pat",
                position="Chair",
            )

    def steps(self) -> list[Callable[[], None]]:
        return [
            *[self.sends] * 4,
            *[self.decides] * 5,
            self.drafts,
            self.discards,
            self.corrects,
            self.waives,
            self.changes_terms,
            self.changes_condition,
            self.somebody_leaves,
            self.issues,
            self.acknowledges,
            *self.steps_of_partner(),
        ]


@pytest.mark.parametrize("seed", range(3))
def test_standing_is_what_the_function_says(world: World, seed: int) -> None:
    story = Story(world, random.Random(seed))
    done = 0
    for number in range(STEPS):
        with clock_on(world.today + timedelta(days=number)), suppress(CannotDo, NotHere):
            story.draw.choice(story.steps())()
            done += 1
        with world.database.reading() as session:
            assert list(verify_standing(session)) == []
    assert done > STEPS / 3
    with world.database.reading() as session:
        assert list(verify_events(session)) == []
        for day in (world.starts_on, world.today, world.ends_on):
            assert_same_answer(session, world, day)


def assert_same_answer(session: Session, world: World, day: date) -> None:
    """The range query and the function, on the engagement's day that is nearest."""
    case = load_case(session, world.engagement_id)
    day = case.engagement.span.clamp(day)
    slots = slots_on(case.histories().values(), case.engagement, day)
    asked = (
        Standing.engagement_id == world.engagement_id,
        *on_day(Standing, day),
    )
    rows = session.execute(sa.select(Standing.requirement_key, Standing.state).where(*asked)).all()
    assert {row.requirement_key: row.state for row in rows} == {
        slot.requirement.key: slot.interval.state.value for slot in slots
    }
    assert len(rows) == len(slots) == 26
    level = session.scalars(
        sa.select(EngagementStanding.level).where(
            EngagementStanding.engagement_id == world.engagement_id,
            *on_day(EngagementStanding, day),
        )
    ).all()
    assert level == [readiness(slots, case.engagement, day).level.value]
