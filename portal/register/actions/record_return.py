"""Somebody who left comes back: a second period of the same person, and the days between stay days away."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import day_before, in_words
from checklists.periods import back_on, read_away, with_gap, write_away
from portal.access import Audience, Viewer, require
from portal.acting.refused import CannotDo
from portal.places.organisations import OrganisationPlace
from portal.records import Assignment, Engagement, NamedRow, Worker
from portal.register.actions.add_worker import check_engagements
from portal.register.actions.check_entries import NOT_YOURS
from portal.register.actions.record_leaving import end_assignments
from portal.register.actions.send_records import latest_records, send_records
from portal.register.actions.write_rows import (
    engagements_of,
    finish,
    insert_assignments,
    lock_people,
    say_days,
)
from portal.standing.actions.rewrite_standing import lock_engagements

NOT_LEFT = "This person has not left. Say first when the last day was."
TOO_EARLY = "The day of coming back must be after the last day, {last}."
NEVER_BACK = "This person has not come back."


def record_return(
    session: Session,
    viewer: Viewer,
    place: OrganisationPlace,
    worker_id: uuid.UUID,
    first_on: date,
    engagements: Collection[uuid.UUID],
) -> None:
    """The first day of the new period, and under which engagements it is spent. What shows that the person
    may do the work goes to their leads again. The same again is nothing. Raises NotAllowed, NotHere or
    CannotDo."""
    require(place.audiences, Audience.OWN, NOT_YOURS)
    touched = {*engagements, *engagements_of(session, [worker_id])}
    lock_engagements(session, sorted(touched))
    check_engagements(session, place, dict.fromkeys(engagements, first_on), "back_on")
    lock_people(session, place, [worker_id])
    kept = get_days(session, worker_id)
    if kept.left_on is None and back_on(read_away(kept.away)) == first_on:
        return
    refuse_day(kept, first_on)
    come_back(session, worker_id, kept, first_on, dict.fromkeys(engagements, first_on))
    say_days(session, [worker_id])
    sent = send_records(session, viewer.person_id, latest_records(session, [worker_id]))
    data = {
        "organisation": str(place.organisation_id),
        "worker": str(worker_id),
        "back": first_on.isoformat(),
    }
    finish(session, viewer.person_id, "person-came-back", data, touched, sent)


def undo_return(session: Session, viewer: Viewer, place: OrganisationPlace, worker_id: uuid.UUID) -> None:
    """The person did not come back: left on the day on which the days away began. Raises NotAllowed, NotHere
    or CannotDo."""
    require(place.audiences, Audience.OWN, NOT_YOURS)
    touched = engagements_of(session, [worker_id])
    lock_people(session, place, [worker_id])
    kept = get_days(session, worker_id)
    away = sorted(read_away(kept.away))
    if kept.left_on or not away:
        raise CannotDo({"": NEVER_BACK})
    gap = away.pop()
    left_on = day_before(gap.from_on)
    end_assignments(session, worker_id, left_on)
    said = {"left_on": left_on, "away": write_away(away)}
    session.execute(sa.update(Worker).where(Worker.id == worker_id).values(said))
    for stay in list_stays(session, worker_id):
        before = [each for each in read_away(stay.away) if each.from_on <= left_on]
        keep_stay(session, stay, until_on=stay.until_on, away=write_away(before))
    say_days(session, [worker_id])
    data = {"organisation": str(place.organisation_id), "worker": str(worker_id), "left": left_on.isoformat()}
    finish(session, viewer.person_id, "person-stays-away", data, touched)


def get_days(session: Session, worker_id: uuid.UUID) -> NamedRow:
    query = sa.select(Worker.started_on, Worker.left_on, Worker.away).where(Worker.id == worker_id)
    return session.execute(query).one()


def refuse_day(kept: NamedRow, first_on: date) -> None:
    if kept.left_on is None:
        raise CannotDo({"": NOT_LEFT})
    if first_on <= kept.left_on:
        raise CannotDo({"back_on": TOO_EARLY.format(last=in_words(kept.left_on))})


def come_back(
    session: Session,
    worker_id: uuid.UUID,
    kept: NamedRow,
    first_on: date,
    engagements: Mapping[uuid.UUID, date],
) -> None:
    """In the caller's transaction, without what is said of the days. `engagements` have the first day under
    each."""
    away = write_away(with_gap(read_away(kept.away), kept.left_on, first_on))
    session.execute(sa.update(Worker).where(Worker.id == worker_id).values(left_on=None, away=away))
    stays = {each.engagement_id: each for each in list_stays(session, worker_id)}
    starts = first_days(session, engagements)
    for engagement_id, stay in stays.items():
        if engagement_id in starts and stay.until_on:
            gaps = with_gap(read_away(stay.away), stay.until_on, starts[engagement_id])
            keep_stay(session, stay, until_on=None, away=write_away(gaps))
    new = [(worker_id, each, day, None) for each, day in starts.items() if each not in stays]
    insert_assignments(session, new)


def first_days(session: Session, engagements: Mapping[uuid.UUID, date]) -> dict[uuid.UUID, date]:
    """The days, or the first of an engagement that begins later."""
    query = sa.select(Engagement.id, Engagement.starts_on).where(Engagement.id.in_(engagements))
    return {row.id: max(row.starts_on, engagements[row.id]) for row in session.execute(query)}


def list_stays(session: Session, worker_id: uuid.UUID) -> list[NamedRow]:
    columns = (Assignment.worker_id, Assignment.engagement_id, Assignment.until_on, Assignment.away)
    query = sa.select(*columns).where(Assignment.worker_id == worker_id)
    return list(session.execute(query.order_by(Assignment.engagement_id)))


def keep_stay(session: Session, stay: NamedRow, *, until_on: date | None, away: str | None) -> None:
    its = sa.update(Assignment).where(
        Assignment.worker_id == stay.worker_id, Assignment.engagement_id == stay.engagement_id
    )
    session.execute(its.values(until_on=until_on, away=away))
