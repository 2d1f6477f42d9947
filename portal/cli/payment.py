"""payment."""

import json
from argparse import Namespace
from collections.abc import Sequence

from checklists.requirement import Checklist
from checklists.year.exact import exact
from checklists.year.judging import Setting
from checklists.year.paying import Line, QuarterPaid, YearPaid, pay_year, rounded
from checklists.year.periods import Calendar, Period, kind_of
from checklists.year.rows import Area, Payment
from checklists.year.vocabulary import Every
from portal.cli.checklists import definition_of
from portal.cli.failing import Failed
from portal.cli.figures import setting_of
from portal.cli.measures import decimal
from portal.cli.tables import table
from portal.words.measures import value_in_words
from portal.words.payments import line_in_words, withheld_in_words, year_in_words


def show_payment(chosen: Namespace) -> int:
    """What is paid for each quarter of a year, line by line, and what is paid back after the fourth."""
    checklist = definition_of(chosen.definition)
    payment = payment_of(checklist)
    area = area_of(payment, chosen.area)
    setting = setting_of(checklist, chosen.figures)
    quarters = quarters_of(payment, setting, chosen.year)
    withheld = withheld_of(payment, quarters, chosen.withhold)
    paid = pay_year(payment, area, setting, quarters, withheld)
    if chosen.json:
        print(json.dumps(year_data(checklist.key, payment, area, paid), indent=2, ensure_ascii=False))
    else:
        print(year_table(area, paid, payment))
    return 0


def payment_of(checklist: Checklist) -> Payment:
    if not checklist.year.payments:
        raise Failed(f"{checklist.key} has no payment by results")
    return checklist.year.payments[0]


def area_of(payment: Payment, typed: str | None) -> Area:
    """By its key or its name; the only one where there is one."""
    areas = payment.areas
    if typed is None and len(areas) == 1:
        return areas[0]
    wanted = (typed or "").strip().casefold()
    for area in areas:
        if wanted in (area.key.casefold(), area.title.casefold()):
            return area
    named = f"there is no area {typed!r}" if typed is not None else "say which area"
    raise Failed(f"{named}: --area {' or '.join(area.title for area in areas)}")


def quarters_of(payment: Payment, setting: Setting, year: int | None) -> list[Period]:
    """The quarters from the first to the last that the figures name, of one year. Raises Failed."""
    calendar = Calendar(setting.first_on, payment.year_of)
    keys = sorted({key for _, key in setting.figures if kind_of(key) is Every.QUARTER})
    named = [found for key in keys if (found := calendar.find(key))]
    years = sorted({each.year for each in named})
    if not named:
        raise Failed("there are no figures of a quarter, such as 2026-Q1")
    if year is None and len(years) > 1:
        raise Failed(f"there are figures of several years: --year {' or '.join(map(str, years))}")
    chosen = [each for each in named if each.year == (year or years[0])]
    if not chosen:
        raise Failed(f"there are no figures of {year}: of {', '.join(map(str, years))}")
    return list(calendar.between(chosen[0], chosen[-1]))


def withheld_of(payment: Payment, quarters: Sequence[Period], typed: Sequence[str]) -> set[str]:
    """The quarters whose payment waits, where the contract says that it may. Raises Failed."""
    if typed and payment.withheld_without is None:
        raise Failed("the contract does not say that payment may be withheld")
    keys = {each.strip().upper() for each in typed}
    if unknown := sorted(keys - {each.key for each in quarters}):
        shown = ", ".join(each.key for each in quarters)
        raise Failed(f"{unknown[0]} cannot be withheld: there are figures of {shown}")
    return keys


def year_data(definition: str, payment: Payment, area: Area, paid: YearPaid) -> dict[str, object]:
    """Pounds are decimals in text with two places, but for weights, which are exact."""
    return {
        "definition": definition,
        "area": area.title,
        "quarters": [quarter_data(payment, each) for each in paid.quarters],
        "year": {
            "year": str(paid.year),
            "fee": str(paid.fee),
            "lines": [line_data(each) for each in paid.lines],
            "deduction": str(paid.deduction),
            "withheld": str(paid.withheld),
            "true_up": str(paid.true_up),
            "paid": str(paid.paid),
            "words": year_in_words(paid),
        },
    }


def quarter_data(payment: Payment, quarter: QuarterPaid) -> dict[str, object]:
    words = [*map(line_in_words, quarter.lines), withheld_in_words(payment, quarter)]
    return {
        "quarter": quarter.period.key,
        "fee": str(quarter.fee),
        "lines": [line_data(each) for each in quarter.lines],
        "deduction": str(quarter.deduction),
        "withheld": str(quarter.withheld),
        "paid": str(quarter.paid),
        "words": [each for each in words if each],
    }


def line_data(line: Line) -> dict[str, str | None]:
    return {
        "line": line.measure.key,
        "weight": exact(line.weight),
        "target": decimal(line.weighed.target),
        "achieved": decimal(line.weighed.value),
        "deduction": str(line.deduction),
    }


def year_table(area: Area, paid: YearPaid, payment: Payment) -> str:
    headings = ("Quarter", "Line", "Weight", "Target", "Achieved", "Deduction", "What would change it")
    rows = [line_row(quarter.period.key, line) for quarter in paid.quarters for line in quarter.lines]
    sums = [
        (each.period.key, f"£{each.fee:,}", f"£{each.deduction:,}", f"£{each.withheld:,}", f"£{each.paid:,}")
        for each in paid.quarters
    ]
    totals = (
        str(paid.year),
        f"£{paid.fee:,}",
        f"£{paid.deduction:,}",
        f"£{paid.withheld:,}",
        f"£{paid.paid:,}",
    )
    said = [f"{payment.title}, {area.title}", table(headings, rows)]
    said += [table(("Quarter", "Fee", "Deduction", "Withheld", "Paid"), [*sums, totals])]
    said += [words for each in paid.quarters if (words := withheld_in_words(payment, each))]
    said.append(year_in_words(paid))
    return "\n\n".join(said)


def line_row(quarter: str, line: Line) -> tuple[str, ...]:
    weighed = line.weighed
    return (
        quarter,
        line.measure.key,
        f"£{rounded(line.weight):,}",
        value_in_words(line.measure, weighed.target),
        value_in_words(line.measure, weighed.value),
        f"£{line.deduction:,}",
        line_in_words(line),
    )
