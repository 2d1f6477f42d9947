"""A small world for tests: a contract with two partners, everybody who belongs to it, and noise beside it."""

import uuid
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from unittest import mock

from sqlalchemy.orm import Session

from checklists.conditions import Said
from checklists.library import as_data, library
from checklists.vocabulary import Condition, LegalForm
from evidence.store import Store
from portal import clock
from portal.access import Audience, Belonging, Viewer
from portal.acting.say import say_facts, say_names, say_terms
from portal.conditions.actions.change_condition import say_condition
from portal.database import Database
from portal.places.contracts import (
    ContractPlace,
    EngagementPlace,
    SubmissionPlace,
    get_contract_place,
    get_engagement_place,
    get_submission_place,
)
from portal.places.organisations import OrganisationPlace, get_organisation_place
from portal.records import (
    Administrator,
    ChecklistVersion,
    Contract,
    Engagement,
    Membership,
    Organisation,
    Person,
    Role,
)
from portal.sign_in.passwords import hash_password
from portal.standing.actions.rebuild_standing import rebuild
from tests.builders.days import first_year

PASSWORD = "correct horse battery"
CHECKLIST = "porchlight-peer-support"


@dataclass(frozen=True)
class World:
    """What is there, by id, and who. The contract began last year and ends in the year after next; all of it
    was known before it began.

    `administrator` looks after the portal and belongs to nobody. `reviewer_and_member` reviews for the lead
    and belongs to the partner too. `colleague` is with the lead, but neither its manager nor its reviewer.
    Everything named noise is others' and must never come back.
    """

    database: Database
    store: Store | None
    today: date
    starts_on: date
    ends_on: date
    commissioner_id: uuid.UUID
    lead_id: uuid.UUID
    partner_id: uuid.UUID
    second_partner_id: uuid.UUID
    contract_id: uuid.UUID
    engagement_id: uuid.UUID
    second_engagement_id: uuid.UUID
    manager: Viewer
    reviewer: Viewer
    colleague: Viewer
    officer: Viewer
    member: Viewer
    second_member: Viewer
    reviewer_and_member: Viewer
    administrator: Viewer
    noise_lead_id: uuid.UUID
    noise_partner_id: uuid.UUID
    noise_contract_id: uuid.UUID
    noise_engagement_id: uuid.UUID
    noise_manager: Viewer
    noise_member: Viewer
    noise_officer: Viewer
    contract: str = "C-WRLD-2222"
    engagement: str = "E-WRLD-2222"
    second_engagement: str = "E-WRLD-3333"
    noise_contract: str = "C-NSNS-2222"
    noise_engagement: str = "E-NSNS-2222"

    @property
    def people(self) -> dict[str, Viewer]:
        """Everybody who can sign in (password: PASSWORD), by what they are here."""
        return {name: value for name, value in vars(self).items() if isinstance(value, Viewer)}

    def contract_place(self, session: Session, viewer: Viewer | None = None) -> ContractPlace:
        return get_contract_place(session, viewer or self.manager, self.contract_id, tuple(Audience))

    def place(
        self, session: Session, viewer: Viewer | None = None, engagement_id: uuid.UUID | None = None
    ) -> EngagementPlace:
        """The first partner's engagement as its member sees it, unless said otherwise."""
        return get_engagement_place(
            session, viewer or self.member, engagement_id or self.engagement_id, tuple(Audience)
        )

    def own_place(self, session: Session, viewer: Viewer | None = None) -> OrganisationPlace:
        """The viewer's own organisation, the first where there are several; the partner's member unless said
        otherwise."""
        someone = viewer or self.member
        own = someone.belongings[0].organisation_id
        return get_organisation_place(session, someone, own, (Audience.OWN,))

    def submission_place(
        self, session: Session, submission_id: uuid.UUID, viewer: Viewer | None = None
    ) -> SubmissionPlace:
        return get_submission_place(session, viewer or self.member, submission_id, tuple(Audience))


class Making:
    """Rows of a world while it is made; `flush` writes them in their order."""

    def __init__(self, session: Session, at: datetime) -> None:
        self.session, self.at = session, at

    def organisation(
        self, name: str, legal_form: LegalForm | None = None, year_end: tuple[int, int] | None = None
    ) -> Organisation:
        month, day = year_end or (None, None)
        made = Organisation(
            id=uuid.uuid4(),
            name=name,
            legal_form=legal_form,
            year_end_month=month,
            year_end_day=day,
            created_at=self.at,
        )
        self.session.add(made)
        self.session.flush()
        with self.at_that_moment():
            say_names(self.session, made.id, None)
            say_facts(self.session, made.id, None)
        return made

    def person(self, name: str, *belongings: tuple[Organisation, Role]) -> Viewer:
        email = f"{name.lower().replace(' ', '.')}@example.org"
        person = Person(
            id=uuid.uuid4(), email=email, name=name, password_hash=password_hash(), created_at=self.at
        )
        self.session.add(person)
        self.session.flush()
        for organisation, role in belongings:
            self.session.add(
                Membership(
                    id=uuid.uuid4(),
                    person_id=person.id,
                    organisation_id=organisation.id,
                    role=role,
                    created_at=self.at,
                )
            )
        found = tuple(Belonging(each.id, each.name, role.value) for each, role in belongings)
        return Viewer(person.id, name, email, found)

    def administrator(self, name: str) -> Viewer:
        """Belongs to no organisation."""
        made = self.person(name)
        self.session.add(Administrator(person_id=made.person_id, since_at=self.at))
        return replace(made, is_administrator=True)

    def contract(
        self,
        reference: str,
        title: str,
        commissioner: Organisation,
        lead: Organisation,
        days: tuple[date, date],
    ) -> Contract:
        made = Contract(
            id=uuid.uuid4(),
            reference=reference,
            title=title,
            commissioner_id=commissioner.id,
            lead_id=lead.id,
            starts_on=days[0],
            ends_on=days[1],
            created_at=self.at,
        )
        self.session.add(made)
        self.session.flush()
        version = replace(library()[CHECKLIST], in_force_from=days[0])
        self.session.add(
            ChecklistVersion(
                id=uuid.uuid4(),
                contract_id=made.id,
                in_force_from=days[0],
                definition=as_data(version),
                created_at=self.at,
            )
        )
        return made

    def engagement(
        self, reference: str, contract: Contract, partner: Organisation, area: str, volunteers: bool
    ) -> Engagement:
        made = Engagement(
            id=uuid.uuid4(),
            reference=reference,
            contract_id=contract.id,
            partner_id=partner.id,
            sort_name=partner.name.casefold(),
            area=area,
            starts_on=contract.starts_on,
            ends_on=contract.ends_on,
            funding=48_000,
            created_at=self.at,
        )
        self.session.add(made)
        self.session.flush()
        with self.at_that_moment():
            say_terms(self.session, made.id, None)
            if volunteers:
                say_condition(self.session, made.id, Said(Condition.USES_VOLUNTEERS, holds=True), None)
        return made

    def at_that_moment(self) -> AbstractContextManager[object]:
        """The portal's clock shows the moment at which all of it is made."""
        return mock.patch.object(clock, "now", return_value=self.at)


@cache
def password_hash() -> str:
    return hash_password(PASSWORD)


def make_world(database: Database, store: Store | None = None) -> World:
    """The world on the day that the clock shows, in an empty migrated database."""
    with database.writing() as session:
        world = fill(Making(session, moment_before_all()), database, store)
        engagements = [world.engagement_id, world.second_engagement_id, world.noise_engagement_id]
        rebuild(session, engagements)
        session.commit()
    return world


def moment_before_all() -> datetime:
    """When the world was made: two weeks before its contract began."""
    return datetime(first_year(clock.today()), 3, 17, 12, tzinfo=UTC)


def fill(make: Making, database: Database, store: Store | None) -> World:
    today = clock.today()
    year = first_year(today)
    days = date(year, 4, 1), date(year + 3, 3, 31)
    council = make.organisation("Kingsmarsh County Council")
    lead = make.organisation("Harbour Light", LegalForm.CHARITY, (3, 31))
    partner = make.organisation("Tidewater Peers", LegalForm.CHARITY, (3, 31))
    second = make.organisation("Open Door Folk", LegalForm.COMPANY, (12, 31))
    contract = make.contract("C-WRLD-2222", "Peer support on the coast", council, lead, days)
    engagement = make.engagement("E-WRLD-2222", contract, partner, "Eastmouth", volunteers=True)
    second_engagement = make.engagement("E-WRLD-3333", contract, second, "Westmouth", volunteers=False)
    noise_council = make.organisation("Noise Borough Council")
    noise_lead = make.organisation("Noise Lead Trust", LegalForm.CHARITY, (3, 31))
    noise_partner = make.organisation("Noise Partner Group", LegalForm.CHARITY, (8, 31))
    noise_contract = make.contract("C-NSNS-2222", "Noise contract", noise_council, noise_lead, days)
    noise_engagement = make.engagement(
        "E-NSNS-2222", noise_contract, noise_partner, "Noiseford", volunteers=True
    )
    return World(
        database,
        store,
        today,
        *days,
        council.id,
        lead.id,
        partner.id,
        second.id,
        contract.id,
        engagement.id,
        second_engagement.id,
        manager=make.person("Mary Manager", (lead, Role.MANAGER)),
        reviewer=make.person("Rafi Reviewer", (lead, Role.REVIEWER)),
        colleague=make.person("Cleo Colleague", (lead, Role.MEMBER)),
        officer=make.person("Olu Officer", (council, Role.MEMBER)),
        member=make.person("Pat Partner", (partner, Role.MEMBER)),
        second_member=make.person("Sam Second", (second, Role.MEMBER)),
        reviewer_and_member=make.person("Bo Both", (lead, Role.REVIEWER), (partner, Role.MEMBER)),
        administrator=make.administrator("Ada Administrator"),
        noise_lead_id=noise_lead.id,
        noise_partner_id=noise_partner.id,
        noise_contract_id=noise_contract.id,
        noise_engagement_id=noise_engagement.id,
        noise_manager=make.person("Nina Noise", (noise_lead, Role.MANAGER)),
        noise_member=make.person("Ned Noise", (noise_partner, Role.MEMBER)),
        noise_officer=make.person("Nora Noise", (noise_council, Role.MEMBER)),
    )
