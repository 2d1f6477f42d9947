"""A line for each submission that waits for a reviewer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from checklists.calendar import Span
from checklists.kinds.register import person_of
from checklists.requirement import Checklist
from checklists.vocabulary import Kind
from portal import clock
from portal.review.queries.colleagues import HasOpen
from portal.review.queries.queue import Queue, Waiting
from portal.slots.presenters.engagement import review_address
from portal.standing.queries.apart import apart_words
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
    apart: str
    since: str
    away: str
    href: str
    given_to: str = ""
    has_open: str = ""
    is_on_earlier: bool = False


Open = Mapping[UUID, tuple[HasOpen, ...]]
NOBODY: Open = {}


def open_words(open_to: Sequence[HasOpen]) -> str:
    """Nikhil has this open."""
    names = [each.name for each in open_to]
    if not names:
        return ""
    return f"{' and '.join(names)} {'has' if len(names) == 1 else 'have'} this open"


def waiting(each: Waiting, checklist: Checklist, today: date, given: Given, opened: Open) -> WaitingView:
    sent_on, span = clock.local_day(each.since), Span(each.starts_on, each.ends_on)
    requirement = checklist.requirement(each.requirement_key)
    return WaitingView(
        each.reference,
        part_words(requirement, each.part_key),
        each.partner,
        each.area,
        "" if today in span else apart_words(span, today),
        day(sent_on),
        days_away(sent_on, today),
        with_query(review_address(each.engagement_id, requirement, each.submission_id), given),
        each.given_to or "",
        open_words(opened.get(each.submission_id, ())),
    )


def waiting_list(
    queue: Queue, checklist: Checklist, today: date, given: Given = NONE, opened: Open = NOBODY
) -> list[WaitingView]:
    """A row per submission, in their order; people of one register, and confirmations of one partner, share
    the row of the oldest, which counts those beyond this page too, and says so where one stood on a page
    before. `given` is what the address asks for."""
    views: dict[str, WaitingView] = {}
    for each in queue.lines:
        view = waiting(each, checklist, today, given, opened)
        if (number := len(signed := signed_with(each, queue, checklist))) > 1:
            href = REVIEW_CONFIRMATIONS(each.engagement_id)
            title, is_earlier = f"{number} confirmations", is_any_earlier(each, signed, queue)
            view = replace(view, title=title, reference="", href=href, is_on_earlier=is_earlier)
        elif (people := people_with(each, queue, checklist)) > 1:
            title = checklist.requirement(each.requirement_key).title
            is_earlier = is_any_earlier(each, [each.requirement_key], queue)
            view = replace(view, title=f"{title}: {people} people", is_on_earlier=is_earlier)
        views.setdefault(view.href, view)
    return list(views.values())


def is_any_earlier(each: Waiting, keys: Sequence[str], queue: Queue) -> bool:
    """Whether some of what shares the row of this one stands on a page before."""
    return any((each.engagement_id, key) in queue.earlier for key in keys)


def count_further(queue: Queue, checklist: Checklist) -> int:
    """How many wait that are behind none of the rows."""
    shown: set[tuple[UUID, str]] = set()
    for each in queue.lines:
        shown |= {(each.engagement_id, key) for key in signed_with(each, queue, checklist)}
    apart = [each for each in queue.lines if (each.engagement_id, each.requirement_key) not in shown]
    registers = {
        (each.engagement_id, each.requirement_key)
        for each in apart
        if kind_of(each, checklist) is Kind.REGISTER
    }
    others = sum(kind_of(each, checklist) is not Kind.REGISTER for each in apart)
    return queue.all_waiting - others - sum(len(queue.parts.get(each, ())) for each in shown | registers)


def signed_with(each: Waiting, queue: Queue, checklist: Checklist) -> list[str]:
    """The requirements whose confirmations stand in the row of this one, its own among them, one for each
    submission; of anything else none."""
    if kind_of(each, checklist) is not Kind.CONFIRMATION:
        return []
    keys = (asked.key for asked in checklist.requirements if asked.kind is Kind.CONFIRMATION)
    return [key for key in keys for _ in queue.parts.get((each.engagement_id, key), ())]


def people_with(each: Waiting, queue: Queue, checklist: Checklist) -> int:
    """How many people of its register wait with this one; of anything else none."""
    if kind_of(each, checklist) is not Kind.REGISTER:
        return 0
    return len({person_of(part) for part in queue.parts.get((each.engagement_id, each.requirement_key), ())})


def kind_of(each: Waiting, checklist: Checklist) -> Kind:
    return checklist.requirement(each.requirement_key).kind


def with_query(address: str, given: Given) -> str:
    return f"{address}{query_of(given)}"
