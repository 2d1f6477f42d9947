"""The form for an invitation."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from portal.web.fields import Problems, Reading
from portal.web.typed import Typed


@dataclass(frozen=True, slots=True)
class Invitation:
    organisation_id: uuid.UUID
    name: str
    email: str
    role: str


def read_invitation(
    typed: Typed, organisations: Collection[uuid.UUID], roles: Collection[str]
) -> tuple[Invitation | None, Problems]:
    reading = Reading(typed)
    known = {str(each) for each in organisations}
    organisation = reading.choice("organisation", known, "Choose the organisation that the person acts for.")
    name = reading.words("name", "Enter the person’s name.")
    email = reading.words("email", "Enter the person’s e-mail address.")
    role = reading.choice("role", roles, "Choose what the person does.")
    if reading.problems:
        return None, reading.problems
    return Invitation(uuid.UUID(organisation), name, email, role), {}
