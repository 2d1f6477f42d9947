"""Lists of payments: every row adds up, from the fee to what is paid, and so does a year with its lines."""

import re
from decimal import Decimal

import pytest

from tests.builders import paying, returning
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.inspection import words_of

EARLIER = "Of earlier quarters"
POUNDS = re.compile(r"(−?)£([\d,]+\.\d\d)")


@pytest.fixture
def manager(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.manager)


def pounds_in(words: str) -> Decimal:
    """All amounts together; nothing where there is none."""
    amounts = ((sign, Decimal(number.replace(",", ""))) for sign, number in POUNDS.findall(words))
    return sum((-pounds if sign else pounds for sign, pounds in amounts), Decimal(0))


def rows_of(page: Answer) -> list[dict[str, str]]:
    """By what a narrow screen calls each cell."""
    rows = page.find("//table[contains(@class, 'gs-cards-on-phone')]/tbody/tr")
    return [{cell.get("data-heading"): words_of(cell) for cell in row.xpath("./td")} for row in rows]


def adds_up(row: dict[str, str]) -> bool:
    """What is withheld stands beside what is paid."""
    earned = pounds_in(row["Fee"]) - pounds_in(row["Deducted"]) + pounds_in(row.get(EARLIER, ""))
    return earned == pounds_in(row["To be paid"])


def test_a_correction_of_an_earlier_quarter_is_a_column_of_its_own(world: World, manager: PageClient) -> None:
    second = paying.begin_example(world)
    paying.paid(world)
    paying.settle(world, second)
    base = f"/engagements/{world.engagement_id}/payments"
    assert EARLIER not in manager.get(base).words
    paying.correct(world, sign_ups=(8,), first_contact=(90, 100))
    paying.give(world, returning.quarter(world, 2))
    contract = f"/contracts/{world.contract_id}/payments?quarter={returning.quarter(world, 2)}"
    for page in (manager.get(base), manager.get(contract)):
        rows = rows_of(page)
        assert EARLIER in page.words, page.words
        assert all(map(adds_up, rows)), rows
        assert any(row.get(EARLIER) == "£68.57corrected" for row in rows), rows


def test_the_lines_of_a_year_say_why_they_are_not_what_its_quarters_say(
    world: World, client_for: ClientFor
) -> None:
    with paying.a_year_over(world) as second:
        manager = client_for(world.manager)
        paying.account_given(world, returning.quarter(world, 4))
        paying.settle(world, second, returning.quarter(world, 4))
        base = f"/engagements/{world.engagement_id}/payments"
        assert "by the figures that stand today" not in manager.get(base).words.lower()
        paying.correct(world, sign_ups=(1,))
        page = manager.get(base)
        assert all(map(adds_up, rows_of(page))), rows_of(page)
        assert "In the quarters £0.00 was deducted; " in page.words
        together = words_of(page.find("//tr[th[contains(., 'Together')]]/td")[0])
        lines = page.find(
            "//table[not(contains(@class, 'gs-cards'))]/tbody/tr[not(contains(., 'Together'))]/td[2]"
        )
        assert pounds_in(together) == sum(pounds_in(words_of(each)) for each in lines)
        assert f"{together} more follows from figures that were corrected" in page.words


def test_a_year_says_what_a_later_statement_has_settled_and_what_is_open(
    world: World, client_for: ClientFor
) -> None:
    with paying.a_year_over(world) as second:
        manager = client_for(world.manager)
        paying.account_given(world, returning.quarter(world, 4))
        paying.correct(world, sign_ups=(1,))
        paying.settle(world, second, returning.quarter(world, 4))
        page = manager.get(f"/engagements/{world.engagement_id}/payments")
        together = words_of(page.find("//tr[th[contains(., 'Together')]]/td")[0])
        settled = f"{together} more follows from figures that were corrected afterwards, and was settled"
        assert f"{settled} by a later statement." in page.words
        assert "by the next statement" not in page.words
        paying.correct(world, returning.quarter(world, 2), sign_ups=(1,))
        words = manager.get(f"/engagements/{world.engagement_id}/payments").words
        assert f"{settled} by a later statement; " in words
        assert "more follows from figures that were corrected afterwards, and is settled by the next" in words
        paying.settle(world, second, "closing-1")
        words = manager.get(f"/engagements/{world.engagement_id}/payments").words
        assert "was settled by a later statement" in words
        assert "by the next statement" not in words
