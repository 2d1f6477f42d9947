"""A world with something behind every door, and a way to put it back as it was."""

import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from portal.acting.ask_work import ask_work
from portal.database import Database
from portal.notices.unsubscribing import unsubscribe_address
from portal.records import DbsCheck, SubmissionFile
from portal.settings import DEFAULT_SECRET
from portal.sign_in.actions.use_link import make_link
from portal.visits.actions.book_visit import book_visit
from tests.builders import (
    asking,
    assessing,
    happening,
    importing,
    inviting,
    keeping,
    looking,
    packing,
    paying,
    places,
    promising,
    rating,
    returning,
    sending,
    telling,
    templating,
)
from tests.builders import finding as findings
from tests.builders.good_files import pdf
from tests.builders.layouts import lay_out
from tests.builders.staff import ask_for_address
from tests.builders.world import World
from tests.pages.doors import Door, organisation_of
from tests.pages.furniture import a_passkey, checklists, draft, held, invited, issue, keep_calendar

BOUNCE_SECRET = "0123456789abcdef0123456789abcdef"
"""What those know who post what came back."""

SLOT, SENT, ISSUED = "complaints-policy", "equal-opportunities", "market-stewardship"
REGISTER, COVER, STATEMENT = "dbs-checks", "insurance", "data-protection"
ACCOUNTS, AGREEMENT = "audited-accounts", "sub-contract"
KEYS = {"issue": ISSUED, "acknowledge": ISSUED, "register": REGISTER}
"""The requirement of a page, by a part of its address that not every requirement has."""

DRAFTS = {
    "amount": COVER,
    "statement": STATEMENT,
    "assurance": ACCOUNTS,
    "parties": AGREEMENT,
    "assessment": assessing.EQIA,
}
"""The same for the questions about a draft."""

SHEETS = ("partners", "carry-over")
"""Parts of the addresses of sheets that are not about people."""


@dataclass(frozen=True)
class House:
    """A world with something behind every door, and a way to put it back as it was."""

    database: Database
    clean: Path
    values: dict[str, Any]
    drafts: dict[str, dict[str, Any]]
    packs: dict[str, dict[str, Any]]
    sent: dict[str, Any]
    assessed: dict[str, Any]
    sheets: dict[str, Any]
    found: dict[str, dict[str, Any]]
    reported: dict[str, Any]
    promised: dict[str, dict[str, Any]]
    world: World

    def restore(self) -> None:
        path = str(self.database.engine.url.database)
        self.database.engine.dispose()
        for leftover in (f"{path}-wal", f"{path}-shm"):
            Path(leftover).unlink(missing_ok=True)
        shutil.copyfile(self.clean, path)

    def values_for(self, door: Door) -> dict[str, Any]:
        """What only its partner may see is a draft; what others see too was sent."""
        parts = door.path.split("/")
        draft = self.drafts[next((DRAFTS[part] for part in parts if part in DRAFTS), SLOT)]
        sent = self.assessed if "assessment" in parts else self.sent
        about = draft if door.is_partners else sent
        key = next((KEYS[part] for part in parts if part in KEYS), SLOT)
        sheet = {"sheet_id": self.sheets[next((each for each in SHEETS if each in parts), "people")]}
        pack = self.packs["own" if "engagements" in parts else "shared"]
        found = self.found[found_of(door)]
        own = {"organisation_id": organisation_of(door, self.world, self.world.partner_id)}
        if door.is_partners:
            about = about | {"part": returning.quarter(self.world, 2)}
        if parts[-1] == "withdraw" and "returns" in parts:
            about = about | {"return_key": returning.ON_REQUEST, "part": f"{self.world.today}"}
        visit = self.reported if "report" in parts else {}
        found = found | self.promised["own" if parts[-1] == "give" else "partners"]
        return self.values | about | visit | sheet | pack | found | {"key": key, "requirement_key": key} | own


def found_of(door: Door) -> str:
    """Of a visit, what it found is not sent; of a partner it was; of a contract an action is the lead's
    own."""
    if door.path.startswith("/engagements"):
        return "sent"
    return "planned" if "findings" in door.path else "own"


def find(world: World, visit_id: uuid.UUID) -> dict[str, dict[str, Any]]:
    """A finding that is sent, one that is not, and an action of the lead's own."""
    sent, given = findings.sent(world)
    planned = findings.find(world, visit_id)
    to_give = findings.ask_for(world, planned)
    return {
        "sent": {"finding_id": sent, "action_id": given},
        "planned": {"finding_id": planned, "action_id": to_give},
        "own": {"action_id": findings.decide(world, visit_id)},
    }


def furnish(world: World, clean: Path) -> House:
    drafts = {key: draft(world, key) for key in (SLOT, *DRAFTS.values())}
    sending.attach(world, sending.draft(world, SENT), content=pdf())
    unsent = drafts[SLOT]["file_id"]
    sent = sending.send(world, SENT)
    assessed = assessing.written(world)
    drafts |= {assessing.EQIA: {"submission_id": assessing.draft(world)}}
    issue(world, ISSUED)
    worker = sending.a_worker(world, "Uma Usher")
    sending.check(world, worker)
    returning.take_requests(world)
    returning.begin(world)
    returning.request(world)
    paying.paid(world)
    paying.settle(world, paying.second_manager(world))
    returning.write_all(world)
    returning.send(world, world.reviewer_and_member)
    telling.send(world)
    rating.whole(world)
    lay_out(world)
    with world.database.writing() as session:
        record = session.scalar(sa.select(DbsCheck.id).where(DbsCheck.worker_id == worker))
        sent_file = session.scalar(
            sa.select(SubmissionFile.file_id).where(
                SubmissionFile.submission_id == sent, SubmissionFile.place == 1
            )
        )
        visit = book_visit(session, world.manager, world.contract_place(session), "audit-visit", world.today)
        version, own = checklists(world, session)
        token = make_link(session, world.member.person_id)
        address_token = ask_for_address(session, world.member.person_id, "pat.p@example.org")
        work = ask_work(session, "count", asked_by=world.member.person_id)
        session.commit()
    values = {
        "contract_id": world.contract_id,
        "draft_id": version,
        "checklist_id": own,
        "row": 1,
        "sort": "return",
        "year_key": returning.REPORT,
        "engagement_id": world.engagement_id,
        "organisation_id": world.partner_id,
        "visit_id": visit,
        "row_id": looked_at(world, visit),
        "about": "observation",
        "worker_id": worker,
        "record_id": record,
        "token": token,
        "feed_token": keep_calendar(world),
        "address_token": address_token,
        "code": asking.codes(world, asking.asked(world))[0],
        "round_id": asking.asked(world),
        "invitation_id": inviting.by_operator(world, world.member.email)[0],
        "invitation_token": inviting.by_operator(world, "new@example.org")[1],
        "proof": unsubscribe_address(DEFAULT_SECRET, world.member.person_id).rsplit("/", 1)[1],
        "hold_id": held(world),
        "bounce_secret": BOUNCE_SECRET,
        "number": 1,
        "return_key": returning.REPORT,
        "part": returning.quarter(world),
        "section": "data",
        "site_id": (hall := places.added(world)),
        "fault_id": places.reported(world, hall),
        "fault_step": "mended",
        "outcomes_key": rating.KEY,
        "period": rating.year(world),
        "outcome_key": rating.OUTCOMES[0],
        "incident_id": assessing.incident(world, world.today),
        "event_key": happening.SERIOUS,
        "occurrence_id": happening.shared(world),
        "year": promising.current(world).year,
        "condition": "uses-volunteers",
        "file_path": "manifest.json",
        "kind": "csv",
        "work_id": work,
        "unsent_id": unsent,
        "passkey_id": a_passkey(world),
        "domain": "kingsmarsh.example",
        "person_id": world.colleague.person_id,
        "invited_id": invited(world),
        "archive_id": keeping.archived(world),
        "left_id": keeping.name_left(world),
        "template_id": templating.put(world).template_id,
    }
    return House(
        world.database,
        clean,
        values,
        drafts,
        {"own": {"pack_id": packing.own_pack(world)}, "shared": packing.shared_pack(world)},
        {"submission_id": sent, "file_id": sent_file},
        {"submission_id": assessed},
        {
            "people": importing.people_read(world),
            "partners": importing.partners_read(world),
            "carry-over": importing.tracking_read(world),
        },
        find(world, visit),
        {"visit_id": reported(world)},
        promise(world),
        world,
    )


def promise(world: World) -> dict[str, dict[str, Any]]:
    """A partner's commitment, of which a figure waits to be decided, and one of the lead's own."""
    partners, own = promising.promised(world), promising.own(world)
    promising.given(world, partners, "9")
    return {"partners": {"commitment_id": partners}, "own": {"commitment_id": own}}


def looked_at(world: World, visit: uuid.UUID) -> uuid.UUID:
    """The first row of that visit with the world's partner."""
    looking.drawn(world, visit)
    return looking.rows(world, visit)[0].row_id


def reported(world: World) -> uuid.UUID:
    """Another visit, whose report the partner may read."""
    visit_id = looking.a_visit(world, as_well=True)
    looking.drawn(world, visit_id)
    looking.looked_at(world, visit_id)
    looking.signed(world, visit_id)
    return visit_id
