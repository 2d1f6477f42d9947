"""What was decided, as the rules know it: decisions with what their checks say, and the news about those."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists import facts
from checklists.vocabulary import BarredList, Basis, DbsLevel, DbsOutcome, Outcome
from portal.clock import local_day
from portal.details import rule_fields
from portal.records import DbsCheck, Decision, StatusCheck, StatusResult, Submission
from portal.standing.queries.submissions import SubmissionAnswers


def decisions_by_engagement(
    session: Session, engagement_ids: Sequence[uuid.UUID], keys: Sequence[str] | None = None
) -> defaultdict[uuid.UUID, dict[str, list[facts.Decision]]]:
    """By engagement and requirement key, oldest first."""
    found: defaultdict[uuid.UUID, dict[str, list[facts.Decision]]] = defaultdict(dict)
    query = (
        sa.select(
            Decision.engagement_id, Decision.requirement_key, Decision.id, Decision.outcome, Decision.made_on,
            Decision.part_key, Decision.from_on, Decision.until_on, Decision.amount, Decision.basis,
            Decision.corrects_id, Decision.details, REASONED, *CHECK_COLUMNS,
        )
        .where(Decision.engagement_id.in_(engagement_ids))
        .order_by(Decision.made_at, Decision.id, StatusCheck.on_date)
    )  # fmt: skip
    if keys is not None:
        query = query.where(Decision.requirement_key.in_(keys))
    for row in session.execute(with_checks(query)):
        add_fact(found[row.engagement_id].setdefault(row.requirement_key, []), row)
    return found


REASONED: Any = (Decision.words != "").label("reasoned")
"""Whether a reason in words is recorded with a decision; the words themselves are not read."""

CHECK_COLUMNS: tuple[Any, ...] = (
    DbsCheck.level, DbsCheck.adults_list, DbsCheck.childrens_list, DbsCheck.outcome.label("check_outcome"),
    StatusCheck.on_date.label("news_on"), StatusCheck.recorded_at.label("news_at"),
)  # fmt: skip
"""What the rules may know of the check that a decision is about."""


def with_checks(query: Any) -> Any:
    """A query of decisions, joined with their checks: a row per piece of news about the check, at least
    one."""
    is_news = sa.and_(StatusCheck.check_id == DbsCheck.id, StatusCheck.result == StatusResult.NEWS)
    return (
        query.outerjoin(Submission, Submission.id == Decision.submission_id)
        .outerjoin(DbsCheck, DbsCheck.id == Submission.check_id)
        .outerjoin(StatusCheck, is_news)
    )


def add_fact(made: list[facts.Decision], row: Any) -> None:
    """The decision of a row of `with_checks`, or what it adds to the last one."""
    fact = as_fact(row)
    if not made or made[-1].key != fact.key:
        made.append(fact)
    elif made[-1].check and fact.check:
        check = replace(fact.check, news=made[-1].check.news + fact.check.news)
        made[-1] = replace(fact, check=check)


def as_fact(row: Any) -> facts.Decision:
    return facts.Decision(
        key=str(row.id),
        outcome=Outcome(row.outcome),
        made_on=row.made_on,
        part=row.part_key,
        from_on=row.from_on,
        until_on=row.until_on,
        amount=row.amount,
        basis=Basis(row.basis) if row.basis else None,
        check=check_of(row),
        reasoned=row.reasoned,
        corrects=str(row.corrects_id) if row.corrects_id else None,
        **rule_fields(row.details),
    )


def fact_as_sent(answers: SubmissionAnswers, made_on: date) -> facts.Decision:
    """What would be decided if it were accepted on that day as it was sent."""
    return facts.Decision(
        key=str(answers.submission_id),
        outcome=Outcome.ACCEPT,
        made_on=made_on,
        part=answers.part_key,
        from_on=answers.from_on,
        until_on=answers.until_on,
        amount=answers.amount,
        basis=Basis(answers.basis) if answers.basis else None,
        check=check_as_sent(answers),
        **rule_fields(answers.details),
    )


def check_as_sent(answers: SubmissionAnswers) -> facts.Check | None:
    check = answers.check
    if check is None:
        return None
    return make_check(check.level, check.adults_list, check.childrens_list, check.outcome)


def check_of(row: Any) -> facts.Check | None:
    if not row.level:
        return None
    news = (facts.News(row.news_on, local_day(row.news_at)),) if row.news_on else ()
    return make_check(row.level, row.adults_list, row.childrens_list, row.check_outcome, news)


def make_check(
    level: str,
    adults_list: bool,
    childrens_list: bool,
    outcome: str | None,
    news: tuple[facts.News, ...] = (),
) -> facts.Check:
    given = {BarredList.ADULTS: adults_list, BarredList.CHILDREN: childrens_list}
    lists = frozenset(name for name, included in given.items() if included)
    return facts.Check(DbsLevel(level), lists, DbsOutcome(outcome) if outcome else None, news)
