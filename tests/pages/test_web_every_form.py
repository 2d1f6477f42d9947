"""Every form, against two people at once and a button pressed twice: it makes its thing once, or who saves
second chooses, or its name stands here with the reason why neither can lose or double anything."""

import inspect
import re
from collections import Counter
from collections.abc import Iterable

from portal.web.once import MAKES
from tests.pages.doors import Door

SETTLES = re.compile(
    r"(?<!def )\b(?:settle|settled|refuse_unseen|send_or_show)\(|\bat\.keep\(|\btake\(at, [A-Z]"
)
"""What a handler calls that compares what its page showed with what is kept by now."""

THERE = "the page's own words are compared by an action below it"
BUTTON = "nothing is typed; what is so already stays so"
ENDS = "it ends something: the second finds it ended"
DECIDES = "it is decided once: the second is told that it is, and changes nothing"
SAYS = "it says something of its own beside what others said; the same again is nothing"
FILES = "the same file again is one file; another is kept beside it or in its place"
OWN = "one's own, which nobody else changes"
READ = "a sheet that one person reads: it is kept for them and carried out once"
LINK = "a link or a code that is good once"
SIGNS_IN = "nobody is signed in yet"
DRAFT = "there is one draft, and it is gone on with"
PACK = "each is a pack of its own, of what is so at that moment"

NAMED = {
    DECIDES: (
        "/contracts/{contract_id}/commitments/{commitment_id}/{year}",
        "/contracts/{contract_id}/actions/{action_id}",
        "/contracts/{contract_id}/visits/{visit_id}/findings/send",
        "/engagements/{engagement_id}/actions/{action_id}",
        "/engagements/{engagement_id}/confirmations/review",
        "/engagements/{engagement_id}/findings/{finding_id}",
        "/engagements/{engagement_id}/requirements/{key}/register",
        "/engagements/{engagement_id}/requirements/{key}/waive",
        "/organisations/{organisation_id}/let-in",
        "/organisations/{organisation_id}/names/{left_id}",
        "/submissions/{submission_id}/review",
        "/submissions/{submission_id}/review/give",
        "/checklist-drafts/{draft_id}/changes",
        "/contracts/{contract_id}/visits/{visit_id}/on-the-day/{engagement_id}/sign",
        "/contracts/{contract_id}/visits/{visit_id}/on-the-day/{engagement_id}/reopen",
    ),
    ENDS: (
        "/contracts/{contract_id}/commitments/{commitment_id}/strike",
        "/engagements/{engagement_id}/merge",
        "/engagements/{engagement_id}/remove",
        "/engagements/{engagement_id}/returns/{return_key}/{part}/withdraw",
        "/engagements/{engagement_id}/sites/{site_id}/end",
        "/checklist-drafts/{draft_id}/discard",
        "/checklists/{checklist_id}/remove",
        "/contracts/{contract_id}/packs/{pack_id}/share/{share_id}/end",
        "/contracts/{contract_id}/visits/{visit_id}/cancel",
        "/contracts/{contract_id}/visits/{visit_id}/findings/actions/{action_id}/remove",
        "/contracts/{contract_id}/visits/{visit_id}/findings/{finding_id}/remove",
        "/engagements/{engagement_id}/end",
        "/engagements/{engagement_id}/end/undo",
        "/engagements/{engagement_id}/feedback/{round_id}/close",
        "/engagements/{engagement_id}/hold/{hold_id}/end",
        "/engagements/{engagement_id}/incidents/{incident_id}/withdraw",
        "/engagements/{engagement_id}/returns/{return_key}/{part}/sections/{section}/files/remove",
        "/invited/{invited_id}/revoke",
        "/organisations/{organisation_id}/leave",
        "/organisations/{organisation_id}/people/{person_id}/end-sessions",
        "/organisations/{organisation_id}/people/{person_id}/remove",
        "/organisations/{organisation_id}/register/{worker_id}/records/{record_id}/take-back",
        "/organisations/{organisation_id}/shelf/{unsent_id}/delete",
        "/organisations/{organisation_id}/template/{template_id}/remove",
        "/submissions/{submission_id}/discard",
        "/submissions/{submission_id}/files/remove",
        "/submissions/{submission_id}/take-back",
    ),
    BUTTON: (
        "/background-work/{work_id}/again",
        "/checklist-drafts/{draft_id}",
        "/checklist-drafts/{draft_id}/year",
        "/contracts/{contract_id}/keeping/archive",
        "/contracts/{contract_id}/visits/{visit_id}/on-the-day/{engagement_id}/sample",
        "/contracts/{contract_id}/visits/{visit_id}/on-the-day/{engagement_id}/sample/pick",
        "/contracts/{contract_id}/visits/{visit_id}/on-the-day/{engagement_id}/rows/{row_id}/finding",
        "/contracts/{contract_id}/visits/{visit_id}/took-place",
        "/engagements/{engagement_id}/remind",
        "/engagements/{engagement_id}/requirements/{key}/acknowledge",
        "/engagements/{engagement_id}/returns/{return_key}/{part}",
        "/engagements/{engagement_id}/occurrences/{occurrence_id}/forward",
        "/invited/{invited_id}/again",
    ),
    SAYS: (
        "/engagements/{engagement_id}/outcomes/{outcomes_key}/{period}",
        "/engagements/{engagement_id}/sites/{site_id}/faults/{fault_id}/{fault_step}",
        "/engagements/{engagement_id}/sites/{site_id}/map",
        "/contracts/{contract_id}/invitations",
        "/contracts/{contract_id}/packs/{pack_id}/share",
        "/contracts/{contract_id}/returns/notes/{part}",
        "/engagements/{engagement_id}/confirmations",
        "/engagements/{engagement_id}/occurrences/{occurrence_id}",
        "/engagements/{engagement_id}/requirements/{key}/still-in-force",
        "/invited/{invited_id}/address",
        "/organisations/{organisation_id}/register/{worker_id}/return",
    ),
    THERE: (
        "/contracts/{contract_id}/visits/{visit_id}/on-the-day/{engagement_id}",
        "/contracts/{contract_id}/hand-over",
    ),
    DRAFT: (
        "/checklist-drafts/{draft_id}/requirements/new",
        "/contracts/{contract_id}/checklist/change",
        "/engagements/{engagement_id}/requirements/{key}/from-shelf",
        "/engagements/{engagement_id}/requirements/{key}/received",
        "/engagements/{engagement_id}/requirements/{key}/start",
        "/submissions/{submission_id}/assessment",
        "/submissions/{submission_id}/elsewhere",
    ),
    FILES: (
        "/contracts/{contract_id}/commitments/{commitment_id}/{year}/give",
        "/contracts/{contract_id}/issue/{key}/edition",
        "/engagements/{engagement_id}/commitments/{commitment_id}/{year}",
        "/checklists/from-word",
        "/contracts/{contract_id}/checklist/from-file",
        "/contracts/{contract_id}/council/layout",
        "/contracts/{contract_id}/issue/{key}",
        "/contracts/{contract_id}/visits/{visit_id}/on-the-day/{engagement_id}/rows/{row_id}/photos",
        "/engagements/{engagement_id}/actions/{action_id}/done",
        "/engagements/{engagement_id}/findings/{finding_id}/comment",
        "/engagements/{engagement_id}/returns/{return_key}/{part}/sections/{section}/files",
        "/engagements/{engagement_id}/returns/{return_key}/{part}/sections/{section}/workbook",
        "/organisations/{organisation_id}/template",
        "/submissions/{submission_id}/files",
        "/submissions/{submission_id}/replace",
    ),
    READ: (
        "/contracts/{contract_id}/carry-over",
        "/contracts/{contract_id}/carry-over/{sheet_id}",
        "/contracts/{contract_id}/partners/import",
        "/contracts/{contract_id}/partners/import/{sheet_id}",
        "/organisations/{organisation_id}/register/import",
        "/organisations/{organisation_id}/register/import/{sheet_id}",
    ),
    PACK: ("/contracts/{contract_id}/packs", "/engagements/{engagement_id}/packs"),
    OWN: (
        "/calendar/address",
        "/calendar/address/end",
        "/kept",
        "/kept/forget",
        "/notices/choices",
        "/notices/read",
        "/sign-out",
        "/you/name",
        "/you/passkeys/new",
        "/you/passkeys/new/ask",
        "/you/passkeys/{passkey_id}",
        "/you/passkeys/{passkey_id}/remove",
        "/you/password",
        "/you/recovery-codes",
        "/you/recovery-codes/new",
        "/you/second-factor",
        "/you/second-factor/another",
        "/you/second-factor/another/not",
        "/you/second-factor/confirm",
        "/you/second-factor/remove",
        "/you/sessions/end",
        "/your-address",
    ),
    LINK: (
        "/feedback/{code}",
        "/invitations/{invitation_id}",
        "/join/{invitation_token}",
        "/links/{token}",
        "/your-address/{address_token}",
        "/unsubscribe/{proof}",
        "/bounces/{bounce_secret}",
    ),
    SIGNS_IN: (
        "/feedback",
        "/forgotten-password",
        "/sign-in",
        "/sign-in/code",
        "/sign-in/organisation",
        "/sign-in/passkey",
        "/sign-in/passkey/ask",
        "/sign-in/set-up",
    ),
}


def source_of(door: Door) -> str:
    called = door.handler.fn
    return inspect.getsource(getattr(called, "func", called))


def test_every_form_makes_once_or_settles_or_says_why_not(doors: list[Door]) -> None:
    forms = [door for door in doors if door.method == "POST"]
    named = [path for paths in NAMED.values() for path in paths]
    safe = named + paths_of(door for door in forms if door.handler.opt.get(MAKES))
    safe += paths_of(door for door in forms if SETTLES.search(source_of(door)))
    counted = Counter(safe)
    assert set(paths_of(forms)) - set(safe) == set(), "makes once, settles, or is named"
    assert set(safe) - set(paths_of(forms)) == set(), "there is none any more"
    assert {path for path in named if counted[path] > 1} == set(), "named without need"


def paths_of(doors: Iterable[Door]) -> list[str]:
    return [door.path for door in doors]
