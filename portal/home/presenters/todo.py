"""The to-do list: what, why, by when and whose turn, in the order of the days by which it matters."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from checklists.in_sentence import in_sentence
from checklists.reasons import needed_from, part_title
from checklists.requirement import Requirement
from checklists.vocabulary import Force, Kind, Stage, State, Turn
from portal.home.presenters.listed import Begins, Card, Item, More, ToDo
from portal.places.mine import MyEngagement
from portal.standing.queries.slots import SlotLine, Work
from portal.submissions.presenters.next_up import (
    DRAFT,
    EXPIRED,
    MISSING,
    RETURNED,
    SOON,
    WITH_LEAD,
    Ahead,
    ahead_of,
    by_on,
    is_of_the_page,
    order_of,
    page_words,
    rank_of,
)
from portal.web.addresses import CONFIRMATIONS, ENGAGEMENT, SLOT, SUBMISSION
from portal.words.ahead import looked_ahead
from portal.words.labels import RETURN_REASON, VISIT
from portal.words.slot import Reader, Side, count_in_order, standing_of, why
from portal.words.wording import counted, day

SHOWN = 15
"""A list that is longer is not read; statements to be confirmed are one thing of it."""

BEGUN = {State.MET, State.EXPIRED}
"""States in which something has been sent before."""

Visits = Mapping[UUID, tuple[str, date]]


def to_do_list(
    engagements: Iterable[MyEngagement],
    slots: Mapping[UUID, tuple[SlotLine, ...]],
    visits: Visits,
    today: date,
) -> ToDo:
    """Over all engagements of the viewer; those that have ended ask nothing any more."""
    mine = list(engagements)
    current = [each for each in mine if each.ends_on >= today]
    items = [item for each in current for item in items_of(each, slots[each.engagement_id], visits, today)]
    items.sort(key=lambda item: (item.by_on, item.order))
    yours = list(gathered(item for item in items if item.rank != WITH_LEAD))
    return ToDo(
        items=tuple(yours[:SHOWN]),
        more=tuple(left_out(yours[SHOWN:], current)),
        with_lead=tuple(item for item in items if item.rank == WITH_LEAD),
        begins=begins_of(yours, current, slots),
        cards=tuple(card(each, slots[each.engagement_id], visits, today) for each in mine),
    )


def begins_of(
    yours: Sequence[Item],
    engagements: Sequence[MyEngagement],
    slots: Mapping[UUID, tuple[SlotLine, ...]],
) -> Begins | None:
    lines = [line for each in engagements for line in slots[each.engagement_id]]
    if not yours or any(line.work or line.slot.interval.state in BEGUN for line in lines):
        return None
    leads = {each.engagement_id: each.lead for each in engagements}
    first = yours[0]
    return Begins(leads[first.engagement_id], first.what, first.href)


def gathered(items: Iterable[Item]) -> Iterator[Item]:
    """Statements that wait to be confirmed for an engagement are one thing to do: a page with all of them."""
    listed = list(items)
    pages: defaultdict[tuple[UUID, int], list[Item]] = defaultdict(list)
    for each in listed:
        if each.is_of_the_page:
            pages[each.engagement_id, each.rank].append(each)
    for each in listed:
        alike = pages[each.engagement_id, each.rank] if each.is_of_the_page else []
        if len(alike) < 2:
            yield each
        elif each is alike[0]:
            yield all_of_the_page(each, alike)


def all_of_the_page(first: Item, alike: Sequence[Item]) -> Item:
    named = [alike[0].what, *(in_sentence(each.what) for each in alike[1:3])]
    rest = len(alike) - len(named)
    told = f"{', '.join(named)} and {rest} more" if rest else " and ".join(named)
    return replace(
        first,
        what=page_words(len(alike), first.rank),
        href=CONFIRMATIONS(first.engagement_id),
        why=f"{told}. Tick those that are true, and sign once.",
    )


def items_of(
    engagement: MyEngagement, lines: Iterable[SlotLine], visits: Visits, today: date
) -> Iterator[Item]:
    """Of one engagement; what is wanted for one that has not begun is wanted by its first day."""
    ahead = f"By the first day, {day(engagement.starts_on)}" if engagement.starts_on > today else ""
    for found in listed(engagement, lines, visits, today):
        is_ahead = ahead and found.rank in {EXPIRED, MISSING}
        yield replace(found, when=ahead) if is_ahead else found


def listed(
    engagement: MyEngagement, lines: Iterable[SlotLine], visits: Visits, today: date
) -> Iterator[Item]:
    reader = Reader(Side.PARTNER, engagement.lead, engagement.partner)
    visit = visits.get(engagement.engagement_id)
    ahead = ahead_of(engagement, visit[1] if visit else None, today)
    for each in lines:
        line = looked_ahead(each, engagement.span, today, ahead.visit_on)
        returned = [work for work in line.work if work.stage is Stage.RETURNED]
        if returned and line.slot.interval.state is not State.NOT_NEEDED:
            for work in returned:
                yield item(engagement, line, reader, RETURNED, visit, ahead, work)
        elif (rank := rank_of(line)) is not None:
            yield item(engagement, line, reader, rank, visit, ahead, work_of(line, rank))


def work_of(line: SlotLine, rank: int) -> Work | None:
    """What is under way of what the row is about: of another part the lead may have something too."""
    stage = Stage.WAITING if rank == WITH_LEAD else Stage.DRAFT
    return next((work for work in line.work if work.stage is stage), None)


def item(
    engagement: MyEngagement,
    line: SlotLine,
    reader: Reader,
    rank: int,
    visit: tuple[str, date] | None,
    ahead: Ahead,
    work: Work | None,
) -> Item:
    requirement = line.slot.requirement
    is_draft = work is not None and work.stage is Stage.DRAFT
    slot = SLOT(engagement.engagement_id, requirement.key)
    return Item(
        rank=rank,
        by_on=by_on(line, rank, ahead),
        order=order_of(line, rank),
        is_of_the_page=is_of_the_page(line, rank),
        what=title_of(requirement, work),
        href=SUBMISSION(work.submission_id) if work and is_draft else slot,
        why=why_of(line, rank, reader, work),
        quote=work.words if work and rank == RETURNED else "",
        when=when_of(line, rank, visit),
        standing=standing_of(line_of(line, rank, work), reader),
        where=where_of(engagement),
        engagement_id=engagement.engagement_id,
    )


def line_of(line: SlotLine, rank: int, work: Work | None) -> SlotLine:
    """What was returned is the partner's turn, whatever else of the slot the lead has."""
    if rank != RETURNED or work is None:
        return line
    slot = replace(line.slot, stage=Stage.RETURNED, with_lead=frozenset())
    return replace(line, slot=slot, turn=Turn.PARTNER, work=(work,))


def title_of(requirement: Requirement, work: Work | None) -> str:
    """The requirement, and the part that is under way where it has a title of its own."""
    if work and work.part_key and requirement.kind is not Kind.REGISTER:
        return f"{requirement.title}: {in_sentence(part_title(requirement, work.part_key))}"
    return requirement.title


def lowered(phrase: str) -> str:
    return phrase[:1].lower() + phrase[1:]


def why_of(line: SlotLine, rank: int, reader: Reader, work: Work | None) -> str:
    if rank == RETURNED and work:
        said = RETURN_REASON.get(work.reason, "")
        return (
            f"{reader.lead} asks for a change: {lowered(said)}."
            if said
            else f"{reader.lead} asks for a change."
        )
    if rank == DRAFT:
        return "You started this and have not sent it yet."
    if rank == SOON and needed_from(line.slot.interval):
        return f"Not needed yet, but soon. {line.slot.requirement.asks}"
    if rank == SOON:
        return "What was accepted is about to end. Send the next one now: the two join up."
    preferred = "Preferred, not required. " if line.slot.requirement.force is Force.SHOULD else ""
    return f"{preferred}{why(line) or line.slot.requirement.asks}"


def when_of(line: SlotLine, rank: int, visit: tuple[str, date] | None) -> str:
    lapses_on = line.slot.interval.lapses_on
    if rank == WITH_LEAD:
        return ""
    if rank == SOON and lapses_on and (visit is None or lapses_on < visit[1]):
        return f"By {day(lapses_on)}"
    if rank == DRAFT:
        return "Send it when it is ready"
    if visit:
        return f"Before the {VISIT[visit[0]].lower()} on {day(visit[1])}"
    return f"By {day(lapses_on)}" if rank == SOON else "As soon as you can"


def where_of(engagement: MyEngagement) -> str:
    return f"{engagement.contract}, {engagement.area}" if engagement.area else engagement.contract


def left_out(items: Iterable[Item], engagements: Iterable[MyEngagement]) -> Iterator[More]:
    hidden = [item.engagement_id for item in items]
    for each in engagements:
        if number := hidden.count(each.engagement_id):
            words = f"{counted(number, 'more thing', 'more things')} to do for {where_of(each)}"
            yield More(words, ENGAGEMENT(each.engagement_id))


def card(engagement: MyEngagement, lines: tuple[SlotLine, ...], visits: Visits, today: date) -> Card:
    """One that has ended or not begun is neither ready nor not."""
    in_order = count_in_order(lines)
    visit = visits.get(engagement.engagement_id)
    has_ended, is_current = engagement.ends_on < today, today in engagement.span
    return Card(
        title=where_of(engagement),
        href=ENGAGEMENT(engagement.engagement_id),
        about=f"For {engagement.lead}, {days_words(engagement, today)}",
        in_order="" if has_ended else in_order.words,
        is_ready=is_current and in_order.required.in_order == in_order.required.asked,
        visit=f"{VISIT[visit[0]]} on {day(visit[1])}" if visit and not has_ended else "",
    )


def days_words(engagement: MyEngagement, today: date) -> str:
    if engagement.starts_on > today:
        return f"begins on {day(engagement.starts_on)}"
    word = "ended on" if engagement.ends_on < today else "until"
    return f"{word} {day(engagement.ends_on)}"
