"""Behind every door: what was typed is only shown again, and nothing is done by that."""

import re

from portal.access import Audience
from portal.acting.kept_typed import keep_typed
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.doors import Door, expected, fill, what_is
from tests.pages.furnished import House

WRITING = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM) (?!kept_form|person\b|browser_session)")
"""What whoever comes leaves no trace with: not what was kept, nor that somebody was here."""

NOT_SHOWN = {
    "/background-work/{work_id}/again": "a button",
    "/checklist-drafts/{draft_id}": "buttons",
    "/checklist-drafts/{draft_id}/discard": "a button",
    "/checklist-drafts/{draft_id}/year": "buttons",
    "/checklists/{checklist_id}/remove": "a button",
    "/calendar/address": "a button",
    "/calendar/address/end": "a button",
    "/contracts/{contract_id}/packs/{pack_id}/share/{share_id}/end": "a button",
    "/contracts/{contract_id}/visits/{visit_id}/took-place": "a button",
    "/contracts/{contract_id}/invitations": "ticks, and all are ticked at first",
    "/contracts/{contract_id}/issue/{key}": "a file",
    "/engagements/{engagement_id}/hold/{hold_id}/end": "a button",
    "/engagements/{engagement_id}/remind": "a button",
    "/engagements/{engagement_id}/requirements/{key}/carried-out": "not asked of this requirement",
    "/engagements/{engagement_id}/requirements/{key}/start": "a button",
    "/engagements/{engagement_id}/requirements/{key}/still-in-force": "not asked of this requirement",
    "/kept": "the page’s own script",
    "/kept/forget": "a button",
    "/notices/read": "a button",
    "/organisations/{organisation_id}/change": "its own managers alone, and there is none here",
    "/organisations/{organisation_id}/leave": "a button",
    "/organisations/{organisation_id}/let-in": "buttons",
    "/organisations/{organisation_id}/names/{left_id}": "its own managers alone, tried by itself",
    "/organisations/{organisation_id}/people/{person_id}/end-sessions": "a button",
    "/organisations/{organisation_id}/shelf/{unsent_id}/delete": "a button",
    "/sign-out": "a button",
    "/submissions/{submission_id}/assessment": "a choice of two",
    "/engagements/{engagement_id}/feedback/{round_id}/close": "a button",
    "/submissions/{submission_id}/discard": "a button",
    "/submissions/{submission_id}/elsewhere": "nothing of it has a file",
    "/submissions/{submission_id}/files": "files",
    "/submissions/{submission_id}/files/remove": "a button",
    "/submissions/{submission_id}/replace": "a file",
    "/submissions/{submission_id}/take-back": "a button",
    "/you/passkeys/new/ask": "the page’s own script",
    "/you/recovery-codes": "a button",
    "/you/second-factor": "a button",
    "/you/second-factor/another/not": "a button",
    "/you/sessions/end": "a button",
}
"""Where nothing was typed that could be shown again, and what is sent there."""


def test_no_form_acts_that_is_only_shown_again(
    doors: list[Door], world: World, house: House, clients: dict[str, PageClient]
) -> None:
    shown, told = set(), set()
    for door in doors:
        if door.method != "POST" or Audience.ANYONE in door.audiences:
            continue
        path = fill(door, house.values_for(door))
        for name, client in clients.items():
            viewer = world.people.get(name)
            if (
                viewer is None
                or expected(viewer, what_is(viewer, world, door, world.partner_id), door) != "in"
            ):
                continue
            with world.database.writing() as session:
                keep_typed(session, viewer.person_id, path, [("words", "typed before")])
            answer = client.ask("GET", path)
            assert answer.status < 500, f"{door} for {name}"
            acted = [each for each in client.queries if WRITING.match(each)]
            assert not acted, f"{door} for {name}: {acted}"
            if answer.is_page and answer.find("//*[contains(@class, 'gs-again')]//form"):
                shown.add(door.path)
            else:
                told.add(door.path)
            break
    print(f"{len(shown)} shown again, {len(told - shown)} not")  # noqa: T201 - asked for by number
    assert told - shown == set(NOT_SHOWN)
