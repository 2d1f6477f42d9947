"""What goes out and what went out, as the lead reads it."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from checklists.ladder import BEFORE_VISIT, CHECKS, INSURANCE, USUAL, Ladder, Quiet, Rung, ladder_words
from portal.notices.presenters.calls import NOBODY
from portal.notices.presenters.lapsing import parts_words, when_words
from portal.notices.presenters.reminders import (
    Words,
    action_words,
    occurrence_words,
    promise_words,
    return_words,
    slot_words,
    visit_words,
)
from portal.notices.presenters.year_words import promised_words, rating_words
from portal.notices.queries.engagements import Engaged
from portal.notices.queries.outgoing import Effect, SentLine
from portal.notices.queries.plan import Plan, PromisedReminder, Silence
from portal.notices.queries.recipients import Recipient
from portal.notices.queries.wishes import Wishes
from portal.web.addresses import ENGAGEMENT, HOLD, SEND_NOW, SLOT
from portal.web.typed import Typed
from portal.words.wording import counted, day, moment

RUNG = {
    Rung.CONTACT: "contact",
    Rung.SECOND: "second contact",
    Rung.MANAGER: "one of your managers",
    Rung.CHIEF_OFFICER: "chief officer",
}


@dataclass(frozen=True, slots=True)
class NextView:
    """One thing that somebody is told next. `to` says who it is, and as what; `hold` is where it is held,
    empty for what the lead has to do itself."""

    what: str
    why: str
    to: str
    hold: str


SHOWN = 3
"""Of one partner; the others are folded away."""


@dataclass(frozen=True, slots=True)
class PartnerNext:
    """All that goes out next about one engagement, the first few and the others. Where nobody of the partner
    can be reminded `unreached` says so, and there is nothing to send now."""

    partner: str
    area: str
    href: str
    send_now: str
    unreached: str
    lines: tuple[NextView, ...]
    more: tuple[NextView, ...]


Said = tuple[Engaged, str | None, Words, str]
"""An engagement, the requirement's key, empty for a visit and None for the lead's own promise, what is said,
and to whom."""


def next_views(plan: Plan, on: date) -> list[PartnerNext]:
    """By engagement, in the order of the plan: each thing once, with all whom it is said to."""
    unreached = {slot.engagement.engagement_id for slot in plan.slots if not slot.is_reached}
    together: dict[uuid.UUID, dict[str, list[Said]]] = {}
    for said in sayings(plan, on):
        engagement, key, words, _ = said
        its = together.setdefault(engagement.engagement_id, {})
        its.setdefault(f"{key} {words.href}", []).append(said)
    return [
        partner_next([next_view(alike) for alike in its.values()], its, is_reached=key not in unreached)
        for key, its in together.items()
    ]


def sayings(plan: Plan, on: date) -> Iterator[Said]:
    for slot in plan.slots:
        key = slot.line.slot.requirement.key
        words = slot_words(replace(slot, rung=Rung.CONTACT), on)
        yield slot.engagement, key, words, to_words(slot.recipient, slot.rung)
    for visit in plan.visits:
        words = visit_words(replace(visit, rung=Rung.CONTACT), on)
        yield visit.engagement, "", words, to_words(visit.recipient, visit.rung)
    for each in plan.returns:
        told = return_words(replace(each, rung=Rung.CONTACT), on)
        yield each.engagement, "", told, to_words(each.recipient, each.rung)
    for action in plan.actions:
        words = action_words(replace(action, rung=Rung.CONTACT), on)
        yield action.engagement, None, words, to_words(action.recipient, action.rung)
    for occurrence in plan.occurrences:
        told = occurrence_words(replace(occurrence, rung=Rung.CONTACT), on)
        yield occurrence.engagement, None, told, to_words(occurrence.recipient, occurrence.rung)
    yield from year_sayings(plan, on)
    for promise in plan.promises:
        yield promise.engagement, None, promise_words(promise), one_of_yours(promise.recipient)


def year_sayings(plan: Plan, on: date) -> Iterator[Said]:
    """Of commitments and soft outcomes; what the lead has to do itself is not held."""
    for each in plan.promised:
        words = promised_words(replace(each, rung=Rung.CONTACT), on)
        yield each.engagement, "", words, to_words(each.recipient, each.rung)
    for rating in plan.ratings:
        yield rating.engagement, None, rating_words(rating, on), one_of_yours(rating.recipient)


def own_views(reminders: Iterable[PromisedReminder], on: date) -> list[NextView]:
    """What the lead promised itself, each year once: it is about no partner, whatever engagement it is
    remembered with."""
    together: dict[str, list[Said]] = {}
    for each in reminders:
        words = promised_words(each, on)
        said = each.engagement, None, words, one_of_yours(each.recipient)
        together.setdefault(words.href, []).append(said)
    return [next_view(alike) for alike in together.values()]


def next_view(alike: Sequence[Said]) -> NextView:
    """As the partner reads it, who is told first."""
    engagement, key, words, _ = alike[0]
    to = ", ".join(dict.fromkeys(each[-1] for each in alike))
    hold = "" if key is None else HOLD(engagement.engagement_id, requirement=key)
    return NextView(words.what, words.why, to, hold)


def partner_next(
    lines: Sequence[NextView], its: Mapping[str, Sequence[Said]], *, is_reached: bool
) -> PartnerNext:
    engagement = next(iter(its.values()))[0][0]
    return PartnerNext(
        engagement.partner,
        engagement.area,
        ENGAGEMENT(engagement.engagement_id),
        SEND_NOW(engagement.engagement_id) if is_reached else "",
        "" if is_reached else f"{NOBODY} Your managers hear of it in their place.",
        tuple(lines[:SHOWN]),
        tuple(lines[SHOWN:]),
    )


def to_words(recipient: Recipient, rung: Rung) -> str:
    return f"{recipient.name} ({RUNG[rung]})"


def one_of_yours(recipient: Recipient) -> str:
    return f"{recipient.name} (one of yours)"


QUIET = {
    Quiet.HELD: "held",
    Quiet.LEAD: "your turn",
    Quiet.CHECKING: "with your reviewers",
    Quiet.APPLIED: "a renewal was applied for",
    Quiet.FOUND: "a finding’s actions are reminded of",
}


@dataclass(frozen=True, slots=True)
class SilentView:
    partner: str
    area: str
    what: str
    href: str
    when: str
    why: str


def silent_view(silence: Silence, on: date) -> SilentView:
    engagement, requirement = silence.engagement, silence.line.slot.requirement
    why = QUIET[silence.quiet]
    if silence.held:
        why = f"held until {day(silence.held.until_on)}: {silence.held.reason}"
    return SilentView(
        engagement.partner,
        engagement.area,
        f"{requirement.title}{parts_words(requirement, (each.part for each in silence.lapses))}",
        SLOT(engagement.engagement_id, requirement.key),
        when_words(silence.lapses, on),
        why,
    )


@dataclass(frozen=True, slots=True)
class SentView:
    when: str
    person: str
    what: str
    about: str
    state: str
    colour: str
    problem: str


STATES = {
    "": ("In the portal", "grey"),
    "waiting": ("Waits for the mail server", "yellow"),
    "handing-over": ("Being sent", "yellow"),
    "sent": ("Sent", "green"),
    "failed": ("Not sent", "red"),
}


def sent_view(line: SentLine) -> SentView:
    state, colour = state_words(line)
    problem = line.bounce_words if line.bounced_at else line.problem
    about = ", ".join(each for each in (line.partner, line.area) if each)
    return SentView(moment(line.made_at), line.person, line.what, about, state, colour, problem)


def state_words(line: SentLine) -> tuple[str, str]:
    """Words and colour."""
    if line.bounced_at:
        return "Came back", "red"
    return ("In the next mail", "blue") if line.is_coming else STATES[line.state]


@dataclass(frozen=True, slots=True)
class EffectView:
    """`share` is out of 100, for a bar."""

    step: str
    told: int
    followed: int
    share: int


def effect_views(effects: Iterable[Effect]) -> list[EffectView]:
    return [
        EffectView(step_words(each.days), each.told, each.followed, round(100 * each.followed / each.told))
        for each in effects
    ]


def step_words(days: int) -> str:
    """
    >>> step_words(30), step_words(1), step_words(0), step_words(-14)
    ('30 days before', '1 day before', 'On the last day', '2 weeks after')
    """
    if days > 0:
        return f"{counted(days, 'day')} before"
    return f"{counted(-days // 7, 'week')} after" if days else "On the last day"


@dataclass(frozen=True, slots=True)
class LadderField:
    name: str
    label: str
    hint: str


LADDERS: Mapping[str, tuple[str, Ladder]] = {
    "usual": ("Policies, confirmations, accounts and all else", USUAL),
    "checks": ("DBS checks", CHECKS),
    "insurance": ("Insurance", INSURANCE),
    "visits": ("Before a visit or meeting", BEFORE_VISIT),
}


WHAT_DAYS = {**dict.fromkeys(LADDERS, "Days before the end."), "visits": "Days before it."}
EARLIER = {"usual": ", and earlier where your checklist says that something takes longer"}


def ladder_fields() -> list[LadderField]:
    return [
        LadderField(name, label, f"{WHAT_DAYS[name]} Usual: {ladder_words(ladder)}{EARLIER.get(name, '')}")
        for name, (label, ladder) in LADDERS.items()
    ]


def wishes_as_typed(wishes: Wishes) -> Typed:
    """What is usual is left empty."""
    ladders = {
        name: [ladder_words(getattr(wishes, name)) if getattr(wishes, name) != usual else ""]
        for name, (_, usual) in LADDERS.items()
    }
    return Typed(ladders | {"promise_days": [str(wishes.promise_days)], "line": [wishes.line]})
