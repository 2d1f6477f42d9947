"""Send the roll-up of a period to the council, as it stands now: for good."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import many_lines, too_long
from portal.council.queries.drafting import draft, list_ended
from portal.council.queries.duties import list_duties
from portal.council.queries.sent import list_kept, of_period
from portal.council.queries.snapshot import Kept, Snapshot, as_data, is_alike
from portal.places.contracts import ContractPlace
from portal.records import Engagement, RollUp
from portal.standing.actions.lock_engagements import lock_contract, lock_engagements

LONGEST = 5_000


def send_roll_up(session: Session, viewer: Viewer, place: ContractPlace, period: str, words: str) -> None:
    """With what is missing named. What was sent before stays beside it; what says the same is not sent again.
    Raises NotAllowed, NotHere or CannotDo."""
    require(place.audiences, Audience.MANAGER, "Only the lead provider's managers send something there.")
    words = many_lines(words)
    if len(words) > LONGEST:
        raise CannotDo({"words": too_long("What you write", LONGEST)})
    hold_figures(session, place)
    kept = list_kept(session, place.contract_id)
    snapshot = draft_now(session, place, period, kept, words)
    before = of_period(kept, period)
    if before and is_alike(before[-1].snapshot, snapshot):
        return
    roll_up_id = uuid.uuid4()
    session.execute(
        sa.insert(RollUp).values(
            id=roll_up_id,
            contract_id=place.contract_id,
            period=period,
            number=len(before) + 1,
            fewest=snapshot.fewest,
            content=as_data(snapshot),
            sent_by=viewer.person_id,
            sent_at=clock.now(),
        )
    )
    record_event(
        session,
        "roll-up-sent",
        viewer.person_id,
        contract_id=place.contract_id,
        data={
            "roll_up": str(roll_up_id),
            "period": period,
            "number": len(before) + 1,
            "missing": len(snapshot.missing),
        },
    )
    session.commit()


def hold_figures(session: Session, place: ContractPlace) -> None:
    """Nobody accepts or opens anything of the contract meanwhile."""
    lock_contract(session, place.contract_id)
    its = sa.select(Engagement.id).where(Engagement.contract_id == place.contract_id).order_by(Engagement.id)
    lock_engagements(session, session.scalars(its).all())


def draft_now(
    session: Session, place: ContractPlace, period: str, kept: tuple[Kept, ...], words: str = ""
) -> Snapshot:
    """Raises NotHere of a period of which nothing is asked, or that has not ended."""
    today = clock.today()
    owed = list_ended(session, place, today)
    duties = list_duties(session, place, kept, today)
    asked = {each.asked.owed.part for each in owed} | {each.period for each in duties if each.has_begun}
    if period not in asked:
        raise NotHere
    return draft(session, place, period, owed, kept, words)
