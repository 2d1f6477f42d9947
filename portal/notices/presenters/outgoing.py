"""What goes out and what went out, as the lead reads it."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from checklists.ladder import BEFORE_VISIT, CHECKS, INSURANCE, USUAL, Ladder, Quiet, Rung, ladder_words
from portal.notices.presenters.reminders import promise_words, slot_words, visit_words
from portal.notices.queries.engagements import Engaged
from portal.notices.queries.outgoing import Effect, SentLine
from portal.notices.queries.plan import Plan, Silence
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
    """One thing that somebody is told next. `to` says who it is, and as what."""

    what: str
    why: str
    to: str
    hold: str


@dataclass(frozen=True, slots=True)
class PartnerNext:
    """All that goes out next about one engagement."""

    partner: str
    area: str
    href: str
    send_now: str
    lines: tuple[NextView, ...]


def next_views(plan: Plan, on: date) -> list[PartnerNext]:
    """By engagement, in the order of the plan."""
    engagements: dict[uuid.UUID, Engaged] = {}
    lines: dict[uuid.UUID, list[NextView]] = {}

    def add(engagement: Engaged, what: str, why: str, to: str, key: str = "") -> None:
        engagements.setdefault(engagement.engagement_id, engagement)
        hold = HOLD(engagement.engagement_id, requirement=key)
        lines.setdefault(engagement.engagement_id, []).append(NextView(what, why, to, hold))

    for slot in plan.slots:
        words = slot_words(slot, on)
        key = slot.line.slot.requirement.key
        add(slot.engagement, words.what, words.why, to_words(slot.recipient, slot.rung), key)
    for visit in plan.visits:
        words = visit_words(visit, on)
        add(visit.engagement, words.what, words.why, to_words(visit.recipient, visit.rung))
    for promise in plan.promises:
        words = promise_words(promise)
        add(promise.engagement, words.what, words.why, f"{promise.recipient.name}, reviewer")
    return [
        PartnerNext(
            each.partner,
            each.area,
            ENGAGEMENT(each.engagement_id),
            SEND_NOW(each.engagement_id),
            tuple(lines[each.engagement_id]),
        )
        for each in engagements.values()
    ]


def to_words(recipient: Recipient, rung: Rung) -> str:
    return f"{recipient.name}, {RUNG[rung]}"


QUIET = {
    Quiet.HELD: "held",
    Quiet.LEAD: "your turn",
    Quiet.CHECKING: "with your reviewers",
    Quiet.APPLIED: "a renewal was applied for",
}


@dataclass(frozen=True, slots=True)
class SilentView:
    partner: str
    what: str
    href: str
    last: str
    why: str


def silent_view(silence: Silence, on: date) -> SilentView:
    engagement, requirement = silence.engagement, silence.line.slot.requirement
    why = QUIET[silence.quiet]
    if silence.held:
        why = f"held until {day(silence.held.until_on)}: {silence.held.reason}"
    ends = "ends on" if silence.last_on >= on else "out of order since"
    return SilentView(
        engagement.partner,
        requirement.title,
        SLOT(engagement.engagement_id, requirement.key),
        f"{ends} {day(silence.last_on)}",
        why,
    )


@dataclass(frozen=True, slots=True)
class SentView:
    when: str
    person: str
    partner: str
    what: str
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
    state, colour = ("Came back", "red") if line.bounced_at else STATES[line.state]
    return SentView(moment(line.made_at), line.person, line.partner, line.what, state, colour, line.problem)


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


def ladder_fields() -> list[LadderField]:
    return [
        LadderField(name, label, f"Days before the end. Usual: {ladder_words(ladder)}")
        for name, (label, ladder) in LADDERS.items()
    ]


def wishes_as_typed(wishes: Wishes) -> Typed:
    """What is usual is left empty."""
    ladders = {
        name: [ladder_words(getattr(wishes, name)) if getattr(wishes, name) != usual else ""]
        for name, (_, usual) in LADDERS.items()
    }
    return Typed(ladders | {"promise_days": [str(wishes.promise_days)], "line": [wishes.line]})
