"""What was decided, as the rules know it: decisions with what their checks say, the news about those, and
what was sent beside them."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, TypeVarTuple

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from checklists import facts
from checklists.vocabulary import BarredList, Basis, DbsLevel, DbsOutcome, Outcome
from portal.clock import local_day
from portal.details import rule_fields, with_signed
from portal.records import DbsCheck, Decision, StatusCheck, StatusResult, Submission
from portal.standing.queries.submissions import SubmissionAnswers
from portal.standing.queries.unclear_checks import UnclearByPlace, told_of, unclear_by_place

Columns = TypeVarTuple("Columns")
DecisionRow = sa.Row[*tuple[object, ...]]
"""A row with FACT_COLUMNS."""

FACT_COLUMNS: tuple[sa.ColumnElement[Any] | InstrumentedAttribute[Any], ...] = (
    Decision.id,
    Decision.outcome,
    Decision.made_on,
    Decision.part_key,
    Decision.from_on,
    Decision.until_on,
    Decision.amount,
    Decision.basis,
    Decision.corrects_id,
    Decision.details,
    (Decision.words != "").label("reasoned"),
    DbsCheck.level,
    DbsCheck.adults_list,
    DbsCheck.childrens_list,
    DbsCheck.outcome.label("check_outcome"),
    Submission.sent_at.label("check_sent_at"),
    StatusCheck.on_date.label("news_on"),
    StatusCheck.recorded_at.label("news_at"),
)
"""What the rules may know of a decision, and of the check that it is about. Of the words only whether there
are any is read."""


def decisions_by_engagement(
    session: Session,
    engagement_ids: Sequence[uuid.UUID],
    keys: Sequence[str] | None = None,
    unclear: UnclearByPlace | None = None,
) -> defaultdict[uuid.UUID, dict[str, list[facts.Decision]]]:
    """By engagement and requirement key, oldest first. Where there are checks among them a query more tells
    which were sent that are not clear, unless somebody knows that already."""
    found: defaultdict[uuid.UUID, dict[str, list[facts.Decision]]] = defaultdict(dict)
    query, sent = (MADE if keys is None else MADE_ON_SLOTS), dict[str, datetime]()
    for row in session.execute(query, {"engagement_ids": engagement_ids, "keys": keys}):
        add_fact(found[row.engagement_id].setdefault(row.requirement_key, []), row)
        note_sent(sent, row)
    if sent and unclear is None:
        unclear = unclear_by_place(session, engagement_ids, keys)
    for engagement_id, key in {place[:2] for place in unclear or ()}:
        if made := found[engagement_id].get(key):
            found[engagement_id][key] = told_of(made, (engagement_id, key), sent, unclear or {})
    return found


def note_sent(sent: dict[str, datetime], row: DecisionRow) -> None:
    """When the check of a row of `with_checks` was sent, by the key of the decision on it."""
    if row.level and row.check_sent_at:
        sent[str(row.id)] = row.check_sent_at


def with_checks(query: sa.Select[*Columns]) -> sa.Select[*Columns]:
    """A query of decisions, joined with their checks: a row per piece of news about the check, at least
    one."""
    is_news = sa.and_(StatusCheck.check_id == DbsCheck.id, StatusCheck.result == StatusResult.NEWS)
    return (
        query.outerjoin(Submission, Submission.id == Decision.submission_id)
        .outerjoin(DbsCheck, DbsCheck.id == Submission.check_id)
        .outerjoin(StatusCheck, is_news)
    )


MADE = with_checks(
    sa.select(Decision.engagement_id, Decision.requirement_key, *FACT_COLUMNS)
    .where(Decision.engagement_id.in_(sa.bindparam("engagement_ids", expanding=True)))
    .order_by(Decision.made_at, Decision.id, StatusCheck.on_date)
)
MADE_ON_SLOTS = MADE.where(Decision.requirement_key.in_(sa.bindparam("keys", expanding=True)))


def add_fact(made: list[facts.Decision], row: DecisionRow) -> None:
    """The decision of a row of `with_checks`, or what it adds to the last one."""
    fact = as_fact(row)
    if not made or made[-1].key != fact.key:
        made.append(fact)
    elif made[-1].check and fact.check:
        check = replace(fact.check, news=made[-1].check.news + fact.check.news)
        made[-1] = replace(fact, check=check)


def as_fact(row: DecisionRow) -> facts.Decision:
    return make_fact(
        row.id,
        row.outcome,
        row.made_on,
        row.part_key,
        from_on=row.from_on,
        until_on=row.until_on,
        amount=row.amount,
        basis=row.basis,
        details=row.details,
        check=check_of(row),
        reasoned=row.reasoned,
        corrects=row.corrects_id,
    )


def fact_as_sent(answers: SubmissionAnswers, made_on: date) -> facts.Decision:
    """What would be decided if it were accepted on that day as it was sent. What is not sent yet is signed
    before it is."""
    is_answered = bool(answers.sent_at or answers.statement)
    return make_fact(
        answers.submission_id,
        Outcome.ACCEPT,
        made_on,
        answers.part_key,
        from_on=answers.from_on,
        until_on=answers.until_on,
        amount=answers.amount,
        basis=answers.basis,
        details=with_signed(answers.details, answers.statement) if is_answered else answers.details,
        check=check_as_sent(answers),
    )


def make_fact(
    decision_id: uuid.UUID,
    outcome: str,
    made_on: date,
    part: str,
    *,
    from_on: date | None,
    until_on: date | None,
    amount: int | None = None,
    basis: str | None = None,
    details: Mapping[str, object] = MappingProxyType({}),
    check: facts.Check | None = None,
    reasoned: bool = False,
    corrects: uuid.UUID | None = None,
) -> facts.Decision:
    """A decision, made or only imagined, as the rules take it. Words and details are as they are stored."""
    return facts.Decision(
        key=str(decision_id),
        outcome=Outcome(outcome),
        made_on=made_on,
        part=part,
        from_on=from_on,
        until_on=until_on,
        amount=amount,
        basis=Basis(basis) if basis else None,
        check=check,
        reasoned=reasoned,
        corrects=str(corrects) if corrects else None,
        **rule_fields(details),
    )


def check_as_sent(answers: SubmissionAnswers) -> facts.Check | None:
    check = answers.check
    if check is None:
        return None
    return make_check(check.level, check.adults_list, check.childrens_list, check.outcome)


def check_of(row: DecisionRow) -> facts.Check | None:
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
