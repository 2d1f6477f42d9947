"""Work in words: for whoever looks after the installation, and for whoever waits for it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.authoring.actions.ask_for_people import SEND_RECORDED
from portal.files.actions.keep_file import SCAN
from portal.history.actions.archive_contract import ARCHIVE
from portal.packs.queries.packs import MAKE
from portal.post.actions.write_message import SEND
from portal.sign_in.actions.send_reset import RESET
from portal.web.addresses import TRY_AGAIN
from portal.words.wording import counted, day, moment
from portal.work.daily import TELL
from portal.work.queries import WorkLine

WHAT: Mapping[str, str] = {
    "anchor-log": "Keep outside where the log of events ends",
    "forget-leavers": "Forget people who left long ago",
    "forget-letters": "Forget the words of messages that went out long ago",
    MAKE: "Make a pack",
    "remove-kept": "Remove what has been kept long enough",
    ARCHIVE: "Make the archive of a contract",
    "read-bounces": "Read which messages came back",
    "remove-harmful": "Remove files that were found to be harmful",
    SCAN: "Scan a file for viruses",
    "scan-stored": "Scan stored files again, by new signatures",
    "scan-waiting": "Have files scanned that were not yet",
    "send-daily": "Write the mails of the day",
    SEND_RECORDED: "Send what is recorded of people to the registers of a new version of a checklist",
    SEND: "Send a message",
    RESET: "Send a link to choose a new password",
    "sweep-files": "Remove files that broken-off uploads left behind",
    "sweep-mail": "Remove mails that were kept in place of a mail server",
    "sweep-pictures": "Remove drawn pages that nobody looks at",
    "sweep-sessions": "Remove sessions and links that are over",
    "sweep-sheets": "Remove spreadsheets that nobody confirmed",
    "sweep-work": "Forget work that was done long ago",
    TELL: "Tell people what has happened",
}
"""By kind. A kind that is not here is shown as it is."""

SAID = {
    "again": "It is tried again.",
    "already": "It is being tried again already, or was done meanwhile.",
}
"""What was done on the page before."""


@dataclass(frozen=True, slots=True)
class WorkView:
    """A line of the administrators' page; `again` is the address of trying once more, empty where it has not
    failed."""

    what: str
    about: str
    when: str
    problem: str
    again: str


def work_view(line: WorkLine) -> WorkView:
    return WorkView(
        what=WHAT.get(line.kind, line.kind),
        about=about_words(line.subject),
        when=when_words(line),
        problem=line.problem,
        again=TRY_AGAIN(line.work_id) if line.has_failed else "",
    )


def about_words(subject: str) -> str:
    """A day as a day. An id says nothing to anybody, and somebody's address is not for administrators.

    >>> about_words("2027-03-31"), about_words("pat@example.org")
    ('31 March 2027', '')
    """
    return day(date.fromisoformat(subject)) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", subject) else ""


def when_words(line: WorkLine) -> str:
    tries = counted(line.tries, "try", "tries")
    if line.has_failed:
        return f"Failed on {moment(line.ended_at)}, after {tries}"
    if line.is_taken:
        return f"Being done: {steps_words(line)}"
    return f"Due on {moment(line.due_at)}" + (f", after {tries}" if line.tries else "")


@dataclass(frozen=True, slots=True)
class ProgressView:
    """How far something has got; `of` is None where nobody knows of how many. It changes while it is open."""

    what: str
    words: str
    done: int
    of: int | None
    is_open: bool


def progress_view(line: WorkLine) -> ProgressView:
    """Without the technical words of a problem: they are for administrators."""
    return ProgressView(
        what=WHAT.get(line.kind, line.kind),
        words=progress_words(line),
        done=line.steps_done,
        of=line.steps_of,
        is_open=line.is_open,
    )


def progress_words(line: WorkLine) -> str:
    if line.has_failed:
        return "It did not work. Whoever looks after this portal sees that, and can try again."
    if not line.is_open:
        return f"Done on {moment(line.ended_at)}."
    if line.is_taken:
        return f"{steps_words(line)}."
    if line.problem:
        return f"It did not work yet. It is tried again on {moment(line.due_at)}."
    return f"It begins soon. It was asked for on {moment(line.asked_at)}."


def steps_words(line: WorkLine) -> str:
    """Since when it was asked for: whoever waits has waited since then."""
    done = f"{line.steps_done} of {line.steps_of}" if line.steps_of else f"{line.steps_done} so far"
    return f"{done}, asked for on {moment(line.asked_at)}"
