"""The bank holidays of England and Wales."""

from datetime import date
from functools import cache

from holidays import country_holidays


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Those of a year and of the two beside it, one-off ones that were proclaimed included."""
    years = [each for each in (year - 1, year, year + 1) if date.min.year <= each <= date.max.year]
    return frozenset(country_holidays("GB", subdiv="ENG", years=years))
