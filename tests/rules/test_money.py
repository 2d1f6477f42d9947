"""Amounts of money: one reading for forms and spreadsheets, and a question where there could be two."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from checklists.money import MOST, NoAmount, read_pounds

READ = {
    "5m": 5_000_000,
    "5M": 5_000_000,
    "£5m": 5_000_000,
    "£5,000,000": 5_000_000,
    "£5,000,000.00": 5_000_000,
    "5 million": 5_000_000,
    "5million": 5_000_000,
    "£ 5 m": 5_000_000,
    "5 000 000": 5_000_000,
    "5\u00a0000\u00a0000": 5_000_000,
    "GBP 5m": 5_000_000,
    "5,000,000 pounds": 5_000_000,
    "2.5 million": 2_500_000,
    "0.5m": 500_000,
    "2.125m": 2_125_000,
    "1.2bn": 1_200_000_000,
    "26k": 26_000,
    "26 thousand": 26_000,
    "48,000.0": 48_000,
    "48000": 48_000,
    " 7 ": 7,
}
NOT_CLEAR = {
    "1,5m": ("£1,500,000", "£15,000,000"),
    "5,00,000": ("£500,000",),
    "1,500m": ("£1,500,000", "£1,500,000,000"),
    "5.000": ("£5", "£5,000"),
    "5.000.000": ("£5,000,000",),
    "1.000,50": ("£1,000.50", "£100,050"),
    "1,23": ("£1.23", "£123"),
    "5 00": ("£500",),
    "1,000,00": ("£100,000",),
    "10'000": ("£10,000",),
    "5,000 thousand": ("£5,000", "£5,000,000"),
}
NO_AMOUNT = [
    "five",
    "£",
    "-5",
    "5-10m",
    "5m+",
    "1e6",
    "0x10",
    "٥",
    "５",
    "m",
    ".",
    "1/2",
    "5 MİLLİON",
    "5 mıllıon",
    "5 thouſand",
]


@pytest.mark.parametrize("text", READ)
def test_amounts_as_people_write_them(text: str) -> None:
    assert read_pounds(text) == READ[text]


@pytest.mark.parametrize("text", NOT_CLEAR)
def test_what_could_be_read_in_two_ways_is_asked_back(text: str) -> None:
    with pytest.raises(NoAmount) as refused:
        read_pounds(text)
    assert refused.value.could_be == NOT_CLEAR[text]
    assert all(amount in str(refused.value) for amount in NOT_CLEAR[text])


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("£5,000,000 each and every claim", "£5,000,000"),
        ("5m each claim", "£5,000,000"),
        ("5 m illion", "£5,000,000"),
        ("£10 million any one occurrence.", "£10,000,000"),
        ("2,000 pounds a year", "£2,000"),
    ],
)
def test_what_says_more_than_an_amount_is_asked_back_alone(text: str, alone: str) -> None:
    with pytest.raises(NoAmount, match=f"“{text}” says more than an amount. Write {alone} alone.") as refused:
        read_pounds(text)
    assert refused.value.could_be == (alone,)


@pytest.mark.parametrize(
    "text", ["£5m each claim, £10m in all", "5 MİLLİON", "5 mıllıon", "5 people", "a lot"]
)
def test_of_two_amounts_and_of_no_known_unit_none_is_offered(text: str) -> None:
    with pytest.raises(NoAmount) as refused:
        read_pounds(text)
    assert refused.value.could_be == ()


@pytest.mark.parametrize("text", NO_AMOUNT)
def test_what_is_no_amount(text: str) -> None:
    with pytest.raises(NoAmount, match="must be a number of pounds") as refused:
        read_pounds(text)
    assert refused.value.could_be == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("12.34", "whole pounds"),
        ("£1,000.5", "whole pounds"),
        ("0", "more than nothing"),
        ("9" * 13, "larger"),
        ("9" * 1_000_010, "larger"),
        ("1,5", "in whole pounds"),
    ],
)
def test_what_is_an_amount_and_will_not_do(text: str, sentence: str) -> None:
    with pytest.raises(NoAmount, match=sentence):
        read_pounds(text)


def test_nothing_is_nothing_and_nought_may_be_wanted() -> None:
    assert read_pounds("  ") is None
    assert read_pounds("£0", least=0) == 0


@given(some.integers(1, MOST))
def test_every_amount_that_we_write_is_read_again(amount: int) -> None:
    for text in (
        f"{amount}",
        f"{amount:,}",
        f"£{amount:,}",
        f"£{amount:,}.00",
        f"{amount:,}".replace(",", " "),
    ):
        assert read_pounds(text) == amount


@given(some.text("0123456789.,' £mk", max_size=12))
def test_every_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    read: int | str | None
    try:
        read = read_pounds(text)
    except NoAmount as refused:
        read = str(refused)
    assert read is None or str(read).endswith(".") or 1 <= int(read) <= MOST
