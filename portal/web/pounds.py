"""Amounts of money, as people type them."""

import re
from decimal import Decimal

MOST = 100_000_000_000
"""Pounds. What is more is a slip of the finger."""

TIMES = {"": 1, "m": 1_000_000, "million": 1_000_000, "k": 1000, "thousand": 1000}
WRITTEN = re.compile(r"£?\s*([0-9][0-9,\s]*(?:\.[0-9]{1,6})?)\s*(million|thousand|m|k)?\.?", re.IGNORECASE)

UNREAD = "The amount must be a number of pounds, such as 5,000,000 or 5 million."
PENCE = "The amount must be in whole pounds."
TOO_LARGE = "The amount is larger than any insurance. Check the number of noughts."


def read_pounds(text: str) -> int | None:
    """Whole pounds; None for nothing. Raises ValueError with a sentence for what is no amount.

    >>> read_pounds("£5,000,000"), read_pounds("5m"), read_pounds("2.5 million"), read_pounds("10 000")
    (5000000, 5000000, 2500000, 10000)
    """
    if not text.strip():
        return None
    found = WRITTEN.fullmatch(text.strip())
    if not found:
        raise ValueError(UNREAD)
    amount = Decimal(re.sub(r"[,\s]", "", found[1])) * TIMES[(found[2] or "").lower()]
    if amount > MOST:
        raise ValueError(TOO_LARGE)
    if amount != int(amount):
        raise ValueError(PENCE)
    if not amount:
        raise ValueError("The amount must be more than nothing.")
    return int(amount)
