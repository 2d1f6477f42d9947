"""The cells of the attack by naming: each door with each kind of organisation, and what leaked."""

import re
import shutil
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from portal.places.mine import list_my_engagements
from portal.records import (
    Contract,
    Engagement,
    Invitation,
    Membership,
    Organisation,
    OrganisationFact,
    OrganisationName,
)
from tests.builders import inviting
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.naming import DOORS, Attack, Named, partner_form, watched

CHANGING = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[CE]-[0-9A-Z]{4}-[0-9A-Z]{4}"
    r"|name=\"(?:_csrf_token|_form)\" value=\"[^\"]*\""
)
"""What differs between any two answers: ids, references, tokens of forms."""


def shown_of(answers: list[Answer], named: Named) -> list[str]:
    """The answers with all that was typed, and all that differs anyway, taken out."""
    typed = {named.email: "EMAIL", named.name: "NAME", named.number: "NUMBER"}
    found = []
    for answer in answers:
        text = f"{answer.status} {answer.location} {answer.source}"
        for what, word in typed.items():
            text = text.replace(what, word)
        found.append(CHANGING.sub("·", text))
    return found


def kept_of(world: World, organisation_id: uuid.UUID | None) -> list[object]:
    """All that is recorded of an organisation, and of what it belongs to."""
    tables = {
        Organisation: Organisation.id,
        OrganisationName: OrganisationName.organisation_id,
        OrganisationFact: OrganisationFact.organisation_id,
        Membership: Membership.organisation_id,
        Engagement: Engagement.partner_id,
        Contract: sa.case(
            (Contract.lead_id == organisation_id, Contract.lead_id), else_=Contract.commissioner_id
        ),
    }
    with world.database.reading() as session:
        return [
            tuple(row)
            for table, column in tables.items()
            for row in session.execute(
                sa.select(*table.__table__.columns)
                .where(column == organisation_id)
                .order_by(table.__table__.c.id)
            )
        ]


@dataclass(frozen=True)
class Snapshot:
    """The database as it was before the attack."""

    attack: Attack
    file: Path

    def put_back(self) -> None:
        path = str(self.attack.world.database.engine.url.database)
        self.attack.world.database.engine.dispose()
        for leftover in (f"{path}-wal", f"{path}-shm"):
            Path(leftover).unlink(missing_ok=True)
        shutil.copyfile(self.file, path)


def snapshot(attack: Attack, file: Path) -> Snapshot:
    engine = attack.world.database.engine
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(str(engine.url.database), file)
    return Snapshot(attack, file)


@dataclass(frozen=True)
class Cell:
    """What came of one door for one kind; `leaks` are sentences, none where it held."""

    door: str
    kind: str
    leaks: tuple[str, ...]


def try_door(before: Snapshot, client: PageClient, door: str, kinds: Iterable[str]) -> Iterator[Cell]:
    """For each kind the answer, and the work that it cost, must be those for nobody's name; and nothing of
    the organisation is another than it was."""
    attack = before.attack
    wanted, work, _ = outcome(before, client, door, attack.kinds["nobody"])
    for kind in kinds:
        named = attack.kinds[kind]
        kept = kept_of(attack.world, named.organisation_id)
        answers, cost, now = outcome(before, client, door, named)
        leaks = [] if answers == wanted or not answers else [difference(wanted, answers)]
        leaks += [] if cost == work or not answers else [f"{len(cost)} statements instead of {len(work)}"]
        if named.organisation_id and now != kept:
            leaks.append("something of it has changed")
        yield Cell(door, kind, tuple(leaks))


def warm_up(before: Snapshot, client: PageClient) -> None:
    """What is read once a process is read by then."""
    outcome(before, client, "partner form", before.attack.kinds["nobody"])


def outcome(
    before: Snapshot, client: PageClient, door: str, named: Named
) -> tuple[list[str], list[str], list[object]]:
    """What was shown, what it cost, and what is kept of the organisation afterwards."""
    before.put_back()
    asking = watched(client)
    answers = DOORS[door](before.attack, asking, named)
    kept = kept_of(before.attack.world, named.organisation_id)
    return shown_of(answers, named), asking.work, kept


def difference(wanted: list[str], found: list[str]) -> str:
    for place, (one, other) in enumerate(zip(wanted, found, strict=False)):
        if one != other:
            at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
            near = slice(max(0, at - 60), at + 120)
            return f"answer {place + 1}: …{other[near]}… for …{one[near]}…"
    return f"{len(found)} answers instead of {len(wanted)}"


def take_over(before: Snapshot, client: PageClient, kind: str) -> list[str]:
    """Name it, invite an accomplice as its manager, who comes: what she can open of it that she should
    not."""
    before.put_back()
    attack, named = before.attack, before.attack.kinds[kind]
    world, victim = attack.world, named.organisation_id
    kept = kept_of(world, victim)
    client.post(f"{attack.base}/partners/new", partner_form(attack, named))
    found = client.get(f"{attack.base}/people/new").find("//select[@name='organisation']/option")
    entry = next(each.get("value") for each in found if str(each.text_content()).strip() == named.name)
    form = {"organisation": str(entry), "name": "Vic", "email": "vic@spy.example", "role": "manager"}
    client.post(f"{attack.base}/people/new", form)
    with world.database.reading() as session:
        query = sa.select(Invitation.id).where(Invitation.email == "vic@spy.example")
        invitation_id = session.scalars(query).one()
    accomplice = inviting.come_in(world, invitation_id, "Vic")
    open_to_her = [str(each) for each in accomplice.organisations if each == victim]
    with world.database.reading() as session:
        parts = list_my_engagements(session, accomplice)
        open_to_her += [each.contract for each in parts if each.contract_id != attack.contract_id]
    return open_to_her + ([] if kept_of(world, victim) == kept else ["something of it has changed"])
