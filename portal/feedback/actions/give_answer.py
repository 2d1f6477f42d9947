"""Keep what somebody answered who has a code and no name."""

import uuid
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.year.answering import Question
from portal.access import NotHere
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.feedback.queries.rounds import find_asked
from portal.records import FeedbackAnswer, FeedbackCode
from portal.standing.actions.lock_engagements import lock_engagement

NOTHING = "Answer one of the questions at least, or write something."


def give_answer(session: Session, code: str, ratings: Mapping[Question, int], words: str) -> bool:
    """Whether it was taken: False where the code was used, by a second press too, or the round has closed.
    Which code it came with, and when, is kept nowhere beside it. Raises NotHere or CannotDo."""
    asked = find_asked(session, code)
    if asked is None:
        raise NotHere
    lock_engagement(session, asked.engagement_id)
    asked = find_asked(session, code)
    if asked is None or asked.is_used or asked.has_closed:
        return False
    if not ratings and not words:
        raise CannotDo({"words": NOTHING})
    unused = sa.and_(FeedbackCode.code == code, FeedbackCode.is_used.is_(False))
    taken = session.execute(
        sa.update(FeedbackCode).where(unused).values(is_used=True).returning(FeedbackCode.code)
    )
    if taken.one_or_none() is None:
        session.rollback()
        return False
    values = {"id": uuid.uuid4(), "round_id": asked.round_id, "ratings": dict(ratings), "words": words}
    session.execute(sa.insert(FeedbackAnswer).values(**values))
    record_event(
        session,
        "feedback-given",
        None,
        contract_id=asked.contract_id,
        engagement_id=asked.engagement_id,
        data={"round": str(asked.round_id)},
    )
    session.commit()
    return True
