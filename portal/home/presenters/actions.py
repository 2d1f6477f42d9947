"""What a partner has to do after visits and meetings, with what is overdue in front; and what it has said is
done, which waits for the lead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from checklists.findings import ActionState
from portal.findings.presenters.view import ActionView, action_view
from portal.findings.queries.actions import ActionLine
from portal.places.mine import MyEngagement


@dataclass(frozen=True, slots=True)
class ActionsToDo:
    yours: tuple[ActionView, ...]
    with_lead: tuple[ActionView, ...]


def actions_to_do(lines: Iterable[ActionLine], engagements: Iterable[MyEngagement], on: date) -> ActionsToDo:
    """As they stand on the day; the lines come by when they are due."""
    leads = {each.engagement_id: each.lead for each in engagements}
    views = [
        (each.waits(ActionState.DONE), action_view(each, leads[each.engagement_id], on, is_partner=True))
        for each in lines
        if each.engagement_id
    ]
    return ActionsToDo(
        tuple(view for is_done, view in views if not is_done),
        tuple(view for is_done, view in views if is_done),
    )
