"""The page of a slot: its parts with what can be done about each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from checklists import facts
from checklists.intervals import Interval, on_day
from checklists.kinds import rules_for
from checklists.kinds.register import person_of
from checklists.readiness import Slot, is_near_end, turn
from checklists.requirement import WHOLE
from checklists.vocabulary import Kind, Stage, State
from portal.places.contracts import EngagementPlace
from portal.slots.presenters.accounts import year_standing
from portal.slots.queries.slot import SlotPage
from portal.standing.queries.part_lines import PartLine
from portal.standing.queries.slots import SlotLine, Work, parts_with_lead
from portal.standing.queries.told import NOTHING_TOLD
from portal.words.ahead import looked_ahead
from portal.words.labels import BASIS, RETURN_REASON
from portal.words.slot import Reader, Standing, standing_of
from portal.words.wording import day, pounds


@dataclass(frozen=True, slots=True)
class Change:
    """What the reviewer asks for."""

    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class PartView:
    """A part, or the whole. `start` is the button's words, empty where nothing can be started; `draft_id` is
    the draft that is open; `change` what the reviewer asked for."""

    key: str
    title: str
    note: str
    standing: Standing
    start: str
    is_urgent: bool
    draft_id: UUID | None
    change: Change | None


def parts_in_words(
    page: SlotPage, place: EngagementPlace, reader: Reader, on: date, visit_on: date | None = None
) -> tuple[PartView, ...]:
    """The parts that matter on the day; a slot without parts of its own is its own only part. They
    are looked ahead to the day of the visit, where one is given."""
    if page.line is None or page.requirement.kind is Kind.ISSUED:
        return ()
    names = {str(each.worker_id): each.name for each in page.register}
    engagement = facts.Engagement(place.span)
    found = list(part_lines(page))
    return tuple(
        part_view(page, part.key, line, title_of(part, names), reader)
        for part in found
        if (alone := line_of(page, part, engagement, on))
        for line in [looked_ahead(alone, place.span, on, visit_on)]
    )


def title_of(part: PartLine, names: Mapping[str, str]) -> str:
    """Of a person the name, and the topic where it is about training."""
    name = names.get(person_of(part.key), "")
    return ": ".join(each for each in (name, part.title) if each)


def part_lines(page: SlotPage) -> Iterator[PartLine]:
    if page.parts:
        yield from (part for part in page.parts if matters(page, part))
    elif has_whole(page):
        yield PartLine(WHOLE, "", page.intervals)


def has_whole(page: SlotPage) -> bool:
    return rules_for(page.requirement).has_part(page.requirement, WHOLE)


def matters(page: SlotPage, part: PartLine) -> bool:
    """Asked on the day or later on; a financial year only once it has ended."""
    if page.requirement.kind is Kind.ACCOUNTS and part.key > page.day.isoformat():
        return False
    return any(each.state is not State.NOT_NEEDED and each.until_on >= page.day for each in part.intervals)


def line_of(page: SlotPage, part: PartLine, engagement: facts.Engagement, on: date) -> SlotLine | None:
    """The part as if it were a slot of its own."""
    interval = on_day(part.intervals, page.day)
    if interval is None:
        return None
    work = tuple(each for each in page.line.work if each.part_key == part.key) if page.line else ()
    stage = work[0].stage if work else Stage.NOTHING
    slot = Slot(
        page.requirement,
        interval,
        stage,
        issued=bool(page.issued),
        with_lead=parts_with_lead(work),
        ending=(part.key,),
        paused=page.paused,
    )
    told = page.line.told if page.line and part.key == WHOLE else NOTHING_TOLD
    line = SlotLine(slot, turn(slot, engagement, on), is_near_end(slot, engagement, on), work)
    return line.with_told(told)


def part_view(page: SlotPage, key: str, line: SlotLine, title: str, reader: Reader) -> PartView:
    draft = find(line.work, Stage.DRAFT)
    returned = find(line.work, Stage.RETURNED)
    standing = part_standing(page, key, line, reader)
    return PartView(
        key=key,
        title=title,
        note=note_of(page, key, line.slot.interval),
        standing=standing,
        start=start_words(page, line, returned),
        is_urgent=standing.is_yours,
        draft_id=draft.submission_id if draft else None,
        change=change_of(line.work),
    )


def change_of(work: tuple[Work, ...]) -> Change | None:
    """What the reviewer asked for, where something was returned."""
    returned = find(work, Stage.RETURNED)
    return Change(RETURN_REASON.get(returned.reason, ""), returned.words) if returned else None


def signed_anew(parts: tuple[PartView, ...]) -> tuple[PartView, ...]:
    """The parts of a confirmation that need not be signed anew: doing so is offered in the second place."""
    return tuple(
        replace(part, start="Sign it anew", is_urgent=False) if part.start and not part.change else part
        for part in parts
    )


def mends_nothing(page: SlotPage, parts: tuple[PartView, ...]) -> bool:
    """Whether it may be signed anew, and only a finding of a visit holds it up: what is signed may show that
    what it asks for is done, and puts nothing right by itself."""
    is_signed = page.requirement.kind is Kind.CONFIRMATION and any(each.start for each in parts)
    is_held = page.line is not None and page.line.told.is_by_finding
    return is_signed and is_held and not any(each.change or each.draft_id for each in parts)


def part_standing(page: SlotPage, key: str, line: SlotLine, reader: Reader) -> Standing:
    """As of a slot, but accounts have words of their own."""
    standing = standing_of(line, reader)
    return year_standing(page, key, standing) if page.requirement.kind is Kind.ACCOUNTS else standing


def find(work: tuple[Work, ...], stage: Stage) -> Work | None:
    return next((each for each in work if each.stage is stage), None)


def note_of(page: SlotPage, key: str, interval: Interval) -> str:
    """What is asked of the part: its amount; from when accounts are due."""
    if page.requirement.kind is Kind.COVER:
        cover = page.requirement.cover(key)
        return f"At least {pounds(cover.amount)}, {BASIS[cover.basis]}"
    if page.requirement.kind is Kind.ACCOUNTS and interval.state is State.NOT_NEEDED:
        return f"Due by {day(interval.until_on)}"
    return ""


def start_words(page: SlotPage, line: SlotLine, returned: Work | None) -> str:
    """What the button says. What is with the lead is left alone, but for a layer above a policy; and so is
    what is not asked, now or soon."""
    state = line.slot.interval.state
    kind = page.requirement.kind
    is_idle = state is State.NOT_NEEDED and kind is not Kind.ACCOUNTS and not line.is_near_end
    is_anothers = kind is Kind.REGISTER or not page.requirement.is_the_partners
    if kind is Kind.COVER and line.slot.stage is Stage.WAITING:
        return "Add a policy above it"
    if is_anothers or line.slot.stage is Stage.WAITING or is_idle:
        return ""
    if returned:
        return "Make the change"
    if kind is Kind.CONFIRMATION:
        return "Confirm" if state is not State.MET else "Confirm again"
    if line.told.is_by_finding:
        return "Send a new version"
    if state is not State.MET:
        return "Send this"
    return "Send a new version" if kind is Kind.ACCOUNTS else "Send a renewal"
