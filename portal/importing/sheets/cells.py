"""Reads a cell as what its column asks for: words, a day, yes or no, a choice, whole pounds."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta

from checklists.calendar import month_of
from checklists.money import NoAmount, read_pounds
from evidence.spreadsheet import Value
from portal.importing.sheets.columns import Reader, WrongValue, plain_words
from portal.importing.sheets.day_order import MONTH_FIRST, has_month_first, without_weekday

LONGEST = 200
"""Characters of a name or a role."""

NO_POUNDS = "is not a number of whole pounds such as 48,000"
NO_DAY = "is not a date such as 3 May 2025"
ONLY_MONTH = "does not say which day of the month"
ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"}
EARLIEST, LATEST = 1900, 2199
"""Years. What lies outside is a slip of the finger."""

EXCEL_BEGINS = date(1899, 12, 30)
SERIALS = range(10_000, 110_000)
"""Days as Excel counts them, from 1927 to 2201: what stands in a cell that lost its date format."""

_TIME = re.compile(r"[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{4}|\d{2})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-./,]*([a-z]+)\.?[\s\-./,]*(\d{4}|\d{2})", re.IGNORECASE)
_MONTH = re.compile(r"([a-z]+)\.?[\s\-/.,’']+(?:\d{4}|\d{2})", re.IGNORECASE)
_MONTH_NUMBERED = re.compile(r"(?:0?[1-9]|1[0-2])\s*[-/.]\s*\d{4}")
_MONTH_FIRST = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?[\s,]+(\d{4})", re.IGNORECASE)

YES = {"yes", "y", "true", "1", "✓", "✔", "☑"}
NO = {"no", "n", "false", "0", "-", "–", "✗", "✘", "☐", "none"}
CROSS = {"x", "×"}
"""Some tick with it, others cross out."""


def words(value: Value) -> str:
    """One line of up to 200 characters, its letters composed."""
    text = unicodedata.normalize("NFC", " ".join(str(value).split()))
    if text in ERRORS:
        raise WrongValue("is an error of the spreadsheet")
    if not any(letter.isalnum() for letter in text):
        raise WrongValue("says nothing")
    if len(text) > LONGEST:
        raise WrongValue(f"is longer than {LONGEST} characters")
    return "".join(letter for letter in text if letter.isprintable())


def day(value: Value) -> date:
    """A day as Excel keeps it or as people write it; 03/05/2025 is 3 May. Raises WrongValue.

    >>> day("3rd May 2025") == day("03/05/2025") == day("2025-05-03") == day("3.5.25") == day(45780)
    True
    """
    found = value if isinstance(value, date) else _day_in(value)
    if found is None and isinstance(value, str) and is_month(value):
        raise WrongValue(ONLY_MONTH)
    if found is None and has_month_first(value):
        raise WrongValue(MONTH_FIRST)
    if found is None or not EARLIEST <= found.year <= LATEST:
        raise WrongValue(NO_DAY)
    return found


def is_month(text: str) -> bool:
    """
    >>> is_month("April 2023"), is_month("04/2023"), is_month("Apr-23"), is_month("3 April 2023")
    (True, True, True, False)
    """
    if found := _MONTH.fullmatch(text.strip()):
        return bool(month_of(found[1]))
    return bool(_MONTH_NUMBERED.fullmatch(text.strip()))


def yes_or_no(value: Value) -> bool:
    """
    >>> yes_or_no("Yes"), yes_or_no("n"), yes_or_no(True), yes_or_no(0)
    (True, False, True, False)
    """
    text = str(value).strip().casefold()
    if text in CROSS:
        raise WrongValue("may mean yes or no")
    if text not in YES | NO:
        raise WrongValue("is not yes or no")
    return text in YES


def choice(expected: str, keys: Mapping[str, str]) -> Reader:
    """A reader for one of several: words that people use, to the key that is kept. `expected` says which,
    such as "Enhanced, Standard or Basic"."""
    known = {plain_words(each): key for each, key in keys.items()}

    def read(value: Value) -> str:
        found = known.get(plain_words(str(value)))
        if found is None:
            raise WrongValue(f"is not {expected}")
        return found

    return read


def pounds(value: Value) -> int:
    """Whole pounds, as the forms read them.

    >>> pounds("£48,000"), pounds(48000), pounds("48,000.00"), pounds("26k")
    (48000, 48000, 48000, 26000)
    """
    if isinstance(value, bool | date):
        raise WrongValue(NO_POUNDS)
    try:
        found = read_pounds(written(value), least=0)
    except NoAmount as error:
        raise WrongValue(NO_POUNDS if not error.could_be else not_clear(error.could_be)) from None
    if found is None:
        raise WrongValue(NO_POUNDS)
    return found


def written(value: Value) -> str:
    """A number as it would be typed: a workbook's cell may keep 5 million as 5e6."""
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def not_clear(could_be: tuple[str, ...]) -> str:
    """In whole pounds, which are what is asked for: nobody is advised to write what is refused next."""
    whole = [each for each in could_be if "." not in each]
    advice = f"write {' or '.join(whole)}" if len(whole) == len(could_be) else "write it in whole pounds"
    return f"is not clear: {advice}"


def _day_in(value: Value) -> date | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return EXCEL_BEGINS + timedelta(days=int(value)) if int(value) in SERIALS else None
    text = without_weekday(_TIME.sub("", str(value).strip()))
    if text.isascii() and text.isdigit() and len(text) <= 6:
        return _day_in(int(text))
    return _day_of(*_parts_of(text))


def _parts_of(text: str) -> tuple[str, int, str]:
    """Year, month and day, as far as they can be told; a month of 0 is none."""
    if found := _ISO.fullmatch(text):
        return found[1], int(found[2]), found[3]
    if found := _NUMBERS.fullmatch(text):
        return found[3], int(found[2]), found[1]
    if found := _NAMED.fullmatch(text):
        return found[3], month_of(found[2]) or 0, found[1]
    if found := _MONTH_FIRST.fullmatch(text):
        return found[3], month_of(found[1]) or 0, found[2]
    return "0", 0, "0"


def _day_of(year: str, month: int, day_of_month: str) -> date | None:
    """A year of two digits is one of 1970 to 2069."""
    whole = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 70 else 1900)
    try:
        return date(whole, month, int(day_of_month))
    except ValueError:
        return None
