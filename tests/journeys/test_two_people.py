"""Two people with the same form open: who saves second reads what was changed in between, and chooses."""

from datetime import date
from uuid import UUID

from playwright.sync_api import expect

from checklists.library import library
from portal.authoring.actions.keep_draft_checklist import start_own
from portal.submissions.actions.keep_draft import answer_draft
from tests.builders import sending
from tests.builders.world import World
from tests.journeys.conftest import Arrives
from tests.journeys.someone import Someone
from tests.parts.browser import PHONE, assert_accessible

CHANGED = "This was changed while you had it open"


def both_change(one: Someone, two: Someone, page: str, field: str, save: str) -> None:
    """The first saves; the second is asked, and what she typed stands."""
    for each in (one, two):
        each.goes_to(page)
    one.fills(field, "Said by the first")
    one.presses(save)
    two.fills(field, "Said by the second")
    two.presses(save)
    two.is_at(CHANGED)
    two.reads("Said by the first", "Saved meanwhile", "Said by the second", "What you typed")
    two.presses("Save what I have chosen")
    two.reads("Choose what is to stand.")
    two.page.get_by_label("Said by the second").check()
    two.presses("Save what I have chosen")
    two.goes_to(page)
    expect(two.page.get_by_label(field).first).to_have_value("Said by the second")


def test_two_managers(arrives: Arrives, world: World) -> None:
    one, two = arrives(world.manager), arrives(world.manager, PHONE)
    both_change(one, two, f"/contracts/{world.contract_id}/change", "What is it called?", "Keep the changes")
    terms = f"/engagements/{world.engagement_id}/change"
    both_change(one, two, terms, "Where does the partner work?", "Keep the changes")
    about = f"/organisations/{world.lead_id}/change"
    both_change(one, two, about, "Legal name", "Save")
    requirement = f"{a_draft_checklist(world)}/requirements/1"
    both_change(one, two, requirement, "What is it called?", "Save")


def a_draft_checklist(world: World) -> str:
    with world.database.writing() as session:
        copied = library()["porchlight-peer-support"]
        draft_id = start_own(session, world.manager, world.lead_id, "Ours", copied)
    return f"/checklist-drafts/{draft_id}"


def test_two_colleagues_without_script(arrives: Arrives, world: World) -> None:
    worker = sending.a_worker(world, "Wim Worker")
    one, two = (arrives(world.member, java_script_enabled=False) for _ in range(2))
    person = f"/organisations/{world.partner_id}/register/{worker}/change"
    both_change(one, two, person, "Role", "Keep the changes")


def test_what_is_sent_is_what_was_shown(arrives: Arrives, world: World) -> None:
    draft, pat = ready(world), arrives(world.member)
    pat.goes_to(f"/submissions/{draft}/answers")
    with world.database.writing() as session:
        answer_draft(session, world.submission_place(session, draft), {"from_on": date(2026, 2, 3)})
    pat.presses("Send to")
    pat.reads("Somebody has changed the draft since you opened this page", "3 February 2026")
    pat.presses("Send to")
    pat.is_at("Sent")


def test_what_is_typed_after_a_colleague_has_sent_it_is_shown(arrives: Arrives, world: World) -> None:
    draft, pat = ready(world), arrives(world.member, PHONE)
    pat.goes_to(f"/submissions/{draft}/dates")
    sending.send_as_it_is(world, draft)
    pat.fills_day("What date does the document bear?", date(2026, 2, 3))
    pat.presses("Continue")
    pat.is_at("This had been sent already")
    pat.reads("What you typed, which is not sent", "3 February 2026")
    assert_accessible(pat.page)
    pat.page.get_by_role("link", name="The receipt of what was sent").click()
    pat.is_at("Sent")


def ready(world: World) -> UUID:
    draft = sending.draft(world, "whistleblowing")
    sending.attach(world, draft)
    with world.database.writing() as session:
        given = sending.answers_to(sending.requirement("whistleblowing"), "")
        answer_draft(session, world.submission_place(session, draft), given)
    return draft
