"""What one reviewer gives another to decide on, or enters for a partner, in the words in which those are told
of it."""

from collections.abc import Iterator
from datetime import date

from portal.notices.presenters.in_slot import in_slot
from portal.notices.presenters.saying import Group, Sayer, Saying
from portal.notices.queries.told_whom import Towards
from portal.web.addresses import QUEUE, REVIEW
from portal.words.received import received_words


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


def received(group: Group) -> Iterator[Saying]:
    """Word to the partner that the lead has entered what came otherwise, and to the reviewers."""
    first = group[0]
    how = received_words(first.data["way"], date.fromisoformat(first.data["on"]))
    for each in in_slot(group):
        why = (
            f"{each.engagement.lead} has entered it for you, reference {first.data['reference']}. There is"
            " nothing to do until it answers."
        )
        yield Saying(Towards.CONTACTS, "receipts", f"{how}: {each.what}", why, each.href)
        yield Saying(
            Towards.OTHER_REVIEWERS,
            "queue",
            f"{each.what} of {each.engagement.partner} was entered",
            f"{how}. It waits for a decision by somebody else than who entered it.",
            QUEUE(each.engagement.contract_id),
        )


SAYERS: dict[str, Sayer] = {"evidence-received": received, "review-given": given}
"""The events of reviewing that somebody is told of."""
