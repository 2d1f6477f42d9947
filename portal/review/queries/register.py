"""Who on a register waits for the lead's reviewers, with what was recorded of them."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists import facts
from checklists.calendar import in_words
from checklists.kinds import rules_for
from checklists.kinds.register import topic_of
from checklists.requirement import Requirement
from checklists.unclear import ended_by, newer_than, newer_words
from checklists.vocabulary import PASSES, Outcome, Stage
from portal.access import Audience, NotHere, Viewer
from portal.clock import local_day
from portal.places.contracts import EngagementPlace, SubmissionPlace
from portal.records import DbsCheck, StatusCheck, StatusResult, Submission, Training, UnderWay, Worker
from portal.standing.queries.as_known import known_at
from portal.standing.queries.decision_facts import make_check, make_fact
from portal.standing.queries.people import NAMING, called
from portal.standing.queries.sent_and_decided import list_decided
from portal.standing.queries.submissions import CHECK_LINE, CheckLine, check_line
from portal.standing.queries.unclear_checks import standing_beside, unclear_by_place


@dataclass(frozen=True, slots=True)
class WaitingRecord:
    """A check, or training in a topic, that the reviewers have. `name` is what the lead may read."""

    submission_id: uuid.UUID
    reference: str
    part_key: str
    from_on: date | None
    sent_at: datetime
    worker_id: uuid.UUID
    name: str
    job: str
    eligibility: str
    check: CheckLine | None
    news: tuple[facts.News, ...]
    unclear: tuple[facts.Unclear, ...]

    @property
    def topic(self) -> str:
        return topic_of(self.part_key)

    def as_accepted(self, on: date) -> facts.Decision:
        """What would be decided if it were accepted on the day as it was sent."""
        check = self.check
        return make_fact(
            self.submission_id,
            Outcome.ACCEPT,
            on,
            self.part_key,
            from_on=self.from_on,
            until_on=None,
            check=replace(as_entered(check), news=self.news, unclear=self.unclear) if check else None,
        )


def as_entered(check: CheckLine) -> facts.Check:
    return make_check(check.level, check.adults_list, check.childrens_list, check.outcome)


def list_waiting_records(
    session: Session, viewer: Viewer, place: EngagementPlace, requirement_key: str
) -> tuple[WaitingRecord, ...]:
    """By name, without what the viewer sent herself, perhaps from where she worked before. Raises NotHere for
    anybody but the reviewers."""
    if Audience.REVIEWER not in place.audiences:
        raise NotHere
    news = news_by_submission(session, place, requirement_key)
    rows = session.execute(
        sa.select(
            Submission.id,
            Submission.reference,
            Submission.part_key,
            Submission.from_on,
            Submission.sent_at,
            Worker.id.label("worker_id"),
            *NAMING,
            Worker.job,
            Worker.eligibility,
            *CHECK_LINE,
        )
        .join(UnderWay, UnderWay.submission_id == Submission.id)
        .outerjoin(DbsCheck, DbsCheck.id == Submission.check_id)
        .join(Worker, Worker.id == who_is_meant())
        .where(
            is_waiting(place, requirement_key),
            Submission.sent_by != viewer.person_id,
            Submission.made_by != viewer.person_id,
        )
    ).all()
    slot, has_checks = (place.engagement_id, requirement_key), any(row.level for row in rows)
    unclear = unclear_by_place(session, [place.engagement_id], [requirement_key]) if has_checks else {}
    found = [
        WaitingRecord(
            row.id,
            row.reference,
            row.part_key,
            row.from_on,
            row.sent_at,
            row.worker_id,
            called(row, is_own=False),
            row.job,
            row.eligibility,
            check_line(row) if row.level else None,
            news.get(row.id, ()),
            standing_beside(unclear.get((*slot, row.part_key), ()), row.sent_at),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.part_key, each.reference)))


def who_is_meant() -> sa.ColumnElement[uuid.UUID]:
    """The person whose record a submission puts before the lead."""
    trained = sa.select(Training.worker_id).where(Training.id == Submission.training_id).scalar_subquery()
    return sa.func.coalesce(DbsCheck.worker_id, trained)


def is_waiting(place: EngagementPlace, requirement_key: str) -> sa.ColumnElement[bool]:
    return sa.and_(
        UnderWay.engagement_id == place.engagement_id,
        UnderWay.requirement_key == requirement_key,
        UnderWay.stage == Stage.WAITING.value,
        *known_at(UnderWay, None),
    )


def news_by_submission(
    session: Session, place: EngagementPlace, requirement_key: str
) -> dict[uuid.UUID, tuple[facts.News, ...]]:
    found: dict[uuid.UUID, tuple[facts.News, ...]] = {}
    query = (
        sa.select(UnderWay.submission_id, StatusCheck.on_date, StatusCheck.recorded_at)
        .join(Submission, Submission.id == UnderWay.submission_id)
        .join(StatusCheck, StatusCheck.check_id == Submission.check_id)
        .where(is_waiting(place, requirement_key), StatusCheck.result == StatusResult.NEWS)
        .order_by(StatusCheck.on_date)
    )
    for submission_id, on_date, recorded_at in session.execute(query):
        found[submission_id] = (*found.get(submission_id, ()), facts.News(on_date, local_day(recorded_at)))
    return found


def why_not(
    requirement: Requirement, record: WaitingRecord, engagement: facts.Engagement, on: date
) -> list[str]:
    """Why accepting it now would not put the person in date, a sentence each; empty where it would."""
    rules, decision = rules_for(requirement), record.as_accepted(on)
    found = rules.shortfalls(requirement, decision)
    if record.news:
        found.append(f"The Update Service knew something new on {in_words(record.news[0].on)}.")
    elif newer := newer_than(decision):
        found.append(newer_words(newer))
    elif not found and (span := rules.counts(requirement, decision, engagement)) and span.until_on < on:
        found.append(f"It lapsed on {in_words(span.until_on)}.")
    return found


NO_MORE = (
    "The check accepted before counts no more until this one is withdrawn, or one that is no older is"
    " accepted: to return it changes nothing."
)


def beside_check(
    session: Session,
    place: SubmissionPlace,
    requirement: Requirement,
    sent: facts.Decision,
    sent_at: datetime | None,
    on: date,
) -> list[str]:
    """What is to be known of the person's other certificates, before one is decided on: that a newer one is
    not clear, or that this one ends what was accepted."""
    if sent.check is None or sent_at is None:
        return []
    engagement, key = place.engagement, place.requirement_key
    if sent.check.outcome in PASSES:
        others = unclear_by_place(session, [engagement.engagement_id], [key])
        beside = standing_beside(others.get((engagement.engagement_id, key, sent.part), ()), sent_at)
        newer = newer_than(replace(sent, check=replace(sent.check, unclear=beside)))
        return [newer_words(newer)] if newer else []
    held = facts.known_by(tuple(each.fact for each in list_decided(session, engagement, key)), None)
    ended = ended_by(requirement, held, facts.Engagement(engagement.span), sent.part, on)
    return [NO_MORE] if ended else []
