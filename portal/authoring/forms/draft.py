"""What is typed about a checklist as a whole. Every reader raises CannotDo."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

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


def read_document(typed: Typed, leads: Collection[str], missing: str) -> uuid.UUID:
    """The lead that a document is for; `missing` is a sentence where there is none, or not one to read."""
    fields = Fields(typed)
    lead = fields.choice("lead", leads, NO_LEAD)
    if missing:
        fields.problems["file"] = missing
    fields.check()
    return uuid.UUID(lead)
