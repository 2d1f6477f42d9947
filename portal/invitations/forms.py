"""The forms for an invitation: asking somebody, and answering."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from portal.acting.refused import CannotDo
from portal.invitations.actions.join_by_link import Newcomer
from portal.invitations.actions.take_up_invitation import NOT_HERS, Yes
from portal.web.fields import Fields
from portal.web.typed import Typed

LONGEST_EMAIL = 254
"""Characters: no mail server takes an address that is longer."""

A_NEW_ONE = "new"


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


def read_yes(typed: Typed, managed: Collection[str]) -> Yes:
    """For which organisation; `managed` are ids, and where there are none only a new one can be meant. Raises
    CannotDo."""
    chosen = typed.first("organisation") if managed else A_NEW_ONE
    if chosen != A_NEW_ONE and chosen not in managed:
        raise CannotDo({"organisation": NOT_HERS})
    return Yes(None if chosen == A_NEW_ONE else uuid.UUID(chosen), typed.first("seen"))


def read_newcomer(typed: Typed) -> Newcomer:
    """Raises CannotDo."""
    fields = Fields(typed)
    name = fields.line("name", "Enter your name.")
    fields.check()
    return Newcomer(name, next(iter(typed.getlist("password")), ""))


def says_no(typed: Typed) -> bool:
    return typed.first("answer") == "no"
