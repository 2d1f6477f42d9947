"""A line for each submission that waits for a reviewer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from checklists.kinds.register import person_of
from checklists.requirement import Checklist
from portal import clock
from portal.review.queries.queue import Waiting
from portal.slots.presenters.engagement import review_address
from portal.words.levels import days_away
from portal.words.parts import part_words
from portal.words.wording import day


@dataclass(frozen=True, slots=True)
class WaitingView:
    reference: str
    title: str
    partner: str
    area: str
    since: str
    away: str
    href: str


def waiting(each: Waiting, checklist: Checklist, today: date) -> WaitingView:
    sent_on = clock.local_day(each.since)
    requirement = checklist.requirement(each.requirement_key)
    return WaitingView(
        each.reference,
        part_words(requirement, each.part_key),
        each.partner,
        each.area,
        day(sent_on),
        days_away(sent_on, today),
        review_address(each.engagement_id, requirement, each.submission_id),
    )


def waiting_list(lines: Sequence[Waiting], checklist: Checklist, today: date) -> list[WaitingView]:
    """A row per submission, in their order; people of one register share the row of the oldest."""
    views: dict[str, WaitingView] = {}
    people: dict[str, set[str]] = {}
    for each in lines:
        view = waiting(each, checklist, today)
        first = views.setdefault(view.href, view)
        people.setdefault(view.href, set()).add(person_of(each.part_key))
        if len(people[view.href]) > 1:
            title = checklist.requirement(each.requirement_key).title
            views[view.href] = replace(first, title=f"{title}: {len(people[view.href])} people")
    return list(views.values())
