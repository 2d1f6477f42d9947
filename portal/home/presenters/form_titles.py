"""What each form is called where its page is not at hand, by the address to which it is sent.

A test holds this against the live routes.
"""

import re
from functools import cache
from uuid import UUID

TITLES = {
    "/organisations/{organisation_id}/change": "Change the organisation",
    "/checklist-drafts/{}/about": "About the checklist",
    "/checklist-drafts/{}/changes": "What changes, and for whom",
    "/checklist-drafts/{}/requirements/new": "Add a requirement",
    "/checklist-drafts/{}/requirements/{}": "A requirement of a checklist",
    "/checklist-drafts/{}/requirements/{}/kind": "How does a partner show it?",
    "/checklist-drafts/{}/requirements/{}/same": "Which requirement is it?",
    "/checklist-drafts/{}/year/new/{}": "Add something of the year to a checklist",
    "/checklist-drafts/{}/year/{}/{}": "Something of the year in a checklist",
    "/checklists/from-word": "Start from a Word document or a spreadsheet",
    "/checklists/new": "Make a checklist",
    "/contracts/new": "Make a contract",
    "/contracts/{contract_id}/actions/{}": "An action",
    "/contracts/{contract_id}/calendar/a-year": "How many a year does the contract ask for?",
    "/contracts/{contract_id}/carry-over": "Carry over your own tracking sheet",
    "/contracts/{contract_id}/carry-over/{}": "What we read in your tracking sheet",
    "/contracts/{contract_id}/change": "Change the contract",
    "/contracts/{contract_id}/checklist/change": "Change the checklist",
    "/contracts/{contract_id}/checklist/from-file": "Start the next version from a file",
    "/contracts/{contract_id}/commitments/new": "Write down a commitment",
    "/contracts/{contract_id}/commitments/{}/strike": "Strike a commitment",
    "/contracts/{contract_id}/commitments/{}/{}": "What was given of a commitment",
    "/contracts/{contract_id}/commitments/{}/{}/give": "Give a commitment",
    "/contracts/{contract_id}/council/layout": "The council’s own workbook",
    "/contracts/{contract_id}/council/layout/cells": "Which figure stands in which cell?",
    "/contracts/{contract_id}/council/small-numbers": "What the council does not see",
    "/contracts/{contract_id}/council/{}/send": "Send to the council",
    "/contracts/{contract_id}/hand-over": "Hand the contract over",
    "/contracts/{contract_id}/issue/{}/edition": "Another edition of a document",
    "/contracts/{contract_id}/keeping/archive": "Make an archive",
    "/contracts/{contract_id}/notices/how": "How reminders go out",
    "/contracts/{contract_id}/packs": "Packs",
    "/contracts/{contract_id}/packs/{}/share": "Share a pack",
    "/contracts/{contract_id}/partners/import": "Import partners from a spreadsheet",
    "/contracts/{contract_id}/partners/import/{}": "What we read of the partners",
    "/contracts/{contract_id}/partners/new": "Add a partner",
    "/contracts/{contract_id}/people/new": "Invite somebody",
    "/contracts/{contract_id}/returns/ask": "Ask for a return",
    "/contracts/{contract_id}/returns/begin": "From when are returns given here?",
    "/contracts/{contract_id}/returns/notes/{}": "What is to be noted on a period",
    "/contracts/{contract_id}/visits/new": "Book a visit or a meeting",
    "/contracts/{contract_id}/visits/{}/cancel": "Cancel a visit or a meeting",
    "/contracts/{contract_id}/visits/{}/change": "Move or change a visit or a meeting",
    "/contracts/{contract_id}/visits/{}/decisions": "Add what was decided",
    "/contracts/{contract_id}/visits/{}/findings/actions/{}": "Change an action",
    "/contracts/{contract_id}/visits/{}/findings/actions/{}/remove": "Take an action away",
    "/contracts/{contract_id}/visits/{}/findings/new": "Add a finding",
    "/contracts/{contract_id}/visits/{}/findings/send": "Send the findings",
    "/contracts/{contract_id}/visits/{}/findings/{}": "Change a finding",
    "/contracts/{contract_id}/visits/{}/findings/{}/actions": "Add an action",
    "/contracts/{contract_id}/visits/{}/findings/{}/remove": "Take a finding away",
    "/contracts/{contract_id}/visits/{}/minutes": "Minutes",
    "/contracts/{contract_id}/visits/{}/on-the-day/{engagement_id}": "On the day: the sheet",
    "/contracts/{contract_id}/visits/{}/on-the-day/{engagement_id}/notes/{}": "On the day: a note",
    "/contracts/{contract_id}/visits/{}/on-the-day/{engagement_id}/reopen": "On the day: reopen it",
    "/contracts/{contract_id}/visits/{}/on-the-day/{engagement_id}/rows/{}": "On the day: what was seen",
    "/contracts/{contract_id}/visits/{}/on-the-day/{engagement_id}/rows/{}/finding": "On the day: a finding",
    "/contracts/{contract_id}/visits/{}/on-the-day/{engagement_id}/rows/{}/photos": "On the day: a photo",
    "/contracts/{contract_id}/visits/{}/on-the-day/{engagement_id}/sample": "On the day: the sample",
    "/contracts/{contract_id}/visits/{}/on-the-day/{engagement_id}/sample/pick": "On the day: the sample",
    "/contracts/{contract_id}/visits/{}/on-the-day/{engagement_id}/sign": "On the day: sign it off",
    "/engagements/{engagement_id}/actions/{}": "Decide on an action",
    "/engagements/{engagement_id}/actions/{}/done": "Say that an action is done",
    "/engagements/{engagement_id}/change": "What is agreed",
    "/engagements/{engagement_id}/commitments/{}/{}": "What was given of a commitment",
    "/engagements/{engagement_id}/conditions/{}": "Change a condition from a day on",
    "/engagements/{engagement_id}/confirmations": "Confirm what is true",
    "/engagements/{engagement_id}/confirmations/review": "Confirmations to review",
    "/engagements/{engagement_id}/contacts": "Contacts",
    "/engagements/{engagement_id}/end": "End a partner’s part early",
    "/engagements/{engagement_id}/end/undo": "Undo the early end",
    "/engagements/{engagement_id}/feedback/new": "Ask people what they think",
    "/engagements/{engagement_id}/findings/{}": "Answer a finding",
    "/engagements/{engagement_id}/findings/{}/comment": "Comment on a finding",
    "/engagements/{engagement_id}/hold": "Hold reminders",
    "/engagements/{engagement_id}/incidents/new": "Record an incident",
    "/engagements/{engagement_id}/incidents/{}/withdraw": "Withdraw an incident",
    "/engagements/{engagement_id}/merge": "Merge a partner that was entered twice",
    "/engagements/{engagement_id}/occurrences/new/{}": "Tell of something that happened",
    "/engagements/{engagement_id}/occurrences/{}": "Something that happened",
    "/engagements/{engagement_id}/occurrences/{}/correct": "Put right what was told",
    "/engagements/{engagement_id}/occurrences/{}/forward": "Pass on what was told",
    "/engagements/{engagement_id}/outcomes/{}/{}": "Soft outcomes",
    "/engagements/{engagement_id}/outcomes/{}/{}/rate/{}": "Rate a soft outcome",
    "/engagements/{engagement_id}/packs": "Packs",
    "/engagements/{engagement_id}/partner": "Note on a partner",
    "/engagements/{engagement_id}/partner/write": "Write to a partner",
    "/engagements/{engagement_id}/payments/fee": "Which fee is the partner paid?",
    "/engagements/{engagement_id}/payments/{}": "A payment",
    "/engagements/{engagement_id}/remove": "Remove a partner that was added by mistake",
    "/engagements/{engagement_id}/requirements/{key}/acknowledge": "Acknowledge a document",
    "/engagements/{engagement_id}/requirements/{key}/from-shelf": "Use a document that you have sent before",
    "/engagements/{engagement_id}/requirements/{key}/received": "Received by post or e-mail",
    "/engagements/{engagement_id}/requirements/{key}/register": "People to review",
    "/engagements/{engagement_id}/requirements/{key}/waive": "Waive a requirement",
    "/engagements/{engagement_id}/returns/{}/{}": "A return",
    "/engagements/{engagement_id}/returns/{}/{}/read": "Read a return",
    "/engagements/{engagement_id}/returns/{}/{}/sections/{}": "A part of a return",
    "/engagements/{engagement_id}/returns/{}/{}/sections/{}/files": "Files of a return",
    "/engagements/{engagement_id}/returns/{}/{}/sections/{}/files/remove": "Take a file out of a return",
    "/engagements/{engagement_id}/returns/{}/{}/sections/{}/workbook": "Figures of a return",
    "/engagements/{engagement_id}/returns/{}/{}/withdraw": "No longer ask for a return",
    "/engagements/{engagement_id}/sites/new": "Add a Changing Places toilet",
    "/engagements/{engagement_id}/sites/{}/end": "A Changing Places toilet is there no more",
    "/engagements/{engagement_id}/sites/{}/faults/new": "A fault of a Changing Places toilet",
    "/engagements/{engagement_id}/sites/{}/faults/{}/{}": "A fault of a Changing Places toilet",
    "/engagements/{engagement_id}/sites/{}/map": "A Changing Places toilet on the map",
    "/invited/{}/address": "Correct the address of an invitation",
    "/invited/{}/again": "Invite somebody again",
    "/invited/{}/revoke": "Take an invitation back",
    "/notices/choices": "Choose what you are told, and when",
    "/organisations/{organisation_id}/people/new": "Invite somebody",
    "/organisations/{organisation_id}/people/{}/part": "Change somebody’s part",
    "/organisations/{organisation_id}/people/{}/remove": "Remove somebody",
    "/organisations/{organisation_id}/register/import": "Import people from a spreadsheet",
    "/organisations/{organisation_id}/register/import/{}": "What we read of the people",
    "/organisations/{organisation_id}/register/new": "Add a person to the register",
    "/organisations/{organisation_id}/register/training": "Record training for several people",
    "/organisations/{organisation_id}/register/{}/change": "What is known of a person",
    "/organisations/{organisation_id}/register/{}/check": "What does a person’s DBS certificate say?",
    "/organisations/{organisation_id}/register/{}/contracts/{engagement_id}": "A person’s days there",
    "/organisations/{organisation_id}/register/{}/leave": "A person’s last day",
    "/organisations/{organisation_id}/register/{}/records/{}/status": "Record a status check",
    "/organisations/{organisation_id}/register/{}/records/{}/take-back": "Take a record back",
    "/organisations/{organisation_id}/register/{}/renewal": "A new check has been applied for",
    "/organisations/{organisation_id}/register/{}/return": "A person came back",
    "/organisations/{organisation_id}/register/{}/training": "Record training",
    "/organisations/{organisation_id}/template": "Word template for packs",
    "/organisations/{organisation_id}/template/{}/remove": "Take a Word template away",
    "/submissions/{submission_id}/amount": "What does the policy say?",
    "/submissions/{submission_id}/answers": "Check your answers",
    "/submissions/{submission_id}/assessment/about": "About this assessment",
    "/submissions/{submission_id}/assessment/actions": "Actions of an assessment",
    "/submissions/{submission_id}/assessment/check": "What is written of an assessment so far",
    "/submissions/{submission_id}/assessment/findings/{}": "A finding of an assessment",
    "/submissions/{submission_id}/assessment/signature": "Signature of an assessment",
    "/submissions/{submission_id}/assurance": "Are the accounts audited?",
    "/submissions/{submission_id}/dates": "From when until when does it count?",
    "/submissions/{submission_id}/parties": "Who has signed it?",
    "/submissions/{submission_id}/review": "Review what was sent",
    "/submissions/{submission_id}/review/give": "Give a review away",
    "/submissions/{submission_id}/statement": "Confirm a statement",
    "/you/name": "Change your name",
    "/you/passkeys/new": "Add a passkey",
    "/you/passkeys/{}": "What a passkey is called",
    "/you/passkeys/{}/remove": "Take a passkey away",
    "/you/password": "Change your password",
    "/you/recovery-codes/new": "Make new recovery codes",
    "/you/second-factor/another": "Set the app up on another phone",
    "/you/second-factor/confirm": "Set the app up",
    "/you/second-factor/remove": "Take the app away",
    "/your-address": "Your e-mail address",
}
"""By addresses. The gaps that have a name say whose it is; what stands in the others is told to nobody."""

OTHERWISE = "A form"
REQUIREMENT = "key"
GAP = re.compile(r"\{([a-z_]*)\}")


def called(address: str) -> str:
    """
    >>> called("/contracts/new?lead=1"), called("/contracts/17/change"), called("/no/such/form")
    ('Make a contract', 'Change the contract', 'A form')
    """
    return TITLES.get(route_of(address), OTHERWISE)


def whose(address: str) -> dict[str, UUID]:
    """The ids of what it is about, by the names of the gaps; without what is no id."""
    found = pattern(route).match(path_of(address)) if (route := route_of(address)) else None
    return ids_in(found.groupdict()) if found else {}


def requirement_in(address: str) -> tuple[UUID, str] | None:
    """The engagement and the key of the requirement that it is about; None where it is about none."""
    found = pattern(route).match(path_of(address)) if (route := route_of(address)) else None
    given = found.groupdict() if found else {}
    engagement_id = ids_in(given).get("engagement_id")
    return (engagement_id, given[REQUIREMENT]) if engagement_id and REQUIREMENT in given else None


def ids_in(given: dict[str, str]) -> dict[str, UUID]:
    found = {}
    for name, text in given.items():
        try:
            found[name] = UUID(text)
        except ValueError:
            continue
    return found


def route_of(address: str) -> str:
    """The one with the fewest gaps; empty where there is none."""
    path = path_of(address)
    fitting = (each for each in TITLES if pattern(each).match(path))
    return min(fitting, key=lambda each: each.count("{"), default="")


def path_of(address: str) -> str:
    return address.partition("?")[0]


@cache
def pattern(route: str) -> re.Pattern[str]:
    text = GAP.sub(lambda gap: f"(?P<{gap[1]}>[^/]+)" if gap[1] else "[^/]+", route)
    return re.compile(rf"{text}\Z")
