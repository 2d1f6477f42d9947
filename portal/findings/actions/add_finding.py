"""Write down what a visit found; change it or take it away while it is not sent.

Until then it is the lead's own: the events say of which visit, and stand in no partner's history.
"""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import many_lines, refuse_problems
from portal.findings.actions.check_words import in_data, problems_of_words
from portal.findings.queries.terms import AtVisit, get_at_visit, list_asked_on, list_visited
from portal.places.contracts import ContractPlace
from portal.records import Action, Finding
from portal.standing.actions.lock_engagements import lock_contract, lock_engagement

DESK = "Only the lead provider's reviewers and managers write findings."
WANTED = "Say what was found."
NO_PARTNER = "Choose the partner that it is about."
AHEAD = "The visit is to come: what it finds is written down on its day."
NO_REQUIREMENT = "Choose a requirement of the checklist, or none."
WHICH = "Choose the requirement that is not in order."


@dataclass(frozen=True, slots=True)
class Terms:
    """What a finding says. Without a key it is about no requirement."""

    engagement_id: uuid.UUID | None
    words: str
    requirement_key: str = ""
    is_not_in_order: bool = False


def add_finding(
    session: Session,
    viewer: Viewer,
    place: ContractPlace,
    visit_id: uuid.UUID,
    engagement_id: uuid.UUID,
    requirement_key: str,
    words: str,
    *,
    not_in_order: bool = False,
    once: str = "",
) -> uuid.UUID:
    """A finding of the visit about one engagement, and one requirement or none (empty); its id. Nobody but
    the lead learns of it before the plan is sent. `once` is the same for the same form. Raises NotAllowed,
    NotHere or CannotDo."""
    require(place.audiences, Audience.REVIEWER, DESK)
    lock_contract(session, place.contract_id)
    finding_id = uuid.uuid5(visit_id, once) if once else uuid.uuid4()
    if once and session.scalar(sa.select(Finding.id).where(Finding.id == finding_id)):
        return finding_id
    visit = get_at_visit(session, place, visit_id)
    terms = check_terms(session, place, visit, Terms(engagement_id, words, requirement_key, not_in_order))
    lock_engagement(session, engagement_id)  # now: its first action may follow before all is kept
    session.execute(
        sa.insert(Finding).values(
            id=finding_id,
            contract_id=place.contract_id,
            visit_id=visit_id,
            found_on=visit.on_date,
            written_by=viewer.person_id,
            written_at=clock.now(),
            **values_of(terms),
        )
    )
    note(session, viewer, place, "finding-added", visit_id, finding_id)
    session.commit()
    return finding_id


def change_finding(
    session: Session, viewer: Viewer, place: ContractPlace, finding_id: uuid.UUID, terms: Terms
) -> None:
    """It says so from now on. What it says already is left alone. Its actions go to the partner that it is
    about. Raises NotAllowed, NotHere or CannotDo."""
    require(place.audiences, Audience.REVIEWER, DESK)
    lock_contract(session, place.contract_id)
    row = get_unsent_row(session, place, finding_id)
    terms = check_terms(session, place, get_at_visit(session, place, row.visit_id), terms)
    if terms == Terms(row.engagement_id, row.words, row.requirement_key, row.is_not_in_order):
        return
    session.execute(sa.update(Finding).where(Finding.id == finding_id).values(values_of(terms)))
    session.execute(
        sa.update(Action).where(Action.finding_id == finding_id).values(engagement_id=terms.engagement_id)
    )
    note(session, viewer, place, "finding-changed", row.visit_id, finding_id)
    session.commit()


def remove_finding(session: Session, viewer: Viewer, place: ContractPlace, finding_id: uuid.UUID) -> None:
    """It is taken away with its actions; one that is gone already is what was wanted. Raises NotAllowed or
    CannotDo where it was sent."""
    require(place.audiences, Audience.REVIEWER, DESK)
    lock_contract(session, place.contract_id)
    query = sa.select(Finding.visit_id, Finding.sent_at).where(
        Finding.id == finding_id, Finding.contract_id == place.contract_id
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return
    if row.sent_at:
        raise CannotDo({"": "It has been sent, and cannot be taken away. You can withdraw it in an answer."})
    session.execute(sa.delete(Action).where(Action.finding_id == finding_id))
    session.execute(sa.delete(Finding).where(Finding.id == finding_id))
    note(session, viewer, place, "finding-removed", row.visit_id, finding_id)
    session.commit()


def get_unsent_row(session: Session, place: ContractPlace, finding_id: uuid.UUID) -> Finding:
    """Raises NotHere, and CannotDo where it was sent meanwhile."""
    row = session.scalar(
        sa.select(Finding).where(Finding.id == finding_id, Finding.contract_id == place.contract_id)
    )
    if row is None:
        raise NotHere
    if row.sent_at:
        raise CannotDo({"": "It has been sent meanwhile, and cannot be changed any more."})
    return row


def check_terms(session: Session, place: ContractPlace, visit: AtVisit, terms: Terms) -> Terms:
    """As they are kept. Raises CannotDo."""
    problems: dict[str, str] = {}
    if visit.on_date > clock.today():
        raise CannotDo({"": AHEAD})
    if terms.engagement_id not in {each.engagement_id for each in list_visited(session, place, visit)}:
        problems["engagement"] = NO_PARTNER
    key = terms.requirement_key
    if key and key not in {each.key for each in list_asked_on(session, place, visit.on_date)}:
        problems["requirement"] = NO_REQUIREMENT
    if terms.is_not_in_order and not key:
        problems["requirement"] = WHICH
    words = many_lines(terms.words)
    refuse_problems(problems | problems_of_words(words, WANTED))
    return Terms(terms.engagement_id, words, key, terms.is_not_in_order)


def values_of(terms: Terms) -> dict[str, object]:
    return {
        "engagement_id": terms.engagement_id,
        "requirement_key": terms.requirement_key,
        "is_not_in_order": terms.is_not_in_order,
        "words": terms.words,
    }


def note(
    session: Session, viewer: Viewer, place: ContractPlace, name: str, visit_id: uuid.UUID, it: uuid.UUID
) -> None:
    data = in_data({"visit": visit_id, "finding": it})
    record_event(session, name, viewer.person_id, contract_id=place.contract_id, data=data)
