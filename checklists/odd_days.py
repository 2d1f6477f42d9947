"""What is odd about the days that evidence bears: one rule for whoever types them, sends them and decides on
them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from checklists.calendar import Span, add_months, in_words
from checklists.facts import Decision
from checklists.kinds import rules_for
from checklists.kinds.accounts import is_day
from checklists.requirement import WHOLE, Requirement
from checklists.vocabulary import Kind, Outcome

YEAR = 12
"""Months."""

FAR = 10 * YEAR
"""Months back or ahead, beyond which a day is likelier to be a slip of the finger than what a paper says."""

AHEAD = {Kind.COVER: YEAR, Kind.AGREEMENT: YEAR}
"""Months ahead at which evidence of the kind may well begin. Any other bears no day to come."""

FROM_ON, UNTIL_ON = "from_on", "until_on"
Days = tuple[date | None, date | None]
"""The first and the last day of evidence, where it has them."""


@dataclass(frozen=True, slots=True)
class OddDay:
    """A sentence about one of the days, by the name of its field. What `is_asked` is not taken before
    somebody has said that it is right; the rest is only said."""

    name: str
    sentence: str
    is_asked: bool = True


@dataclass(frozen=True, slots=True)
class Against:
    """What the days of evidence for a part are held against: what is asked, the days of the engagement, today
    (`on`), and the next visit or meeting where there is one."""

    requirement: Requirement
    part: str
    engagement: Span
    on: date
    visit_on: date | None = None

    def odd(self, from_on: date | None, until_on: date | None = None) -> tuple[OddDay, ...]:
        """What is odd about these days; of days in the wrong order nothing is said here."""
        if from_on and until_on and until_on < from_on:
            return ()
        evidence = self._evidence(from_on, until_on)
        return odd_days(self.requirement, evidence, self.engagement, self.on, self.visit_on)

    def odd_to_accept(self, read: Days, sent: Days) -> tuple[OddDay, ...]:
        """What is odd about the days that a reviewer read; also that they reach further than those sent."""
        if read == sent:
            return ()
        further = reaching_further(self.requirement, self._evidence(*read), self._evidence(*sent))
        return (*self.odd(*read), *further)

    def _evidence(self, from_on: date | None, until_on: date | None) -> Decision:
        return Decision("", Outcome.ACCEPT, self.on, self.part, from_on, until_on)


def odd_record(requirements: Iterable[Requirement], day: date, on: date) -> tuple[OddDay, ...]:
    """What is odd about the day of a check, or of training, that stands on somebody's record for all of these
    requirements: the first that one of them says."""
    for each in requirements:
        if found := Against(each, WHOLE, ALWAYS, on).odd(day):
            return found
    return ()


STARTS_ON, ENDS_ON = "starts_on", "ends_on"
ALWAYS = Span(date.min, date.max)


def odd_term(term: Span, contract: Span, on: date) -> tuple[OddDay, ...]:
    """What is odd, on the day `on`, about the first and the last day of an engagement that is new to a
    contract: what may be a slip, and may be right. A day that is the contract's own too is none."""
    return tuple(OddDay(name, sentence) for name, sentence in unlikely_term(term, contract, on))


def odd_contract(days: Span, before: Span | None, on: date) -> tuple[OddDay, ...]:
    """The same of the days of a contract that is made, or of one that had other days `before`: the years of
    a slip of the finger would be years of readiness."""
    return () if days == before else odd_term(days, before or ALWAYS, on)


def unlikely_term(term: Span, contract: Span, on: date) -> Iterator[tuple[str, str]]:
    if term.from_on != contract.from_on and (sentence := far_away(term.from_on, on)):
        yield STARTS_ON, sentence
    if term.until_on < on:
        yield ENDS_ON, f"This ended on {in_words(term.until_on)}: it is over already."
    elif term.until_on != contract.until_on and (sentence := far_away(term.until_on, on)):
        yield ENDS_ON, sentence
    if term.until_on < add_months(term.from_on, 1) and term != contract:
        yield ENDS_ON, "From the first day to the last is less than a month."


def odd_days(
    requirement: Requirement, evidence: Decision, engagement: Span, on: date, visit_on: date | None = None
) -> tuple[OddDay, ...]:
    """Whatever is odd about the first and the last day of the evidence, as one sees it on the day `on`, with
    the next visit or meeting where there is one. Empty where nothing is."""
    unlikely = tuple(unlikely_days(requirement, evidence, on))
    named = {each.name for each in unlikely}
    others = [*ends(requirement, evidence, on, visit_on), *beyond(evidence, engagement)]
    return (*unlikely, *(each for each in others if each.name not in named or not each.is_asked))


def unlikely_days(requirement: Requirement, evidence: Decision, on: date) -> Iterator[OddDay]:
    """Days that are far from today, or on which the evidence cannot well begin."""
    from_on, until_on = evidence.from_on, evidence.until_on
    if from_on and (sentence := unlikely_first(requirement, evidence.part, from_on, on)):
        yield OddDay(FROM_ON, sentence)
    if until_on and (sentence := far_away(until_on, on)):
        yield OddDay(UNTIL_ON, sentence)


def unlikely_first(requirement: Requirement, part: str, from_on: date, on: date) -> str:
    """Empty where it is likely enough."""
    if sentence := far_away(from_on, on):
        return sentence
    if from_on > add_months(on, AHEAD.get(requirement.kind, 0)):
        return f"{in_words(from_on)} is in the future."
    if requirement.kind is Kind.ACCOUNTS and is_day(part) and from_on <= date.fromisoformat(part):
        return f"{in_words(from_on)} is before the financial year was over."
    return ""


def far_away(day: date, on: date) -> str:
    """Empty for a day within ten years."""
    phrase = how_far(day, on)
    return f"{in_words(day)} {phrase}." if phrase else ""


def how_far(day: date, on: date) -> str:
    """That a day is ten years away or more, as a phrase about it; empty for any other."""
    if add_months(day, FAR) < on:
        return "is more than ten years ago"
    return "is more than ten years ahead" if day > add_months(on, FAR) else ""


def ends(requirement: Requirement, evidence: Decision, on: date, visit_on: date | None) -> Iterator[OddDay]:
    """Whether it has ended, is older than is allowed, or will be so before the visit."""
    if not rules_for(requirement).has_end:
        return
    own = evidence.until_on or date.max
    limit = rules_for(requirement).limit_of(requirement, evidence) if evidence.from_on else date.max
    name, last = (UNTIL_ON, own) if own <= limit else (FROM_ON, limit)
    if last < on:
        yield OddDay(name, over(evidence, name, last))
    elif visit_on and last < visit_on:
        yield OddDay(
            name, f"It counts until {in_words(last)}, before the next visit on {in_words(visit_on)}."
        )


def reaching_further(requirement: Requirement, read: Decision, sent: Decision) -> Iterator[OddDay]:
    """For each day by which evidence would count longer than the paper that the partner sent, what it gave.

    A paper that has a beginning of its own, as insurance has, would also count sooner."""
    if sent.from_on and read.from_on and read.from_on != sent.from_on:
        is_sooner = read.from_on < sent.from_on and requirement.kind in AHEAD
        if is_sooner or limit_by_first(requirement, read) > limit_by_first(requirement, sent):
            yield OddDay(FROM_ON, f"The partner gave {in_words(sent.from_on)}.")
    if sent.until_on and read.until_on and read.until_on > sent.until_on and rules_for(requirement).has_end:
        yield OddDay(UNTIL_ON, f"The partner gave {in_words(sent.until_on)}.")


def limit_by_first(requirement: Requirement, evidence: Decision) -> date:
    """The last day on which it could count by its first, whatever its own last day."""
    rules = rules_for(requirement)
    return rules.limit_of(requirement, evidence) if rules.has_end else date.min


def over(evidence: Decision, name: str, last: date) -> str:
    if name == UNTIL_ON or evidence.from_on is None:
        return f"This ended on {in_words(last)}: it would not count today."
    return (
        f"This is older than is asked: what bears the date {in_words(evidence.from_on)} counted until "
        f"{in_words(last)}, and would not count today."
    )


def beyond(evidence: Decision, engagement: Span) -> Iterator[OddDay]:
    """That its last day is later than that of the contract, which is no fault."""
    if evidence.until_on and evidence.until_on > engagement.until_on:
        last = in_words(engagement.until_on)
        yield OddDay(UNTIL_ON, f"Its last day is after that of the contract, {last}.", is_asked=False)
