"""The insurance of a partner in words: cover by cover what is asked, what there is, and what is wanting."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from checklists import facts
from checklists.calendar import Span
from checklists.comparing import PRIMARY, insured_over
from checklists.insured import Insured
from checklists.intervals import on_day
from checklists.kinds import rules_for
from checklists.programme import still_in_words, still_to_send
from checklists.readiness import Slot, is_near_end, turn
from checklists.requirement import Cover
from checklists.vocabulary import Outcome, Stage, State
from portal.insurance.presenters.gaps import gap_sentences
from portal.insurance.presenters.picture import CoverPicture, cover_picture
from portal.insurance.queries.insurance import CoverSlot, PolicyLine
from portal.places.mine import MyEngagement
from portal.standing.queries.decision_facts import make_fact
from portal.standing.queries.slots import SlotLine, parts_with_lead
from portal.web.addresses import REVIEW, SLOT
from portal.words.details import layer_words
from portal.words.labels import BASIS
from portal.words.slot import Reader, Side, Standing, standing_of
from portal.words.wording import day, pounds

NO_PRIMARY = "An excess policy counts only above a primary one, and none is accepted."


@dataclass(frozen=True, slots=True)
class PolicyView:
    """A policy; `state` are the classes of its colour. `short` says why one that is not accepted is not
    enough. `href` leads a reviewer to it."""

    insurer: str
    number: str
    insured: str
    amount: str
    layer: str
    from_on: date | None
    until_on: date | None
    has_ended: bool
    state: str
    words: str
    short: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class CoverView:
    """A cover that is asked for. The council sees no more of it than its standing: then there is no
    picture and there are no policies."""

    anchor: str
    title: str
    asked: str
    href: str
    standing: Standing
    gaps: tuple[str, ...]
    policies: tuple[PolicyView, ...]
    ended: tuple[PolicyView, ...]
    picture: CoverPicture | None


@dataclass(frozen=True, slots=True)
class InsuranceView:
    """The covers of one engagement."""

    engagement_id: UUID
    title: str
    about: str
    covers: tuple[CoverView, ...]


def insurance_views(
    places: Sequence[MyEngagement],
    slots: Iterable[CoverSlot],
    side: Side,
    on: date,
    today: date,
    visits: Mapping[UUID, tuple[str, date]],
    own: frozenset[UUID] = frozenset(),
) -> tuple[InsuranceView, ...]:
    """Per engagement that asks for any on the day; `own` is what a reviewer sent herself."""
    found: dict[UUID, list[CoverView]] = {}
    for slot in slots:
        visit = visits.get(slot.place.engagement_id)
        reader = Reader(side, slot.place.lead, slot.place.partner, own)
        views = cover_views(slot, reader, on, today, visit[1] if visit else None)
        found.setdefault(slot.place.engagement_id, []).extend(views)
    return tuple(
        InsuranceView(
            place.engagement_id,
            place.contract,
            f"{place.area}, for {place.lead}, {day(place.starts_on)} to {day(place.ends_on)}",
            tuple(found[place.engagement_id]),
        )
        for place in places
        if place.engagement_id in found
    )


def cover_views(
    slot: CoverSlot, reader: Reader, on: date, today: date, visit: date | None
) -> list[CoverView]:
    return [
        cover_view(slot, cover, line, reader, (on, today, visit))
        for cover in slot.requirement.parts
        if (line := cover_line(slot, cover.key, on))
    ]


def cover_line(slot: CoverSlot, part: str, on: date) -> SlotLine | None:
    """The cover as if it were a slot of its own; None where it is not asked on the day."""
    intervals = slot.parts.get(part, ())
    interval = on_day(intervals, slot.place.span.clamp(on))
    if interval is None:
        return None
    work = tuple(each for each in slot.work if each.part_key == part)
    stage = work[0].stage if work else Stage.NOTHING
    alone = Slot(slot.requirement, interval, stage, with_lead=parts_with_lead(work))
    return SlotLine(alone, turn(alone, slot.engagement, on), is_near_end(alone, slot.engagement, on), work)


def cover_view(
    slot: CoverSlot, cover: Cover, line: SlotLine, reader: Reader, days: tuple[date, date, date | None]
) -> CoverView:
    """`days` are the day asked about, today, and the next visit."""
    is_open = reader.side is not Side.COMMISSIONER
    steps = steps_of(slot, cover)
    anchor = f"{slot.place.engagement_id}-{cover.key}"
    policies = policy_views(slot, cover.key, reader, days[0]) if is_open else ()
    return CoverView(
        anchor=anchor,
        title=cover.title,
        asked=f"At least {pounds(cover.amount)}, {BASIS[cover.basis]}",
        href=slot_href(slot) if is_open else "",
        standing=standing_of(line, reader),
        gaps=(*gap_sentences(cover, steps), *still_sentences(slot, cover, days[0])) if is_open else (),
        policies=tuple(each for each in policies if not each.has_ended),
        ended=tuple(each for each in policies if each.has_ended),
        picture=cover_picture(cover, steps, slot.place.span, *days) if is_open else None,
    )


def slot_href(slot: CoverSlot) -> str:
    return SLOT(slot.place.engagement_id, slot.requirement.key)


def steps_of(slot: CoverSlot, cover: Cover) -> tuple[Insured, ...]:
    return insured_over(slot.requirement, cover.key, slot.held, slot.engagement)


def policy_views(slot: CoverSlot, part: str, reader: Reader, on: date) -> tuple[PolicyView, ...]:
    """What is accepted, with the lead, or to be changed; what was given back and replaced is left out."""
    changing = {each.submission_id for each in slot.work if each.stage is Stage.RETURNED}
    return tuple(
        policy_view(slot, line, reader, on)
        for line in slot.policies
        if line.part_key == part and (line.outcome is not Outcome.RETURN or line.submission_id in changing)
    )


def policy_view(slot: CoverSlot, line: PolicyLine, reader: Reader, on: date) -> PolicyView:
    is_bare, is_carried = is_bare_excess(slot, line, on), bool(line.details.get("carried"))
    state, words = policy_state(line, reader, on, is_bare)
    basis = f", {BASIS[line.basis]}" if line.basis else ""
    return PolicyView(
        insurer="Carried over, no policy seen" if is_carried else line.details.get("insurer") or "",
        number=line.details.get("policy_number") or "",
        insured=line.details.get("insured_name") or "",
        amount="Not known" if is_carried else f"{pounds(line.amount)}{basis}",
        layer=layer_words(line.details.get("layer")),
        from_on=line.from_on,
        until_on=line.until_on,
        has_ended=line.outcome is Outcome.ACCEPT and has_ended(line, on),
        state=state,
        words=words,
        short=() if line.outcome is Outcome.ACCEPT else tuple(shortfalls_of(slot, line, on, is_bare)),
        href=REVIEW(line.submission_id) if reader.side is Side.LEAD and not line.is_gone else "",
    )


def is_bare_excess(slot: CoverSlot, line: PolicyLine, on: date) -> bool:
    """Whether it is an excess policy, and none is accepted on the day (or on its own nearest one) of which it
    could be the excess."""
    layer = line.details.get("layer")
    if layer is None or layer <= PRIMARY or line.part_key not in slot.parts:
        return False
    own = Span(line.from_on, line.until_on).clamp(on) if line.from_on and line.until_on else on
    nearest = slot.place.span.clamp(own)
    steps = steps_of(slot, slot.requirement.cover(line.part_key))
    return not any(each.amount or each.is_carried for each in steps if nearest in each.span)


def still_sentences(slot: CoverSlot, cover: Cover, on: date) -> Iterator[str]:
    """What is still to be sent beside the layers that wait."""
    sent = [as_sent(line, on) for line in waiting_for(slot, cover)]
    short = still_to_send(slot.requirement, cover.key, slot.held, sent, slot.engagement, on)
    if short:
        yield still_in_words(cover, short)


def waiting_for(slot: CoverSlot, cover: Cover) -> list[PolicyLine]:
    """The policies for a cover that wait for the reviewer."""
    return [each for each in slot.policies if each.part_key == cover.key and each.outcome is None]


def as_sent(line: PolicyLine, on: date) -> facts.Decision:
    """The policy as if it were accepted as it was sent."""
    return make_fact(
        line.submission_id,
        Outcome.ACCEPT,
        on,
        line.part_key,
        from_on=line.from_on,
        until_on=line.until_on,
        amount=line.amount,
        basis=line.basis,
        details=line.details,
    )


def shortfalls_of(slot: CoverSlot, line: PolicyLine, on: date, is_bare: bool) -> list[str]:
    """Why the policy would not be enough if it were accepted as it was sent, a sentence each."""
    offered = as_sent(line, on)
    found = rules_for(slot.requirement).shortfalls(slot.requirement, offered)
    return [*found, NO_PRIMARY] if is_bare else found


def policy_state(line: PolicyLine, reader: Reader, on: date, is_bare: bool) -> tuple[str, str]:
    """As the classes that its colour hangs on, and in words."""
    if line.outcome is None:
        with_lead = "us" if reader.side is Side.LEAD else reader.lead
        return "gs-stage gs-stage--waiting", f"With {with_lead}, checking"
    if line.outcome is Outcome.RETURN:
        return "gs-stage gs-stage--returned", "Needs a change"
    if has_ended(line, on):
        return f"gs-state gs-state--small gs-state--{State.NOT_NEEDED.value}", "Accepted, has ended"
    if is_bare:
        return "gs-state gs-state--small gs-state--soon", "Accepted, but there is no primary policy"
    if line.from_on and line.from_on > on:
        return f"gs-state gs-state--small gs-state--{State.MET.value}", "Accepted, begins later"
    return f"gs-state gs-state--small gs-state--{State.MET.value}", "Accepted, in force"


def has_ended(line: PolicyLine, on: date) -> bool:
    return line.until_on is not None and line.until_on < on
