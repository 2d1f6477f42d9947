"""That two people are needed for what is to be certified: said before one of them has written it."""

from dataclasses import dataclass

from portal.access import Viewer
from portal.places.contracts import EngagementPlace
from portal.web.addresses import INVITE_COLLEAGUE

TWO = "Two people are needed to send it: one puts it up for signing, and a colleague reads it and signs it."
ALONE = "Nobody else of {partner} has come in here so far."
ASK = "Ask {who} to invite somebody."
RUNS_IT = "whoever runs the portal"


@dataclass(frozen=True, slots=True)
class SecondView:
    """`alone` is empty where there is a colleague; `invite_href` where the viewer cannot invite one."""

    words: str
    alone: str
    invite_href: str


def second_view(place: EngagementPlace, viewer: Viewer, *, has_colleague: bool) -> SecondView:
    may_invite = place.partner_id in viewer.with_role("manager")
    alone = "" if has_colleague else ALONE.format(partner=place.partner)
    if alone and not may_invite:
        alone = f"{alone} {ASK.format(who=who_invites(place))}"
    return SecondView(TWO, alone, INVITE_COLLEAGUE(place.partner_id) if may_invite else "")


def who_invites(place: EngagementPlace) -> str:
    """Who can, where no manager of the partner is there: its lead only until somebody has joined it."""
    return RUNS_IT if place.has_joined else place.contract.lead
