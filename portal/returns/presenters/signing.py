"""That two people are needed for what is to be certified: said before one of them has written it."""

from dataclasses import dataclass

from portal.access import Viewer
from portal.places.contracts import EngagementPlace
from portal.web.addresses import INVITE_COLLEAGUE

TWO = "Two people are needed to send it: one puts it up for signing, and a colleague reads it and signs it."
ALONE = "Nobody else of {partner} has come in here so far."
ASK_LEAD = "Ask {lead} to invite somebody."


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
        alone = f"{alone} {ASK_LEAD.format(lead=place.contract.lead)}"
    return SecondView(TWO, alone, INVITE_COLLEAGUE(place.partner_id) if may_invite else "")
