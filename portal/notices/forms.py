"""What is typed about reminders. Every reader raises CannotDo, with problems by field."""

import uuid
from collections.abc import Collection

from portal.notices.actions.hold_reminders import SaidHold
from portal.notices.actions.name_contacts import CALLED, NOT_ONE
from portal.notices.actions.set_wishes import LADDERS, SaidWishes
from portal.notices.queries.contacts import PLACES, NamedContact
from portal.web.fields import Fields
from portal.web.typed import Typed

NO_PROMISE = "Give the number of working days, such as 5."


def read_hold(typed: Typed, keys: Collection[str]) -> SaidHold:
    fields = Fields(typed)
    key = fields.choice("requirement", {"", *keys}, "Choose what is held.")
    until_on = fields.day("until_on", "The day", "Enter the last day without reminders.")
    reason = fields.line("reason", "Say in a sentence why nobody is to be reminded.")
    if until_on is None or fields.problems:
        raise fields.refused()
    return SaidHold(key, until_on, reason)


def read_wishes(typed: Typed) -> SaidWishes:
    fields = Fields(typed)
    ladders = {name: fields.line(name, called=called) for name, called in LADDERS.items()}
    promised = fields.line("promise_days")
    line = fields.line("line", longest=300, called="The line")
    if not (promised.isascii() and promised.isdigit() and len(promised) < 4):
        fields.problems["promise_days"] = NO_PROMISE
    fields.check()
    return SaidWishes(**ladders, promise_days=int(promised), line=line)


def read_contacts(typed: Typed, members: Collection[uuid.UUID]) -> dict[str, NamedContact]:
    """By place; nobody where nobody was chosen."""
    fields = Fields(typed)
    ids = {str(each) for each in members}
    said = {}
    for place in PLACES:
        chosen = fields.choice(place, {"", *ids}, NOT_ONE.format(called=CALLED[place]))
        number = f"The telephone number of the {CALLED[place]}"
        telephone = fields.line(f"{place}-telephone", longest=40, called=number)
        said[place] = NamedContact(uuid.UUID(chosen) if chosen else None, telephone)
    fields.check()
    return said
