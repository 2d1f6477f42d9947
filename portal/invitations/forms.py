"""The form for an invitation."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from portal.web.fields import Fields
from portal.web.typed import Typed

LONGEST_EMAIL = 254
"""Characters: no mail server takes an address that is longer."""


@dataclass(frozen=True, slots=True)
class Invitation:
    organisation_id: uuid.UUID
    name: str
    email: str
    role: str


def read_invitation(typed: Typed, organisations: Collection[str], roles: Collection[str]) -> Invitation:
    """`organisations` are ids. Raises CannotDo."""
    fields = Fields(typed)
    needed = "Choose the organisation that the person acts for."
    organisation = fields.choice("organisation", organisations, needed)
    name = fields.line("name", "Enter the person’s name.")
    email = fields.line("email", "Enter the person’s e-mail address.", LONGEST_EMAIL)
    role = fields.choice("role", roles, "Choose what the person does.")
    fields.check()
    return Invitation(uuid.UUID(organisation), name, email, role)
