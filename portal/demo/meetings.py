"""The visits and meetings of the demonstration's contract, and how many a year it asks for."""

import uuid
from dataclasses import dataclass
from datetime import date, time, timedelta

from portal.demo.rows import Rows
from portal.demo.setting import Setting, office_hours, weekday
from portal.records import MeetingsAsked, Visit, VisitKind, VisitPerson

HALL, ONLINE = "Harbour House, Quay Street", "https://meet.example/harbour-light"
A_YEAR = ((VisitKind.AUDIT_VISIT, 1), (VisitKind.OBSERVATION, 1), (VisitKind.REVIEW_MEETING, 4))


@dataclass(frozen=True)
class Meeting:
    """`on` and `booked_ago` in days from today; what has been took place where nothing else is said."""

    kind: VisitKind
    on_date: date
    booked_ago: int
    at_time: time | None = None
    place: str = ""
    is_said: bool = True


def meetings(setting: Setting) -> tuple[Meeting, ...]:
    """A visit in three weeks, a meeting after it, those that took place, and one of which nobody has said
    whether it did."""

    def day(days: int) -> date:
        return weekday(setting.today + timedelta(days=days))

    return (
        Meeting(VisitKind.AUDIT_VISIT, day(-350), 400),
        Meeting(VisitKind.COMPLIANCE_MEETING, day(-160), 190, time(14), HALL),
        Meeting(VisitKind.OBSERVATION, day(-45), 70),
        Meeting(VisitKind.REVIEW_MEETING, day(-24), 60, time(14), ONLINE),
        Meeting(VisitKind.OPERATIONAL_MEETING, day(-5), 30, time(11), ONLINE, is_said=False),
        Meeting(VisitKind.AUDIT_VISIT, setting.visit_on, 30, time(10), HALL),
        Meeting(VisitKind.REVIEW_MEETING, day(80), 14, time(14, 30), ONLINE),
    )


def add_visits(rows: Rows, setting: Setting, officer_id: uuid.UUID) -> None:
    for each in meetings(setting):
        add_visit(rows, setting, each, officer_id)
    said_at = office_hours(setting.starts_on, rows.random)
    for kind, a_year in A_YEAR:
        rows.add(
            MeetingsAsked,
            contract_id=setting.contract_id,
            kind=kind.value,
            a_year=a_year,
            with_each=kind is VisitKind.OBSERVATION,
            said_by=setting.manager.person_id,
            said_at=said_at,
        )


def add_visit(rows: Rows, setting: Setting, meeting: Meeting, officer_id: uuid.UUID) -> None:
    visit_id, today = rows.new_id(), setting.today
    at = office_hours(today - timedelta(days=meeting.booked_ago), rows.random)
    held_at = office_hours(meeting.on_date, rows.random) + timedelta(hours=1)
    took_place = meeting.on_date < today and meeting.is_said
    rows.add(
        Visit,
        id=visit_id,
        contract_id=setting.contract_id,
        kind=meeting.kind.value,
        on_date=meeting.on_date,
        at_time=meeting.at_time,
        place=meeting.place,
        created_at=at,
        took_place_at=held_at if took_place else None,
    )
    people = sorted({setting.manager.person_id, officer_id})
    for person_id in people:
        rows.add(VisitPerson, visit_id=visit_id, person_id=person_id)
    by, said = setting.manager.person_id, {"visit": str(visit_id), "kind": meeting.kind.value}
    said |= {"on": meeting.on_date.isoformat()}
    rows.event(at, "visit-booked", by, contract_id=setting.contract_id, data=said)
    if took_place:
        rows.event(held_at, "visit-took-place", by, contract_id=setting.contract_id, data=said)
