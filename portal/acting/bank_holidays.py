"""The bank holidays of England and Wales."""

import subprocess
import sys
from datetime import date
from functools import cache

FIRST_YEAR = 1972
"""The first whole year of the Banking and Financial Dealings Act 1971."""

ASKING = """
import sys
from holidays import country_holidays
print(*country_holidays("GB", subdiv="ENG", years=range(int(sys.argv[1]), int(sys.argv[2]))))
"""

LONGEST = 60
"""Seconds."""


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """All up to the end of the next year, one-off ones that were proclaimed included. The years before are
    among them since what began long ago is counted alike whenever it is asked about."""
    return frozenset(each for each in holidays_before(year // 10 * 10 + 12) if each.year <= year + 1)


@cache
def holidays_before(year: int) -> frozenset[date]:
    """Asked in a process of its own: the library knows the feasts and moons of all countries, and would keep
    17 MB of a worker for some hundred days."""
    asking = [sys.executable, "-P", "-c", ASKING, str(FIRST_YEAR), str(year)]
    said = subprocess.run(asking, capture_output=True, text=True, check=True, timeout=LONGEST)
    return frozenset(map(date.fromisoformat, said.stdout.split()))
