"""What the pages of one statement share: the engagement's account, and the quarter of the address."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.access import Audience, NotHere, Viewer
from portal.payments.queries.account import Account, Quarter, find_account
from portal.web.addresses import PARTNER_PAYMENTS
from portal.web.at import AtEngagement, at_engagement, family
from portal.web.dependencies import AsAt
from portal.web.http import Request
from portal.words.returns import period_name
from portal.words.slot import Side

BOTH_SIDES = (Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER)


@dataclass(frozen=True)
class AtStatement(AtEngagement):
    """Somebody at the statement of a quarter; a partner only once it is approved."""

    account: Account
    quarter: Quarter

    @property
    def is_partner(self) -> bool:
        return self.reader.side is Side.PARTNER

    @property
    def may_decide(self) -> bool:
        is_own = self.place.partner_id in self.viewer.organisations
        return Audience.MANAGER in self.place.audiences and not is_own

    @property
    def gaps(self) -> tuple[object, str]:
        return self.place.engagement_id, self.quarter.period.key

    def frame(self) -> dict[str, object]:
        payments = PARTNER_PAYMENTS(self.place.engagement_id)
        return {
            **AtEngagement.frame(self),
            "breadcrumbs": self.way({"text": "Payments", "href": payments}),
            "tab": "" if self.is_partner else "payments",
            "quarter": period_name(self.quarter.period.key),
            "is_partner": self.is_partner,
        }


def at_statement(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtStatement:
    """Raises NotHere where there is no such statement, or not for the viewer."""
    place = at_engagement(request, session, viewer, as_at).place
    account = find_account(session, place, as_at.today)
    quarter = account.find(request.path_params["part"]) if account else None
    if account is None or quarter is None:
        raise NotHere
    at = AtStatement(request, session, viewer, as_at, place, account, quarter)
    if at.is_partner and not quarter.approved:
        raise NotHere
    return at


OF_STATEMENT = family(at_statement, *BOTH_SIDES)
OF_DECIDING = family(at_statement, Audience.MANAGER)
