"""What the pages of one period share: what was sent of it, and which sending is asked for."""

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from checklists.year.periods import kind_of
from portal.access import Audience, NotHere, Viewer
from portal.council.queries.sent import list_kept, of_period
from portal.council.queries.snapshot import Kept
from portal.web.addresses import ROLL_UPS
from portal.web.at import AtContract, at_contract, family
from portal.web.crumbs import contract_crumbs
from portal.web.dependencies import AsAt
from portal.web.http import Request
from portal.words.returns import period_name

LEAD = (Audience.REVIEWER, Audience.MANAGER)
LEAD_AND_COUNCIL = (*LEAD, Audience.COMMISSIONER)


def is_lead(audiences: frozenset[Audience]) -> bool:
    return Audience.REVIEWER in audiences


@dataclass(frozen=True)
class AtPeriod(AtContract):
    """Somebody of the lead or the council at a period."""

    period: str

    @cached_property
    def kept(self) -> tuple[Kept, ...]:
        """All that was sent of the contract."""
        return list_kept(self.session, self.place.contract_id)

    @cached_property
    def sent(self) -> tuple[Kept, ...]:
        """What was sent of the period."""
        return of_period(self.kept, self.period)

    @property
    def chosen(self) -> Kept:
        """The sending that the address asks for, or the last. Raises NotHere."""
        asked = self.asked("number")
        found = [each for each in self.sent if not asked or str(each.number) == asked]
        if not found:
            raise NotHere
        return found[-1]

    @property
    def gaps(self) -> tuple[object, str]:
        return self.place.contract_id, self.period

    def frame(self) -> dict[str, object]:
        called = "Sent to the council" if is_lead(self.place.audiences) else "Figures"
        listed = {"text": called, "href": ROLL_UPS(self.place.contract_id)}
        return {
            **AtContract.frame(self),
            "breadcrumbs": contract_crumbs(self.place, listed),
            "tab": "returns" if is_lead(self.place.audiences) else "council",
            "period": period_name(self.period),
            "is_lead": is_lead(self.place.audiences),
            "may_send": Audience.MANAGER in self.place.audiences,
        }


def at_period(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtPeriod:
    """Raises NotHere of what is no period."""
    place = at_contract(request, session, viewer, as_at).place
    period = request.path_params["part"]
    if kind_of(period) is None:
        raise NotHere
    return AtPeriod(request, session, viewer, as_at, place, period)


OF_PERIOD = family(at_period, *LEAD_AND_COUNCIL)
OF_LEAD = family(at_period, *LEAD)
OF_SENDING = family(at_period, Audience.MANAGER)
