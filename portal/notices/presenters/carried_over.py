"""What a lead carried over from its own records, as the partner is told of it: once, with all days."""

from collections.abc import Iterator
from datetime import date

from portal.notices.presenters.in_slot import in_slot
from portal.notices.presenters.saying import Group, Saying
from portal.notices.queries.happened import Happening
from portal.notices.queries.told_whom import Towards
from portal.web.addresses import ENGAGEMENT
from portal.words.wording import counted, day

CARRIED = "evidence-carried-over"
FROM_RECORDS = "They come from its own records, without a file. Nothing is to be sent now."
MOST = 8
"""How many are named; the engagement's page has them all."""


def carried_over(group: Group) -> Iterator[Saying]:
    """Those that end first are named first. Nothing where none of it is asked any more."""
    items = sorted((until_of(each), slot.what) for each in group for slot in in_slot((each,)))
    part = group[0].engagement
    if part is None or not items:
        return
    what = f"{part.lead} has carried over {counted(len(items), 'item')} that it had accepted before"
    named = [f"{title} by {day(until_on)}" for until_on, title in items[:MOST]]
    more = [f"{len(items) - MOST} more later"] if len(items) > MOST else []
    yield Saying(
        Towards.CONTACTS,
        "decisions",
        f"{what}: {part.where}",
        f"{FROM_RECORDS} Send the next: {'; '.join((*named, *more))}.",
        ENGAGEMENT(part.engagement_id),
        by_on=items[0][0],
    )


def until_of(each: Happening) -> date:
    return date.fromisoformat(each.data["until"])
