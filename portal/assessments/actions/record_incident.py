"""Record that an incident happened, or withdraw one that was recorded by mistake. Append-only.

Events say when, and not what: the history of an engagement is read by people who may not see the words.
"""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from checklists.calendar import in_words
from portal import clock
from portal.access import Audience, NotAllowed, Viewer
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import check_size, many_lines, refuse_problems
from portal.assessments.queries import IncidentLine, get_incident
from portal.places.contracts import EngagementPlace
from portal.records import Incident, IncidentWithdrawal
from portal.standing.actions.lock_engagements import hold_engagement, lock_engagement
from portal.standing.actions.rewrite_slots import rewrite_slots_that

LONGEST = 500
"""Characters: a few words, and no case file."""


def record_incident(
    session: Session, viewer: Viewer, place: EngagementPlace, *, happened_on: date, words: str
) -> uuid.UUID:
    """From now on what was assessed before it does not count any longer after its day, where that is asked.

    The same again is the same incident. Raises NotAllowed or CannotDo.
    """
    require_side(place)
    place = hold_engagement(session, place)
    words = check_incident(place, happened_on, words)
    if there := find_same(session, place, happened_on, words):
        return there
    incident_id = uuid.uuid4()
    session.execute(
        sa.insert(Incident).values(
            id=incident_id,
            engagement_id=place.engagement_id,
            happened_on=happened_on,
            words=words,
            by_lead=Audience.PARTNER not in place.audiences,
            recorded_by=viewer.person_id,
            recorded_at=clock.now(),
        )
    )
    finish(session, viewer, place, "incident-recorded", incident_id, happened_on)
    return incident_id


def check_incident(place: EngagementPlace, happened_on: date, words: str) -> str:
    """The words as they are kept. Raises CannotDo for what cannot be recorded."""
    words = many_lines(words)
    refuse_problems(problems_of(place, happened_on, words))
    return words


def problems_of(place: EngagementPlace, happened_on: date, words: str) -> dict[str, str]:
    problems = {}
    if happened_on > clock.today():
        problems["happened_on"] = "The day of the incident cannot be in the future."
    elif happened_on not in place.span:
        problems["happened_on"] = (
            f"The day must be between {in_words(place.starts_on)} and {in_words(place.ends_on)}, "
            "the days of this engagement."
        )
    return problems | problems_of_words(words, "Say in a few words what happened.")


def problems_of_words(words: str, otherwise: str) -> dict[str, str]:
    return check_size("words", words, otherwise, LONGEST)


def find_same(session: Session, place: EngagementPlace, happened_on: date, words: str) -> uuid.UUID | None:
    """An incident with the same day and words that stands: a button that was pressed twice."""
    query = (
        sa.select(Incident.id)
        .outerjoin(IncidentWithdrawal, IncidentWithdrawal.incident_id == Incident.id)
        .where(
            Incident.engagement_id == place.engagement_id,
            Incident.happened_on == happened_on,
            Incident.words == words,
            IncidentWithdrawal.incident_id.is_(None),
        )
    )
    return session.scalars(query).first()


def withdraw_incident(
    session: Session, viewer: Viewer, place: EngagementPlace, incident_id: uuid.UUID, words: str
) -> None:
    """It was recorded by mistake, for a reason: it is kept, and changes nothing any longer.

    The lead withdraws any, a partner only what its own side recorded. Raises NotHere, NotAllowed or
    CannotDo.
    """
    require_side(place)
    incident = get_incident(session, place, incident_id)
    require_own(place, incident)
    words = many_lines(words)
    refuse_problems(problems_of_words(words, "Say why the incident is withdrawn."))
    lock_engagement(session, place.engagement_id)
    try:
        session.execute(
            sa.insert(IncidentWithdrawal).values(
                incident_id=incident_id, words=words, made_by=viewer.person_id, made_at=clock.now()
            )
        )
    except IntegrityError:
        session.rollback()
        raise CannotDo({"": "This incident has been withdrawn already."}) from None
    finish(session, viewer, place, "incident-withdrawn", incident_id, incident.happened_on)


def require_side(place: EngagementPlace) -> None:
    if not place.audiences & {Audience.PARTNER, Audience.REVIEWER}:
        raise NotAllowed("Only the delivery partner and the lead provider's reviewers record incidents.")


def require_own(place: EngagementPlace, incident: IncidentLine) -> None:
    if incident.by_lead and Audience.PARTNER in place.audiences:
        raise NotAllowed(f"{place.contract.lead} recorded this incident, so only they can withdraw it.")


def finish(
    session: Session, viewer: Viewer, place: EngagementPlace, event: str, incident_id: uuid.UUID, on: date
) -> None:
    rewrite_slots_that(session, [place.engagement_id], lambda each: each.after_incident)
    record_event(
        session,
        event,
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        data={"incident": str(incident_id), "happened": on.isoformat()},
    )
    session.commit()
