"""The rules by themselves: a register and its training over the years, with more and more people."""

import random
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from checklists.calendar import Span
from checklists.facts import Check, Decision, Engagement, Person
from checklists.kinds.register import training_part
from checklists.requirement import Requirement, Topic
from checklists.timeline import timeline
from checklists.vocabulary import BarredList, DbsLevel, DbsOutcome, Force, Kind, Outcome
from portal.memory import settle_memory

REGISTERS = (125, 250, 500, 1_000)
TRAINED = (500, 1_000)
TOPICS, YEARS = 5, 5
TRAINING = "Register of training"
FROM_ON = date(2021, 10, 1)
SPAN = Span(FROM_ON, date(2026, 9, 30))
CLEAR = Check(DbsLevel.ENHANCED, frozenset(BarredList), DbsOutcome.CLEAR)


@dataclass(frozen=True)
class RuleTiming:
    """The best of a few rounds, in milliseconds of the processor."""

    name: str
    people: int
    milliseconds: float


def measure_rules() -> list[RuleTiming]:
    """The timeline of a register of checks, and of training in five topics over five years."""
    registers = [RuleTiming("Register of checks", each, best_of(register(each))) for each in REGISTERS]
    training = [RuleTiming(TRAINING, each, best_of(training_of(each))) for each in TRAINED]
    return registers + training


def best_of(act: Callable[[], object], rounds: int = 3) -> float:
    """The collector looks as often as in a server (portal.memory): elsewhere it looks again and again at all
    that was made for the measuring, which was three quarters of what the largest register took."""
    settle_memory()
    found = []
    for _ in range(rounds):
        began = time.process_time()
        act()
        found.append((time.process_time() - began) * 1_000)
    return min(found)


def register(number: int) -> Callable[[], object]:
    """Everybody was checked twice, so that there is a renewal."""
    draw = random.Random(number)
    people = some_people(draw, number)
    requirement = asked(months=36, level=DbsLevel.ENHANCED, lists=tuple(BarredList))
    decisions = [
        accepted(draw, person.key, person.from_on + timedelta(days=days), CLEAR)
        for person in people
        for days in (0, 1_000)
    ]
    return lambda: timeline(requirement, decisions, Engagement(SPAN, people=people))


def training_of(number: int) -> Callable[[], object]:
    """Everybody was trained in every topic in every year."""
    draw = random.Random(number)
    people = some_people(draw, number)
    topics = tuple(Topic(f"topic-{place}", f"Topic {place}") for place in range(TOPICS))
    decisions = [
        accepted(draw, training_part(person.key, topic.key), person.from_on + timedelta(days=365 * year))
        for person in people
        for topic in topics
        for year in range(YEARS)
    ]
    requirement = asked(months=12, topics=topics)
    return lambda: timeline(requirement, decisions, Engagement(SPAN, people=people))


def asked(**fields: object) -> Requirement:
    plain = {"title": "Register", "clause": "R1", "group": "People", "asks": "Everybody."}
    return Requirement(key="register", kind=Kind.REGISTER, force=Force.MUST, **plain, **fields)  # type: ignore[arg-type]  # the fields differ by register


def some_people(draw: random.Random, number: int) -> tuple[Person, ...]:
    return tuple(stays(draw, number))


def stays(draw: random.Random, number: int) -> Iterator[Person]:
    """They begin in the first three years; three in ten leave after that."""
    for _ in range(number):
        until_on = FROM_ON + timedelta(days=1_200 + draw.randrange(600)) if draw.random() < 0.3 else None
        key = str(uuid.UUID(int=draw.getrandbits(128)))
        yield Person(key, FROM_ON + timedelta(days=draw.randrange(1_200)), until_on)


def accepted(draw: random.Random, part: str, day: date, check: Check | None = None) -> Decision:
    from_on = day + timedelta(days=draw.randrange(60))
    return Decision(str(draw.getrandbits(64)), Outcome.ACCEPT, from_on, part, from_on=from_on, check=check)
