"""A new version of a checklist, as partners are told of it: what is new, changed and not asked any more."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from portal.notices.presenters.lapsing import MOST_NAMED
from portal.notices.presenters.saying import Group, Sayer, Saying
from portal.notices.queries.happened import Happening
from portal.notices.queries.told_whom import Towards
from portal.web.addresses import ENGAGEMENT, HOME
from portal.words.wording import counted, day, possessive

SORTS: Mapping[str, tuple[str, str, str]] = {
    "added": ("requirement is new", "requirements are new", ""),
    "changed": (
        "requirement is changed",
        "requirements are changed",
        " Look whether what you have sent is still enough.",
    ),
    "removed": ("requirement is not asked any more", "requirements are not asked any more", ""),
}
"""By the event's list, what is said of one and of several, and what follows."""


def published(group: Group) -> Iterator[Saying]:
    first = group[0]
    if first.contract is None:
        return
    from_on = date.fromisoformat(first.data["in_force_from"])
    said = [*differences(first), *through_the_year(first)]
    yield Saying(
        Towards.PARTNERS,
        "issued",
        f"{possessive(first.contract.lead)} checklist changes from {day(from_on)}",
        " ".join(said) or "See what is asked from then on.",
        HOME(),
        by_on=from_on,
        href_in=lambda part: ENGAGEMENT(part, on=from_on),
    )


def differences(first: Happening) -> Iterator[str]:
    """A sentence for each sort that there is. A requirement that nobody can name any more is counted."""
    for sort, (one, several, follows) in SORTS.items():
        if keys := first.data.get(sort, ()):
            named = named_first([first.titles[key] for key in keys if key in first.titles], len(keys))
            yield f"{counted(len(keys), one, several)}{named}.{follows}"


def named_first(titles: Sequence[str], number: int) -> str:
    shown = titles[:MOST_NAMED]
    more = f" and {number - len(shown)} more" if number > len(shown) else ""
    return f": {', '.join(shown)}{more}" if shown else ""


def through_the_year(first: Happening) -> Iterator[str]:
    if first.data.get("year"):
        too = " too" if any(first.data.get(sort) for sort in SORTS) else ""
        yield f"What is asked for through the year changes{too}."


SAYERS: dict[str, Sayer] = {"checklist-published": published}
