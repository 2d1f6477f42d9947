"""What the partner says of ratings that were finished."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.refused import CannotDo
from portal.acting.wording import many_lines, refuse_problems
from portal.outcomes.actions.rate_outcomes import LONGEST, TOO_LONG, note
from portal.outcomes.queries.reviews import get_review
from portal.places.contracts import EngagementPlace
from portal.records import OutcomeComment
from portal.standing.actions.lock_engagements import lock_engagement

PARTNER = "Only the delivery partner comments on its ratings."
WORDS = "Write your comment."
ONCE = "A comment on these ratings is there already. Nothing of yours is kept."
PUT_RIGHT = "The ratings were put right since you opened this page. Read them again."


def comment_outcomes(
    session: Session, viewer: Viewer, place: EngagementPlace, key: str, part: str, number: int, words: str
) -> None:
    """Once of each version, which `number` says. The same words once more are what was wanted. Raises
    NotAllowed, NotHere or CannotDo."""
    require(place.audiences, Audience.PARTNER, PARTNER)
    lock_engagement(session, place.engagement_id)
    review, words = get_review(session, place, key, part, clock.today()), many_lines(words)
    if review.last is None:
        raise NotHere
    if review.last.comment and review.last.comment.words == words:
        return
    if review.last.number != number:
        raise CannotDo({"words": PUT_RIGHT})
    refuse_problems(problems_of(words, is_there=review.last.comment is not None))
    values = {"review_id": review.review_id, "number": number, "words": words}
    session.execute(sa.insert(OutcomeComment).values(**values, said_by=viewer.person_id, said_at=clock.now()))
    note(session, viewer, place, "outcomes-commented", review)


def problems_of(words: str, *, is_there: bool) -> dict[str, str]:
    if not words:
        return {"words": WORDS}
    if is_there:
        return {"words": ONCE}
    return {"words": TOO_LONG} if len(words) > LONGEST else {}
