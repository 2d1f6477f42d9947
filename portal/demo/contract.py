"""The parties, the people who can sign in, the contract, its visits and what the lead issued."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from checklists.library import as_data, library
from checklists.requirement import Checklist
from checklists.vocabulary import LegalForm
from portal.demo import contents, names
from portal.demo.checklists import version_of, write_checklists
from portal.demo.happened import MONEY
from portal.demo.in_place import FIRST, in_place
from portal.demo.meetings import add_visits
from portal.demo.rows import Rows
from portal.demo.setting import CHECKLIST, Setting, Someone, contract_days, office_hours, weekday
from portal.demo.shelf import Shelf
from portal.records import (
    ChecklistVersion,
    Contract,
    IssuedDocument,
    Membership,
    Organisation,
    Person,
    Role,
)
from portal.sign_in.passwords import hash_password

PASSWORD = "lanterns at dusk"  # noqa: S105 - everybody may know it: the demonstration is never loaded in production
TITLE = "Peer support, Wealdshire coast"
ISSUED = "market-stewardship"
CONFIRMED_YEARLY = "risk-management"


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody who can sign in. `places` are the partners they belong to, by their place in STORIES."""

    name: str
    what: str
    email: str
    places: tuple[int, ...] = ()


MANAGER = SignIn("Orla Fernhollow", f"manager at {names.LEAD}", "manager@lanternhouse.example")
REVIEWER = SignIn("Nikhil Rushmere", f"reviewer at {names.LEAD}", "reviewer@lanternhouse.example")
OF_TWO = SignIn(
    "Mabel Tansley",
    "delivery partner, Redwing Wellbeing and New Leaf Allotments",
    "mabel@redwing.example",
    (2, 11),
)
OF_ONE = SignIn("Jomo Larkhill", "delivery partner, Saltway Workshop", "jomo@saltway.example", (5,))
OFFICER = SignIn("Winifred Candlin", f"officer at {names.COMMISSIONER}", "officer@wealdshire.example")
SECOND_MANAGER = SignIn("Rhona Underlea", f"manager at {names.SECOND_LEAD}", "rhona@wayfarers.example")
SIGN_INS = (MANAGER, REVIEWER, OF_TWO, OF_ONE, OFFICER, SECOND_MANAGER)


def draw_up(rows: Rows, shelf: Shelf, today: date) -> tuple[Setting, dict[int, tuple[uuid.UUID, str]]]:
    """The contract with everybody but its partners; and who signs in for which partner, by place."""
    starts_on, ends_on = contract_days(today)
    made_at = office_hours(starts_on - timedelta(days=40), rows.random)
    commissioner = organisation(rows, names.COMMISSIONER, made_at, None)
    lead = organisation(rows, names.LEAD, made_at)
    password = hash_password(PASSWORD)
    manager = Someone(person(rows, MANAGER.name, MANAGER.email, made_at, password), MANAGER.name, lead)
    reviewer = Someone(person(rows, REVIEWER.name, REVIEWER.email, made_at, password), REVIEWER.name, lead)
    officer = person(rows, OFFICER.name, OFFICER.email, made_at, password)
    members: dict[int, tuple[uuid.UUID, str]] = {}
    for each in (OF_TWO, OF_ONE):
        person_id = person(rows, each.name, each.email, made_at, password)
        members |= dict.fromkeys(each.places, (person_id, each.name))
    join(rows, manager.person_id, lead, Role.MANAGER, made_at)
    join(rows, reviewer.person_id, lead, Role.REVIEWER, made_at)
    join(rows, officer, commissioner, Role.MEMBER, made_at)
    setting = Setting(
        today=today,
        starts_on=starts_on,
        ends_on=ends_on,
        visit_on=weekday(today + timedelta(days=21)),
        issued_on=starts_on + timedelta(days=9),
        contract_id=rows.new_id(),
        checklist=checklist_from(starts_on),
        lead=names.LEAD,
        manager=manager,
        reviewers=(reviewer, manager),
    )
    add_contract(rows, setting, commissioner, made_at)
    add_visits(rows, setting, officer)
    issue(rows, shelf, setting)
    write_checklists(rows, setting)
    return setting, members


def checklist_from(starts_on: date) -> Checklist:
    """The library's, with what partners tell of their money, and one thing of the lead's own: a confirmation
    that is renewed every year, and for three years by saying that nothing has changed."""
    plain = in_place(library()[CHECKLIST], FIRST)
    asked = tuple(
        replace(each, months=12, still_years=3) if each.key == CONFIRMED_YEARLY else each
        for each in plain.requirements
    )
    year = replace(plain.year, events=(*plain.year.events, *MONEY))
    return replace(plain, in_force_from=starts_on, requirements=asked, year=year)


def organisation(
    rows: Rows,
    name: str,
    at: datetime,
    legal_form: LegalForm | None = LegalForm.CHARITY,
    year_end: tuple[int, int] = (3, 31),
    first_year_end_on: date | None = None,
    trading_names: tuple[str, ...] = (),
    made_by_id: uuid.UUID | None = None,
) -> uuid.UUID:
    """One that belongs to itself, or that a lead has entered."""
    organisation_id = rows.new_id()
    rows.add(
        Organisation,
        id=organisation_id,
        name=name,
        legal_form=legal_form.value if legal_form else None,
        year_end_month=year_end[0],
        year_end_day=year_end[1],
        first_year_end_on=first_year_end_on,
        created_at=at,
        trading_names=list(trading_names),
        made_by_id=made_by_id,
    )
    return organisation_id


def person(rows: Rows, name: str, email: str, at: datetime, password_hash: str | None = None) -> uuid.UUID:
    person_id = rows.new_id()
    rows.add(Person, id=person_id, email=email, name=name, password_hash=password_hash, created_at=at)
    return person_id


def join(rows: Rows, person_id: uuid.UUID, organisation_id: uuid.UUID, role: Role, at: datetime) -> None:
    rows.add(
        Membership,
        id=rows.new_id(),
        person_id=person_id,
        organisation_id=organisation_id,
        role=role.value,
        created_at=at,
    )


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
        id=version_of(setting),
        contract_id=setting.contract_id,
        in_force_from=setting.starts_on,
        definition=as_data(setting.checklist),
        created_at=at,
    )
    said = {"title": TITLE, "checklist": CHECKLIST}
    rows.event(at, "contract-created", setting.manager.person_id, contract_id=setting.contract_id, data=said)


def issue(rows: Rows, shelf: Shelf, setting: Setting) -> None:
    """The lead's own document, given to all partners once."""
    at, lead = office_hours(setting.issued_on, rows.random), setting.manager
    paper = contents.principles(setting.lead, setting.issued_on)
    said = shelf.keep(rows, paper, paper.title, False, lead.organisation_id, lead.person_id, at)
    rows.add(
        IssuedDocument,
        id=rows.new_id(),
        contract_id=setting.contract_id,
        requirement_key=ISSUED,
        file_id=uuid.UUID(str(said["file"])),
        issued_by=lead.person_id,
        issued_at=at,
    )
    rows.event(
        at,
        "document-issued",
        lead.person_id,
        contract_id=setting.contract_id,
        requirement_key=ISSUED,
        data=said,
    )
