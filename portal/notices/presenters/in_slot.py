"""What was done in one slot, as people are told of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from checklists.kinds.register import person_of
from checklists.reasons import part_title
from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from portal.notices.presenters.saying import Group
from portal.notices.queries.engagements import Engaged
from portal.notices.queries.happened import Happening
from portal.web.addresses import SLOT
from portal.words.wording import counted


@dataclass(frozen=True, slots=True)
class InSlot:
    """What was done in one slot."""

    first: Happening
    engagement: Engaged
    what: str
    href: str


def in_slot(group: Group) -> Iterator[InSlot]:
    """Nothing where its requirement is no version's any more: nobody is told of what is not asked."""
    first = group[0]
    if first.engagement and first.requirement:
        href = SLOT(first.engagement.engagement_id, first.requirement.key)
        yield InSlot(first, first.engagement, titled(first.requirement, group), href)


def titled(requirement: Requirement, group: Group) -> str:
    """The requirement, with the part where it is one that can be named, or how many people it is about."""
    parts = {each.data.get("part") or "" for each in group}
    if requirement.kind is Kind.REGISTER:
        people = {person_of(part) for part in parts}  # who has training in two topics is one of them
        return f"{requirement.title}, {counted(len(people), 'person', 'people')}"
    title = part_title(requirement, parts.pop()) if parts != {""} else requirement.title
    return requirement.title if title == requirement.title else f"{requirement.title}: {title}"
