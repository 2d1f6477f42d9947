"""What is typed about a checklist as a whole. Every reader raises CannotDo."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from portal.access import NotHere
from portal.web.fields import Fields
from portal.web.typed import Typed

NO_TITLE = "Enter what the checklist is called."
NO_LEAD = "Choose the organisation that it is for."


@dataclass(frozen=True, slots=True)
class Start:
    """A checklist of the lead's own that is to be written; `copied` is what it starts from."""

    lead_id: uuid.UUID
    title: str
    copied: str


def read_start(typed: Typed, leads: Collection[str], starts: Collection[str]) -> Start:
    fields = Fields(typed)
    lead = fields.choice("lead", leads, NO_LEAD)
    title = fields.line("title", NO_TITLE)
    copied = fields.choice("start", starts, "Choose what to start from.")
    fields.check()
    return Start(uuid.UUID(lead), title, copied)


def read_about(typed: Typed, *, has_day: bool) -> tuple[str, date | None]:
    """The title, and the day from which it is in force where it `has_day` at all."""
    fields = Fields(typed)
    title = fields.line("title", NO_TITLE)
    in_force_from = fields.day("in_force_from", "The day") if has_day else None
    fields.check()
    return title, in_force_from


def read_version(typed: Typed) -> uuid.UUID | None:
    """The version that a draft is to begin as; None where none is named."""
    named = typed.first("version")
    try:
        return uuid.UUID(named) if named else None
    except ValueError:
        raise NotHere from None


def read_reason(typed: Typed) -> str:
    """Why a version is published for a past day, or replaces another; whether it must be given the action
    knows."""
    fields = Fields(typed)
    reason = fields.lines("reason", longest=2000)
    fields.check()
    return reason


def read_same(typed: Typed, among: Collection[str]) -> str:
    """Which of the earlier requirements a row is, by its key or as a new one."""
    fields = Fields(typed)
    chosen = fields.choice("same", among, "Choose which requirement it is.")
    fields.check()
    return chosen


def read_document(typed: Typed, leads: Collection[str], missing: str) -> uuid.UUID:
    """The lead that a document is for; `missing` is a sentence where there is none, or not one to read."""
    fields = Fields(typed)
    lead = fields.choice("lead", leads, NO_LEAD)
    if missing:
        fields.problems["file"] = missing
    fields.check()
    return uuid.UUID(lead)
