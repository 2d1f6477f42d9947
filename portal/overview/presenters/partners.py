"""The list of partners: filters, sorting, and each partner in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from checklists.vocabulary import Level
from portal.overview.queries.partners import PartnerLine
from portal.web.addresses import ENGAGEMENT
from portal.web.choices import Item, options
from portal.web.pagination import query_of
from portal.words.levels import level_words
from portal.words.wording import counted

HAVING = {
    "waiting": "Something with us, checking",
    "returned": "Something that needs a change",
    "missing": "Something needed",
    "expired": "Something expired",
    "required-missing": "Something required, nothing accepted",
    "required-expired": "Something required, expired",
}
"""Of all that is asked, and, as the overview's figures count, of what a partner must have."""

HEADINGS = (
    ("Partner", "name", "-name"),
    ("Standing", "level", "level"),
    ("In the way", "-blockers", "-blockers"),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that sorts. `direction` is that of aria-sort, empty where the list is not sorted by it."""

    title: str
    href: str
    direction: str


@dataclass(frozen=True, slots=True)
class PartnerView:
    href: str
    partner: str
    was: str
    area: str
    reference: str
    level: str
    level_words: str
    blockers: str
    with_us: str
    returned: str
    warnings: str
    in_order: str
    preferred: str
    overdue: str


def partner(
    line: PartnerLine,
    when: Mapping[str, str],
    former_name: str = "",
    overdue: int = 0,
    number: str = "",
    own: int = 0,
) -> PartnerView:
    """`when` is the day looked at, as it goes along in addresses; so many actions are overdue today. The
    `number` tells it from another of its name. Of what stands in the way `own` wait for a colleague of the
    reader."""
    return PartnerView(
        ENGAGEMENT(line.engagement_id, **when),
        line.partner,
        f"was {former_name}" if former_name else "",
        line.area,
        f"{line.reference} · {number}" if number else line.reference,
        line.level.value,
        level_words(line.level, "", is_lead=True),
        blockers(line, own),
        f"{line.waiting} with us, checking" if line.waiting else "",
        f"{counted(line.returned, 'change')} asked for" if line.returned else "",
        counted(line.warnings, "point") + " to watch" if line.warnings else "",
        f"{line.in_order} of {line.asked}",
        f"{line.preferred_in_order} of {line.preferred_asked} preferred" if line.preferred_asked else "",
        f"{counted(overdue, 'action')} overdue" if overdue else "",
    )


def blockers(line: PartnerLine, own: int) -> str:
    """How much stands in the way, and whose move it is."""
    if not line.blockers:
        return "Nothing"
    theirs, yours = line.blockers - line.blockers_with_lead, line.blockers_with_lead - own
    turns = ((theirs, "the partner’s turn"), (yours, "yours"), (own, "for a colleague"))
    some = [(number, whose) for number, whose in turns if number]
    if len(some) == 1:
        return f"{line.blockers}, {'your turn' if yours else some[0][1]}"
    return ", ".join(f"{number} {whose}" for number, whose in some)


def headings(path: str, given: Mapping[str, str | None], sort: str) -> list[Heading]:
    found = []
    for title, first, other in HEADINGS:
        following = other if sort == first else first
        found.append(
            Heading(title, path + query_of(given, sort=following, page=None), direction(sort, first, other))
        )
    return found


def direction(sort: str, first: str, other: str) -> str:
    if sort not in {first, other}:
        return ""
    return "descending" if sort.startswith("-") else "ascending"


def level_options(chosen: str) -> list[Item]:
    levels = {level.value: level_words(level, "", is_lead=True) for level in Level}
    return options(levels, chosen, "Any standing")


def having_options(chosen: str) -> list[Item]:
    return options(HAVING, chosen, "Anything")
