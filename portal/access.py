"""Who may see and do what. Pure: it knows viewers, parties and audiences, and neither tables nor the web."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Audience(StrEnum):
    """Who a door is for. Managing is to manage an organisation, whatever its part; own is to belong to the
    organisation of the address, and own manager to manage it; the administrator looks after the installation,
    the asker waits for the work of the address, the holder has its passkey, and the invited is whom the
    invitation of the address is for. The last six depend on the
    contract: the same charity may lead here and be partner there. Of an organisation's own address, a manager
    is one of a lead for which it delivers. The writer of a submission is its partner, and of what came by
    post the lead's reviewers, who enter it."""

    ANYONE = "anyone"
    SIGNED_IN = "signed-in"
    MANAGING = "managing"
    OWN = "own"
    OWN_MANAGER = "own-manager"
    ADMINISTRATOR = "administrator"
    ASKER = "asker"
    HOLDER = "holder"
    INVITED = "invited"
    PARTNER = "partner"
    REVIEWER = "reviewer"
    MANAGER = "manager"
    COMMISSIONER = "commissioner"
    WRITER = "writer"


class NotHere(LookupError):
    """What was asked for does not exist, or not for this viewer: nobody learns which."""


class NotAllowed(PermissionError):
    """The viewer may see this but not do that; the message says why in plain words."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """A person's membership of an organisation; `role` is manager, reviewer or member."""

    organisation_id: uuid.UUID
    organisation: str
    role: str


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who is signed in. `failed_work` is how much has failed, counted for administrators alone.

    No part of who it is: `last_seen_at` is right to within some minutes; `has_kept` says that something is
    kept that was typed and not sent, `is_ageing` that using it prolongs the session.
    """

    person_id: uuid.UUID
    name: str
    email: str
    belongings: tuple[Belonging, ...]
    is_administrator: bool = False
    failed_work: int = 0
    last_seen_at: datetime | None = field(default=None, compare=False)
    has_kept: bool = field(default=False, compare=False)
    is_ageing: bool = field(default=False, compare=False)

    @property
    def organisations(self) -> frozenset[uuid.UUID]:
        return frozenset(each.organisation_id for each in self.belongings)

    def with_role(self, *roles: str) -> frozenset[uuid.UUID]:
        """The organisations in which the viewer has one of the roles."""
        return frozenset(each.organisation_id for each in self.belongings if each.role in roles)


@dataclass(frozen=True, slots=True)
class Parties:
    """The organisations of a contract, and of an engagement where one is meant."""

    commissioner_id: uuid.UUID
    lead_id: uuid.UUID
    partner_id: uuid.UUID | None = None


def audiences_of(viewer: Viewer, parties: Parties) -> frozenset[Audience]:
    """What the viewer is to these parties; empty for a stranger.

    The lead's managers are reviewers too; the lead's other members are nothing to the contract.
    """
    found: set[Audience] = set()
    if parties.lead_id in viewer.with_role("manager"):
        found |= {Audience.MANAGER, Audience.REVIEWER}
    if parties.lead_id in viewer.with_role("reviewer"):
        found.add(Audience.REVIEWER)
    if parties.partner_id in viewer.organisations:
        found.add(Audience.PARTNER)
    if parties.commissioner_id in viewer.organisations:
        found.add(Audience.COMMISSIONER)
    return frozenset(found)


def admit(viewer: Viewer, parties: Parties, wanted: Iterable[Audience]) -> frozenset[Audience]:
    """What the viewer is to the parties; raises NotHere unless one of it is wanted."""
    found = audiences_of(viewer, parties)
    if not found & frozenset(wanted):
        raise NotHere
    return found


def require(found: frozenset[Audience], wanted: Audience, otherwise: str) -> None:
    """Raises NotAllowed with the sentence `otherwise`, unless the viewer is wanted. For the top of an
    action."""
    if wanted not in found:
        raise NotAllowed(otherwise)
