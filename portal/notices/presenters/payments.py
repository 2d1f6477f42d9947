"""Statements of payment, as each side is told of them."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from portal.notices.presenters.saying import Group, Sayer, Saying
from portal.notices.queries.told_whom import Towards
from portal.web.addresses import STATEMENT
from portal.words.returns import period_name
from portal.words.wording import pounds_and_pence

TO_LEAD: Mapping[str, tuple[str, str]] = {
    "statement-approved": ("Approved", "{paid} is to be paid."),
    "statement-handed-back": ("Handed back", "Look at what has to change first."),
    "statement-put-up": ("To be approved", "{paid} is to be paid once somebody else approves it."),
}
"""By event what the lead's other managers are told, and why."""


def of_statement(group: Group) -> Iterator[Saying]:
    """The lead's other managers are told of what waits for one of them and of what became of it, the partner
    of what is approved."""
    first = group[0]
    if first.engagement is None or "statement" not in first.data:
        return
    engagement, data = first.engagement, first.data
    href = STATEMENT(engagement.engagement_id, data["quarter"])
    called = f"{data['title']}, {period_name(data['quarter'])}"
    paid = pounds_and_pence(Decimal(data["paid"]))
    what, why = TO_LEAD[first.name]
    lead = f"{what}: {called}, {engagement.partner}"
    yield Saying(Towards.ALL_MANAGERS, "queue", lead, why.format(paid=paid), href)
    if first.name == "statement-approved":
        why = f"{engagement.lead} pays {paid}. The statement for your invoice is there."
        yield Saying(Towards.CONTACTS, "decisions", f"Approved: {called}", why, href)


SAYERS: dict[str, Sayer] = dict.fromkeys(TO_LEAD, of_statement)
