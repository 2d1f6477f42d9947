"""Put up the statement of a quarter, for a second person to approve."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Viewer
from portal.acting.record_event import record_event
from portal.acting.references import new_reference
from portal.acting.refused import CannotDo
from portal.payments.actions.hold_quarter import hold_quarter
from portal.payments.queries.account import Quarter
from portal.payments.queries.statement import Statement, as_data
from portal.places.contracts import EngagementPlace
from portal.records import PaymentStatement

APPROVED = "This quarter is approved already. Look at how it stands now."
UNDECIDED = "Figures of this quarter wait for your answer. Accept them or send them back first."
OPENED_AGAIN = "Figures of this quarter were opened again and are the partner’s to correct."
NOT_NEXT = "The quarter before this one is not approved yet. That one comes first."
NO_ACCOUNTS = "It waits until accounts are given. There is nothing to pay before."
NOT_OWED = "This quarter is not owed any more, since dates were changed."
SETTLED = "Nothing is open any more, so there is nothing to put up."


def put_up(session: Session, viewer: Viewer, place: EngagementPlace, quarter: str) -> None:
    """As it comes out today. What waits already is not put up again. Raises NotAllowed, NotHere or
    CannotDo."""
    held = hold_quarter(session, viewer, place, quarter)
    if held.put_up:
        return
    refused = in_the_way(held)
    if refused or held.draft is None:
        raise CannotDo({"": refused or APPROVED})
    statement_id = uuid.uuid4()
    session.execute(
        sa.insert(PaymentStatement).values(
            id=statement_id,
            reference=new_reference("B"),
            engagement_id=place.engagement_id,
            quarter=quarter,
            number=len(held.kept) + 1,
            content=as_data(held.draft),
            put_up_by=viewer.person_id,
            put_up_at=clock.now(),
        )
    )
    record_event(
        session,
        "statement-put-up",
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        data=about(statement_id, held.draft),
    )
    session.commit()


def in_the_way(quarter: Quarter) -> str:
    """Why it cannot be put up; empty where it can."""
    if quarter.approved:
        return APPROVED
    if not quarter.is_owed:
        return NOT_OWED
    if not quarter.is_next:
        return NOT_NEXT
    if quarter.is_undecided:
        return UNDECIDED if quarter.waits_for_lead else OPENED_AGAIN
    return nothing_to_pay(quarter.draft)


def nothing_to_pay(statement: Statement | None) -> str:
    """Why there is nothing to pay or take back after the last quarter; empty where there is."""
    if statement is None or not statement.is_closing:
        return ""
    if not statement.settles:
        return SETTLED
    return NO_ACCOUNTS if statement.is_withheld and not statement.paid else ""


def about(statement_id: uuid.UUID, statement: Statement) -> dict[str, object]:
    """What an event says of a statement."""
    return {
        "statement": str(statement_id),
        "title": statement.title,
        "quarter": statement.quarter,
        "paid": str(statement.paid),
    }
