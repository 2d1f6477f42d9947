"""How many payment statements wait for managers of a lead. Only what may follow the last quarter is worked
out."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from checklists.year.periods import Calendar, Period
from checklists.year.vocabulary import Every
from portal.access import Viewer
from portal.payments.queries.account import Books, Quarter, list_all_accounts
from portal.payments.queries.fees import Agreed, Fee
from portal.places.contracts import contracts_unseen
from portal.places.leading import CONTRACTS, MANAGED, ME, MINE, asked_by
from portal.records import (
    Contract,
    Engagement,
    NamedRow,
    PaymentAnswer,
    PaymentFee,
    PaymentStatement,
    ReturnsBegin,
    StatementAnswer,
)
from portal.returns.queries.asked import Engaged
from portal.returns.queries.period import Partner
from portal.standing.queries.in_force import Stood, list_stood

OF_HERS = (
    Engagement.contract_id.in_(CONTRACTS),
    Contract.lead_id.in_(MANAGED),
    Engagement.partner_id.not_in(MINE),
)
"""Of engagement and contract: she is one of the lead's managers, and does not belong to the partner."""


@cache
def counting_to_approve() -> sa.Select[uuid.UUID, int]:
    """By contract, the `number` of those that another manager has put up, of quarters that are still the
    engagement's."""
    days = {name: PaymentStatement.content[name].as_string() for name in ("from_on", "until_on")}
    return (
        sa.select(Engagement.contract_id, sa.func.count().label("number"))
        .join(PaymentStatement, PaymentStatement.engagement_id == Engagement.id)
        .join(Contract, Contract.id == Engagement.contract_id)
        .outerjoin(PaymentAnswer, PaymentAnswer.statement_id == PaymentStatement.id)
        .where(
            *OF_HERS,
            PaymentAnswer.statement_id.is_(None),
            PaymentStatement.put_up_by != ME,
            days["from_on"] <= sa.cast(Engagement.ends_on, sa.String()),
            days["until_on"] >= sa.cast(Engagement.starts_on, sa.String()),
        )
        .group_by(Engagement.contract_id)
    )


FEES = (
    sa.select(
        PaymentFee.engagement_id,
        Engagement.partner_id,
        PaymentFee.payment_key,
        PaymentFee.area_key,
        Engagement.contract_id,
        Engagement.starts_on,
        Engagement.ends_on,
        Contract.starts_on.label("first_on"),
        ReturnsBegin.from_on.label("begins"),
    )
    .select_from(Engagement)
    .join(PaymentFee, PaymentFee.engagement_id == Engagement.id)
    .join(Contract, Contract.id == Engagement.contract_id)
    .join(ReturnsBegin, ReturnsBegin.contract_id == Contract.id)
    .where(*OF_HERS)
)


def count_to_put_up(
    session: Session, viewer: Viewer, contract_ids: Collection[uuid.UUID], today: date
) -> Counter[uuid.UUID]:
    """By contract, the engagements whose next quarter has ended and is not put up, or which have anything to
    settle after the last. Of each it is one: a quarter waits for the one before it."""
    asked = asked_by(viewer, contract_ids)
    rows = session.execute(FEES, asked).all()
    said = said_by_quarter(session, asked) if rows else {}
    stood = list_stood(session, {row.contract_id for row in rows}) if rows else {}
    stated = {its for its, _ in said}
    found, over = Counter[uuid.UUID](), []
    for row in rows:
        agreed = Agreed(stood[row.contract_id])
        if its := find_open(row, agreed, said, today):
            found[row.contract_id] += "" not in said.get((row.engagement_id, its.key), {}).values()
        elif row.engagement_id in stated and is_over(row, agreed, today):
            over.append(row)
    return found + count_closings(session, over, stood, today)


SaidOf = dict[tuple[uuid.UUID, str], dict[datetime, str]]
"""By engagement and quarter what was said of its statements, by when they were put up; empty of one that
waits for it."""


STATEMENTS = (
    sa.select(
        PaymentStatement.engagement_id,
        PaymentStatement.quarter,
        PaymentStatement.put_up_at,
        PaymentAnswer.answer,
    )
    .select_from(Engagement)
    .join(PaymentStatement, PaymentStatement.engagement_id == Engagement.id)
    .join(Contract, Contract.id == Engagement.contract_id)
    .outerjoin(PaymentAnswer, PaymentAnswer.statement_id == PaymentStatement.id)
    .where(*OF_HERS)
)


def said_by_quarter(session: Session, asked: Mapping[str, object]) -> SaidOf:
    found: defaultdict[tuple[uuid.UUID, str], dict[datetime, str]] = defaultdict(dict)
    for row in session.execute(STATEMENTS, asked):
        found[row.engagement_id, row.quarter][row.put_up_at] = row.answer or ""
    return dict(found)


def find_open(row: NamedRow, agreed: Agreed, said_of: SaidOf, today: date) -> Period | None:
    """The first of its quarters that have ended which is paid by results and not approved."""
    fee = fee_of(row)
    for each in quarters_until(row, agreed, today, min(row.ends_on, today)):
        said = said_of.get((row.engagement_id, each.key), {})
        is_approved = StatementAnswer.APPROVED.value in said.values()
        is_paid = agreed.find_stated(fee, each.span.until_on, max(said, default=None))
        if each.span.until_on < today and is_paid and not is_approved:
            return each
    return None


def is_over(row: NamedRow, agreed: Agreed, today: date) -> bool:
    """Whether no quarter that has not ended is paid by results."""
    fee = fee_of(row)
    later = (each.span.until_on for each in quarters_until(row, agreed, today, row.ends_on))
    return not any(until_on >= today and agreed.find(fee, until_on) for until_on in later)


def quarters_until(row: NamedRow, agreed: Agreed, today: date, until_on: date) -> Iterator[Period]:
    """From when on returns are given."""
    first_on, found = max(row.starts_on, row.begins), agreed.find_or_last(fee_of(row), today)
    if found and first_on <= until_on:
        calendar = Calendar(row.first_on, found[0].year_of)
        yield from calendar.within(Every.QUARTER, Span(first_on, until_on))


def fee_of(row: NamedRow) -> Fee:
    return Fee(row.payment_key, row.area_key)


def count_closings(
    session: Session, rows: Sequence[NamedRow], stood: Mapping[uuid.UUID, tuple[Stood, ...]], today: date
) -> Counter[uuid.UUID]:
    """By contract, of engagements without an open quarter those that have something to settle now; of all
    contracts together in one set of queries."""
    partners: defaultdict[uuid.UUID, list[Partner]] = defaultdict(list)
    begins = {row.contract_id: row.begins for row in rows}
    for row in rows:
        its = Engaged(row.engagement_id, Span(row.starts_on, row.ends_on), row.contract_id)
        partners[row.contract_id].append(Partner(row.engagement_id, row.partner_id, "", its))
    places = contracts_unseen(session, partners) if partners else {}
    opened = [
        (Books(place, Agreed(stood[key]), begins[key], today), partners[key]) for key, place in places.items()
    ]
    found = Counter[uuid.UUID]()
    for key, accounts in list_all_accounts(session, opened).items() if opened else ():
        found[key] = sum(is_to_settle(each) for account in accounts for each in account.quarters)
    return found


def is_to_settle(quarter: Quarter) -> bool:
    """After the last quarter, and nothing is in its way."""
    its = quarter.draft if quarter.is_closing and quarter.is_next and not quarter.put_up else None
    if its is None or quarter.is_undecided or not its.settles:
        return False
    return not its.is_withheld or bool(its.paid)
