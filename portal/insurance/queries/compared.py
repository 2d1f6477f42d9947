"""A policy that is offered, compared with the cover that is asked for and with what is accepted already."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists import facts
from checklists.comparing import Names, Point, compare
from checklists.facts import known_by
from checklists.programme import still_in_words, still_to_send
from checklists.requirement import Requirement
from portal.insurance.queries.waiting import list_waiting
from portal.places.contracts import SubmissionPlace
from portal.records import Organisation
from portal.standing.queries.sent_and_decided import list_decided
from portal.standing.queries.submissions import SubmissionAnswers


def find_names(session: Session, organisation_id: uuid.UUID) -> Names:
    """What the organisation is called."""
    row = session.execute(
        sa.select(Organisation.name, Organisation.trading_names).where(Organisation.id == organisation_id)
    ).one()
    return Names(row.name, tuple(row.trading_names))


def compare_offered(
    session: Session,
    place: SubmissionPlace,
    requirement: Requirement,
    offered: facts.Decision,
    answers: SubmissionAnswers,
    on: date,
) -> tuple[Point, ...]:
    """Point by point as it is on the day, beside what was decided on other submissions for the slot."""
    decided = list_decided(session, place.engagement, place.requirement_key)
    others = tuple(each.fact for each in decided if each.submission_id != place.submission_id)
    return compare(
        requirement,
        offered,
        known_by(others, None),
        facts.Engagement(place.engagement.span),
        answers.details.get("insured_name") or "",
        find_names(session, place.engagement.partner_id),
        on,
        list_waiting(session, place.engagement, place.requirement_key, place.submission_id),
    )


def find_still_to_send(session: Session, place: SubmissionPlace, requirement: Requirement, on: date) -> str:
    """What is still to be sent, in words, where it is a layer that waits and all are not enough together."""
    sent = list_waiting(session, place.engagement, place.requirement_key)
    if not any(each.part == place.part_key and each.layer for each in sent):
        return ""
    decided = list_decided(session, place.engagement, place.requirement_key)
    held = known_by(tuple(each.fact for each in decided), None)
    engagement = facts.Engagement(place.engagement.span)
    short = still_to_send(requirement, place.part_key, held, sent, engagement, on)
    return still_in_words(requirement.cover(place.part_key), short) if short else ""
