"""What stays open when an engagement ends on a day."""

from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span, add_months
from checklists.vocabulary import Stage
from checklists.year.vocabulary import OwedState
from portal.access import Audience, NotHere
from portal.commitments.queries.owed import owed_of
from portal.commitments.queries.promised import list_of_partner
from portal.feedback.queries.rounds import list_rounds
from portal.findings.queries.counted import count_of_engagement
from portal.occurrences.queries.occurrences import list_of_engagement
from portal.payments.queries.account import list_accounts
from portal.places.contracts import EngagementPlace
from portal.records import Assignment, UnderWay, Visit
from portal.returns.queries.asked import engaged, find_begin
from portal.returns.queries.period import Partner, lines_of
from portal.standing.queries.as_known import known_at
from portal.visits.queries.booked import is_booked, is_with

STATED_WITHIN = 4
"""Months in which the quarter of any last day has ended."""


@dataclass(frozen=True, slots=True)
class Returns:
    """How many are the partner's to give, how many of those are late, and how many lie with the lead."""

    to_give: int = 0
    late: int = 0
    with_lead: int = 0


@dataclass(frozen=True, slots=True)
class StillOpen:
    """How much is with the lead's reviewers, how much was returned and not sent again, the visits with this
    partner after the day, and how many people would still be on the register. Of the days until then:
    returns, quarters whose payment is not approved, actions, what happened, years of commitments of which no
    figure will do yet, and rounds of feedback; and figures of commitments that lie with the lead."""

    waiting: int
    returned: int
    visits: tuple[date, ...]
    people: int
    returns: Returns = Returns()
    payments: int = 0
    actions: int = 0
    occurrences: int = 0
    commitments: int = 0
    rounds: int = 0
    figures: int = 0


def find_still_open(session: Session, place: EngagementPlace, last_on: date, today: date) -> StillOpen:
    """For the lead's managers; raises NotHere for others."""
    if Audience.MANAGER not in place.audiences:
        raise NotHere
    mine = UnderWay.engagement_id == place.engagement_id
    stages = sa.select(UnderWay.stage, sa.func.count()).where(mine, *known_at(UnderWay, None))
    counts: dict[str, int] = dict(session.execute(stages.group_by(UnderWay.stage)).all())
    visits = session.scalars(
        sa.select(Visit.on_date)
        .where(is_with(place.engagement_id), Visit.on_date > last_on, is_booked())
        .order_by(Visit.on_date)
    )
    people = session.scalar(
        sa.select(sa.func.count()).where(
            Assignment.engagement_id == place.engagement_id,
            sa.or_(Assignment.until_on.is_(None), Assignment.until_on > last_on),
        )
    )
    as_ended = ended_on(place, last_on)
    promised = list_of_partner(session, place)
    happened, rounds = list_of_engagement(session, place), list_rounds(session, place)
    return StillOpen(
        counts.get(Stage.WAITING, 0),
        counts.get(Stage.RETURNED, 0),
        tuple(visits),
        people or 0,
        count_returns(session, as_ended, today),
        count_payments(session, place, as_ended, max(today, add_months(last_on, STATED_WITHIN))),
        count_of_engagement(session, place.engagement_id, today).open,
        sum(each.closed is None for each in happened),
        sum(each.span.from_on <= last_on for each in owed_of(promised, place.contract, today)),
        sum(not each.has_closed(today) for each in rounds),
        sum(line.waits is not None for each in promised if each.struck is None for line in each.years),
    )


def ended_on(place: EngagementPlace, last_on: date) -> Partner:
    """The partner as if the day were its last."""
    its = replace(engaged(place), span=Span(place.starts_on, last_on))
    return Partner(place.engagement_id, place.partner_id, place.partner, its)


def count_returns(session: Session, as_ended: Partner, today: date) -> Returns:
    """Those of the days until the last, whether they fall due before it or after."""
    lines = [
        each for each in lines_of(session, [as_ended], today) if each.interval.state is not OwedState.MET
    ]
    with_partner = [each for each in lines if not each.lies_with_lead]
    late = sum(each.is_late for each in with_partner)
    return Returns(len(with_partner), late, len(lines) - len(with_partner))


def count_payments(session: Session, place: EngagementPlace, as_ended: Partner, on: date) -> int:
    """Statements that are not approved on a day when all quarters have ended."""
    begins = find_begin(session, place.contract.contract_id)
    accounts = list_accounts(session, place.contract, [as_ended], on, begins)
    return sum(one.is_owed and not one.approved for each in accounts for one in each.quarters)
