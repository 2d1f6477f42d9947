"""Put the people of a file on an organisation's register, as they were shown: all in one transaction."""

import uuid
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.access import Audience, Viewer, require
from portal.acting.refused import CannotDo
from portal.importing.actions.keep_sheet import claim_sheet, close_sheet
from portal.places.organisations import OrganisationPlace
from portal.records import Assignment, Engagement, Organisation, ShownAs, Worker
from portal.register.actions.check_entries import NOT_YOURS, CheckEntry, TrainingEntry, WorkerEntry
from portal.register.actions.record_leaving import say_leaving
from portal.register.actions.record_return import come_back, get_days, list_stays
from portal.register.actions.send_records import Record, latest_records, send_records
from portal.register.actions.write_rows import (
    days_of,
    engagements_of,
    finish,
    insert_assignments,
    insert_checks,
    insert_training,
    insert_workers,
    lock_people,
    say_days,
)
from portal.register.queries.asked import RegisterAsked
from portal.register.sheets.plan import WORKER_FACTS, Planned
from portal.standing.actions.rewrite_standing import lock_engagements

CHANGED_MEANWHILE = "The register was changed at the same moment. Look at what was read again, then confirm."


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the file, by the id that they have on the register now."""

    worker_id: uuid.UUID
    planned: Planned


def lock_register(session: Session, place: OrganisationPlace) -> None:
    """Until the transaction ends no other import compares itself with the same register. The engagements of
    its people come first, as everywhere."""
    theirs = sa.select(Engagement.id).where(Engagement.partner_id == place.organisation_id)
    lock_engagements(session, session.scalars(theirs).all())
    mine = sa.select(Organisation.id).where(Organisation.id == place.organisation_id)
    session.execute(mine.with_for_update(key_share=True))


def import_people(
    session: Session,
    viewer: Viewer,
    place: OrganisationPlace,
    sheet_id: uuid.UUID,
    plan: Sequence[Planned],
    asked: Sequence[RegisterAsked],
) -> None:
    """Carry the plan out, once. `asked` are the engagements that people may be put under.

    Raises NotAllowed, NotHere or CannotDo. Commits.
    """
    require(place.audiences, Audience.OWN, NOT_YOURS)
    if not claim_sheet(session, sheet_id):
        return
    new, known = split(plan)
    touched = engagements_of(session, known) if known else []
    spans = {str(each.engagement_id): each for each in asked}
    lock_engagements(session, sorted({*touched, *(each.engagement_id for each in asked)}))
    lock_people(session, place, known)
    try:
        ids = insert_workers(session, place.organisation_id, [entry_of(each) for each in new])
    except IntegrityError:
        session.rollback()
        raise CannotDo({"": CHANGED_MEANWHILE}) from None
    people = [Person(*each) for each in zip(ids, new, strict=True)]
    people += [Person(each.known.worker_id, each) for each in plan if each.known and each.is_change]
    returned = set_returns(session, people, spans)
    left = set_leaving(session, people)
    change_workers(session, people)
    assigned = insert_stays(session, people, spans)
    if returned or left:
        say_days(session, known)
        assigned += touched
    finish_import(session, viewer, place, sheet_id, people, new, assigned)


def finish_import(
    session: Session,
    viewer: Viewer,
    place: OrganisationPlace,
    sheet_id: uuid.UUID,
    people: Sequence[Person],
    new: Sequence[Planned],
    engagement_ids: Iterable[uuid.UUID],
) -> None:
    checks = [(each.worker_id, CheckEntry(**each.planned.check)) for each in people if each.planned.check]  # type: ignore[arg-type]  # the values of a check's columns
    training = [(each.worker_id, TrainingEntry(*done)) for each in people for done in each.planned.training]
    records = insert_checks(session, viewer.person_id, checks)
    records += insert_training(session, viewer.person_id, training)
    records += records_for_new_contracts(session, people, {each.record_id for each in records})
    sent = send_records(session, viewer.person_id, records)
    outcome: dict[str, object] = {
        "added": len(new),
        "changed": len(people) - len(new),
        "checks": len(checks),
        "training": len(training),
        "sent": len(sent),
    }
    close_sheet(session, sheet_id, outcome)
    data = {"organisation": str(place.organisation_id), **outcome}
    finish(session, viewer.person_id, "people-imported", data, engagement_ids, sent)


def records_for_new_contracts(
    session: Session, people: Iterable[Person], but: Container[uuid.UUID]
) -> list[Record]:
    """What was known of people before the file put them under a contract, anew or for longer, whose lead is
    to see it."""
    moved = [each.worker_id for each in people if each.planned.known and is_moved(each.planned)]
    return [each for each in latest_records(session, moved) if each.record_id not in but]


def is_moved(planned: Planned) -> bool:
    return bool(planned.engagements or planned.back_on or "left_on" in planned.changed)


def split(plan: Iterable[Planned]) -> tuple[list[Planned], list[uuid.UUID]]:
    """Who is new, and the ids of those who are there and change."""
    rows = list(plan)
    known = [each.known.worker_id for each in rows if each.known and each.is_change]
    return [each for each in rows if not each.known], known


def entry_of(planned: Planned) -> WorkerEntry:
    """Of somebody new. What the lead reads is the name where there is one."""
    said = {
        key: value for key, value in planned.row.values.items() if key in WORKER_FACTS and value is not None
    }
    said.pop("left_on", None)
    shown = ShownAs.NAME.value if said.get("name") else ShownAs.STAFF_CODE.value
    return WorkerEntry(**({"name": "", "shown_as": shown} | said)).tidied()  # type: ignore[arg-type]  # as read by the columns


def change_workers(session: Session, people: Sequence[Person]) -> None:
    rows = [{"id": each.worker_id, **each.planned.changed} for each in people if each.planned.changed]
    if rows:
        session.execute(sa.update(Worker), rows)


def set_returns(session: Session, people: Sequence[Person], spans: dict[str, RegisterAsked]) -> bool:
    """Whether anybody came back: under the contracts of the row, or else those that ended on the last day."""
    found = False
    for each in people:
        first_on = each.planned.back_on
        if first_on is None:
            continue
        kept = get_days(session, each.worker_id)
        ended = {
            str(stay.engagement_id)
            for stay in list_stays(session, each.worker_id)
            if stay.until_on == kept.left_on
        }
        under = [spans[key] for key in each.planned.engagements or ended if key in spans]
        starts = {one.engagement_id: first_on for one in under if one.ends_on >= first_on}
        come_back(session, each.worker_id, kept, first_on, starts)
        found = True
    return found


def set_leaving(session: Session, people: Sequence[Person]) -> bool:
    """Whether anybody who was there has left by what the file says."""
    left: dict[uuid.UUID, tuple[date | None, date | None]] = {}
    for each in people:
        left_on = each.planned.left_on
        if each.planned.known is None and left_on:
            session.execute(sa.update(Worker).where(Worker.id == each.worker_id).values(left_on=left_on))
        elif "left_on" in each.planned.changed:
            left[each.worker_id] = last_day_before(each.planned), left_on
    say_leaving(session, left)
    return bool(left)


def last_day_before(planned: Planned) -> date | None:
    """The last day that was said of somebody before the file; of who comes back by it, that one stands."""
    before = planned.known.facts["left_on"] if planned.known and not planned.back_on else None
    return before if isinstance(before, date) else None


def insert_stays(
    session: Session, people: Sequence[Person], spans: dict[str, RegisterAsked]
) -> list[uuid.UUID]:
    """The days under each engagement: from the person's first or the engagement's, until the last. The
    engagements that somebody is new in."""
    stays, there = [], days_of(session, Assignment, [each.worker_id for each in people])
    for each in people:
        if each.planned.back_on:
            continue
        started, left = first_and_last(each.planned)
        for engagement_id in each.planned.engagements:
            span = spans.get(engagement_id)
            if span and (each.worker_id, span.engagement_id) in there:  # put back with another last day
                continue
            if span is None or started > span.ends_on or (left and left < max(started, span.starts_on)):
                continue
            stays.append((each.worker_id, span.engagement_id, max(started, span.starts_on), left))
    insert_assignments(session, stays)
    return sorted({stay[1] for stay in stays})


def first_and_last(planned: Planned) -> tuple[date, date | None]:
    """The last period of who came back, where the row does not end an earlier one."""
    known = planned.known.facts if planned.known else {}
    started, left = planned.row.values["started_on"], planned.row.values["left_on"] or known.get("left_on")
    assert isinstance(started, date)  # noqa: S101 - a row without it is wrong, and wrong rows are not planned
    back_on = planned.known.back_on if planned.known else None
    is_of_now = back_on is not None and not (isinstance(left, date) and left < back_on)
    first = max(started, back_on) if back_on and is_of_now else started
    return first, left if isinstance(left, date) else None
