"""Generated requirements, engagements, decisions and versions, of all kinds and with what may be odd in them.

They are made from a random generator whose seed Hypothesis draws, since its own choices repeat themselves too
much to fill a timeline.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from checklists.calendar import Span
from checklists.facts import Check, Decision, Engagement, FinancialYear, Person, YearFact
from checklists.kinds import rules_for
from checklists.kinds.accounts import year_end
from checklists.requirement import WHOLE, Checklist, Cover, Requirement
from checklists.slots import Row, asked_rows, slot_timeline
from checklists.timeline import Interval, timeline
from checklists.vocabulary import (
    BarredList,
    Basis,
    Condition,
    DbsLevel,
    DbsOutcome,
    Force,
    Kind,
    LegalForm,
    Outcome,
)
from tests.rules.examples import CLEAR, KEY, requirement

EARLY, LATE = date(2020, 7, 1), date(2022, 12, 31)
"""The days on which things happen; the engagements lie within."""

PEOPLE = ("ada", "bo", "cy")
COVERS = ("liability", "indemnity")
AMOUNTS = (1_000_000, 2_000_000, 5_000_000)
YEAR_ENDS = ((2, 29), (2, 28), (3, 31), (4, 5), (9, 30), (12, 31))
SOME_KINDS: list[Kind] = [*Kind, Kind.COVER, Kind.REGISTER, Kind.ACCOUNTS]


@dataclass(frozen=True)
class Case:
    """A slot with what was decided on it: asked by one requirement, or by `rows` over several versions."""

    requirement: Requirement
    engagement: Engagement
    decisions: tuple[Decision, ...]
    rows: tuple[Row, ...] | None = None

    def intervals(
        self, decisions: Sequence[Decision] | None = None, known: date | None = None
    ) -> tuple[Interval, ...]:
        """What is said with these decisions instead of the case's own."""
        held = self.decisions if decisions is None else decisions
        if self.rows is None:
            return timeline(self.requirement, held, self.engagement, known)
        return slot_timeline(self.rows, held, self.engagement, known)

    def spans(self) -> list[Span]:
        """The days on which the slot exists."""
        return [self.engagement.span] if self.rows is None else [row.span for row in self.rows]


def one_in(random: Random, number: int) -> bool:
    return random.randrange(number) == 0


def day_within(random: Random, from_on: date = EARLY, until_on: date = LATE) -> date:
    return from_on + timedelta(days=random.randint(0, (until_on - from_on).days))


def requirement_of(random: Random, kind: Kind) -> Requirement:
    """A requirement of the kind, required or preferred, with or without months and a condition."""
    condition = Condition.USES_VOLUNTEERS if one_in(random, 5) else None
    asked = requirement(
        kind, force=random.choice(list(Force)), condition=condition, warn_days=random.randint(1, 90)
    )
    match kind:
        case Kind.COVER:
            keys = random.sample(COVERS, random.randint(1, 2))
            return replace(asked, parts=tuple(cover_of(random, key) for key in keys))
        case Kind.REGISTER:
            lists = tuple(each for each in BarredList if one_in(random, 2))
            level = random.choice(list(DbsLevel))
            return replace(asked, months=random.randint(3, 24), level=level, lists=lists)
        case Kind.ACCOUNTS:
            deadlines = {form: random.randint(1, 26) for form in LegalForm if one_in(random, 2)}
            return replace(asked, years=random.randint(1, 3), deadline_months=deadlines)
        case _:
            return replace(asked, months=random.choice([None, random.randint(1, 18)]))


def cover_of(random: Random, key: str) -> Cover:
    return Cover(key, key.title(), key, random.choice(AMOUNTS), random.choice(list(Basis)))


def engagement_of(random: Random) -> Engagement:
    """Some last only days or weeks, some know no financial year, use no volunteers, or have nobody."""
    from_on = day_within(random, date(2020, 12, 1), date(2021, 3, 31))
    length = random.randint(0, 60) if one_in(random, 6) else random.randint(200, 500)
    return Engagement(
        Span(from_on, from_on + timedelta(days=length)),
        {} if one_in(random, 5) else {each: spans_within(random) for each in Condition},
        tuple(person_of(random) for _ in range(random.randint(0, 4))),
        () if one_in(random, 6) else financial_years_of(random),
    )


def spans_within(random: Random) -> tuple[Span, ...]:
    """The days on which a condition holds: all there are, or one or two stretches of them."""
    if one_in(random, 3):
        return (Span(date.min, date.max),)
    turns = sorted({day_within(random) for _ in range(4)})
    pairs = zip(turns[::2], turns[1::2], strict=False)
    return tuple(Span(from_on, until_on) for from_on, until_on in pairs)


def person_of(random: Random) -> Person:
    """Somebody who comes, and may leave, or have left before; of one name there may be several stays."""
    from_on = day_within(random, EARLY, date(2021, 9, 30))
    return Person(random.choice(PEOPLE), from_on, random.choice([None, day_within(random)]))


def financial_year_of(random: Random) -> FinancialYear:
    month, day = random.choice(YEAR_ENDS)
    first = day_within(random, date(2018, 1, 1)) if one_in(random, 4) else None
    return FinancialYear(month, day, random.choice(list(LegalForm)), first)


def financial_years_of(random: Random) -> tuple[YearFact, ...]:
    """What is known throughout, or with one or two changes from a day."""
    first = None if one_in(random, 2) else day_within(random)
    found = [YearFact(financial_year_of(random), first)]
    while one_in(random, 3):
        found.append(YearFact(financial_year_of(random), day_within(random, date(2019, 1, 1))))
    return tuple(found)


def part_keys(kind: Kind, engagement: Engagement) -> list[str]:
    """The keys that a decision may name, one of which there is not."""
    match kind:
        case Kind.COVER:
            return [*COVERS * 3, "motor"]
        case Kind.REGISTER:
            return [*PEOPLE * 3, "nobody"]
        case Kind.ACCOUNTS:
            known = [fact.year for fact in engagement.financial_years]
            years = known or [FinancialYear(3, 31, LegalForm.CHARITY)]
            ends = [year_end(year, each).isoformat() for year in years for each in range(2017, 2022)]
            return [*ends, "2021", "2020-02-28"]
        case _:
            return [*[WHOLE] * 7, "annex"]


def good_accept(random: Random, asked: Requirement, engagement: Engagement, key: str = "good") -> Decision:
    """An acceptance that is enough, for some days."""
    from_on = day_within(random)
    keys = [each for each in part_keys(asked.kind, engagement) if rules_for(asked).has_part(asked, each)]
    return Decision(
        key=key,
        outcome=Outcome.ACCEPT,
        made_on=day_within(random),
        part=random.choice(keys),
        from_on=from_on,
        until_on=from_on + timedelta(days=random.randint(0, 300)),
        amount=max(AMOUNTS),
        basis=Basis.PER_CLAIM,
        check=CLEAR,
    )


def any_decision(random: Random, asked: Requirement, engagement: Engagement, key: str) -> Decision:
    """Any decision that corrects nothing: most acceptances are enough, in some one thing is odd."""
    decision = good_accept(random, asked, engagement, key)
    outcome = random.choice([Outcome.ACCEPT] * 3 + [Outcome.RETURN, Outcome.WAIVE])
    keys = part_keys(asked.kind, engagement)
    part = WHOLE if outcome is Outcome.WAIVE and one_in(random, 2) else random.choice(keys)
    oddity = random.choice(oddities(random)) if one_in(random, 3) else {}
    endless = {"until_on": None} if outcome is Outcome.WAIVE and one_in(random, 3) else {}
    return replace(decision, outcome=outcome, part=part, **oddity | endless)


def oddities(random: Random) -> list[dict[str, Any]]:
    lists = frozenset(each for each in BarredList if one_in(random, 2))
    outcome = random.choice([*DbsOutcome, None])
    return [
        {"from_on": None},
        {"until_on": None},
        {"until_on": day_within(random)},
        {"amount": None},
        {"amount": random.choice([999_999, *AMOUNTS])},
        {"basis": random.choice([None, Basis.AGGREGATE])},
        {"layer": random.choice([1, 2]), "amount": random.choice(AMOUNTS)},
        {"check": random.choice([None, Check(random.choice(list(DbsLevel)), lists, outcome)])},
    ]


def any_accept(random: Random, asked: Requirement, engagement: Engagement) -> Decision:
    """One more acceptance, enough or not, that corrects nothing."""
    return replace(any_decision(random, asked, engagement, "one more"), outcome=Outcome.ACCEPT)


def correcting(random: Random, decision: Decision, earlier: Sequence[Decision]) -> Decision:
    """The decision as one that corrects an earlier one, or one that there is not."""
    return replace(decision, corrects=random.choice([*(each.key for each in earlier), "unknown"]))


def decisions_on(random: Random, asked: Requirement, engagement: Engagement) -> tuple[Decision, ...]:
    """Up to ten decisions, of which some correct earlier ones."""
    made: list[Decision] = []
    for number in range(random.randint(0, 10)):
        decision = any_decision(random, asked, engagement, f"decision {number}")
        made.append(correcting(random, decision, made) if one_in(random, 6) else decision)
    return tuple(made)


def some_kind(random: Random) -> Kind:
    return random.choice(SOME_KINDS)


def single_case(random: Random) -> Case:
    """A slot that one requirement asks for throughout."""
    asked, engagement = requirement_of(random, some_kind(random)), engagement_of(random)
    return Case(asked, engagement, decisions_on(random, asked, engagement))


def accounts_case(random: Random) -> Case:
    """The accounts of a partner whose financial year is known."""
    asked = replace(requirement_of(random, Kind.ACCOUNTS), condition=None)
    engagement = replace(engagement_of(random), financial_years=financial_years_of(random))
    return Case(asked, engagement, decisions_on(random, asked, engagement))


def version_case(random: Random) -> Case:
    """A slot that several versions of a checklist word, and some do not ask for."""
    kind, engagement = some_kind(random), engagement_of(random)
    first = engagement.span.from_on
    asked = requirement_of(random, kind)
    versions = [version(first, asked)]
    for _ in range(random.randint(1, 4)):
        wording = None if one_in(random, 3) else requirement_of(random, kind)
        versions.append(version(first + timedelta(days=random.randint(-50, 400)), wording))
    rows = asked_rows(versions, engagement.span).get(KEY, [])
    return Case(asked, engagement, decisions_on(random, asked, engagement), tuple(rows))


def version(from_on: date, wording: Requirement | None) -> Checklist:
    return Checklist("checklist", "Checklist", from_on, (wording,) if wording else ())


randoms = st.randoms(use_true_random=True)
single_cases = randoms.map(single_case)
version_cases = randoms.map(version_case)
accounts_cases = randoms.map(accounts_case)
cases = single_cases | version_cases
