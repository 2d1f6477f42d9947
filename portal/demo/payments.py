"""Two years of statements of payment of the demonstration, for the two areas of its contract: approved, one
with a correction of the quarter before, put up, handed back, and worked out.

Each is worked out as the room of payments does it, by the returns that are written already.
"""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from checklists.year.giving import Act
from checklists.year.giving_figures import Pair
from portal.demo.rows import Rows
from portal.demo.setting import Setting, Someone, office_hours
from portal.payments.queries.account import Account, Quarter, list_accounts
from portal.payments.queries.statement import Statement, as_data
from portal.places.contracts import CONTRACT_OF_ID, ContractPlace, contract_place
from portal.records import (
    Engagement,
    Membership,
    PaymentAnswer,
    PaymentFee,
    PaymentStatement,
    PeriodReturn,
    Person,
    ReturnAct,
    ReturnSent,
    Role,
    StatementAnswer,
)
from portal.returns.queries.asked import Engaged
from portal.returns.queries.content import as_data as content_data
from portal.returns.queries.content import from_data
from portal.returns.queries.period import Partner

REPORT, SECTION, CORRECTED = "quarterly-report", "data", "sign-ups"
WHY = "Some who signed up in the quarter before are counted here too. Please count them again."
BACK = "The lines for both wellbeing scales look alike. Please compare them with the return."
COUNTED_AGAIN = Decimal(5)
"""Sign-ups, fewer than were counted first."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Who sees to the payments of the contract, and of what."""

    session: Session
    rows: Rows
    setting: Setting
    place: ContractPlace
    second: Someone


def add_payments(session: Session, rows: Rows, setting: Setting) -> None:
    """Written, but for their events."""
    payments = setting.checklist.year.payments
    second = second_manager(session, setting)
    if not payments or second is None:
        return
    row = session.execute(CONTRACT_OF_ID, {"contract_id": setting.contract_id}).one()
    desk = Desk(session, rows, setting, contract_place(row, frozenset()), second)
    pairs = zip(list_paid(session, setting), payments[0].areas, strict=False)
    for place, (partner, area) in enumerate(pairs):
        rows.add(
            PaymentFee,
            engagement_id=partner.engagement_id,
            payment_key=payments[0].key,
            area_key=area.key,
            said_by=setting.manager.person_id,
            said_at=office_hours(setting.starts_on, rows.random),
        )
        rows.write_tables(session)
        pay(desk, partner, is_first=place == 0)


def second_manager(session: Session, setting: Setting) -> Someone | None:
    lead_id = setting.manager.organisation_id
    row = session.execute(
        sa.select(Person.id, Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.organisation_id == lead_id,
            Membership.role == Role.MANAGER.value,
            Person.id != setting.manager.person_id,
        )
        .order_by(Membership.created_at, Person.id)
        .limit(1)
    ).one_or_none()
    return Someone(row.id, row.name, lead_id) if row else None


def list_paid(session: Session, setting: Setting) -> list[Partner]:
    """Whoever gave the most returns, the first partners first."""
    its = Engagement
    rows = session.execute(
        sa.select(its.id, its.partner_id, its.area, its.starts_on, its.ends_on)
        .join(PeriodReturn, PeriodReturn.engagement_id == its.id)
        .where(its.contract_id == setting.contract_id, its.starts_on <= setting.starts_on)
        .group_by(its.id, its.partner_id, its.area, its.starts_on, its.ends_on, its.created_at)
        .order_by(its.created_at, its.id)
    )
    return [
        Partner(
            row.id,
            row.partner_id,
            row.area,
            Engaged(row.id, Span(row.starts_on, row.ends_on), setting.contract_id),
        )
        for row in rows
    ]


def pay(desk: Desk, partner: Partner, *, is_first: bool) -> None:
    """All quarters one after the other, the last two as they are still open."""
    keys = [each.period.key for each in account(desk, partner).quarters]
    for left, key in reversed(list(enumerate(reversed(keys)))):
        found = account(desk, partner).find(key)
        if found is None or found.draft is None:
            return
        at = moment(desk, found)
        if left == 0 and not is_first:
            return
        statement_id = put_up(desk, partner, found, found.draft, at)
        if left == 0:
            return
        handed_back = left == 1 and not is_first
        answer(desk, partner, statement_id, found.draft, at, is_approved=not handed_back)
        if handed_back:
            return
        if left == 2 and is_first:
            correct(desk, partner, key, at + timedelta(days=2))


def account(desk: Desk, partner: Partner) -> Account:
    today, begins = desk.setting.today, desk.setting.starts_on
    return list_accounts(desk.session, desk.place, [partner], today, begins)[0]


def moment(desk: Desk, quarter: Quarter) -> datetime:
    """Some days before it is due, and not after yesterday."""
    due = quarter.draft.due_on if quarter.draft else None
    on = (due or quarter.period.span.until_on) - timedelta(days=6)
    return office_hours(min(on, desk.setting.today - timedelta(days=3)), desk.rows.random)


def put_up(desk: Desk, partner: Partner, quarter: Quarter, statement: Statement, at: datetime) -> uuid.UUID:
    statement_id, manager = desk.rows.new_id(), desk.setting.manager
    desk.rows.add(
        PaymentStatement,
        id=statement_id,
        reference=desk.rows.new_reference("B"),
        engagement_id=partner.engagement_id,
        quarter=quarter.period.key,
        number=len(quarter.kept) + 1,
        content=as_data(statement),
        put_up_by=manager.person_id,
        put_up_at=at,
    )
    tell(desk, partner, statement_id, statement, "statement-put-up", manager, at)
    desk.rows.write_tables(desk.session)
    return statement_id


def answer(
    desk: Desk,
    partner: Partner,
    statement_id: uuid.UUID,
    statement: Statement,
    at: datetime,
    *,
    is_approved: bool,
) -> None:
    later = at + timedelta(hours=20)
    said = StatementAnswer.APPROVED if is_approved else StatementAnswer.HANDED_BACK
    desk.rows.add(
        PaymentAnswer,
        statement_id=statement_id,
        answer=said.value,
        words="" if is_approved else BACK,
        said_by=desk.second.person_id,
        said_at=later,
    )
    tell(desk, partner, statement_id, statement, f"statement-{said.value}", desk.second, later)
    desk.rows.write_tables(desk.session)


def tell(
    desk: Desk,
    partner: Partner,
    statement_id: uuid.UUID,
    statement: Statement,
    name: str,
    who: Someone,
    at: datetime,
) -> None:
    desk.rows.event(
        at,
        name,
        who.person_id,
        contract_id=desk.setting.contract_id,
        engagement_id=partner.engagement_id,
        data={
            "statement": str(statement_id),
            "title": statement.title,
            "quarter": statement.quarter,
            "paid": str(statement.paid),
        },
    )


def correct(desk: Desk, partner: Partner, quarter: str, at: datetime) -> None:
    """The figures of a quarter that was approved are opened again, sent anew and accepted."""
    act, its = ReturnAct, PeriodReturn
    row = desk.session.execute(
        sa.select(act.return_id, act.made_by, act.number, ReturnSent.content)
        .join(its, its.id == act.return_id)
        .join(ReturnSent, ReturnSent.act_id == act.id)
        .where(
            its.engagement_id == partner.engagement_id,
            its.return_key == REPORT,
            its.part == quarter,
            ReturnSent.section_key == SECTION,
        )
    ).one_or_none()
    if row is None:
        return
    content = from_data(row.content)
    content = replace(content, figures={**content.figures, CORRECTED: Pair(COUNTED_AGAIN)})
    reviewer = desk.setting.reviewers[0].person_id
    title = next(each.title for each in desk.setting.checklist.year.returns if each.key == REPORT)
    steps = ((Act.REOPENED, reviewer, WHY), (Act.SENT, row.made_by, ""), (Act.ACCEPTED, reviewer, ""))
    for further, (what, who, words) in enumerate(steps):
        act_id, when = desk.rows.new_id(), at + timedelta(hours=further)
        desk.rows.add(
            ReturnAct,
            id=act_id,
            return_id=row.return_id,
            number=row.number + 2 + further,
            act=what.value,
            sections=[SECTION],
            words=words,
            made_by=who,
            made_at=when,
        )
        if what is Act.SENT:
            desk.rows.add(ReturnSent, act_id=act_id, section_key=SECTION, content=content_data(content))
        desk.rows.event(
            when,
            f"return-{what.value}",
            who,
            contract_id=desk.setting.contract_id,
            engagement_id=partner.engagement_id,
            data={
                "return": REPORT,
                "title": title,
                "part": quarter,
                "sections": [SECTION],
                **({"words": words} if words else {}),
            },
        )
    desk.rows.write_tables(desk.session)
