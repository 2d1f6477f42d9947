"""The attack by naming: somebody who leads a contract types the name, the number or the address of every kind
of organisation at every door that takes one, and sees whether the answer is another than for nobody's."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from portal.access import Viewer
from portal.contracts.actions.create_contract import NewContract, create_contract
from portal.invitations.actions.invite_first import invite_first
from portal.records import (
    Invitation,
    Membership,
    Organisation,
    Person,
)
from portal.sign_in.actions.join_organisation import find_or_add_organisation
from tests.builders import inviting, sheets
from tests.builders.world import CHECKLIST, World
from tests.pages.client import Answer, PageClient


@dataclass(frozen=True)
class Named:
    """An organisation as an attacker may know it: its name, its number, and the address of one of its people.
    `organisation_id` is None for nobody's."""

    name: str
    number: str
    email: str
    organisation_id: uuid.UUID | None = None


@dataclass(frozen=True)
class Attack:
    """An attacker with a contract of its own, beside what there is."""

    world: World
    attacker: Viewer
    contract_id: uuid.UUID
    own_id: uuid.UUID
    kinds: Mapping[str, Named] = field(default_factory=dict)

    @property
    def base(self) -> str:
        return f"/contracts/{self.contract_id}"


class Watched(PageClient):
    """Keeps all the statements that its requests cost."""

    work: list[str]

    def ask(self, method: str, path: str, status: int | None = None, **options: Any) -> Answer:
        answer = super().ask(method, path, status, **options)
        self.work += self.queries
        return answer


def watched(client: PageClient) -> Watched:
    made = Watched(client.portal, client.http, client.watch, client.token)
    made.work = []
    return made


Door = Callable[[Attack, PageClient, Named], list[Answer]]


def prepare(world: World, attacker: Viewer, own_id: uuid.UUID) -> Attack:
    """Every kind of organisation there is, each with a number, and a contract of the attacker's."""
    ids = {
        "commissioner": world.commissioner_id,
        "lead": world.noise_lead_id,
        "own lead": world.lead_id,
        "partner of mine elsewhere": world.partner_id,
        "partner of another lead": world.noise_partner_id,
        "council of another lead": world.noise_officer.belongings[0].organisation_id,
        "provisioned": provisioned(world),
        "joined, without a contract": joined(world),
        "stand-in of another lead": inviting.name_partner(world, "Heron Trust", world.noise_manager),
    }
    ids = {kind: organisation_id for kind, organisation_id in ids.items() if organisation_id != own_id}
    kinds = {
        kind: described(world, each, 1_100_000 + place) for place, (kind, each) in enumerate(ids.items())
    }
    kinds["nobody"] = Named("Nobody Trust", "1099999", "nobody@nowhere.example")
    with world.database.writing() as session:
        new = NewContract("Attacked", "Some Council", CHECKLIST, world.starts_on, world.ends_on)
        contract_id = create_contract(session, attacker, own_id, new)
    return Attack(world, attacker, contract_id, own_id, kinds)


def provisioned(world: World) -> uuid.UUID:
    with world.database.writing() as session:
        organisation_id = find_or_add_organisation(session, "Fern Trust")
        session.commit()
    return organisation_id


def joined(world: World) -> uuid.UUID:
    with world.database.writing() as session:
        invite_first(
            session, email="gull@gull.example", name="Gil Gull", organisation="Gull Trust", role="manager"
        )
        invitation_id = session.scalars(
            sa.select(Invitation.id).where(Invitation.email == "gull@gull.example")
        ).one()
    return next(iter(inviting.come_in(world, invitation_id, "Gil Gull").organisations))


def described(world: World, organisation_id: uuid.UUID, number: int) -> Named:
    """With a number of its own, and the address of somebody who belongs to it alone, where anybody does."""
    with world.database.writing() as session:
        is_it = sa.update(Organisation).where(Organisation.id == organisation_id)
        session.execute(is_it.values(charity_number=str(number)))
        name = session.scalars(sa.select(Organisation.name).where(Organisation.id == organisation_id)).one()
        belongs = sa.select(Person.email).join(Membership, Membership.person_id == Person.id)
        belongs = belongs.where(Person.id != world.reviewer_and_member.person_id)
        email = session.scalars(
            belongs.where(Membership.organisation_id == organisation_id).order_by(Person.email)
        ).first()
        session.commit()
    return Named(name, str(number), email or f"someone@{number}.example", organisation_id)


def as_commissioner(attack: Attack, client: PageClient, named: Named) -> list[Answer]:
    world = attack.world
    form = {
        "lead": str(attack.own_id),
        "title": "Another",
        "commissioner": named.name,
        "checklist": CHECKLIST,
        **days("starts_on", world.starts_on.isoformat()),
        **days("ends_on", world.ends_on.isoformat()),
    }
    made = client.post("/contracts/new", form)
    return [made, client.follow(made)]


def days(name: str, day: str) -> dict[str, str]:
    year, month, number = day.split("-")
    return {f"{name}-day": number, f"{name}-month": month, f"{name}-year": year}


def partner_form(attack: Attack, named: Named, **more: str) -> dict[str, str]:
    world = attack.world
    return {
        "name": named.name,
        "area": "Attackford",
        "legal_form": "charity",
        "year_end-day": "31",
        "year_end-month": "August",
        "uses-volunteers": "no",
        "supports-people-with-dementia": "no",
        **days("starts_on", world.starts_on.isoformat()),
        **days("ends_on", world.ends_on.isoformat()),
        "right": "yes",
        **more,
    }


def as_partner(attack: Attack, client: PageClient, named: Named) -> list[Answer]:
    made = client.post(f"{attack.base}/partners/new", partner_form(attack, named))
    shown = client.follow(made)
    partner = shown.find("//td[@data-heading='Partner']//a")[0].get("href")
    change = client.get(str(partner))
    about = next(href for words, href in change.links.items() if words.startswith("Its names"))
    return [made, shown, change, client.get(about)]


def by_number(attack: Attack, client: PageClient, named: Named) -> list[Answer]:
    form = partner_form(attack, named, name="Another Name", charity_number=named.number)
    made = client.post(f"{attack.base}/partners/new", form)
    return [made, client.follow(made)]


def by_sheet(attack: Attack, client: PageClient, named: Named) -> list[Answer]:
    headings = ("Partner", "Area", "Charity number", "Contact", "E-mail", "Volunteers", "Year end")
    rows = [[named.name, "Attackford", named.number, "A Contact", named.email, "no", "31 August"]]
    content = sheets.xlsx(headings, rows, "Partners")
    taken = client.upload(f"{attack.base}/partners/import", [("p.xlsx", content)], field="file")
    shown = client.follow(taken)
    done = client.post(shown.response.url.path)
    return [taken, shown, done, client.follow(done), client.get(f"{attack.base}/invitations")]


def by_rename(attack: Attack, client: PageClient, named: Named) -> list[Answer]:
    """What the attacker manages takes that name and number."""
    page = f"/organisations/{attack.own_id}"
    form = {
        "name": named.name,
        "charity_number": named.number,
        "legal_form": "charity",
        "year_end-day": "31",
        "year_end-month": "March",
        "since": "always",
    }
    changed = client.post(f"{page}/change", form)
    return [changed, client.follow(changed)]


def by_invitation(attack: Attack, client: PageClient, named: Named) -> list[Answer]:
    """Somebody of the organisation is invited for what the attacker has named itself, and once more."""
    client.post(f"{attack.base}/partners/new", partner_form(attack, Named("Bait Trust", "", "")))
    found = client.get(f"{attack.base}/people/new").find("//select[@name='organisation']/option")
    bait = next(each.get("value") for each in found if str(each.text_content()).strip() == "Bait Trust")
    form = {"organisation": str(bait), "name": "A Person", "email": named.email, "role": "manager"}
    asked = client.post(f"{attack.base}/people/new", form)
    shown = client.follow(asked)
    again = client.post(f"{attack.base}/people/new", form)
    return [asked, shown, again, client.get(f"{attack.base}/invitations")]


def by_id(attack: Attack, client: PageClient, named: Named) -> list[Answer]:
    """An accomplice is invited into it by its id, should the attacker have come to know that. Of its own
    partner the attacker reads what that says of itself, and changes nothing."""
    if named.organisation_id == attack.world.partner_id:
        return []
    organisation = str(named.organisation_id or uuid.uuid4())
    form = {"organisation": organisation, "name": "An Accomplice", "email": "a@b.example", "role": "manager"}
    return [
        client.post(f"{attack.base}/people/new", form, status=422),
        client.get(f"/organisations/{organisation}", status=404),
        client.post(f"/organisations/{organisation}/change", {"name": "Mine"}, status=404),
    ]


DOORS: dict[str, Door] = {
    "commissioner of a new contract": as_commissioner,
    "partner form": as_partner,
    "partner form, by number": by_number,
    "spreadsheet": by_sheet,
    "rename": by_rename,
    "invitation": by_invitation,
    "by id": by_id,
}
