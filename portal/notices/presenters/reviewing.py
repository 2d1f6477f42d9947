"""What one reviewer gives another to decide on, in the words in which that one is told of it."""

from collections.abc import Iterator

from portal.notices.presenters.saying import Group, Sayer, Saying
from portal.notices.queries.told_whom import Towards
from portal.web.addresses import QUEUE, REVIEW


def given(group: Group) -> Iterator[Saying]:
    """Of several people of one register once, with the way to all that is hers."""
    first = group[0]
    if first.engagement is None or first.requirement is None:
        return
    what = f"{first.person} has given you {first.requirement.title} of {first.engagement.partner}"
    why = "It waits for your decision. Anybody else who reviews may decide all the same."
    alone = len(group) == 1
    href = REVIEW(first.data["submission"]) if alone else QUEUE(first.engagement.contract_id, mine="yes")
    yield Saying(Towards.PERSON, "queue", what, why, href)


SAYERS: dict[str, Sayer] = {"review-given": given}
"""The events of reviewing that somebody is told of."""
