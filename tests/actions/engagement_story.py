"""What happens to one engagement, drawn at random, by everybody who has to do with it."""

from collections.abc import Callable
from datetime import timedelta

import sqlalchemy as sa

from checklists.conditions import Said
from checklists.findings import ActionStep
from checklists.vocabulary import Condition, Kind, Outcome
from portal.conditions.actions.change_condition import change_condition
from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.actions.check_terms import Terms
from portal.issued.actions.acknowledge_issued import acknowledge_issued
from portal.records import Action, Decision, Finding, Submission, Worker
from portal.records import ActionStep as Became
from portal.register.actions.assign_worker import change_assignment
from portal.review.actions.decide import Verdict
from portal.submissions.actions.keep_draft import discard_draft
from tests.actions.stories import PartnersStory
from tests.actions.test_issued import issue
from tests.builders import finding
from tests.builders.sending import a_worker, accept, decide, draft, give_back, requirement, send, waive

KEYS = (
    "complaints-policy",
    "insurance",
    "audited-accounts",
    "dbs-checks",
    "eqia",
    "sub-contract",
    "volunteers",
    "induction",
)


class Story(PartnersStory):
    """What happens to one engagement, drawn at random."""

    keys: tuple[str, ...] = KEYS

    def part(self, key: str) -> str:
        parts = [cover.key for cover in requirement(key).parts] or [""]
        return self.draw.choice(parts)

    def sends(self) -> None:
        key = self.draw.choice(self.keys)
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
        key = self.draw.choice(self.keys)
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

    def visit_finds(self) -> None:
        """One or two things to be done, or another after a finding that was sent."""
        with self.world.database.reading() as session:
            query = sa.select(Finding.id).where(Finding.sent_at.is_not(None)).order_by(Finding.written_at)
            there = session.scalars(query).all()
        if there and self.draw.random() < 0.4:
            finding.ask_for(self.world, self.draw.choice(there), days=400)
            return
        visit_id = finding.visit(self.world, self.world.today - timedelta(days=self.draw.randrange(60)))
        found = finding.find(self.world, visit_id, key=self.draw.choice(self.keys), marks=True)
        for _ in range(self.draw.randrange(1, 3)):
            finding.ask_for(self.world, found, days=400)
        finding.send(self.world, visit_id)

    def is_done_or_not(self) -> None:
        """What becomes of some action that is not closed, seldom that it is."""
        closed = sa.select(Became.action_id).where(Became.kind == ActionStep.CLOSED.value)
        query = sa.select(Action.id).where(Action.id.not_in(closed)).order_by(Action.made_at)
        with self.world.database.reading() as session:
            actions = session.scalars(query).all()
        if actions:
            done, back = [ActionStep.DONE] * 3, [ActionStep.RETURNED] * 2
            step = self.draw.choice([*done, *back, ActionStep.CLOSED])
            by = self.world.member if step is ActionStep.DONE else self.world.manager
            finding.note(self.world, self.draw.choice(actions), by, step, f"Word {self.draw.random()}.")

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
            self.visit_finds,
            *[self.is_done_or_not] * 3,
            *self.steps_of_partner(),
        ]
