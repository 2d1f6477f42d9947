"""What is typed about people."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from portal.people.queries.managers import ContractManagers
from portal.web.between import Questions
from portal.web.fields import Fields
from portal.web.typed import Typed
from portal.words.labels import ROLE

PART = Questions({"role": "What does the person do?"}, {"role": ROLE})
LONGEST_EMAIL = 254
"""Characters: no mail server takes an address that is longer."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who is to be invited into the organisation."""

    name: str
    email: str
    role: str


@dataclass(frozen=True, slots=True)
class OwnAddress:
    """`password` is as it was typed, with the space around it."""

    email: str
    password: str


@dataclass(frozen=True, slots=True)
class HandingOver:
    """Who is to have a contract; `was` is who had it when the form was opened."""

    said: dict[str, uuid.UUID | None]
    was: uuid.UUID | None


def read_colleague(typed: Typed, parts: Collection[str]) -> Colleague:
    """`parts` are those of the organisation. Raises CannotDo."""
    fields = Fields(typed)
    name = fields.line("name", "Enter the person’s name.")
    email = fields.line("email", "Enter the person’s e-mail address.", LONGEST_EMAIL)
    role = fields.choice("role", parts, "Choose what the person does.")
    fields.check()
    return Colleague(name, email, role)


def read_part(typed: Typed, parts: Collection[str]) -> str:
    """Raises CannotDo."""
    fields = Fields(typed)
    role = fields.choice("role", parts, "Choose what the person does.")
    fields.check()
    return role


def read_successor(typed: Typed) -> uuid.UUID | None:
    """None where nobody, or nobody who can be, was chosen."""
    return id_in(typed, "successor")


def read_address(typed: Typed) -> str:
    """Raises CannotDo."""
    fields = Fields(typed)
    email = fields.line("email", "Enter the person’s e-mail address.", LONGEST_EMAIL)
    fields.check()
    return email


def read_own_address(typed: Typed) -> OwnAddress:
    """Raises CannotDo."""
    fields = Fields(typed)
    email = fields.line("email", "Enter your new e-mail address.", LONGEST_EMAIL)
    password = next(iter(typed.getlist("password")), "")
    if not password:
        fields.miss("password", "Enter your password.")
    fields.check()
    return OwnAddress(email, password)


def read_handing_over(typed: Typed) -> HandingOver:
    said = {"manager": id_in(typed, "manager"), "deputy": id_in(typed, "deputy")}
    return HandingOver(said, id_in(typed, "was"))


def managers_as_typed(known: ContractManagers) -> Typed:
    """The form as it is opened."""
    manager, deputy = known.manager, known.deputy
    return Typed(
        {
            "manager": [str(manager.person_id) if manager else ""],
            "deputy": [str(deputy.person_id) if deputy else ""],
            "was": [str(manager.person_id) if manager else ""],
        }
    )


def id_in(typed: Typed, name: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(typed.first(name))
    except ValueError:
        return None
