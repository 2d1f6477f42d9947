"""A second lead provider with a contract of its own, for which one of the partners delivers too.

It shows the shelf (one document, two leads), training, reviews every year, and that neither lead learns of
the other.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists import facts
from checklists.calendar import Span, add_months, day_before
from checklists.library import as_data, library
from checklists.requirement import Requirement
from checklists.vocabulary import Kind, LegalForm
from portal import clock
from portal.demo.contract import OF_TWO, PASSWORD, SECOND_MANAGER, join, organisation, person
from portal.demo.desk import Desk
from portal.demo.in_place import SECOND, in_place
from portal.demo.names import SECOND_LEAD
from portal.demo.rows import Rows
from portal.demo.second_invited import name_and_invite
from portal.demo.second_people import bring_team
from portal.demo.second_year import add_second_year, with_year
from portal.demo.setting import Setting, Someone, office_hours, weekday
from portal.demo.shelf import Shelf
from portal.demo.usual import assessment, confirmation, days, document
from portal.records import (
    ChecklistVersion,
    Contract,
    Engagement,
    Organisation,
    Person,
    Role,
    StoredFile,
    Submission,
    SubmissionFile,
    Visit,
    VisitKind,
)
from portal.sign_in.passwords import hash_password

PARTNER = "Redwing Wellbeing"
COMMISSIONER, AREA = "Port Averley City Council", "Port Averley"
TITLE, CHECKLIST = "Social inclusion service", "cornwall-social-inclusion"
MONTHS_AGO, MONTHS = 10, 36

NOT_YET = frozenset({"home-visit-checklist", "referral-priorities"})
SHARED = {"safeguarding-adults": "safeguarding-policy"}
"""By requirement here, the one of the first contract whose document serves it too."""


@dataclass(frozen=True, slots=True)
class Second:
    """The second lead's contract, with its engagements: the first is with the partner of two leads."""

    setting: Setting
    engagements: tuple[uuid.UUID, ...]


def add_second_lead(session: Session, rows: Rows, shelf: Shelf) -> Second | None:
    """Its rows, still to be written. None where the partner is not among those of the demonstration."""
    setting = draw_up_second(rows, clock.today())
    partner = session.scalars(sa.select(Organisation).where(Organisation.name == PARTNER)).one_or_none()
    if partner is None:
        return None
    sender = Someone(member_of(session), OF_TWO.name, partner.id)
    desk = open_second_desk(rows, setting, partner, sender, shelf)
    for asked in setting.checklist.requirements:
        tell(session, desk, asked)
    bring_team(session, desk)
    add_second_year(rows, setting, desk.engagement_id, sender.person_id)
    return Second(setting, (desk.engagement_id, name_and_invite(rows, setting)))


def member_of(session: Session) -> uuid.UUID:
    return session.scalars(sa.select(Person.id).where(Person.email == OF_TWO.email)).one()


def draw_up_second(rows: Rows, today: date) -> Setting:
    starts_on = add_months(today.replace(day=1), -MONTHS_AGO)
    made_at = office_hours(starts_on - timedelta(days=30), rows.random)
    lead = organisation(rows, SECOND_LEAD, made_at)
    commissioner = organisation(rows, COMMISSIONER, made_at, None)
    name = SECOND_MANAGER.name
    person_id = person(rows, name, SECOND_MANAGER.email, made_at, hash_password(PASSWORD))
    join(rows, person_id, lead, Role.MANAGER, made_at)
    manager = Someone(person_id, name, lead)
    setting = Setting(
        today=today,
        starts_on=starts_on,
        ends_on=day_before(add_months(starts_on, MONTHS)),
        visit_on=weekday(today + timedelta(days=38)),
        issued_on=starts_on,
        contract_id=rows.new_id(),
        checklist=in_place(replace(with_year(library()[CHECKLIST]), in_force_from=starts_on), SECOND),
        lead=SECOND_LEAD,
        manager=manager,
        reviewers=(manager, manager),
    )
    add_contract(rows, setting, commissioner, made_at)
    return setting


def add_contract(rows: Rows, setting: Setting, commissioner_id: uuid.UUID, at: datetime) -> None:
    rows.add(
        Contract,
        id=setting.contract_id,
        reference=rows.new_reference("C"),
        title=TITLE,
        commissioner_id=commissioner_id,
        lead_id=setting.manager.organisation_id,
        starts_on=setting.starts_on,
        ends_on=setting.ends_on,
        created_at=at,
    )
    rows.add(
        ChecklistVersion,
        id=rows.new_id(),
        contract_id=setting.contract_id,
        in_force_from=setting.starts_on,
        definition=as_data(setting.checklist),
        created_at=at,
    )
    rows.add(
        Visit,
        id=rows.new_id(),
        contract_id=setting.contract_id,
        kind=VisitKind.COMPLIANCE_MEETING.value,
        on_date=setting.visit_on,
        at_time=None,
        place="",
        created_at=at,
        took_place_at=None,
    )
    said = {"title": TITLE, "checklist": CHECKLIST}
    rows.event(at, "contract-created", setting.manager.person_id, contract_id=setting.contract_id, data=said)


def open_second_desk(
    rows: Rows, setting: Setting, partner: Organisation, sender: Someone, shelf: Shelf
) -> Desk:
    engagement_id = rows.new_id()
    at = office_hours(setting.starts_on - timedelta(days=15), rows.random)
    rows.add(
        Engagement,
        id=engagement_id,
        reference=rows.new_reference("E"),
        contract_id=setting.contract_id,
        partner_id=partner.id,
        sort_name=PARTNER.casefold(),
        area=AREA,
        starts_on=setting.starts_on,
        ends_on=setting.ends_on,
        funding=36_000,
        created_at=at,
    )
    rows.event(
        at,
        "partner-added",
        setting.manager.person_id,
        contract_id=setting.contract_id,
        engagement_id=engagement_id,
        data={"partner": PARTNER, "area": AREA, "conditions": []},
    )
    year = facts.FinancialYear(3, 31, LegalForm.CHARITY, None)
    span = Span(setting.starts_on, setting.ends_on)
    return Desk(rows, setting, engagement_id, span, PARTNER, sender, "Director", False, year, shelf)


def tell(session: Session, desk: Desk, asked: Requirement) -> None:
    """One requirement; registers are the team's."""
    if asked.key in NOT_YET:
        return
    if asked.key in SHARED:
        from_the_shelf(session, desk, asked, SHARED[asked.key])
    elif course := COURSES.get(asked.kind):
        course(desk, asked)


def reviewed(desk: Desk, asked: Requirement) -> None:
    """Reviewed in the first month; a review that is due every year is due again in two."""
    on = desk.span.from_on + days(desk.rows.random.randint(3, 25))
    until_on = None if asked.months else desk.span.until_on
    desk.accept(document(desk, asked, on + days(3), on, until_on))


def assessed(desk: Desk, asked: Requirement) -> None:
    assessment(desk, asked, desk.span.from_on + days(20), desk.span.from_on + days(12))


COURSES: dict[Kind, Callable[[Desk, Requirement], None]] = {
    Kind.DOCUMENT: reviewed,
    Kind.CONFIRMATION: confirmation,
    Kind.ASSESSMENT: assessed,
}


def from_the_shelf(session: Session, desk: Desk, asked: Requirement, key: str) -> None:
    """The file that was sent for the first contract, sent here without another upload."""
    file_id = session.scalar(
        sa.select(StoredFile.id)
        .join(SubmissionFile, SubmissionFile.file_id == StoredFile.id)
        .join(Submission, Submission.id == SubmissionFile.submission_id)
        .where(StoredFile.organisation_id == desk.sender.organisation_id, Submission.requirement_key == key)
        .order_by(Submission.sent_at.desc())
        .limit(1)
    )
    on = desk.span.from_on + days(8)
    sent = desk.send(asked, on, from_on=on - days(30))
    if file_id:
        desk.rows.add(SubmissionFile, submission_id=sent.submission_id, file_id=file_id, place=1)
    desk.accept(sent)
