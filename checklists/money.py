"""Amounts of money as people write them, in forms and in spreadsheets alike."""

import re
from decimal import Decimal

MOST = 100_000_000_000
"""Pounds. What is more is a slip of the finger."""

MOST_TOLD = 100
"""Characters of an amount with words beside it. Longer ones are not looked into, nor repeated."""

LONGEST = 40
"""Characters of a number, marks and all."""

TIMES = {
    "k": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "million": 1_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
}
POUNDS = re.compile(r"^(?:£|gbp)\s*|\s*(?:gbp|pounds?)$", re.IGNORECASE | re.ASCII)
WRITTEN = re.compile(
    r"([0-9][0-9.,'’\s]*?)\s*(k|thousand|mn|m|million|bn|billion)?\.?", re.IGNORECASE | re.ASCII
)
PLAIN = re.compile(r"[0-9]+(?:\.[0-9]{1,2})?")
GROUPED = re.compile(r"[0-9]{1,3}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)(?:\.[0-9]{1,2})?")
WITH_UNIT = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?")

BESIDES = re.compile(
    r"(?:£|gbp)?\s*(?P<amount>[0-9][0-9.,]*[0-9](?:\s*(?:thousand|million|billion|mn|bn|[km])\b)?"
    r"|[0-9]\s*(?:thousand|million|billion|mn|bn|[km])\b)(?P<words>[^0-9]*[^\W\d_]{2}[^0-9]*)",
    re.IGNORECASE,
)
"""One amount and words behind it, as a certificate has them: £5,000,000 each and every claim."""

LEAST_BESIDES = 1_000
"""Pounds. Below that the words may be its unit, in letters that are no unit here."""

UNREAD = "The amount must be a number of pounds, such as 5,000,000 or 5 million."
PENCE = "The amount must be in whole pounds."
NOTHING = "The amount must be more than nothing."
TOO_LARGE = "The amount is larger than any that can be meant. Check the number of noughts."


class NoAmount(ValueError):
    """What was written is no amount, or could be two; the message is a sentence for whoever wrote it.

    `could_be` has the amounts, as they would be written, where it is not clear which is meant.
    """

    def __init__(self, sentence: str, could_be: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.could_be = could_be


def read_pounds(text: str, least: int = 1) -> int | None:
    """Whole pounds; None for nothing. Raises NoAmount, also where the amount could be read in two ways.

    >>> read_pounds("£5,000,000.00"), read_pounds("5m"), read_pounds("2.5 million"), read_pounds("10 000")
    (5000000, 5000000, 2500000, 10000)
    """
    written = " ".join(text.split())
    if not written:
        return None
    found = WRITTEN.fullmatch(POUNDS.sub("", written))
    if not found or not found[1].isascii():
        raise said_besides(written) or NoAmount(UNREAD)
    number, unit = found[1].strip(), (found[2] or "").lower()
    if len(number) > LONGEST:
        raise NoAmount(TOO_LARGE)
    times = TIMES[unit] if unit else 1
    if not is_plain(number, unit):
        raise not_clear(written, readings(number, times))
    return within(Decimal(re.sub(r"[,\s]", "", number)) * times, least)


def said_besides(written: str) -> NoAmount | None:
    """Where something is said beside an amount it is asked back alone: what it is for is another question."""
    found = BESIDES.fullmatch(written) if len(written) <= MOST_TOLD else None
    try:
        amount = read_pounds(found["amount"]) if found else None
    except NoAmount:
        return None
    if amount is None or amount < LEAST_BESIDES:
        return None
    alone = in_pounds(Decimal(amount))
    return NoAmount(f"“{written}” says more than an amount. Write {alone} alone.", (alone,))


def is_plain(number: str, unit: str) -> bool:
    """Whether it can be read in one way only: groups of three, or one point, and no groups before a unit."""
    if unit:
        return bool(WITH_UNIT.fullmatch(number))
    return bool(PLAIN.fullmatch(number) or GROUPED.fullmatch(number))


def within(amount: Decimal, least: int) -> int:
    if amount > MOST:
        raise NoAmount(TOO_LARGE)
    if amount != int(amount):
        raise NoAmount(PENCE)
    if amount < least:
        raise NoAmount(NOTHING)
    return int(amount)


def readings(number: str, times: int) -> tuple[Decimal, ...]:
    """What marks that are not placed in threes could mean: none of them a decimal point, or the last one."""
    whole = Decimal(re.sub(r"[^0-9]", "", number)) * times
    marks = re.findall(r"[.,]", number)
    if not marks or marks.count(marks[-1]) > 1:
        return (whole,)
    before, after = number.rsplit(marks[-1], 1)
    pointed = Decimal(f"{re.sub(r'[^0-9]', '', before)}.{re.sub(r'[^0-9]', '', after) or 0}") * times
    return tuple(sorted({whole, pointed}))


def not_clear(written: str, amounts: tuple[Decimal, ...]) -> NoAmount:
    """Both readings are shown; what is asked for is whole pounds, so one in pence is not advised."""
    likely = [each for each in amounts if 0 < each <= MOST]
    shown, whole = tuple(map(in_pounds, likely)), all(each == int(each) for each in likely)
    if not shown:
        return NoAmount(UNREAD)
    if len(shown) == 1:
        advice = f"If {shown[0]} is meant, write {shown[0]}." if whole else PENCE
        return NoAmount(f"“{written}” is not clear. {advice}", shown)
    advice = "Write the one that is meant." if whole else "Write the one that is meant, in whole pounds."
    return NoAmount(f"“{written}” could be {shown[0]} or {shown[1]}. {advice}", shown)


def in_pounds(amount: Decimal) -> str:
    return f"£{amount:,.0f}" if amount == int(amount) else f"£{amount:,.2f}"
