"""Send what a visit found, with what is to be done, to the partners that it is about."""

import uuid
from collections import Counter
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.findings import MOST_REPLY_DAYS, REPLY_DAYS, replies_until, without_action
from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.record_event import Happened, record_events
from portal.acting.refused import CannotDo
from portal.findings.actions.check_words import in_data
from portal.findings.queries.terms import AtVisit, get_at_visit
from portal.places.contracts import ContractPlace
from portal.records import Action, Finding
from portal.standing.actions.lock_engagements import lock_contract, lock_engagements
from portal.standing.actions.rewrite_slots import rewrite_slots

DESK = "Only the lead provider's reviewers and managers send plans."
DAYS = f"Enter how many days the partner has to reply, from 1 to {MOST_REPLY_DAYS}."
HAS_BEEN = "The day of an action has been meanwhile: change it before you send the plan."


def send_plan(
    session: Session,
    viewer: Viewer,
    place: ContractPlace,
    visit_id: uuid.UUID,
    reply_days: int = REPLY_DAYS,
) -> int:
    """Each finding of the visit that was not sent goes to its partner, who may comment for so many days; how
    many went. What one of them says is not in order is so from the day of the visit. Pressed again, nothing
    is left to send. Raises NotAllowed, NotHere or CannotDo."""
    require(place.audiences, Audience.REVIEWER, DESK)
    if not 1 <= reply_days <= MOST_REPLY_DAYS:
        raise CannotDo({"reply_days": DAYS})
    lock_contract(session, place.contract_id)
    visit = get_at_visit(session, place, visit_id)
    findings = session.scalars(
        sa.select(Finding)
        .where(
            Finding.visit_id == visit_id,
            Finding.contract_id == place.contract_id,
            Finding.sent_at.is_(None),
        )
        .order_by(Finding.written_at, Finding.id)
    ).all()
    if not findings:
        return 0
    require_actions(session, findings)
    lock_engagements(session, sorted({each.engagement_id for each in findings}))
    mark_sent(session, viewer, visit, findings, reply_days)
    marked = sorted({(each.engagement_id, each.requirement_key) for each in findings if each.is_not_in_order})
    for engagement_id in sorted({engagement_id for engagement_id, _ in marked}):
        rewrite_slots(session, engagement_id, [key for of, key in marked if of == engagement_id])
    record_events(session, happened(viewer, place, visit, findings))
    session.commit()
    return len(findings)


def require_actions(session: Session, findings: Sequence[Finding]) -> None:
    """Raises CannotDo unless each has an action, none of which is for a day that has been."""
    ids = [each.id for each in findings]
    query = sa.select(Action.finding_id, Action.by_on).where(Action.finding_id.in_(ids))
    actions = session.execute(query).all()
    left = without_action(ids, {row.finding_id for row in actions})
    if left:
        have = "1 finding has" if left == 1 else f"{left} findings have"
        raise CannotDo({"": f"You cannot send the plan yet: {have} no action."})
    if any(row.by_on < clock.today() for row in actions):
        raise CannotDo({"": HAS_BEEN})


def mark_sent(
    session: Session, viewer: Viewer, visit: AtVisit, findings: Sequence[Finding], reply_days: int
) -> None:
    ids, now = [each.id for each in findings], clock.now()
    session.execute(
        sa.update(Finding)
        .where(Finding.id.in_(ids))
        .values(
            sent_at=now,
            sent_by=viewer.person_id,
            reply_until=replies_until(clock.today(), reply_days),
            found_on=visit.on_date,
        )
        .execution_options(synchronize_session=False)
    )
    session.execute(
        sa.update(Action)
        .where(Action.finding_id.in_(ids))
        .values(given_at=now)
        .execution_options(synchronize_session=False)
    )


def happened(
    viewer: Viewer, place: ContractPlace, visit: AtVisit, findings: Sequence[Finding]
) -> list[Happened]:
    """One event for each finding, which stands in the history of its requirement, and one for each partner,
    by which it is told."""
    about = {"visit": visit.visit_id, "kind": visit.kind, "on": visit.on_date}
    each_finding = [
        Happened(
            "finding-sent",
            viewer.person_id,
            place.contract_id,
            each.engagement_id,
            each.requirement_key or None,
            in_data({**about, "finding": each.id}),
        )
        for each in findings
    ]
    numbers = Counter(each.engagement_id for each in findings)
    plans = [
        Happened(
            "plan-sent",
            viewer.person_id,
            place.contract_id,
            engagement_id,
            data=in_data({**about, "findings": number}),
        )
        for engagement_id, number in sorted(numbers.items())
    ]
    return [*each_finding, *plans]
