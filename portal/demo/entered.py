"""What the lead of the demonstration entered for its partners: a policy that came by post, and what it had
accepted of a new partner before; and somebody of a partner who left and is back."""

import uuid
from datetime import timedelta

from sqlalchemy.orm import Session

from checklists.vocabulary import DbsLevel, DbsOutcome
from evidence.kinds import PDF
from portal.access import Audience, Belonging, Viewer
from portal.contracts.actions.import_tracked import carry_over
from portal.contracts.queries.tracking import list_tracked, list_tracked_partners
from portal.contracts.sheets.tracked import Item, Planned
from portal.database import Database
from portal.demo.contents import policy
from portal.demo.contract import OF_ONE
from portal.demo.papers import as_pdf
from portal.demo.setting import Setting
from portal.demo.shelf import Shelf
from portal.demo.to_review import find_sender, kept
from portal.importing.actions.keep_sheet import keep_tracking_sheet
from portal.importing.sheets.tables import ReadRow
from portal.places.contracts import get_contract_place, get_engagement_place, get_submission_place
from portal.places.organisations import get_organisation_place
from portal.records import ReceivedWay
from portal.register.actions.add_worker import add_worker
from portal.register.actions.check_entries import CheckEntry, WorkerEntry
from portal.register.actions.record_check import record_check
from portal.register.actions.record_leaving import record_leaving
from portal.register.actions.record_return import record_return
from portal.submissions.actions.keep_draft import add_file, answer_draft
from portal.submissions.actions.keep_received import start_received
from portal.submissions.actions.send_submission import send_submission

BY_POST, POSTED = "Kettlebrook Carers", "anti-bribery"
NEW = "New Leaf Allotments"
CARRIED = {"complaints-policy": 60, "equal-opportunities": 150, "anti-bribery": 240}
"""The partner that has just joined, and for how many days each requirement was accepted before."""

RETURNER, JOB = "Perpetua Linnet", "Group leader"
BEGAN, SEEN, LEFT, BACK = 700, 690, 130, 20
"""How many days ago each was."""


def add_entered(database: Database, setting: Setting, shelf: Shelf) -> None:
    """By the real actions, each of which commits. Nothing of a partner that is not there."""
    belongs = Belonging(setting.manager.organisation_id, setting.lead, "manager")
    manager = Viewer(setting.manager.person_id, setting.manager.name, "", (belongs,))
    with database.writing() as session:
        if sender := find_sender(session, setting, BY_POST):
            enter_by_post(session, manager, sender[1], setting, shelf)
        if sender := find_sender(session, setting, NEW):
            carry_all(session, manager, sender[1], setting)
        if sender := find_sender(session, setting, OF_ONE.what.partition(", ")[2]):
            come_back(session, *sender, setting)


def enter_by_post(
    session: Session, viewer: Viewer, engagement_id: uuid.UUID, setting: Setting, shelf: Shelf
) -> None:
    """It waits for somebody else of the lead."""
    asked, approved_on = setting.checklist.requirement(POSTED), setting.today - timedelta(days=16)
    place = get_engagement_place(session, viewer, engagement_id, (Audience.MANAGER,))
    came_on = setting.today - timedelta(days=2)
    draft = start_received(session, viewer, place, asked, "", ReceivedWay.POST.value, came_on)
    at = get_submission_place(session, viewer, draft, (Audience.WRITER,))
    paper = policy(asked, BY_POST, 3, approved_on, None)
    scan = kept(shelf, f"{paper.title}, scanned.pdf", PDF, as_pdf(paper), setting.today)
    add_file(session, viewer.person_id, at, scan)
    answer_draft(session, at, {"from_on": approved_on})
    send_submission(session, viewer.person_id, at, setting.today)


def carry_all(session: Session, viewer: Viewer, engagement_id: uuid.UUID, setting: Setting) -> None:
    place = get_contract_place(session, viewer, setting.contract_id, (Audience.MANAGER,))
    tracked = {each.key: each for each in list_tracked(session, place, setting.today)}
    partners = {each.engagement_id: each for each in list_tracked_partners(session, viewer, place)}
    items = tuple(Item(tracked[key], setting.today + timedelta(days=ahead)) for key, ahead in CARRIED.items())
    sheet_id = keep_tracking_sheet(session, viewer, place, "Tracker.xlsx", {"by": ""})
    carry_over(session, viewer, place, sheet_id, [Planned(ReadRow(2, {}), partners[engagement_id], items)])


def come_back(session: Session, viewer: Viewer, engagement_id: uuid.UUID, setting: Setting) -> None:
    """The check from before goes to the lead once more."""
    place = get_organisation_place(session, viewer, viewer.belongings[0].organisation_id, [Audience.OWN])
    began, seen, left, back = (setting.today - timedelta(days=ago) for ago in (BEGAN, SEEN, LEFT, BACK))
    worker_id = add_worker(session, viewer, place, WorkerEntry(RETURNER, JOB, began), {engagement_id: began})
    check = CheckEntry(
        level=DbsLevel.ENHANCED.value,
        adults_list=True,
        childrens_list=True,
        issued_on=began,
        seen_by=viewer.name,
        seen_on=seen,
        outcome=DbsOutcome.CLEAR.value,
    )
    record_check(session, viewer, place, worker_id, check)
    record_leaving(session, viewer, place, worker_id, left)
    record_return(session, viewer, place, worker_id, back, [engagement_id])
