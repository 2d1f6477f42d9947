"""What waits for the reviewers of the demonstration beyond its stories: confirmations signed together, and a
submission of several files, in Word and in Excel; one of it is given to the reviewer."""

import hashlib
import uuid
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.signing import statement_of
from evidence.kinds import DOCX, PDF, XLSX, Kind
from evidence.sheet_values import Value
from evidence.spreadsheet_writing import Written, write_workbook
from evidence.store import new_key
from portal.access import Audience, Belonging, Viewer
from portal.database import Database
from portal.demo.contents import policy
from portal.demo.papers import as_docx, as_pdf
from portal.demo.setting import Setting
from portal.demo.shelf import Shelf
from portal.files.actions.keep_file import KeptFile
from portal.places.contracts import EngagementPlace, get_engagement_place, get_submission_place
from portal.records import Engagement, Membership, Organisation, Person
from portal.review.actions.assign_review import assign_review
from portal.submissions.actions.confirm_statements import confirm_statements
from portal.submissions.actions.keep_draft import add_file, answer_draft, start_draft
from portal.submissions.actions.send_submission import send_submission
from portal.submissions.queries.to_confirm import mark_of

PARTNER = "Oakhollow Befriending"
SIGNED = ("bullying", "disciplinary", "recruitment", "volunteers")
SENT = "health-and-safety"
ACTIONS = (
    ("Church hall, Quay Lane", "Loose carpet at the stage", "Taped down", 4, True),
    ("Church hall, Quay Lane", "No first aid kit in the kitchen", "Bought and signed for", 11, True),
    ("Library, room 2", "Fire door propped open", "Talked over with the caretaker", 18, False),
)
HEADINGS = ("Venue", "What was found", "What was done", "Looked at on", "Closed")


def add_to_review(database: Database, setting: Setting, shelf: Shelf) -> None:
    """By the real actions, each of which commits. Nothing where that partner is not there."""
    with database.writing() as session:
        found = find_sender(session, setting, PARTNER)
        if found is None:
            return
        sender, engagement_id = found
        place = get_engagement_place(session, sender, engagement_id, (Audience.PARTNER,))
        asked = {each.key: each for each in setting.checklist.requirements}
        ticked = {key: mark_of(statement_of(asked[key])) for key in SIGNED}
        confirm_statements(session, sender, place, ticked, sender.name, "Trustee")
        submission_id = send_files(session, sender, place, setting, shelf)
        reviewer = setting.reviewers[0].person_id
        belongs = Belonging(setting.manager.organisation_id, setting.lead, "manager")
        manager = Viewer(setting.manager.person_id, setting.manager.name, "", (belongs,))
        sent = get_submission_place(session, manager, submission_id, (Audience.MANAGER,))
        assign_review(session, manager, sent, reviewer)


def find_sender(session: Session, setting: Setting, partner: str) -> tuple[Viewer, uuid.UUID] | None:
    """Somebody of that partner, and its engagement."""
    row = session.execute(
        sa.select(Person.id, Person.name, Membership.role, Engagement.partner_id)
        .add_columns(Engagement.id.label("engagement_id"))
        .join(Membership, Membership.person_id == Person.id)
        .join(Engagement, Engagement.partner_id == Membership.organisation_id)
        .join(Organisation, Organisation.id == Engagement.partner_id)
        .where(Organisation.name == partner, Engagement.contract_id == setting.contract_id)
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    belongs = Belonging(row.partner_id, partner, row.role)
    return Viewer(row.id, row.name, "", (belongs,)), row.engagement_id


def send_files(
    session: Session, sender: Viewer, place: EngagementPlace, setting: Setting, shelf: Shelf
) -> uuid.UUID:
    """A new version of a policy as it was approved and as it can be changed, and what was found by it."""
    asked, today = setting.checklist.requirement(SENT), setting.today
    draft = start_draft(session, sender.person_id, place, asked, "")
    at = get_submission_place(session, sender, draft, (Audience.PARTNER,))
    paper = policy(asked, PARTNER, 4, today - timedelta(days=9), None)
    for name, kind, content in (
        (f"{paper.title} {today.year}.pdf", PDF, as_pdf(paper)),
        (f"{paper.title} {today.year}.docx", DOCX, as_docx(paper)),
        (f"Checks of venues {today.year}.xlsx", XLSX, checks(today)),
    ):
        add_file(session, sender.person_id, at, kept(shelf, name, kind, content, today))
    answer_draft(session, at, {"from_on": today - timedelta(days=9)})
    send_submission(session, sender.person_id, at, today)
    return draft


def kept(shelf: Shelf, name: str, kind: Kind, content: bytes, today: date) -> KeptFile:
    key = new_key(today)
    shelf.put(content, key)
    return KeptFile(key, name, kind.media_type, len(content), hashlib.sha256(content).hexdigest())


def checks(today: date) -> bytes:
    rows: list[list[Value]] = [[*said, today - timedelta(days=ago), closed] for *said, ago, closed in ACTIONS]
    return write_workbook([Written("Venues", HEADINGS, rows)])
