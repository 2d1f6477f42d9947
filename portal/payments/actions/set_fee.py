"""Say for which area of the payment an engagement is paid."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span, in_words
from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.payments.queries.fees import Fee, agreed, area_of, find_fee, find_other_paid
from portal.payments.queries.kept import list_kept
from portal.places.contracts import EngagementPlace
from portal.records import PaymentFee
from portal.standing.actions.lock_engagements import hold_engagement, lock_contract

MANAGERS = "Only the lead provider's managers say what is paid."
CHOOSE = "Choose the area that this partner is paid for."
STATED = "There are statements by this fee already, so it is not changed any more."
TAKEN = "The fee of {area} is {whose} until {last}. Choose another area."
PAID_TWICE = "The fee of {area} is {whose} from {first} to {last}, and one fee is not paid twice."
OTHER_DAYS = "Choose other days, or choose another area for that one first."
ANOTHERS, OWN_PART = "another partner's", "that of another part of this partner"


def set_fee(session: Session, viewer: Viewer, place: EngagementPlace, fee: Fee) -> None:
    """What is said so already is not said again. Raises NotAllowed or CannotDo."""
    require(place.audiences, Audience.MANAGER, MANAGERS)
    contract_id = place.contract.contract_id
    lock_contract(session, contract_id)
    place = hold_engagement(session, place)
    payments = agreed(session, contract_id).payments
    area = next((area_of(each, fee.area) for each in payments if each.key == fee.payment), None)
    if area is None:
        raise CannotDo({"area": CHOOSE})
    before = find_fee(session, place.engagement_id)
    if before == fee:
        return
    if before and list_kept(session, [place.engagement_id]):
        raise CannotDo({"area": STATED})
    if other := find_other_paid(session, contract_id, place.engagement_id, fee, place.span):
        whose = OWN_PART if other.partner_id == place.partner_id else ANOTHERS
        words = TAKEN.format(area=area.title, whose=whose, last=in_words(other.until_on))
        raise CannotDo({"area": words})
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


def refuse_paid_twice(
    session: Session, place: EngagementPlace, span: Span, field: str, then: str = OTHER_DAYS
) -> None:
    """Raises CannotDo where the engagement, with these days, would be paid for an area for which another is
    paid on one of them; `then` says what may be done. The caller has locked the contract."""
    contract_id, fee = place.contract.contract_id, find_fee(session, place.engagement_id)
    other = find_other_paid(session, contract_id, place.engagement_id, fee, span) if fee else None
    if fee and other:
        found = agreed(session, contract_id).find_last(fee)
        area = found[1].title if found else fee.area
        whose = OWN_PART if other.partner_id == place.partner_id else ANOTHERS
        first, last = in_words(other.from_on), in_words(other.until_on)
        words = PAID_TWICE.format(area=area, whose=whose, first=first, last=last)
        raise CannotDo({field: f"{words} {then}"})
