"""What happened, in a sentence; the one home of these words. Who did it and when stands beside it."""

from collections.abc import Callable, Mapping
from datetime import date

from portal.words.commitment_events import OF_COMMITMENTS
from portal.words.council_events import OF_COUNCIL
from portal.words.day_events import OF_THE_DAY
from portal.words.feedback_events import OF_FEEDBACK
from portal.words.found_events import OF_FINDINGS
from portal.words.labels import ENDING, RETURN_REASON, ROLE, VISIT
from portal.words.occurrence_events import OF_OCCURRENCES
from portal.words.outcome_events import OF_OUTCOMES
from portal.words.pack_events import OF_PACKS
from portal.words.partner_events import OF_PARTNERS
from portal.words.payment_events import OF_PAYMENTS
from portal.words.received import WAY, received_words
from portal.words.return_events import OF_RETURNS
from portal.words.said import Said
from portal.words.site_events import OF_SITES
from portal.words.wording import counted, day

SHEET = {"matrix": "The matrix", "readiness": "Readiness"}
"""By the key of what was taken away as a spreadsheet."""


def event_words(said: Said) -> str:
    """One sentence. What has no words yet is told by its name.

    >>> event_words(Said("evidence-accepted", {"until": "2027-03-31"}))
    'Accepted until 31 March 2027.'
    >>> event_words(Said("tea-made"))
    'Tea made.'
    """
    words = WORDS.get(said.name)
    return words(said) if words else f"{said.name.replace('-', ' ').capitalize()}."


def always(words: str) -> Callable[[Said], str]:
    return lambda _: words


def until(words: str, otherwise: str = "") -> Callable[[Said], str]:
    return lambda said: f"{words} until {said.until}." if said.until else f"{words}{otherwise}."


def of_file(words: str) -> Callable[[Said], str]:
    return lambda said: f"{said.called_file} {words}."


def of_worker(words: str) -> Callable[[Said], str]:
    return lambda said: f"{said.who} {words}."


def with_reference(words: str) -> Callable[[Said], str]:
    return lambda said: f"{words}{said.reference}."


def received(said: Said) -> str:
    way, on = said.data.get("way", ""), said.data.get("on")
    how = received_words(way, date.fromisoformat(on)) if way in WAY and on else "Received"
    return f"{how} and entered for the partner{said.reference}."


def of_visit(words: str) -> Callable[[Said], str]:
    def told(said: Said) -> str:
        kind = VISIT.get(said.data.get("kind", ""), "Visit")
        on = said.data.get("on")
        return f"{kind}{f' on {day(date.fromisoformat(on))}' if on else ''} {words}."

    return told


def returned(said: Said) -> str:
    reason = RETURN_REASON.get(said.data.get("reason") or "", "")
    return f"A change was asked for{f': {reason[0].lower()}{reason[1:]}' if reason else ''}."


def invited(said: Said) -> str:
    role = ROLE.get(said.data.get("role", ""), "")
    return f"{said.person or 'Somebody'} was invited{f' as {role.lower()}' if role else ''}."


def ended(said: Said) -> str:
    why = ENDING.get(said.data.get("ending", ""), "")
    last = said.data.get("last")
    on = f" on {day(date.fromisoformat(last))}" if last else ""
    return f"The engagement was ended early{on}{f': {why}' if why else ''}."


def imported(said: Said) -> str:
    new = counted(said.data.get("added", 0), "new person", "new people")
    return f"People were imported from a spreadsheet: {new}."


def condition(said: Said) -> str:
    named = str(said.data.get("condition", "")).replace("-", " ")
    return f"Recorded that this {'holds' if said.data.get('holds') else 'does not hold'}: {named}."


def harmful(said: Said) -> str:
    found = said.data.get("found")
    return f"{said.called_file} was found to be harmful{f': {found}' if found else ''}."


def of_person(words: str) -> Callable[[Said], str]:
    """Of somebody else who signs in, where the event names one."""
    return lambda said: f"{said.person or 'Somebody'} {words}."


def left_or_removed(words: str) -> Callable[[Said], str]:
    """Somebody of a register, or somebody who signs in."""
    return lambda said: f"{said.worker or said.person or 'Somebody'} {words}."


def sheet(said: Said) -> str:
    what, on = SHEET.get(said.data.get("what", ""), "A list"), said.data.get("day")
    return f"{what}{f' of {day(date.fromisoformat(on))}' if on else ''} was downloaded."


def part_changed(said: Said) -> str:
    before, after = (ROLE.get(said.data.get(each, ""), "").lower() for each in ("from", "to"))
    was = f", was {before}" if before else ""
    return f"{said.person or 'Somebody'} is {after or 'in another part'}{was}."


def partner_removed(said: Said) -> str:
    named = ", ".join(filter(None, (said.data.get("partner"), said.data.get("area")))) or "A partner"
    because = said.data.get("because")
    return f"Removed, having been added by mistake: {named}{f' ({because})' if because else ''}."


def partner_merged(said: Said) -> str:
    named = ", ".join(filter(None, (said.data.get("partner"), said.data.get("area")))) or "A partner"
    kept, because = said.data.get("kept") or "another partner", said.data.get("because")
    return f"Merged: {named} is the same as {kept}{f' ({because})' if because else ''}."


def edition_issued(said: Said) -> str:
    from_on = said.data.get("from")
    since = f" It counts from {day(date.fromisoformat(from_on))}." if from_on else ""
    return f"{said.called_file} was issued as edition {said.data.get('edition', '')}.{since}"


OF_ROOMS = (
    OF_COMMITMENTS
    | OF_COUNCIL
    | OF_FEEDBACK
    | OF_FINDINGS
    | OF_OCCURRENCES
    | OF_OUTCOMES
    | OF_PARTNERS
    | OF_PAYMENTS
    | OF_RETURNS
    | OF_SITES
    | OF_THE_DAY
)

WORDS: Mapping[str, Callable[[Said], str]] = {
    "address-asked-for": always("Another e-mail address was asked for."),
    "address-changed": of_person("has another e-mail address"),
    "administrator-ended": always("Somebody no longer looks after the portal."),
    "administrator-named": always("Somebody was named to look after the portal."),
    "archive-downloaded": always("An archive of the contract was downloaded."),
    "assessment-downloaded": with_reference("The assessment was downloaded"),
    "calendar-address-ended": always("The address of the own calendar opens nothing any more."),
    "calendar-address-made": always("An address of the own calendar was made."),
    "carried-out-recorded": always("Recorded as carried out."),
    "check-recorded": of_worker("had a DBS check recorded"),
    "checklist-kept": always("A checklist was kept as the organisation’s own."),
    "checklist-published": always("A version of the checklist was published."),
    "checklist-removed": always("A checklist of the organisation’s own was removed."),
    "commissioner-joined": always("The commissioner has joined the contract."),
    "condition-changed": condition,
    "contact-left": of_person("is no longer a contact"),
    "contacts-named": always("Contacts were named."),
    "contract-archived": always("An archive of the contract was made."),
    "contract-changed": always("The contract’s title or days were changed."),
    "contract-created": always("The contract was set up."),
    "contract-handed-over": always("The contract was handed over to a colleague."),
    "contract-let-go": always("Whoever had the contract has it no longer."),
    "decision-corrected": always("The decision was corrected."),
    "document-acknowledged": with_reference("Acknowledged"),
    "document-issued": of_file("was issued"),
    "edition-issued": edition_issued,
    "draft-downloaded": always("A draft of the assessment was downloaded."),
    "engagement-changed": always("What is agreed was changed."),
    "engagement-ended": ended,
    "engagement-goes-on": always("The early end was taken back."),
    "evidence-accepted": until("Accepted"),
    "evidence-carried-over": until("Carried over from the lead’s own records, without a file,"),
    "evidence-received": received,
    "evidence-replaced": with_reference("A file was replaced: another submission takes its place"),
    "evidence-returned": returned,
    "evidence-sent": with_reference("Sent"),
    "evidence-taken-back": with_reference("Taken back before anybody had opened it"),
    "exception-recorded": until("Exception recorded", " for as long as the engagement lasts"),
    "file-deleted": always("A file that was never sent was deleted for good."),
    "file-downloaded": of_file("was downloaded"),
    "file-partly-downloaded": of_file("was downloaded in part"),
    "file-previewed": of_file("was looked at"),
    "file-removed-from-draft": always("A file was taken out of a draft."),
    "file-uploaded": of_file("was added to a draft"),
    "harmful-file-found": harmful,
    "harmful-file-removed": always("A file that was found to be harmful was removed."),
    "history-downloaded": always("This history was downloaded."),
    "identity-joined": always("Came in through the organisation’s own sign-in for the first time."),
    "incident-recorded": always("An incident was recorded."),
    "incident-withdrawn": always("An incident was withdrawn."),
    "invitation-accepted": always("An invitation was accepted."),
    "invitation-came-back": always("An invitation could not be delivered."),
    "invitation-refused": always("An invitation was refused."),
    "invitation-revoked": of_person("is no longer invited"),
    "invitation-sent": invited,
    "invitation-waits": always(
        "An invitation was accepted; the organisation’s own manager has yet to say yes."
    ),
    "kept-things-removed": always("What had been kept long enough was removed."),
    "log-sealed": always("The log was sealed as it is."),
    "mail-came-back": always("A mail came back."),
    "meetings-asked-changed": always("How many meetings a year are asked for was changed."),
    "name-changed": always("The own name was changed."),
    "organisation-changed": always("What is known of the organisation was changed."),
    "part-changed": part_changed,
    "partner-added": always("The partner was added."),
    "partner-merged": partner_merged,
    "partner-removed": partner_removed,
    "partner-joined": always("The partner has joined the contract."),
    "partners-imported": always("Partners were imported from a spreadsheet."),
    "passkey-added": always("A passkey was added."),
    "passkey-removed": always("A passkey was taken away."),
    "password-changed": always("The own password was changed."),
    "password-set": always("A new password was chosen."),
    "people-imported": imported,
    "person-added-to-register": of_worker("was put on the register of this contract"),
    "person-came-back": of_worker("was recorded as having come back"),
    "person-came-in": always("Chose a password and came in for the first time."),
    "person-changed": of_worker("was changed on the register"),
    "person-created": invited,
    "person-disabled": of_person("was kept out by whoever runs the portal"),
    "person-enabled": of_person("was let in again by whoever runs the portal"),
    "person-entered": of_worker("was entered on the register"),
    "person-exported": always("What is held about somebody was given out."),
    "person-forgotten": always("Somebody who left long ago was forgotten."),
    "person-kept-out": always("Somebody whom the lead had invited was not let in."),
    "person-left": left_or_removed("was recorded as having left"),
    "person-let-in": always("Somebody whom the lead had invited was let in."),
    "person-on-register-changed": of_worker("has other days under this contract"),
    "person-removed": of_person("no longer acts for the organisation"),
    "person-stays": of_worker("was recorded as staying"),
    "person-stays-away": of_worker("was recorded as not having come back"),
    "record-withdrawn": always("A record of the register was withdrawn."),
    "received-file-added": of_file("was added to a draft of what was received"),
    "received-file-taken-out": always("A file was taken out of a draft of what was received."),
    "recovery-code-used": always("Signed in with a recovery code."),
    "recovery-codes-made": always("New recovery codes were made."),
    "register-downloaded": always("The register was downloaded."),
    "reminded-now": always("People were reminded at once."),
    "reminders-go-on": always("Reminders go on."),
    "reminders-held": until("Reminders are held"),
    "reminders-set": always("How reminders go out was changed."),
    "renewal-noted": of_worker("has a renewal of the check under way, or none any more"),
    "requirement-waived": until("Waived"),
    "reset-asked-for": always("A new password was asked for."),
    "review-given": of_person("was asked to decide on it"),
    "review-taken-off": always("Nobody in particular is asked to decide on it any more."),
    "rows-sealed": always("Something was written by the portal itself."),
    "second-factor-added": always("A second factor was set up."),
    "second-factor-removed": always("The second factor was taken away."),
    "second-factor-replaced": always("The second factor was replaced."),
    "second-factor-reset": of_person("had the second factor taken away by whoever runs the portal"),
    "sessions-ended": of_person("was signed out everywhere"),
    "sheet-downloaded": sheet,
    "signed-in": always("Signed in."),
    "signed-in-elsewhere": always("Signed in from another browser."),
    "signed-out": always("Signed out."),
    "status-checked": always("The Update Service was asked about a check."),
    "training-recorded": of_worker("had training recorded"),
    **OF_PACKS,
    **{name: always(words) for name, words in OF_ROOMS.items()},
    "visit-booked": of_visit("was booked"),
    "visit-cancelled": of_visit("was cancelled"),
    "visit-changed": of_visit("was changed"),
    "visit-moved": of_visit("was moved"),
    "visit-not-held": of_visit("did not take place"),
    "visit-recorded": of_visit("was recorded as held"),
    "visit-took-place": of_visit("took place"),
    "words-redacted": always("A name was taken out of what had been written."),
}
"""By the event's name."""
