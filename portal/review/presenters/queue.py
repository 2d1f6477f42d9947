"""A line for each submission that waits for a reviewer."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from checklists.kinds.register import person_of
from checklists.requirement import Checklist
from checklists.vocabulary import Kind
from portal import clock
from portal.review.queries.colleagues import HasOpen
from portal.review.queries.queue import Waiting
from portal.slots.presenters.engagement import review_address
from portal.web.addresses import REVIEW_CONFIRMATIONS
from portal.web.pagination import query_of
from portal.words.levels import days_away
from portal.words.parts import part_words
from portal.words.wording import day

Given = Mapping[str, str]
NONE: Given = {}


@dataclass(frozen=True, slots=True)
class WaitingView:
    reference: str
    title: str
    partner: str
    area: str
    since: str
    away: str
    href: str
    given_to: str = ""
    has_open: str = ""


Open = Mapping[UUID, tuple[HasOpen, ...]]
NOBODY: Open = {}


def open_words(open_to: Sequence[HasOpen]) -> str:
    """Nikhil has this open."""
    names = [each.name for each in open_to]
    if not names:
        return ""
    return f"{' and '.join(names)} {'has' if len(names) == 1 else 'have'} this open"


def waiting(each: Waiting, checklist: Checklist, today: date, given: Given, opened: Open) -> WaitingView:
    sent_on = clock.local_day(each.since)
    requirement = checklist.requirement(each.requirement_key)
    return WaitingView(
        each.reference,
        part_words(requirement, each.part_key),
        each.partner,
        each.area,
        day(sent_on),
        days_away(sent_on, today),
        with_query(review_address(each.engagement_id, requirement, each.submission_id), given),
        each.given_to or "",
        open_words(opened.get(each.submission_id, ())),
    )


def waiting_list(
    lines: Sequence[Waiting], checklist: Checklist, today: date, given: Given = NONE, opened: Open = NOBODY
) -> list[WaitingView]:
    """A row per submission, in their order; people of one register, and confirmations of one partner, share
    the row of the oldest. `given` is what the address asks for."""
    views: dict[str, WaitingView] = {}
    people: dict[str, set[str]] = {}
    signed = confirmations_of(lines, checklist)
    for each in lines:
        view = waiting(each, checklist, today, given, opened)
        if (together := len(signed[each.engagement_id])) > 1 and each in signed[each.engagement_id]:
            href = REVIEW_CONFIRMATIONS(each.engagement_id)
            views.setdefault(href, replace(view, title=f"{together} confirmations", reference="", href=href))
            continue
        first = views.setdefault(view.href, view)
        people.setdefault(view.href, set()).add(person_of(each.part_key))
        if len(people[view.href]) > 1:
            title = checklist.requirement(each.requirement_key).title
            views[view.href] = replace(first, title=f"{title}: {len(people[view.href])} people")
    return list(views.values())


def confirmations_of(lines: Sequence[Waiting], checklist: Checklist) -> defaultdict[UUID, list[Waiting]]:
    """By engagement."""
    found: defaultdict[UUID, list[Waiting]] = defaultdict(list)
    for each in lines:
        if checklist.requirement(each.requirement_key).kind is Kind.CONFIRMATION:
            found[each.engagement_id].append(each)
    return found


def with_query(address: str, given: Given) -> str:
    return f"{address}{query_of(given)}"
