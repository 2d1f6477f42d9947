"""Insurance as contracts word it: which, how much, and for what."""

from typing import Any

import pytest

from tests.builders.tabled import Content
from tests.rules.test_proposal import proposal_of, row_of

PER_CLAIM, AGGREGATE = "per-claim", "aggregate"


def covers_of(asks: Content) -> list[tuple[str, int | None, str | None]]:
    parts: list[dict[str, Any]] = row_of("Insurance", asks)["parts"]
    return [(each["key"], each.get("amount"), each.get("basis")) for each in parts]


@pytest.mark.parametrize(
    ("amount", "pounds"),
    [
        ("£5m", 5_000_000),
        ("£5 m", 5_000_000),
        ("£5,000,000", 5_000_000),
        ("£5 million", 5_000_000),
        ("5 million pounds", 5_000_000),
        ("five million pounds", 5_000_000),
        ("£2.5m", 2_500_000),
        ("£500k", 500_000),
        ("£250 thousand", 250_000),
        ("GBP 10m", 10_000_000),
    ],
)
def test_amounts_as_people_write_them(amount: str, pounds: int) -> None:
    assert covers_of(f"Public liability insurance of {amount} per claim") == [
        ("public-liability", pounds, PER_CLAIM)
    ]


@pytest.mark.parametrize(
    ("words", "basis"),
    [
        ("per claim", PER_CLAIM),
        ("for any one claim", PER_CLAIM),
        ("each and every claim", PER_CLAIM),
        ("on an each and every loss basis", PER_CLAIM),
        ("for each occurrence", PER_CLAIM),
        ("in respect of any one incident", PER_CLAIM),
        ("in the aggregate", AGGREGATE),
        ("on an aggregate basis", AGGREGATE),
        ("in total", AGGREGATE),
        ("in any one year", AGGREGATE),
        ("", None),
    ],
)
def test_what_the_amount_is_for(words: str, basis: str | None) -> None:
    assert covers_of(f"Professional indemnity insurance of £1m {words}") == [
        ("professional-indemnity", 1_000_000, basis)
    ]


@pytest.mark.parametrize(
    "asks",
    [
        "Public liability £5m; employers' liability £10m (all per claim)",
        ["* Public liability £5m any one claim", "* Employers’ liability £10m any one claim"],
        "Public liability (£5m any one claim) and employer's liability (£10m any one claim) insurance",
        "£5m public liability per claim, and £10m employers' liability per claim",
        "Public liability of £5m; employers liability of £10m; both on an each and every claim basis",
        "Public liability of £5m and employers liability of £10m. Each is for any one claim.",
    ],
)
def test_each_amount_goes_to_its_cover(asks: Content) -> None:
    assert [each[:2] for each in covers_of(asks)] == [
        ("public-liability", 5_000_000),
        ("employers-liability", 10_000_000),
    ]


def test_one_amount_for_several_covers() -> None:
    found = covers_of("Public and employers' liability insurance, £5m each, per claim")
    assert found == [
        ("public-liability", 5_000_000, PER_CLAIM),
        ("employers-liability", 5_000_000, PER_CLAIM),
    ]


def test_a_basis_for_all_is_said_once() -> None:
    found = covers_of(
        ["Public liability £5m", "Employers' liability £5m", "All on an each and every claim basis."]
    )
    assert [each[2] for each in found] == [PER_CLAIM, PER_CLAIM]


def test_both_bases_are_the_stricter_one_and_marked() -> None:
    found = proposal_of("Insurance", "Cyber insurance of £1m any one claim and in the aggregate")
    (part,) = found.checklist["requirements"][0]["parts"]
    assert part["basis"] == PER_CLAIM
    assert found.uncertain == {"insurance": ["parts.cyber"]}


def test_what_a_cover_lacks_is_named() -> None:
    found = proposal_of("Insurance", ["* Public liability £5m", "* Professional indemnity"])
    assert found.missing["insurance"] == [
        "parts.public-liability.basis",
        "parts.professional-indemnity.amount",
        "parts.professional-indemnity.basis",
    ]


def test_an_excess_is_not_the_amount() -> None:
    assert covers_of("Public liability insurance of £5m per claim, with £500 excess at most") == [
        ("public-liability", 5_000_000, PER_CLAIM)
    ]
