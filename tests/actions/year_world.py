"""Forty partners of two leads, with a diary of what each has: five of a kind made by hand, then copied."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import last_day
from checklists.library import as_data, library
from checklists.vocabulary import Force, LegalForm
from portal import clock
from portal.access import Audience, Belonging, Viewer
from portal.database import Database
from portal.demo.told import skip_until
from portal.places.organisations import OrganisationPlace, get_organisation_place
from portal.records import ChecklistVersion, Contract, Engagement, Membership, Organisation, Person, Role
from portal.register.actions.add_worker import add_worker
from portal.register.actions.record_check import record_check
from portal.standing.actions.rebuild_standing import rebuild
from tests.actions.year_diary import FROM_LEAD, PREFERRED, Deal, Diary, Thing
from tests.builders import sending
from tests.builders.clock import clock_on
from tests.builders.multiplying import copy_of, multiply
from tests.builders.world import CHECKLIST, Making, World, make_world, moment_before_all

MADE_ON = date(2026, 3, 16)
ROLES = ("reviewer", "manager")
POLICY, INSURANCE, CHECKS = "safeguarding-policy", "insurance", "dbs-checks"


@dataclass
class Year:
    """The world and the diary; the viewers by person, of each lead a reviewer and a manager; of what was
    accepted the decision, and who left which organisation when."""

    world: World
    diary: Diary = field(default_factory=Diary)
    viewers: dict[str, Viewer] = field(default_factory=dict)
    leads: dict[str, tuple[Viewer, Viewer]] = field(default_factory=dict)
    accepted: dict[str, uuid.UUID] = field(default_factory=dict)
    left: dict[tuple[str, str], date] = field(default_factory=dict)

    @property
    def database(self) -> Database:
        return self.world.database

    def partner_of(self, deal: Deal) -> Viewer:
        """Somebody who belongs to it just now."""
        staff = [self.viewers[who] for who in self.diary.people[deal.partner]]
        return min(staff, key=lambda viewer: viewer.email)

    def reviewer_of(self, deal: Deal) -> Viewer:
        return self.leads[deal.lead][0]

    def manager_of(self, deal: Deal) -> Viewer:
        return self.leads[deal.lead][1]


def make_year(database: Database, copies: int) -> Year:
    with clock_on(MADE_ON):
        world = make_world(database)
        year = Year(world)
        with database.writing() as session:
            engagements = archetypes(session, world)
            ask_for_less(session)
            rebuild(session, engagements)
            session.commit()
        with database.reading() as session:
            meet(session, year)
        for number, deal in enumerate(list(year.diary.deals.values())):
            furnish(year, deal, number)
    with database.writing() as session:
        multiply(session, engagements, 1, copies)
        write_to_copies(session)
        let_somebody_manage(session)
        share_somebody(session, year)
        skip_until(session, clock.now())
        session.commit()
    furnished = dict(year.diary.deals)
    with database.reading() as session:
        meet(session, year)
    for name, deal in furnished.items():
        year.diary.deals[name].things = deal.things
        for number in range(1, copies + 1):
            copy = year.diary.deals[str(copy_of(uuid.UUID(name), number))]
            copy.things = {
                (key, copied_part(key, part, number)): replace(
                    thing, in_order=list(thing.in_order), submission=""
                )
                for (key, part), thing in deal.things.items()
            }
    return year


def copied_part(key: str, part: str, number: int) -> str:
    return str(copy_of(uuid.UUID(part), number)) if key == CHECKS else part


def archetypes(session: Session, world: World) -> Sequence[uuid.UUID]:
    """Three partners are there; two more, and a second contract of the first lead."""
    make = Making(session, moment_before_all())
    days = world.starts_on, world.ends_on
    found = {each.id: each for each in session.scalars(sa.select(Organisation))}
    council, lead = found[world.commissioner_id], found[world.lead_id]
    second = make.contract("C-TWWT-2222", "Carers together", council, lead, days)
    other = session.get_one(Contract, world.noise_contract_id)
    fourth = make.organisation("Lantern Row", LegalForm.CHARITY, (3, 31))
    fifth = make.organisation("Brook & Barrow", LegalForm.COMPANY, (12, 31))
    make.engagement("E-YEAR-3333", other, found[world.partner_id], "Bothford", volunteers=False)
    make.engagement("E-YEAR-4444", second, fourth, "Lanternby", volunteers=False)
    make.engagement("E-YEAR-6666", other, fifth, "Brookham", volunteers=False)
    make.person("Lena Lantern", (fourth, Role.MANAGER))
    make.person("Luc Lantern", (fourth, Role.MEMBER))
    make.person("Bea Brook", (fifth, Role.MEMBER))
    make.person("Ben Brook", (fifth, Role.MEMBER))
    make.person("Cat Chief", (found[world.partner_id], Role.MEMBER))
    make.person("Oda Open", (found[world.second_partner_id], Role.MEMBER))
    make.person("Nat Noise", (found[world.noise_partner_id], Role.MEMBER))
    make.person("Rika Reviewer", (found[world.noise_lead_id], Role.REVIEWER))
    return session.scalars(sa.select(Engagement.id)).all()


def ask_for_less(session: Session) -> None:
    """A document, two covers, a register of checks, something preferred, something that the lead issues.

    A version that was read is remembered by its id, so these have ids of their own.
    """
    full = library()[CHECKLIST]
    insurance = full.requirement(INSURANCE)
    asked = (
        full.requirement(POLICY),
        replace(insurance, parts=insurance.parts[:2]),
        full.requirement(CHECKS),
        replace(full.requirement(PREFERRED), force=Force.SHOULD),
        full.requirement(FROM_LEAD),
    )
    for version in session.scalars(sa.select(ChecklistVersion)).all():
        version.id = uuid.uuid4()
        version.definition = as_data(replace(full, in_force_from=version.in_force_from, requirements=asked))
    session.flush()


def meet(session: Session, year: Year) -> None:
    """Everybody who is there now, and every engagement."""
    query = (
        sa.select(Person.id, Person.name, Person.email, Membership.organisation_id, Membership.role)
        .add_columns(Organisation.name.label("organisation"))
        .join(Membership, Membership.person_id == Person.id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
    )
    belongings: dict[str, tuple[Belonging, ...]] = {}
    for row in session.execute(query):
        person = str(row.id)
        belonging = Belonging(row.organisation_id, row.organisation, row.role)
        belongings[person] = (*belongings.get(person, ()), belonging)
        year.viewers[person] = Viewer(row.id, row.name, row.email, belongings[person])
        year.diary.people.setdefault(str(row.organisation_id), {})[person] = row.role
    rows = session.execute(
        sa.select(Engagement, Contract.lead_id).join(Contract).order_by(Engagement.reference)
    )
    for engagement, lead_id in rows:
        lead = str(lead_id)
        year.diary.deals[str(engagement.id)] = Deal(
            str(engagement.id),
            str(engagement.contract_id),
            lead,
            str(engagement.partner_id),
            engagement.starts_on,
            engagement.ends_on,
        )
        staff = year.diary.people[lead]
        alone = [who for who in staff if len(year.viewers[who].belongings) == 1]
        reviewer, manager = (next(who for who in alone if staff[who] == role) for role in ROLES)
        year.leads[lead] = year.viewers[reviewer], year.viewers[manager]


def furnish(year: Year, deal: Deal, number: int) -> None:
    """What it has at the start: some of it ends in the year, some has ended, some was never there."""
    begins = year.world.starts_on
    deal.things = {
        (POLICY, ""): Thing(begins),
        (INSURANCE, "public-liability"): Thing(begins),
        (INSURANCE, "employers-liability"): Thing(begins),
        (PREFERRED, ""): Thing(begins),
        (FROM_LEAD, ""): Thing(begins),
    }
    later = date(2027, 12, 31)
    ends = MADE_ON + timedelta(days=20 + 50 * number)
    send(year, deal, POLICY, "", MADE_ON - timedelta(days=300), ends if number < 2 else later)
    send(
        year,
        deal,
        INSURANCE,
        "public-liability",
        MADE_ON,
        ends + timedelta(days=60) if number in {1, 3} else later,
    )
    send(year, deal, INSURANCE, "employers-liability", MADE_ON, later)
    send(year, deal, PREFERRED, "", MADE_ON, ends + timedelta(days=11) if number % 3 else later)
    hire(year, deal, begins, f"Wim Worker {number}", MADE_ON - timedelta(days=(300 + 150 * number)))
    accept_all(year, deal)


def send(year: Year, deal: Deal, key: str, part: str, from_on: date, until_on: date) -> None:
    by = year.partner_of(deal)
    more = {"statement": None} if key == PREFERRED else {}
    submission = sending.send(
        year.world, key, part, by, uuid.UUID(deal.name), from_on=from_on, until_on=until_on, **more
    )
    note_sent(deal, key, part, submission, (from_on, until_on))


def note_sent(deal: Deal, key: str, part: str, submission: uuid.UUID, days: tuple[date, date]) -> None:
    thing = deal.things[key, part]
    thing.stage, thing.submission, thing.offered = "checking", str(submission), days
    thing.sent_on = clock.today()


def hire(year: Year, deal: Deal, from_on: date, name: str, issued_on: date | None) -> str:
    """Somebody who works under this engagement alone, with a check where it has a day of issue."""
    by = year.partner_of(deal)
    with year.database.writing() as session:
        worker = add_worker(
            session,
            by,
            place_of(session, deal, by),
            sending.a_person(name=name, started_on=from_on),
            {uuid.UUID(deal.name): from_on},
        )
    deal.things[CHECKS, str(worker)] = Thing(from_on)
    if issued_on:
        check(year, deal, str(worker), issued_on)
    return str(worker)


def place_of(session: Session, deal: Deal, by: Viewer) -> OrganisationPlace:
    return get_organisation_place(session, by, uuid.UUID(deal.partner), (Audience.OWN,))


def check(year: Year, deal: Deal, worker: str, issued_on: date) -> None:
    by = year.partner_of(deal)
    with year.database.writing() as session:
        entry = sending.a_check(issued_on=issued_on)
        recorded = record_check(session, by, place_of(session, deal, by), uuid.UUID(worker), entry)
    (sent,) = recorded.sent
    note_sent(deal, CHECKS, worker, sent.submission_id, (issued_on, last_day(issued_on, 36)))
    deal.things[CHECKS, worker].applied = False


def accept_all(year: Year, deal: Deal) -> None:
    for thing in deal.things.values():
        if thing.stage == "checking":
            accept(year, deal, thing)


def accept(year: Year, deal: Deal, thing: Thing) -> None:
    submission = uuid.UUID(thing.submission)
    decision = sending.accept(year.world, submission, year.reviewer_of(deal), words="It is theirs.")
    year.accepted[thing.submission] = decision
    thing.in_order.append(thing.offered)
    thing.stage, thing.walked = "", date.min


def write_to_copies(session: Session) -> None:
    """They have addresses of their own kind."""
    for person in session.scalars(sa.select(Person).where(Person.email.contains(" "))):
        address, _, number = person.email.partition(" ")
        person.email = f"{number}.{address}"


def let_somebody_manage(session: Session) -> None:
    """Most partners have a manager, who is written to where no contact is named."""
    for name in ("Pat Partner", "Bea Brook", "Ned Noise"):
        theirs = sa.select(Person.id).where(Person.name == name)
        managing = sa.update(Membership).where(Membership.person_id.in_(theirs)).values(role=Role.MANAGER)
        session.execute(managing)


def share_somebody(session: Session, year: Year) -> None:
    """One person belongs to two partners."""
    world = year.world
    person_id = world.second_member.person_id
    session.add(
        Membership(
            id=uuid.uuid4(),
            person_id=person_id,
            organisation_id=world.noise_partner_id,
            role=Role.MEMBER,
            created_at=moment_before_all(),
        )
    )
