"""What a partner has to do after visits and meetings, with what is overdue in front."""

from collections.abc import Iterable, Sequence
from datetime import date

from portal.findings.presenters.view import ActionView, action_view
from portal.findings.queries.actions import ActionLine
from portal.places.mine import MyEngagement


def open_views(
    lines: Iterable[ActionLine], engagements: Iterable[MyEngagement], on: date
) -> Sequence[ActionView]:
    """As they stand on the day; the lines come by when they are due."""
    leads = {each.engagement_id: each.lead for each in engagements}
    return [action_view(each, leads.get(each.engagement_id, ""), on) for each in lines if each.engagement_id]
