"""Short ways to write what is asked for through the year, and figures."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from checklists.library import library
from checklists.year.figures import Figure
from checklists.year.judging import Judged, Setting, judge
from checklists.year.rows import Measure, Return
from checklists.year.vocabulary import Every
from portal.acting.bank_holidays import bank_holidays

FIRST = date(2025, 10, 1)
HOLIDAYS = bank_holidays(2027)
ABOUT: dict[str, Any] = {"key": "thing", "title": "Thing", "clause": "1", "source": "The contract says so."}
PORCHLIGHT = library()["porchlight-peer-support"]
PAYMENT = PORCHLIGHT.year.payments[0]
DOVER = PAYMENT.areas[0]

Given = tuple[Any, ...]
"""Measure, period, numerator, and a denominator where there is one."""


def measure(**fields: Any) -> Measure:
    """A number by quarter, unless the fields say otherwise; numbers among them need not be exact yet."""
    plain: dict[str, Any] = {**ABOUT, "every": Every.QUARTER, "numerator": "People who are counted", **fields}
    exact = {name: Decimal(str(value)) for name, value in plain.items() if name in NUMBERS}
    return Measure(**{**plain, **exact})


NUMBERS = {"at_least", "at_most", "change", "tolerance"}


def share(**fields: Any) -> Measure:
    return measure(denominator="All people", **fields)


def asked(**fields: Any) -> Return:
    return Return(**{**ABOUT, "asks": "The thing.", "every": Every.QUARTER, **fields})


def figure(key: str, period: str, numerator: Any = None, denominator: Any = None) -> Figure:
    over, under = (None if each is None else Decimal(str(each)) for each in (numerator, denominator))
    return Figure(key, period, over, under)


def setting(
    measures: Iterable[Measure], given: Iterable[Given], fewest: int = 5, last_on: date | None = None
) -> Setting:
    figures = {(each.measure, each.period): each for each in (figure(*those) for those in given)}
    return Setting(tuple(measures), figures, FIRST, fewest, last_on)


def judged(of: Measure, *given: Given, fewest: int = 5, last_on: date | None = None) -> list[Judged]:
    """The measure's periods, whose figures are given without its key."""
    return judge(setting([of], [(of.key, *each) for each in given], fewest, last_on))


def told(rows: Iterable[Judged]) -> list[str]:
    """A line per measure and period: verdict, value, target, and whether it is missed again."""
    return [
        " ".join(
            [row.period.key, row.verdict, said(row.value), said(row.target), *["again"] * row.second_miss]
        )
        for row in rows
    ]


def said(number: Fraction | None) -> str:
    return "-" if number is None else str(number)


QUARTERS = ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")
TARGETS = {each.key: each.at_least for each in PORCHLIGHT.year.measures}
PAID = tuple(key for part in PAYMENT.parts for key in part.measures)


def all_met(period: str, **others: Given) -> list[Given]:
    """Figures of a quarter in which every target is met, but for others by their keys, with _ for -."""
    given = {key: (9,) if key == "sign-ups" else (TARGETS[key], 100) for key in PAID}
    changed = {name.replace("_", "-"): figures for name, figures in others.items()}
    return [(key, period, *figures) for key, figures in {**given, **changed}.items() if figures]


def of_definition(given: Iterable[Given]) -> Setting:
    return setting(PORCHLIGHT.year.measures, given)
