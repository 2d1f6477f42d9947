"""Say for which area of the payment an engagement is paid."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span, in_words
from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.payments.queries.fees import Fee, agreed, area_of, find_fee, list_paid_for
from portal.payments.queries.kept import list_kept
from portal.places.contracts import EngagementPlace
from portal.records import PaymentFee
from portal.standing.actions.lock_engagements import lock_contract, lock_engagement

MANAGERS = "Only the lead provider's managers say what is paid."
CHOOSE = "Choose the area that this partner is paid for."
STATED = "There are statements by this fee already, so it is not changed any more."
TAKEN = "The fee of {area} is another partner's until {last}. Choose another area."


def set_fee(session: Session, viewer: Viewer, place: EngagementPlace, fee: Fee) -> None:
    """What is said so already is not said again. Raises NotAllowed or CannotDo."""
    require(place.audiences, Audience.MANAGER, MANAGERS)
    contract_id = place.contract.contract_id
    lock_contract(session, contract_id)
    lock_engagement(session, place.engagement_id)
    payments = agreed(session, contract_id).payments
    area = next((area_of(each, fee.area) for each in payments if each.key == fee.payment), None)
    if area is None:
        raise CannotDo({"area": CHOOSE})
    before = find_fee(session, place.engagement_id)
    if before == fee:
        return
    if before and list_kept(session, [place.engagement_id]):
        raise CannotDo({"area": STATED})
    for other in list_paid_for(session, contract_id, fee):
        if overlap(Span(other.from_on, other.until_on), place.span):
            raise CannotDo({"area": TAKEN.format(area=area.title, last=in_words(other.until_on))})
    values = {
        "payment_key": fee.payment,
        "area_key": fee.area,
        "said_by": viewer.person_id,
        "said_at": clock.now(),
    }
    if before:
        its = PaymentFee.engagement_id == place.engagement_id
        session.execute(sa.update(PaymentFee).where(its).values(**values))
    else:
        session.execute(sa.insert(PaymentFee).values(engagement_id=place.engagement_id, **values))
    record_event(
        session,
        "payment-fee-said",
        viewer.person_id,
        contract_id=contract_id,
        engagement_id=place.engagement_id,
        data={"payment": fee.payment, "area": area.title},
    )
    session.commit()


def overlap(one: Span, other: Span) -> bool:
    return one.from_on <= other.until_on and other.from_on <= one.until_on
