"""Returns, as each side is told of them."""

from collections.abc import Iterator, Mapping

from portal.notices.presenters.saying import Group, Sayer, Saying
from portal.notices.queries.happened import Happening
from portal.notices.queries.told_whom import Towards
from portal.web.addresses import PARTNER_RETURNS, PERIOD_RETURN, READ_RETURN
from portal.words.returns import in_address, period_name

TO_PARTNER: Mapping[str, tuple[str, str]] = {
    "return-accepted": ("Accepted", "What you sent of it is accepted."),
    "return-asked": ("Asked for", "{lead} asks for it."),
    "return-handed-back": ("Handed back", "Whoever was to sign it asks for a change first."),
    "return-put-up": (
        "Waits to be signed",
        "It goes to {lead} when somebody else of your organisation signs it.",
    ),
    "return-reopened": ("Opened again", "{lead} has opened it again."),
    "return-returned": ("Needs a change", "{lead} asks for a change."),
}
"""By event, what the partner's contacts are told: what, and why where nobody wrote it."""


def of_return(group: Group) -> Iterator[Saying]:
    """The partner is told of what the lead did and of what waits for its own signature; who sent it has a
    receipt, and the reviewers are told what has come."""
    first = group[0]
    if first.engagement is None or "return" not in first.data:
        return
    engagement = first.engagement
    gaps = engagement.engagement_id, first.data["return"], in_address(first.data["part"])
    called = f"{first.data['title']}, {period_name(first.data['part'])}"
    if first.name == "return-sent":
        has_it = f"{engagement.lead} has it now. There is nothing more to do until it answers."
        yield Saying(Towards.THEMSELVES, "receipts", f"Sent: {called}", has_it, PERIOD_RETURN(*gaps))
        what = f"{engagement.partner} sent: {called}"
        yield Saying(Towards.REVIEWERS, "queue", what, "It waits for your answer.", READ_RETURN(*gaps))
        return
    if first.name == "return-withdrawn":
        what, link = f"Not asked for any more: {called}", PARTNER_RETURNS(engagement.engagement_id)
        yield Saying(Towards.CONTACTS, "decisions", what, said_words(first), link)
        return
    what, why = TO_PARTNER[first.name]
    said = said_words(first) or why.format(lead=engagement.lead)
    yield Saying(Towards.CONTACTS, "decisions", f"{what}: {called}", said, PERIOD_RETURN(*gaps))


def said_words(first: Happening) -> str:
    """What somebody wrote of it."""
    words = first.data.get("words")
    return f"“{words}”" if isinstance(words, str) and words else ""


SAYERS: dict[str, Sayer] = dict.fromkeys(("return-sent", "return-withdrawn", *TO_PARTNER), of_return)
