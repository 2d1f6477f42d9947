"""The register: a check per person, while the person is there."""

from dataclasses import replace
from typing import Any

import pytest

from checklists.facts import Check, Person
from checklists.kinds import rules_for
from checklists.timeline import part_timelines, timeline
from checklists.vocabulary import BarredList, DbsLevel, DbsOutcome, Kind
from tests.rules.examples import BOTH_LISTS, checked, d, engagement, requirement, told, waive, when

REGISTER = requirement(Kind.REGISTER)


def person(key: str, from_on: str = "2019-01-01", until_on: str | None = None) -> Person:
    return Person(key, d(from_on), when(until_on))


CHECKS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "enhanced, both lists, clear": ({}, []),
    "outcome unknown": (
        {"check": Check(DbsLevel.ENHANCED, BOTH_LISTS, None)},
        ["The outcome of the check is not recorded."],
    ),
    "not clear": (
        {"check": Check(DbsLevel.ENHANCED, BOTH_LISTS, DbsOutcome.UNDECIDED)},
        ["The certificate is not clear, and no risk decision is recorded."],
    ),
    "too low a level": (
        {"check": Check(DbsLevel.STANDARD, BOTH_LISTS, DbsOutcome.CLEAR)},
        ["The level of the check is standard; enhanced is asked for."],
    ),
    "one list": (
        {"check": Check(DbsLevel.ENHANCED, frozenset({BarredList.ADULTS}), DbsOutcome.CLEAR)},
        ["The check does not include the children's barred list."],
    ),
    "no list": (
        {"check": Check(DbsLevel.ENHANCED, frozenset(), DbsOutcome.CLEAR)},
        [
            "The check does not include the adults' barred list.",
            "The check does not include the children's barred list.",
        ],
    ),
    "no check": (
        {"check": None},
        ["Enter what the check says: its level, its barred lists and its outcome."],
    ),
    "issue unknown": ({"from_on": None}, ["Give the day on which the check was issued."]),
    "of nobody": ({"part": ""}, ["Say whose check this is."]),
}


@pytest.mark.parametrize(("fields", "sentences"), CHECKS.values(), ids=CHECKS.keys())
def test_a_check_against_what_is_asked(fields: dict[str, Any], sentences: list[str]) -> None:
    decision = replace(checked("ada", "2021-10-01"), **fields)
    assert rules_for(REGISTER).shortfalls(REGISTER, decision) == sentences
    intervals = timeline(REGISTER, [decision], engagement(people=(person("ada"),)))
    assert {each.state for each in intervals} == {"missing" if sentences else "met"}


def test_a_higher_level_than_asked_is_enough() -> None:
    basic = requirement(Kind.REGISTER, level=DbsLevel.BASIC, lists=())
    assert rules_for(basic).shortfalls(basic, checked("ada", "2021-10-01")) == []


@pytest.mark.parametrize(
    ("issued", "last"),
    [("2019-05-10", "2022-05-09"), ("2020-02-29", "2023-02-28"), ("2019-03-01", "2022-02-28")],
)
def test_a_check_counts_for_three_years(issued: str, last: str) -> None:
    intervals = timeline(REGISTER, [checked("ada", issued)], engagement(people=(person("ada"),)))
    assert [each.state for each in intervals] == ["met", "expired"]
    assert intervals[0].until_on == d(last)


def test_with_nobody_on_the_register_it_is_missing() -> None:
    assert told(timeline(REGISTER, [], engagement())) == ["missing 2021-10-01..2023-03-31"]


def test_with_nobody_on_the_register_the_whole_can_be_waived() -> None:
    waiver = waive("2021-10-01", "2021-12-31")
    assert told(timeline(REGISTER, [waiver], engagement())) == [
        "waived 2021-10-01..2021-12-31",
        "missing 2022-01-01..2023-03-31",
    ]


def test_it_is_as_good_as_its_worst_person() -> None:
    people = (person("ada"), person("bo"), person("cy"))
    decisions = [checked("ada", "2021-01-01"), checked("bo", "2019-06-01")]
    assert told(timeline(REGISTER, decisions, engagement(people=people))) == [
        "missing 2021-10-01..2022-05-31 cy",
        "missing 2022-06-01..2023-03-31 cy also bo",
    ]
    assert told(timeline(REGISTER, decisions, engagement(people=people[:2]))) == [
        "met 2021-10-01..2022-05-31",
        "expired 2022-06-01..2023-03-31 bo",
    ]


def test_a_starter_counts_from_the_first_day_and_a_leaver_to_the_last() -> None:
    people = (person("ada"), person("bo", "2022-01-10", "2022-02-20"))
    assert told(timeline(REGISTER, [checked("ada", "2021-01-01")], engagement(people=people))) == [
        "met 2021-10-01..2022-01-09",
        "missing 2022-01-10..2022-02-20 bo",
        "met 2022-02-21..2023-03-31",
    ]


def test_a_starter_with_a_check_does_not_cut_what_is_met() -> None:
    people = (person("ada"), person("bo", "2022-01-10"))
    decisions = [checked("ada", "2021-01-01"), checked("bo", "2021-12-01")]
    assert told(timeline(REGISTER, decisions, engagement(people=people))) == ["met 2021-10-01..2023-03-31"]


def test_when_the_last_person_has_left_it_is_missing() -> None:
    people = (person("ada", until_on="2022-06-30"),)
    assert told(timeline(REGISTER, [checked("ada", "2021-01-01")], engagement(people=people))) == [
        "met 2021-10-01..2022-06-30",
        "missing 2022-07-01..2023-03-31",
    ]


def test_who_comes_back_is_asked_again() -> None:
    people = (person("ada"), person("bo", until_on="2021-12-31"), person("bo", "2022-06-01", "2022-07-31"))
    ada = checked("ada", "2021-01-01")
    assert told(timeline(REGISTER, [ada], engagement(people=people))) == [
        "missing 2021-10-01..2021-12-31 bo",
        "met 2022-01-01..2022-05-31",
        "missing 2022-06-01..2022-07-31 bo",
        "met 2022-08-01..2023-03-31",
    ]
    assert told(part_timelines(REGISTER, [ada], engagement(people=people))["bo"]) == [
        "missing 2021-10-01..2021-12-31 bo",
        "not-needed 2022-01-01..2022-05-31",
        "missing 2022-06-01..2022-07-31 bo",
        "not-needed 2022-08-01..2023-03-31",
    ]


@pytest.mark.parametrize(
    ("from_on", "until_on"),
    [("2019-01-01", "2021-09-30"), ("2023-04-01", None), ("2022-05-01", "2022-04-30")],
    ids=["left before", "starts after", "left before the start"],
)
def test_who_was_never_there_is_no_part(from_on: str, until_on: str | None) -> None:
    people = (person("ada"), person("bo", from_on, until_on))
    parts = part_timelines(REGISTER, [], engagement(people=people))
    assert list(parts) == ["ada"]
