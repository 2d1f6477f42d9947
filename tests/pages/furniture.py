"""Single pieces of what stands behind the doors, by the real actions."""

import hashlib
import tempfile
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.drafting import rows_of
from checklists.library import library
from evidence.store import new_key
from portal import clock
from portal.authoring.actions.keep_checklist import keep_checklist
from portal.authoring.actions.keep_draft_checklist import start_own, start_version
from portal.authoring.queries.drafts import get_draft_place
from portal.authoring.queries.own import list_own_checklists
from portal.files.actions.keep_file import KeptFile
from portal.home.actions.keep_address import keep_address
from portal.invitations.actions.invite_person import invite_person
from portal.issued.actions.issue_document import issue_document
from portal.notices.actions.hold_reminders import SaidHold, hold_reminders
from portal.records import Hold, Passkey
from tests.builders import sending
from tests.builders.world import CHECKLIST, World


def a_passkey(world: World) -> uuid.UUID:
    """The member's own."""
    passkey_id = uuid.uuid4()
    with world.database.writing() as session:
        row = Passkey(
            id=passkey_id,
            person_id=world.member.person_id,
            credential_id="YS1wYXNza2V5",
            public_key="of-a-device",
            sign_count=0,
            name="Work laptop",
            made_at=clock.now(),
        )
        session.add(row)
        session.commit()
    return passkey_id


def invited(world: World) -> uuid.UUID:
    """Somebody whom the lead has invited, who has not come."""
    with world.database.writing() as session:
        return invite_person(
            session, world.manager, world.lead_id, email="ina@example.org", name="Ina Invited", role="member"
        )


def keep_calendar(world: World) -> str:
    """What opens the member's calendar to a calendar program."""
    with world.database.writing() as session:
        return keep_address(session, world.member)


def held(world: World) -> uuid.UUID:
    """Reminders that are held."""
    said = SaidHold("", world.today + timedelta(days=7), "New trustees.")
    with world.database.writing() as session:
        hold_reminders(session, world.reviewer, world.place(session, world.reviewer), said)
    with world.database.reading() as session:
        return session.scalars(sa.select(Hold.id)).one()


def checklists(world: World, session: Session) -> tuple[uuid.UUID, uuid.UUID]:
    """A draft of the contract's next version, and a checklist of the lead's own."""
    manager, rows = world.manager, rows_of(library()[CHECKLIST], continued=False)[:2]
    own = start_own(session, manager, world.lead_id, "Ours", rows)
    keep_checklist(session, manager, get_draft_place(session, manager, own))
    kept = list_own_checklists(session, [world.lead_id])[0].checklist_id
    return start_version(session, manager, world.contract_place(session)), kept


def draft(world: World, key: str) -> dict[str, Any]:
    """A draft with a file."""
    submission_id = sending.draft(world, key, sending.some_part(world, key))
    return {"submission_id": submission_id, "file_id": sending.attach(world, submission_id)}


def issue(world: World, requirement: str) -> None:
    """The lead's document for all partners."""
    key = new_key(world.today)
    with tempfile.NamedTemporaryFile(delete=False) as staged:
        staged.write(sending.PDF)
    assert world.store
    world.store.keep(Path(staged.name), key)
    with world.database.writing() as session:
        digest = hashlib.sha256(sending.PDF).hexdigest()
        kept = KeptFile(key, "principles.pdf", "application/pdf", len(sending.PDF), digest)
        issue_document(session, world.manager, world.contract_place(session), requirement, kept)
