"""Returns as somebody's own: those that lie with an organisation of hers."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from checklists.calendar import Span
from portal.places.mine import MyEngagement
from portal.returns.queries.asked import Engaged
from portal.returns.queries.period import Line, Partner, lines_of

MyReturn = tuple[MyEngagement, Line]


def list_my_returns(session: Session, engagements: Sequence[MyEngagement], on: date) -> list[MyReturn]:
    """All that is owed of them, as it stands on the day, by engagement."""
    mine = {each.engagement_id: each for each in engagements}
    lines = lines_of(session, [partner_of(each) for each in engagements], on) if mine else ()
    return [(mine[line.engagement_id], line) for line in lines]


def partner_of(engagement: MyEngagement) -> Partner:
    of_contract = Engaged(engagement.engagement_id, engagement.span, engagement.contract_id)
    return Partner(engagement.engagement_id, engagement.partner_id, engagement.partner, of_contract)


def due_between(returns: Iterable[MyReturn], days: Span) -> list[MyReturn]:
    """Those that are due on the days, also ahead, and are the partner's to give."""
    return [
        (engagement, line)
        for engagement, line in returns
        if (due_on := line.asked.owed.due_on) and due_on in days and not line.lies_with_lead
    ]
