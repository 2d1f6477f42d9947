"""The bank holidays of England and Wales."""

from datetime import date
from functools import cache

FIRST_YEAR = 1972
"""The first whole year of the Banking and Financial Dealings Act 1971."""


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """All up to the end of the next year, one-off ones that were proclaimed included. The years before are
    among them since what began long ago is counted alike whenever it is asked about."""
    from holidays import country_holidays  # only here: it is 3 MB with its moons and feasts

    return frozenset(country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR, year + 2)))
