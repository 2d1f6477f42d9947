"""Generated slots with all that a kind of evidence may bring with it: training, layers, incidents, news,
other certificates, audits, confirmations that are still in force, and conditions that became known bit by
bit."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from checklists.calendar import Span
from checklists.conditions import Said, learned_days, spans_by_condition
from checklists.facts import Decision, Engagement, Incident, News, Unclear
from checklists.requirement import Requirement, Topic
from checklists.slots import Row
from checklists.vocabulary import Assurance, Condition, DbsOutcome, Kind, Outcome
from tests.rules.generated import (
    AMOUNTS,
    Case,
    day_within,
    decisions_on,
    engagement_of,
    one_in,
    person_of,
    randoms,
    requirement_of,
    single_case,
    version_case,
)

TOPICS = (Topic("first-aid", "First aid"), Topic("safeguarding", "Safeguarding"))
CHARACTERISTICS = ("age", "race", "religion")
SECTIONS = ("risks", "actions")
SIGNED = (date(2020, 9, 1), date(2021, 5, 10))
"""Days on which statements are signed, of which others say that they are still in force."""


def detailed(random: Random, case: Case) -> Case:
    """The case with such details in its wordings, its decisions and its engagement."""
    asked = detailed_requirement(random, case.requirement)
    rows = tuple(Row(detailed_requirement(random, row.requirement), row.span) for row in case.rows or ())
    is_training = any(each.topics for each in (asked, *(row.requirement for row in rows)))
    more = decisions_on(random, case.requirement, case.engagement)
    made = (*case.decisions, *(replace(each, key=f"another {each.key}") for each in more))
    decisions = tuple(detailed_decision(random, asked, each, is_training) for each in made)
    engagement = detailed_engagement(random, case.engagement)
    return Case(asked, engagement, decisions, None if case.rows is None else rows)


def detailed_requirement(random: Random, asked: Requirement) -> Requirement:
    fields: dict[Kind, dict[str, Any]] = {
        Kind.REGISTER: {"topics": TOPICS[: random.randint(0, 2)]},
        Kind.ACCOUNTS: {"audited": one_in(random, 2)},
        Kind.CONFIRMATION: {"still_years": random.choice([None, 1, 2])},
        Kind.ASSESSMENT: {
            "characteristics": some_of(random, CHARACTERISTICS),
            "sections": some_of(random, SECTIONS),
            "after_incident": one_in(random, 2),
        },
    }
    return replace(asked, **fields.get(asked.kind, {}))


def some_of(random: Random, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if one_in(random, 3))


def detailed_decision(random: Random, asked: Requirement, made: Decision, is_training: bool) -> Decision:
    match asked.kind:
        case Kind.REGISTER:
            return trained(random, made) if is_training and not one_in(random, 4) else with_news(random, made)
        case Kind.COVER:
            return layered(random, made)
        case Kind.ACCOUNTS:
            assurance = random.choice([None, *Assurance])
            return replace(made, assurance=assurance, reasoned=one_in(random, 2))
        case Kind.CONFIRMATION:
            days = [None, None, day_within(random), *SIGNED]
            return replace(made, from_on=random.choice([made.from_on, *SIGNED]), first_on=random.choice(days))
        case Kind.ASSESSMENT:
            return replace(made, covers=random.choice([None, frozenset(CHARACTERISTICS + SECTIONS)]))
        case _:
            return made


def trained(random: Random, made: Decision) -> Decision:
    if made.outcome is Outcome.WAIVE and one_in(random, 2):
        return made
    topic = random.choice([*(each.key for each in TOPICS), "fishing"])
    return replace(made, part=f"{made.part}:{topic}")


def with_news(random: Random, made: Decision) -> Decision:
    if made.check is None or one_in(random, 2):
        return made
    days = sorted(day_within(random) for _ in range(random.randint(1, 2)))
    news = tuple(News(day, day + timedelta(days=random.randint(0, 90))) for day in days)
    some = () if one_in(random, 3) else news
    return replace(made, check=replace(made.check, news=some, unclear=unclear_ones(random, made.from_on)))


def unclear_ones(random: Random, issued_on: date | None = None) -> tuple[Unclear, ...]:
    """Up to two other certificates, some of the same day of issue, some sent long after it or withdrawn."""
    found = []
    for _ in range(random.randint(0, 2)):
        on = issued_on if issued_on and one_in(random, 3) else day_within(random)
        sent_on = on + timedelta(days=random.randint(0, 90))
        withdrawn_on = sent_on + timedelta(days=random.randint(0, 90)) if one_in(random, 3) else None
        outcome = random.choice([None, DbsOutcome.UNDECIDED])
        found.append(Unclear(on, sent_on, withdrawn_on, one_in(random, 2), outcome))
    return tuple(found)


def layered(random: Random, made: Decision) -> Decision:
    if one_in(random, 2):
        return made
    return replace(made, layer=random.randint(1, 3), amount=random.choice(AMOUNTS))


def detailed_engagement(random: Random, engagement: Engagement) -> Engagement:
    incidents = tuple(some_incident(random) for _ in range(random.randint(0, 3)))
    people = (*engagement.people, *(person_of(random) for _ in range(random.randint(0, 3))))
    found = replace(engagement, incidents=incidents, people=people)
    if one_in(random, 2):
        return found
    said = [some_saying(random) for _ in range(random.randint(1, 5))]
    return replace(found, conditions=spans_by_condition(said), learned=learned_days(said))


def some_incident(random: Random) -> Incident:
    recorded_on = day_within(random)
    withdrawn_on = day_within(random, recorded_on, date(2023, 3, 31)) if one_in(random, 3) else None
    return Incident(day_within(random), recorded_on, withdrawn_on)


def some_saying(random: Random) -> Said:
    from_on = random.choice([None, day_within(random)])
    return Said(
        Condition.USES_VOLUNTEERS, one_in(random, 2), from_on, random.choice([None, day_within(random)])
    )


def whole_case(random: Random) -> Case:
    return detailed(random, random.choice([single_case, version_case])(random))


def long_case(random: Random) -> Case:
    """An engagement of some years, so that much begins and ends in it."""
    case = whole_case(random)
    span = Span(date(2020, 8, 1), date(2023, 4, 30))
    return case if case.rows else replace(case, engagement=replace(case.engagement, span=span))


def check_case(random: Random) -> Case:
    """People's checks over some years, beside which others were sent."""
    asked = replace(requirement_of(random, Kind.REGISTER), condition=None, lists=())
    engagement = detailed_engagement(random, engagement_of(random))
    engagement = replace(engagement, span=Span(date(2020, 8, 1), date(2023, 4, 30)))
    made = decisions_on(random, asked, engagement)
    return Case(asked, engagement, tuple(with_news(random, each) for each in made))


detailed_cases = randoms.map(whole_case) | randoms.map(long_case) | randoms.map(check_case)
