"""Insurance as contracts word it: which, how much, and for what."""

from typing import Any

import pytest

from checklists.proposal import propose
from tests.builders.tabled import Content, document, table
from tests.rules.test_proposal import FROM, proposal_of, row_of

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
        ("£5 000 000", 5_000_000),
        ("£5,000,000.00", 5_000_000),
        ("£5,000,000 (five million pounds)", 5_000_000),
        ("£5m (excess £500)", 5_000_000),
        ("£5m, with an excess of £1,000 at most,", 5_000_000),
        ("£5m (for a turnover up to £100,000)", 5_000_000),
        ("5,000,000 pounds", 5_000_000),
    ],
)
def test_amounts_as_people_write_them(amount: str, pounds: int) -> None:
    assert covers_of(f"Public liability insurance of {amount} per claim") == [
        ("public-liability", pounds, PER_CLAIM)
    ]


@pytest.mark.parametrize(
    "amount",
    [
        *("£5-10 million", "£5–10 million", "£5m - £10m", "£5m/£10m", "£5m to £10m", "£5 to 10 million"),
        *("£5.000.000", "£100.000", "£1,000,00", "£1,5m", "1,5 million", "£5'000'000", "£5,00,000"),
        *("€5 million", "$5m", "USD 5m", "£5", "£5 mln", "£5mio", "twenty five million", "£2½m"),
    ],
)
def test_an_amount_that_could_be_two_is_asked_for(amount: str) -> None:
    """It is never read as one of them, nor as a part of what is written."""
    found = proposal_of("Insurance", f"Public liability insurance of {amount} per claim")
    [part] = found.checklist["requirements"][0]["parts"]
    assert "amount" not in part
    assert "parts.public-liability.amount" in found.missing["insurance"]
    assert "how many pounds?" in found.questions["insurance"]["parts.public-liability"]


def test_of_several_amounts_somebody_says_which_is_meant() -> None:
    asks = "Public liability insurance; turnover under £100,000: £2m; above: £5m"
    found = proposal_of("Insurance", asks)
    [part] = found.checklist["requirements"][0]["parts"]
    assert part["amount"] == 2_000_000
    assert found.questions["insurance"]["parts.public-liability"].startswith("£2m, £5m: several amounts")


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


def test_a_policy_lapses_with_its_period_of_insurance_and_not_after_months() -> None:
    tabled = table(
        ("Requirement", "Evidence", "Renewal"),
        ("Public liability insurance", "£5m any one claim", "Annual"),
        ("Fire procedure", "A copy", "Annual"),
    )
    cover, procedure = propose(document(tabled), "checklist.docx", FROM).checklist["requirements"]
    assert (cover["kind"], "months" in cover) == ("cover", False)
    assert procedure["months"] == 12
