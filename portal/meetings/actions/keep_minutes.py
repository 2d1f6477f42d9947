"""Keep what is said on the topics of a meeting, while it runs and after it."""

import uuid
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import many_lines
from portal.findings.queries.terms import AtVisit
from portal.meetings.queries.minutes import MinuteLine, minutes_of
from portal.places.contracts import ContractPlace
from portal.records import Minute
from portal.standing.actions.lock_engagements import lock_contract

DESK = "Only the lead provider's reviewers and managers write minutes."
AHEAD = "The meeting is to come: its minutes are written from its day on."


def keep_minutes(
    session: Session, viewer: Viewer, place: ContractPlace, meeting: AtVisit, words: Mapping[str, str]
) -> None:
    """By topic, what stands there from now on; a topic that is not named is left alone, and so is what stands
    there already. Raises NotAllowed or CannotDo."""
    require(place.audiences, Audience.REVIEWER, DESK)
    if meeting.on_date > clock.today():
        raise CannotDo({"": AHEAD})
    lock_contract(session, place.contract_id)
    before = minutes_of(session, meeting.visit_id)
    said = {topic: many_lines(each) for topic, each in words.items()}
    changed = {
        topic: each for topic, each in said.items() if each != before.get(topic, MinuteLine(topic)).words
    }
    if not changed:
        return
    for topic, each in changed.items():
        write(session, viewer, meeting.visit_id, topic, each, is_new=topic not in before)
    record_event(
        session,
        "minutes-kept",
        viewer.person_id,
        contract_id=place.contract_id,
        data={"visit": str(meeting.visit_id), "topics": sorted(changed)},
    )
    session.commit()


def write(
    session: Session, viewer: Viewer, visit_id: uuid.UUID, topic: str, words: str, *, is_new: bool
) -> None:
    values = {"words": words, "written_by": viewer.person_id, "written_at": clock.now()}
    if is_new:
        session.execute(sa.insert(Minute).values(visit_id=visit_id, topic=topic, **values))
    else:
        here = (Minute.visit_id == visit_id, Minute.topic == topic)
        session.execute(sa.update(Minute).where(*here).values(values))
