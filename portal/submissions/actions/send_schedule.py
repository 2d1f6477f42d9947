"""The other covers of a schedule, sent together with the one that the draft is about: each is a submission of
its own, with the same files, period, insurer and policy number, and signed by the same signature."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.in_sentence import in_sentence
from checklists.requirement import Requirement
from portal.acting.record_event import Happened
from portal.acting.refused import CannotDo
from portal.places.contracts import SubmissionPlace
from portal.records import Submission, SubmissionFile, UnderWay
from portal.standing.queries.as_known import known_at
from portal.standing.queries.submissions import SubmissionAnswers
from portal.submissions.actions.keep_copy import RECEIVED, SIGNED, STATEMENT, keep_copy
from portal.submissions.queries.schedule import parts_in_draft

HAS_DRAFT = "There is a draft for {title} already. Send it or throw it away, or take the tick away here."


def send_schedule(
    session: Session,
    person_id: uuid.UUID,
    place: SubmissionPlace,
    requirement: Requirement,
    answers: SubmissionAnswers,
    sent_at: datetime,
) -> list[Happened]:
    """What happened, in the caller's transaction, in which the engagement is locked. What the lead has with
    the same files is not sent again. Raises CannotDo where somebody has a draft for one of them."""
    lines = [each for each in answers.details.get("also") or () if each["part"] != place.part_key]
    if not lines:
        return []
    begun = parts_in_draft(session, place)
    if taken := [each["part"] for each in lines if each["part"] in begun]:
        titles = " and ".join(in_sentence(requirement.cover(part).title) for part in taken)
        raise CannotDo({"also": HAS_DRAFT.format(title=titles)})
    there = parts_with_lead(session, place, [each.file_id for each in answers.files])
    return [
        send_line(session, person_id, place, answers, each, sent_at)
        for each in lines
        if each["part"] not in there
    ]


def parts_with_lead(
    session: Session, place: SubmissionPlace, file_ids: Sequence[uuid.UUID]
) -> frozenset[str]:
    """The parts for which one of these files waits for the reviewer."""
    query = (
        sa.select(UnderWay.part_key)
        .join(SubmissionFile, SubmissionFile.submission_id == UnderWay.submission_id)
        .where(
            UnderWay.engagement_id == place.engagement.engagement_id,
            UnderWay.requirement_key == place.requirement_key,
            UnderWay.stage == "waiting",
            SubmissionFile.file_id.in_(file_ids),
            *known_at(UnderWay, None),
        )
    )
    return frozenset(session.scalars(query))


def send_line(
    session: Session,
    person_id: uuid.UUID,
    place: SubmissionPlace,
    answers: SubmissionAnswers,
    line: dict[str, Any],
    sent_at: datetime,
) -> Happened:
    engagement, key = place.engagement, place.requirement_key
    same = ("from_on", "until_on", *STATEMENT, *SIGNED, *RECEIVED)
    made = keep_copy(session, person_id, place.submission_id, engagement, key, line["part"], same)
    session.execute(
        sa.update(Submission)
        .where(Submission.id == made.id)
        .values(
            amount=line["amount"],
            basis=line["basis"],
            details={**own_details(answers), "layer": None},
            sent_by=person_id,
            sent_at=sent_at,
        )
    )
    data = {"submission": str(made.id), "reference": made.reference, "part": line["part"]}
    return Happened(
        event_of(place), person_id, engagement.contract.contract_id, engagement.engagement_id, key, data
    )


def event_of(place: SubmissionPlace) -> str:
    return "evidence-received" if place.is_received else "evidence-sent"


def own_details(answers: SubmissionAnswers) -> dict[str, object]:
    """Those of one policy, without the lines for other covers."""
    return {name: said for name, said in answers.details.items() if name != "also"}
