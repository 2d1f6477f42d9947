"""What happened, as each side is told of it, by its kind and reference. What exactly stands on its own page,
which fewer people read."""

from collections.abc import Iterator, Mapping

from portal.notices.presenters.saying import Group, Sayer, Saying
from portal.notices.queries.happened import Happening
from portal.notices.queries.told_whom import Towards
from portal.web.addresses import CORRECT_OCCURRENCE, OCCURRENCE, SHARED_OCCURRENCE

WHY = "Look at what it is, and by when you have to tell the council."
TO_PARTNER: Mapping[str, tuple[str, str]] = {
    "occurrence-acknowledged": ("Acknowledged", "{lead} has read what you told it."),
    "occurrence-asked": ("Please tell", "{lead} asks you to tell it what happened."),
    "occurrence-closed": ("Closed", "There is nothing more to do about it."),
    "occurrence-corrected": ("Put right", "{lead} has put something right, and says why."),
    "occurrence-followed": ("What followed", "{lead} has added what followed."),
    "occurrence-forwarded": ("Forwarded", "{lead} has told the council."),
    "occurrence-told": ("Written down", "{lead} has written down what you told it."),
}
TO_LEAD: Mapping[str, tuple[str, str]] = {
    "occurrence-corrected": ("Put right", "{partner} has put something right, and says why."),
    "occurrence-followed": ("What followed", "{partner} has added what followed."),
    "occurrence-told": ("Told", WHY),
}
"""By event, what the other side is told, and why."""


def of_occurrence(group: Group) -> Iterator[Saying]:
    """The other side is told at once; the council of what is shared with it, and of nothing else."""
    first = group[0]
    engagement, data = first.engagement, first.data
    if engagement is None or "occurrence" not in data:
        return
    gaps, title = (engagement.engagement_id, data["occurrence"]), named(first)
    if data.get("by_lead"):
        what, why = TO_PARTNER[first.name]
        address = CORRECT_OCCURRENCE if first.name == "occurrence-asked" else OCCURRENCE
        said = why.format(lead=engagement.lead)
        yield Saying(Towards.CONTACTS, "decisions", f"{what}: {title}", said, address(*gaps))
    elif first.name in TO_LEAD:
        what, why = TO_LEAD[first.name]
        said, called = why.format(partner=engagement.partner), f"{what}: {title}, {engagement.partner}"
        for side in (Towards.REVIEWERS, Towards.MANAGERS):
            yield Saying(side, "decisions", called, said, OCCURRENCE(*gaps))
    if data.get("shared"):
        called, said = f"Shared with you: {title}, {engagement.partner}", f"By {engagement.lead}."
        href = SHARED_OCCURRENCE(engagement.contract_id, data["occurrence"])
        yield Saying(Towards.COMMISSIONER, "decisions", called, said, href)


def named(first: Happening) -> str:
    """Its kind, and by what it is told from others of that kind."""
    title, reference = first.data["title"], first.called.get("occurrence", "")
    return f"{title}, {reference}" if reference else title


SAYERS: dict[str, Sayer] = dict.fromkeys(TO_PARTNER, of_occurrence)
