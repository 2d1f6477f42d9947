"""Tell what happened, ask for it, or put right what was told. What was said before is kept beside it.

Events say which kind and when, and not what: the history is read by people who may not see the words.
"""

import uuid
from dataclasses import asdict, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.year.occurring import State
from checklists.year.rows import Event
from portal import clock
from portal.access import Viewer
from portal.acting.record_event import record_event
from portal.acting.references import new_reference
from portal.acting.refused import CannotDo
from portal.acting.wording import refuse_problems
from portal.occurrences.actions.check_telling import (
    check_lead_part,
    check_telling,
    is_lead,
    require_lead,
    require_side,
)
from portal.occurrences.queries.occurrences import get_occurrence, kind_of, list_of_engagement
from portal.occurrences.queries.told import Line, Telling
from portal.places.contracts import EngagementPlace
from portal.records import Occurrence, OccurrenceVersion
from portal.standing.actions.lock_engagements import hold_engagement, lock_engagement

CLOSED = "It is closed. Tell it anew if something else happened."
BECAUSE = "Say why it is put right."
SAME = "It stands like that already, so nothing is put right and your reason is not kept."
SHARED = "It was forwarded to the council already, so its kind stays as it is."


def tell_occurrence(session: Session, viewer: Viewer, place: EngagementPlace, telling: Telling) -> uuid.UUID:
    """By the partner it is told today; by the lead on the day that is given, or it is asked for. The same
    again is the same occurrence. Raises NotAllowed, NotHere or CannotDo."""
    require_side(place)
    by_lead, place = is_lead(place), hold_engagement(session, place)
    event = kind_of(session, place.contract, telling.event_key, clock.today())
    telling = as_kept(event, telling if by_lead else replace(telling, told_on=clock.today()))
    check_telling(place, event, telling, by_lead=by_lead)
    if same := find_same(session, place, telling):
        return same
    occurrence_id = uuid.uuid4()
    session.execute(
        sa.insert(Occurrence).values(
            id=occurrence_id,
            reference=new_reference("O"),
            engagement_id=place.engagement_id,
            made_at=clock.now(),
        )
    )
    append_version(session, viewer, occurrence_id, 1, telling, by_lead=by_lead)
    name = "occurrence-told" if telling.told_on else "occurrence-asked"
    finish(session, viewer, place, name, occurrence_id, event, by_lead=by_lead)
    return occurrence_id


def find_same(session: Session, place: EngagementPlace, telling: Telling) -> uuid.UUID | None:
    """One that is open and says the very same: a button that was pressed twice."""
    for each in list_of_engagement(session, place):
        if each.now == telling and each.state is not State.CLOSED:
            return each.occurrence_id
    return None


def correct_telling(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    occurrence_id: uuid.UUID,
    telling: Telling,
    because: str,
) -> None:
    """By the partner: what it was asked for is told so, and what it told is put right. The lead puts right
    the kind, and the day on which it was told. Raises NotAllowed, NotHere or CannotDo."""
    require_side(place)
    by_lead, place = is_lead(place), hold_engagement(session, place)
    line = hold_open(session, place, occurrence_id)
    answers = line.now.told_on is None and not by_lead
    if answers:
        telling = replace(telling, told_on=clock.today())
    elif not by_lead:
        telling = replace(telling, told_on=line.now.told_on)
    is_other = telling.event_key != line.now.event_key
    event = kind_of(session, place.contract, telling.event_key, clock.today()) if is_other else line.event
    if is_other:
        require_lead(viewer, place)
        refuse_problems({"event_key": SHARED} if line.is_shared and not event.confidential else {})
    telling = as_kept(event, telling)
    if by_lead:
        check_lead_part(place, event, telling)
    else:
        check_telling(place, event, telling, by_lead=False)
    refuse_problems({} if because or answers else {"because": BECAUSE})
    if telling == line.now:
        refuse_problems({} if because == line.versions[-1].because else {"": SAME})
        return
    number = len(line.versions) + 1
    append_version(session, viewer, occurrence_id, number, telling, because, by_lead=by_lead)
    name = "occurrence-told" if answers else "occurrence-corrected"
    finish(session, viewer, place, name, occurrence_id, event, by_lead=by_lead)


def hold_open(session: Session, place: EngagementPlace, occurrence_id: uuid.UUID) -> Line:
    """Nobody else changes it meanwhile. Raises NotHere or CannotDo."""
    lock_engagement(session, place.engagement_id)
    line = get_occurrence(session, place, occurrence_id)
    if line.state is State.CLOSED:
        raise CannotDo({"": CLOSED})
    return line


def as_kept(event: Event, telling: Telling) -> Telling:
    """Of what is confidential no words are kept, of what has no day set for it none."""
    set_on = telling.set_on if event.as_set else None
    if event.confidential:
        return replace(telling, set_on=set_on, words="", follows="")
    return replace(telling, set_on=set_on, their_reference="")


def append_version(
    session: Session,
    viewer: Viewer,
    occurrence_id: uuid.UUID,
    number: int,
    telling: Telling,
    because: str = "",
    *,
    by_lead: bool,
) -> None:
    others = [{"body": each.body, "on": each.on.isoformat()} for each in telling.others]
    session.execute(
        sa.insert(OccurrenceVersion).values(
            occurrence_id=occurrence_id,
            number=number,
            **{**asdict(telling), "others": others},
            because=because,
            by_lead=by_lead,
            said_by=viewer.person_id,
            said_at=clock.now(),
        )
    )


def finish(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    name: str,
    occurrence_id: uuid.UUID,
    event: Event,
    *,
    by_lead: bool,
    is_shared: bool = False,
) -> None:
    record_event(
        session,
        name,
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        data={
            "occurrence": str(occurrence_id),
            "title": event.title,
            "by_lead": by_lead,
            **({"shared": True} if is_shared else {}),
        },
    )
    session.commit()
