"""What is odd about the days that evidence bears."""

from typing import Any

import pytest

from checklists.calendar import Span
from checklists.facts import Decision
from checklists.odd_days import Against, odd_days, odd_term
from checklists.vocabulary import Kind
from tests.rules.examples import accept, checked, d, insure, requirement

TODAY = d("2026-11-28")
CONTRACT = Span(d("2021-10-01"), d("2028-09-30"))
YEARLY = {"months": 12}
Sent = tuple[str | None, str | None]

CASES: dict[str, tuple[Kind, dict[str, Any], Decision, str | None, list[str]]] = {
    "an everyday document": (Kind.DOCUMENT, {}, accept("2026-03-01", "2027-02-28"), None, []),
    "without any day": (Kind.DOCUMENT, {}, accept(None), "2026-12-10", []),
    "ends today": (Kind.DOCUMENT, {}, accept("2026-03-01", "2026-11-28"), None, []),
    "ended yesterday": (
        Kind.DOCUMENT,
        {},
        accept("2026-03-01", "2026-11-27"),
        None,
        ["until_on? This ended on 27 November 2026: it would not count today."],
    ),
    "ended long ago": (
        Kind.DOCUMENT,
        {},
        accept(None, "2021-03-01"),
        None,
        ["until_on? This ended on 1 March 2021: it would not count today."],
    ),
    "an accreditation that ended": (
        Kind.DOCUMENT,
        {"asks_end": True},
        accept("2020-03-01", "2021-03-01"),
        None,
        ["until_on? This ended on 1 March 2021: it would not count today."],
    ),
    "older than is asked": (
        Kind.DOCUMENT,
        YEARLY,
        accept("2025-11-28"),
        None,
        [
            "from_on? This is older than is asked: what bears the date 28 November 2025 counted until "
            "27 November 2026, and would not count today."
        ],
    ),
    "as old as is just allowed": (Kind.DOCUMENT, YEARLY, accept("2025-11-29"), None, []),
    "an assessment that is too old": (
        Kind.ASSESSMENT,
        {},
        accept("2024-01-01"),
        None,
        [
            "from_on? This is older than is asked: what bears the date 1 January 2024 counted until "
            "31 December 2024, and would not count today."
        ],
    ),
    "a check that is too old": (
        Kind.REGISTER,
        {},
        checked("ada", "2020-01-01"),
        None,
        [
            "from_on? This is older than is asked: what bears the date 1 January 2020 counted until "
            "31 December 2022, and would not count today."
        ],
    ),
    "ends before the visit": (
        Kind.COVER,
        {},
        insure("2026-04-01", "2027-03-31"),
        "2027-04-01",
        ["until_on? It counts until 31 March 2027, before the next visit on 1 April 2027."],
    ),
    "ends on the day of the visit": (Kind.COVER, {}, insure("2026-04-01", "2027-03-31"), "2027-03-31", []),
    "too old by the visit": (
        Kind.DOCUMENT,
        YEARLY,
        accept("2026-01-10", "2027-06-30"),
        "2027-02-01",
        ["from_on? It counts until 9 January 2027, before the next visit on 1 February 2027."],
    ),
    "after the contract": (
        Kind.AGREEMENT,
        {},
        accept("2026-04-01", "2028-10-01"),
        None,
        ["until_on. Its last day is after that of the contract, 30 September 2028."],
    ),
    "on the contract's last day": (Kind.AGREEMENT, {}, accept("2026-04-01", "2028-09-30"), None, []),
    "1926": (
        Kind.COVER,
        {},
        insure("1926-04-01", "2027-03-31"),
        None,
        ["from_on? 1 April 1926 is more than ten years ago."],
    ),
    "both days of 1926": (
        Kind.COVER,
        {},
        insure("1926-04-01", "1927-03-31"),
        None,
        [
            "from_on? 1 April 1926 is more than ten years ago.",
            "until_on? 31 March 1927 is more than ten years ago.",
        ],
    ),
    "a document of 2030": (
        Kind.DOCUMENT,
        {},
        accept("2030-05-03"),
        None,
        ["from_on? 3 May 2030 is in the future."],
    ),
    "a document of tomorrow": (
        Kind.DOCUMENT,
        {},
        accept("2026-11-29"),
        None,
        ["from_on? 29 November 2026 is in the future."],
    ),
    "a policy of 2030": (
        Kind.COVER,
        {},
        insure("2030-04-01", "2031-03-31"),
        None,
        [
            "from_on? 1 April 2030 is in the future.",
            "until_on. Its last day is after that of the contract, 30 September 2028.",
        ],
    ),
    "a renewal that begins next month": (Kind.COVER, {}, insure("2027-01-01", "2027-12-31"), None, []),
    "an agreement of next year": (Kind.AGREEMENT, {}, accept("2027-11-28"), None, []),
    "an agreement of later": (
        Kind.AGREEMENT,
        {},
        accept("2027-11-29"),
        None,
        ["from_on? 29 November 2027 is in the future."],
    ),
    "an end that is far away": (
        Kind.DOCUMENT,
        {},
        accept("2026-03-01", "2127-02-28"),
        None,
        [
            "until_on? 28 February 2127 is more than ten years ahead.",
            "until_on. Its last day is after that of the contract, 30 September 2028.",
        ],
    ),
    "accounts once accepted do not end": (
        Kind.ACCOUNTS,
        {},
        accept("2021-09-01", part="2021-03-31"),
        "2027-04-01",
        [],
    ),
    "accounts signed before the year was over": (
        Kind.ACCOUNTS,
        {},
        accept("2026-03-31", part="2026-03-31"),
        None,
        ["from_on? 31 March 2026 is before the financial year was over."],
    ),
    "a confirmation": (Kind.CONFIRMATION, {}, accept("2026-11-28"), "2027-04-01", []),
    "at the end of the calendar": (
        Kind.DOCUMENT,
        {},
        accept("2026-01-01", "9999-12-31"),
        None,
        [
            "until_on? 31 December 9999 is more than ten years ahead.",
            "until_on. Its last day is after that of the contract, 30 September 2028.",
        ],
    ),
}


@pytest.mark.parametrize(("kind", "fields", "evidence", "visit", "found"), CASES.values(), ids=CASES.keys())
def test_what_is_odd(
    kind: Kind, fields: dict[str, Any], evidence: Decision, visit: str | None, found: list[str]
) -> None:
    said = odd_days(requirement(kind, **fields), evidence, CONTRACT, TODAY, d(visit) if visit else None)
    assert [f"{each.name}{'?' if each.is_asked else '.'} {each.sentence}" for each in said] == found


TERMS: dict[str, tuple[str, str, list[str]]] = {
    "the contract's own days": ("2021-10-01", "2028-09-30", []),
    "a part of them": ("2026-01-01", "2027-12-31", []),
    "begins later": ("2027-04-01", "2028-09-30", []),
    "typed 1926": ("1926-10-01", "2028-09-30", ["starts_on 1 October 1926 is more than ten years ago."]),
    "typed 2207": ("2026-10-01", "2207-09-30", ["ends_on 30 September 2207 is more than ten years ahead."]),
    "over already": (
        "2025-10-01",
        "2026-09-30",
        ["ends_on This ended on 30 September 2026: it is over already."],
    ),
    "ends today": ("2025-10-01", "2026-11-28", []),
    "the same day twice": (
        "2027-04-01",
        "2027-04-01",
        ["ends_on From the first day to the last is less than a month."],
    ),
    "a month": ("2027-04-01", "2027-05-01", []),
}


@pytest.mark.parametrize(("first", "last", "found"), TERMS.values(), ids=TERMS.keys())
def test_what_is_odd_about_the_days_of_an_engagement(first: str, last: str, found: list[str]) -> None:
    said = odd_term(Span(d(first), d(last)), CONTRACT, TODAY)
    assert [f"{each.name} {each.sentence}" for each in said] == found


def test_days_that_are_those_of_a_long_contract_are_not_odd() -> None:
    contract = Span(d("2010-01-01"), d("2049-12-31"))
    assert odd_term(contract, contract, TODAY) == ()


YEAR_OF_POLICY, POLICY_FIRST, POLICY_LAST = ("2026-04-01", "2027-03-31"), "1 April 2026", "31 March 2027"


@pytest.mark.parametrize(
    ("kind", "details", "sent", "read", "asked"),
    [
        (Kind.COVER, {}, YEAR_OF_POLICY, ("2026-04-01", "2027-04-01"), {"until_on": POLICY_LAST}),
        (Kind.COVER, {}, YEAR_OF_POLICY, ("2026-04-01", "2027-03-30"), {}),
        (Kind.COVER, {}, YEAR_OF_POLICY, ("2026-03-31", "2027-03-31"), {"from_on": POLICY_FIRST}),
        (Kind.COVER, {}, YEAR_OF_POLICY, ("2026-04-02", "2027-03-31"), {}),
        (
            *(Kind.COVER, {}, YEAR_OF_POLICY, ("2026-03-31", "2027-04-01")),
            {"from_on": POLICY_FIRST, "until_on": POLICY_LAST},
        ),
        (Kind.DOCUMENT, {"asks_end": True}, YEAR_OF_POLICY, (None, "2028-03-31"), {"until_on": POLICY_LAST}),
        (Kind.AGREEMENT, {}, YEAR_OF_POLICY, ("2026-04-01", "2028-03-31"), {"until_on": POLICY_LAST}),
        (Kind.DOCUMENT, YEARLY, ("2026-04-01", None), ("2026-05-01", None), {"from_on": POLICY_FIRST}),
        (Kind.DOCUMENT, YEARLY, ("2026-04-01", None), ("2026-03-01", None), {}),
        (Kind.DOCUMENT, {}, ("2026-04-01", None), ("2026-05-01", "2027-03-31"), {}),
        (Kind.ACCOUNTS, {}, ("2026-04-01", None), ("2026-05-01", None), {}),
    ],
)
def test_days_that_reach_further_than_those_sent_are_asked_about(
    kind: Kind, details: dict[str, Any], sent: Sent, read: Sent, asked: dict[str, str]
) -> None:
    against = Against(requirement(kind, **details), "liability", CONTRACT, TODAY)
    (sent_from, sent_until), (read_from, read_until) = sent, read
    days = [d(each) if each else None for each in (read_from, read_until, sent_from, sent_until)]
    first, last, given_first, given_last = days
    found = {
        each.name: each.sentence for each in against.odd_to_accept((first, last), (given_first, given_last))
    }
    assert found == {name: f"The partner gave {day}." for name, day in asked.items()}
