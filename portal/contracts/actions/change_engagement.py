"""Change what is agreed about an engagement: dates, area, funding."""

from dataclasses import asdict
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from checklists.calendar import Span
from checklists.names import folded
from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.say import say_terms
from portal.acting.wording import refuse_problems
from portal.authoring.actions.ask_for_people import ask_for_people
from portal.contracts.actions.add_partner import TAKEN
from portal.contracts.actions.check_terms import Terms, is_taken, problems_of_terms
from portal.payments.actions.set_fee import refuse_paid_twice
from portal.places.contracts import EngagementPlace
from portal.records import Engagement
from portal.standing.actions.lock_engagements import hold_engagement, lock_contract
from portal.standing.actions.rewrite_standing import rewrite_standing
from portal.standing.queries.apart import find_ending

ENDS_UNSAID = (
    "The last day must be today or later. To say that it has ended, use “End it early” below: "
    "it asks why, and shows what stays open."
)


def change_engagement(session: Session, viewer: Viewer, place: EngagementPlace, terms: Terms) -> None:
    """From now on the terms are these, for all its days; the same again is nothing.

    Raises NotAllowed or CannotDo.
    """
    require(place.audiences, Audience.MANAGER, "Only the lead provider's managers change engagements.")
    lock_contract(session, place.contract.contract_id)
    place, terms = hold_engagement(session, place), terms.tidied()
    refuse_problems(ends_unsaid(place, terms) | problems_of_terms(place.contract, terms))
    if folded(terms.area) != folded(place.area) and is_taken(
        session, place.contract.contract_id, place.partner_id, terms.area
    ):
        raise CannotDo({"area": TAKEN})
    if (span := Span(terms.starts_on, terms.ends_on)) != place.span:
        refuse_paid_twice(session, place, span, "ends_on")
    changes = what_changes(session, place, terms)
    if not changes:
        return
    try:
        session.execute(
            sa.update(Engagement).where(Engagement.id == place.engagement_id).values(**asdict(terms))
        )
    except IntegrityError:
        session.rollback()
        raise CannotDo({"area": TAKEN}) from None
    say_terms(session, place.engagement_id, viewer.person_id, **kept_ending(session, place, changes))
    rewrite_standing(session, [place.engagement_id])
    if terms.ends_on > place.ends_on:
        ask_for_people(session, place.contract.contract_id, clock.today())
    record_event(
        session,
        "engagement-changed",
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        data=changes,
    )
    session.commit()


def ends_unsaid(place: EngagementPlace, terms: Terms) -> dict[str, str]:
    """A problem where the partner would have ended with nobody saying why, or seeing what stays open."""
    return {"ends_on": ENDS_UNSAID} if terms.ends_on < clock.today() <= place.ends_on else {}


def kept_ending(session: Session, place: EngagementPlace, changes: dict[str, Any]) -> dict[str, Any]:
    """What was said of an early end stays said, as long as the last day is the same."""
    ended = find_ending(session, place.engagement_id)
    return asdict(ended) if ended and "ends_on" not in changes else {}


def what_changes(session: Session, place: EngagementPlace, terms: Terms) -> dict[str, object]:
    """By field, what was and what is to be."""
    kept = session.execute(
        sa.select(
            Engagement.area,
            Engagement.starts_on,
            Engagement.ends_on,
            Engagement.funding,
        ).where(Engagement.id == place.engagement_id)
    ).one()
    return {
        name: {"from": as_plain(getattr(kept, name)), "to": as_plain(value)}
        for name, value in asdict(terms).items()
        if getattr(kept, name) != value
    }


def as_plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
