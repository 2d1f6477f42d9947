"""Words for the conditions on which requirements depend, and for what follows from a change of one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from checklists.calendar import Span
from checklists.conditions import Said
from checklists.requirement import Requirement
from checklists.vocabulary import Condition, Force
from portal.clock import local_day
from portal.conditions.queries import Consequences, Follows, OnTheDay
from portal.places.contracts import EngagementPlace
from portal.standing.queries.conditions import Recorded
from portal.web.addresses import CONDITION
from portal.words.labels import STATE
from portal.words.wording import counted, day, in_order_words


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """`ask` asks whether it holds; `holds` and `not_holds` say it of an engagement."""

    ask: str
    holds: str
    not_holds: str


WORDS: Mapping[Condition, ConditionWords] = {
    Condition.USES_VOLUNTEERS: ConditionWords(
        "Do volunteers take part?", "Uses volunteers", "Uses no volunteers"
    ),
    Condition.SUPPORTS_DEMENTIA: ConditionWords(
        "Are people who live with dementia, or their carers, supported?",
        "Supports people who live with dementia",
        "Supports nobody who lives with dementia",
    ),
    Condition.BREAKING_BARRIERS_AREA: ConditionWords(
        "Has the Breaking Barriers project reached the area?",
        "Breaking Barriers has reached the area",
        "Breaking Barriers has not reached the area",
    ),
}


def questions(conditions: Iterable[Condition]) -> list[dict[str, str]]:
    """What is asked of each when a partner is added, by the name of its field."""
    return [{"name": condition.value, "ask": WORDS[condition].ask} for condition in conditions]


def holding_words(conditions: Iterable[Condition]) -> str:
    """What holds, in one line; empty where nothing does.

    >>> holding_words([Condition.USES_VOLUNTEERS])
    'Uses volunteers'
    """
    return ", ".join(WORDS[condition].holds for condition in conditions)


def depends_words(requirement: Requirement) -> str:
    """On what the requirement depends, within a sentence; empty where it is always asked."""
    if requirement.condition is None:
        return ""
    words = WORDS[requirement.condition].holds
    return words if words.startswith("Breaking") else words[:1].lower() + words[1:]


@dataclass(frozen=True, slots=True)
class ConditionView:
    """A condition of an engagement: what is so today, on which days it holds where it does not always, and
    what was said of it. `doubt` is what the register says against it."""

    key: str
    now: str
    doubt: str
    days: tuple[str, ...]
    said: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class FollowsView:
    """A requirement that a change touches; `lines` are a state's key and its words."""

    title: str
    clause: str
    about: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ConsequencesView:
    """What is shown before a change is kept."""

    sentence: str
    follows: tuple[FollowsView, ...]
    day: str
    before: str
    after: str
    is_in_the_past: bool


def condition_view(
    condition: Condition,
    spans: tuple[Span, ...],
    recorded: Iterable[Recorded],
    place: EngagementPlace,
    on: date,
    volunteers: int = 0,
) -> ConditionView:
    """`volunteers` is how many stand on the register though none are said to take part."""
    words = WORDS[condition]
    days = [both for span in spans if (both := span.clip(place.span)) and both != place.span]
    return ConditionView(
        key=condition.value,
        now=words.holds if any(on in span for span in spans) else words.not_holds,
        doubt=doubt_words(volunteers),
        days=tuple(f"{words.holds} {days_words(span, place.span)}" for span in days),
        said=tuple(said_words(each) for each in recorded if each.said.condition is condition),
        href=CONDITION(place.engagement_id, condition.value),
    )


def doubt_words(volunteers: int) -> str:
    """
    >>> doubt_words(0), doubt_words(2).partition(". ")[0]
    ('', '2 volunteers stand on the register for it')
    """
    if not volunteers:
        return ""
    many = counted(volunteers, "volunteer")
    stands = "stands" if volunteers == 1 else "stand"
    return f"{many} {stands} on the register for it. If volunteers take part, say so from their first day on."


def days_words(span: Span, engagement: Span) -> str:
    """
    >>> year = Span(date(2026, 4, 1), date(2027, 3, 31))
    >>> days_words(year, year), days_words(Span(date(2026, 5, 1), date(2027, 3, 31)), year)
    ('throughout', 'from 1 May 2026')
    >>> days_words(Span(date(2026, 4, 1), date(2026, 8, 31)), year)
    'until 31 August 2026'
    """
    begins, ends = span.from_on > engagement.from_on, span.until_on < engagement.until_on
    if begins and ends:
        return f"from {day(span.from_on)} to {day(span.until_on)}"
    if begins:
        return f"from {day(span.from_on)}"
    return f"until {day(span.until_on)}" if ends else "throughout"


def said_words(recorded: Recorded) -> str:
    said = recorded.said
    words = WORDS[said.condition].holds if said.holds else WORDS[said.condition].not_holds
    from_on = f"from {day(said.from_on)}" if said.from_on else "from the first day"
    by = f", said by {recorded.by}" if recorded.by else ""
    return f"{words} {from_on}{by} on {day(local_day(recorded.at))}"


def holds_or_not(condition: Condition) -> dict[str, str]:
    """Labels of the answers: that it holds, or that it does not."""
    words = WORDS[condition]
    return {"yes": words.holds, "no": words.not_holds}


def consequences_view(
    said: Said, found: Consequences, place: EngagementPlace, today: date
) -> ConsequencesView:
    words = WORDS[said.condition]
    from_on = said.from_on or place.starts_on
    return ConsequencesView(
        sentence=f"{words.holds if said.holds else words.not_holds} from {day(from_on)}",
        follows=tuple(follows_view(each, place.span) for each in found.follows),
        day=day(found.day),
        before=stands_words(found.before),
        after=stands_words(found.after),
        is_in_the_past=from_on < today,
    )


def stands_words(stands: OnTheDay) -> str:
    return in_order_words(*stands.required, *stands.preferred)


def follows_view(each: Follows, engagement: Span) -> FollowsView:
    asked = {turning.is_asked for turning in each.turnings}
    about = (
        "Becomes asked" if asked == {True} else "No longer asked" if asked == {False} else "Asked otherwise"
    )
    lines = [
        (interval.state.value, f"{STATE[interval.state]} {days_words(interval.span, engagement)}")
        for turning in each.turnings
        for interval in turning.after
    ]
    preferred = ", preferred" if each.requirement.force is Force.SHOULD else ""
    return FollowsView(each.requirement.title, each.requirement.clause, about + preferred, tuple(lines))
