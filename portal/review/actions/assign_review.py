"""Give a submission to a colleague, who then decides on it; or to nobody, as it was before."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.vocabulary import Stage
from portal import clock
from portal.access import Viewer
from portal.acting.insert_unless_there import insert_unless_there
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.places.contracts import SubmissionPlace
from portal.records import ReviewGiven, Submission, UnderWay
from portal.review.actions.require_other_side import require_other_side
from portal.review.queries.colleagues import find_given, list_colleagues
from portal.standing.actions.lock_engagements import lock_engagement
from portal.standing.queries.as_known import known_at

DECIDED = "It is decided, or was taken back: there is nothing to give to anybody."


def assign_review(
    session: Session, viewer: Viewer, place: SubmissionPlace, person_id: uuid.UUID | None
) -> None:
    """It informs, and locks nothing: whoever reviews may decide all the same. Said twice it is said once.

    Raises NotAllowed, or CannotDo for somebody who does not decide on it, and for what nobody waits for.
    """
    engagement = place.engagement
    require_other_side(viewer, engagement)
    lock_engagement(session, engagement.engagement_id)
    if not still_waits(session, place):
        raise CannotDo({"": DECIDED})
    if person_id and person_id not in {each.person_id for each in list_colleagues(session, engagement)}:
        raise CannotDo({"colleague": "Choose a colleague who reviews."})
    if person_id in place.entered_by:
        raise CannotDo({"colleague": "Choose somebody else: nobody decides on what they entered themselves."})
    if find_given(session, place) == person_id:
        return
    keep_given(session, viewer, place, person_id)
    data = {"submission": str(place.submission_id), "reference": place.reference, "part": place.part_key}
    record_event(
        session,
        "review-given" if person_id else "review-taken-off",
        viewer.person_id,
        contract_id=engagement.contract.contract_id,
        engagement_id=engagement.engagement_id,
        requirement_key=place.requirement_key,
        data=data | ({"person": str(person_id)} if person_id else {}),
    )
    session.commit()


def still_waits(session: Session, place: SubmissionPlace) -> bool:
    query = sa.select(UnderWay.submission_id).where(
        UnderWay.submission_id == place.submission_id,
        UnderWay.stage == Stage.WAITING.value,
        *known_at(UnderWay, None),
    )
    return session.scalar(query) is not None


def keep_given(session: Session, viewer: Viewer, place: SubmissionPlace, person_id: uuid.UUID | None) -> None:
    """What is given to somebody has been opened, so that its partner cannot take it back any more."""
    if person_id is None:
        session.execute(sa.delete(ReviewGiven).where(ReviewGiven.submission_id == place.submission_id))
        return
    opened = sa.update(Submission).where(Submission.id == place.submission_id, Submission.opened_at.is_(None))
    session.execute(opened.values(opened_at=clock.now(), opened_by=viewer.person_id))
    values: dict[str, object] = {
        "person_id": person_id,
        "given_by": viewer.person_id,
        "given_at": clock.now(),
    }
    giving = insert_unless_there(session, ReviewGiven).values(submission_id=place.submission_id, **values)
    session.execute(giving.on_conflict_do_update(index_elements=[ReviewGiven.submission_id], set_=values))
