"""End an engagement before it was meant to end, with a reason; and undo that, with a reason."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span, in_words
from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.say import say_terms
from portal.acting.wording import check_length, refuse_problems
from portal.authoring.actions.ask_for_people import ask_for_people
from portal.payments.actions.set_fee import refuse_paid_twice
from portal.places.contracts import EngagementPlace
from portal.records import Ending, Engagement, EngagementTerms
from portal.standing.actions.lock_engagements import hold_engagement, lock_contract, lock_engagement
from portal.standing.actions.rewrite_standing import rewrite_standing
from portal.standing.queries.apart import find_ending

NOT_YOURS = "Only the lead provider's managers end an engagement."
ENDINGS = frozenset(each.value for each in Ending)
NO_WORDS = "Say in a sentence or two what happened."
FOLLOWED = "It is followed by then, so it stays ended."


@dataclass(frozen=True, slots=True)
class SaidEnd:
    """The last day, a word of Ending, and what happened."""

    last_on: date
    ending: str
    words: str


def end_engagement(session: Session, viewer: Viewer, place: EngagementPlace, said: SaidEnd) -> None:
    """That day is the last; the same again is nothing. Raises NotAllowed or CannotDo."""
    require(place.audiences, Audience.MANAGER, NOT_YOURS)
    refuse_problems(problems_of(said))
    lock_engagement(session, place.engagement_id)
    ends_on = days_now(session, place.engagement_id)[1]
    if ended := find_ending(session, place.engagement_id):
        if (ends_on, ended.ending, ended.words) == (said.last_on, said.ending, said.words):
            return
        raise CannotDo({"": f"This was ended already, on {in_words(ends_on)}. Undo that first."})
    check_end(session, place.engagement_id, said)
    set_end(session, place.engagement_id, said.last_on)
    say_terms(session, place.engagement_id, viewer.person_id, ending=said.ending, words=said.words)
    data = {"last": said.last_on.isoformat(), "ending": said.ending}
    finish(session, viewer, place, "engagement-ended", data)


def undo_ending(session: Session, viewer: Viewer, place: EngagementPlace, words: str) -> None:
    """The engagement ends when it was meant to before; once. Raises NotAllowed or CannotDo."""
    require(place.audiences, Audience.MANAGER, NOT_YOURS)
    refuse_problems(check_length("words", words, "Say in a sentence or two why it goes on."))
    lock_contract(session, place.contract.contract_id)
    place = hold_engagement(session, place)
    if find_ending(session, place.engagement_id) is None:
        return
    last_on = meant_to_end(session, place)
    refuse_paid_twice(session, place, Span(place.starts_on, last_on), "", FOLLOWED)
    set_end(session, place.engagement_id, last_on)
    say_terms(session, place.engagement_id, viewer.person_id, words=words)
    ask_for_people(session, place.contract.contract_id, clock.today())
    finish(session, viewer, place, "engagement-goes-on", {"last": last_on.isoformat()})


def check_end(session: Session, engagement_id: uuid.UUID, said: SaidEnd) -> None:
    """Raises CannotDo unless it can end like that: for a reason, on one of its days before the last."""
    problems = problems_of(said)
    starts_on, ends_on = days_now(session, engagement_id)
    if not starts_on <= said.last_on < ends_on:
        first, last = in_words(starts_on), in_words(ends_on)
        problems["last_on"] = f"The last day must be from {first} on, and before {last}."
    refuse_problems(problems)


def problems_of(said: SaidEnd) -> dict[str, str]:
    problems = check_length("words", said.words, NO_WORDS)
    if said.ending not in ENDINGS:
        problems["ending"] = "Choose why it ends."
    return problems


def days_now(session: Session, engagement_id: uuid.UUID) -> tuple[date, date]:
    row = session.execute(
        sa.select(Engagement.starts_on, Engagement.ends_on).where(Engagement.id == engagement_id)
    ).one()
    return row.starts_on, row.ends_on


def meant_to_end(session: Session, place: EngagementPlace) -> date:
    """The last day that was agreed before it was ended, or the contract's where that is earlier."""
    terms = EngagementTerms
    agreed = session.scalars(
        sa.select(terms.ends_on)
        .where(terms.engagement_id == place.engagement_id, terms.ending.is_(None))
        .order_by(terms.recorded_at.desc())
        .limit(1)
    ).one()
    return min(agreed, place.contract.ends_on)


def set_end(session: Session, engagement_id: uuid.UUID, last_on: date) -> None:
    session.execute(sa.update(Engagement).where(Engagement.id == engagement_id).values(ends_on=last_on))


def finish(
    session: Session, viewer: Viewer, place: EngagementPlace, event: str, data: dict[str, str]
) -> None:
    rewrite_standing(session, [place.engagement_id])
    record_event(
        session,
        event,
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        data=data,
    )
    session.commit()
