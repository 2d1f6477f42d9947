"""The questions of a draft: what was typed, read into answers, with a sentence for each that will not do."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from checklists.vocabulary import Basis, DbsLevel
from portal.forms.dates import NoDay, read_day
from portal.forms.typed import Typed

LONGEST = 200
"""Characters of a name or a position."""

MOST_POUNDS = 100_000_000_000

UNITS = {"": 1, "m": 1_000_000, "million": 1_000_000, "k": 1000, "thousand": 1000}
POUNDS = re.compile(r"£?\s*(\d[\d,\s]*(?:\.\d{1,2})?)\s*(million|thousand|m|k)?", re.IGNORECASE)


@dataclass(slots=True)
class Read:
    """What was read: answers as they are kept, and by field the sentence for what will not do."""

    answers: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    def day(self, typed: Typed, name: str, called: str, needed: str = "") -> date | None:
        """A date; `needed` is the sentence where it must be given and is not."""
        try:
            value = read_day(typed, name, called)
        except NoDay as error:
            self.problems[name] = str(error)
            return None
        if value is None and needed:
            self.problems[name] = needed
        self.answers[name] = value
        return value

    def words(self, typed: Typed, name: str, needed: str) -> None:
        value = " ".join(typed.first(name).split())
        if not value:
            self.problems[name] = needed
        elif len(value) > LONGEST:
            self.problems[name] = f"Use {LONGEST} characters or fewer."
        self.answers[name] = value

    def choice(self, typed: Typed, name: str, choices: tuple[str, ...], needed: str) -> str:
        value = typed.first(name)
        if value not in choices:
            self.problems[name] = needed
        self.answers[name] = value
        return value


def read_amount(typed: Typed) -> Read:
    read = Read()
    try:
        read.answers["amount"] = pounds_of(typed.first("amount"))
    except ValueError as error:
        read.problems["amount"] = str(error)
    read.choice(typed, "basis", tuple(Basis), "Say whether it is for any one claim or in the aggregate.")
    return read


def pounds_of(text: str) -> int:
    """Whole pounds, however people write them. Raises ValueError with a sentence.

    >>> pounds_of("£5,000,000"), pounds_of("5m"), pounds_of("2.5 million"), pounds_of("10 000")
    (5000000, 5000000, 2500000, 10000)
    """
    if not text:
        raise ValueError("Enter the amount insured.")
    found = POUNDS.fullmatch(text)
    if not found or not text.replace("£", "").isascii():
        raise ValueError("The amount must be a number of pounds, such as 5,000,000 or 5 million.")
    digits = re.sub(r"[,\s]", "", found[1])
    if len(digits) > 15:
        raise ValueError("The amount is larger than any insurance. Check the number of noughts.")
    whole = round(float(digits) * UNITS[(found[2] or "").lower()])
    if not 0 < whole <= MOST_POUNDS:
        raise ValueError("The amount must be more than nothing and less than £100,000 million.")
    return whole


def read_statement(typed: Typed, statement: str) -> Read:
    """The statement is kept word for word as it was shown."""
    read = Read()
    if typed.first("confirm") != "yes":
        read.problems["confirm"] = "Tick the box if the statement is true."
    read.words(typed, "signed_name", "Enter your name.")
    read.words(typed, "signed_position", "Enter your position, such as manager or trustee.")
    read.answers["statement"] = statement
    return read


CLEAR = {"yes": True, "no": False, "unknown": None}
"""An outcome that nobody knows is kept as unknown: it is never a pass."""


def read_check(typed: Typed, today: date) -> Read:
    """What a DBS certificate says; `from_on` is the day on which it was issued."""
    read = Read()
    read.choice(typed, "level", tuple(DbsLevel), "Choose the level of the check.")
    given = typed.getlist("lists")
    read.answers |= {"adults_list": "adults" in given, "childrens_list": "children" in given}
    issued_on = read.day(typed, "from_on", "The date of issue", "Enter the date of issue.")
    seen_on = read.day(
        typed, "seen_on", "The day on which it was seen", "Enter the day on which it was seen."
    )
    read.words(typed, "seen_by", "Enter the name of the person who has seen the certificate.")
    clear = read.choice(typed, "clear", tuple(CLEAR), "Say whether the certificate is clear.")
    read.answers["clear"] = CLEAR.get(clear)
    if issued_on and issued_on > today:
        read.problems["from_on"] = "The date of issue cannot be in the future."
    if seen_on and seen_on > today:
        read.problems["seen_on"] = "The day on which it was seen cannot be in the future."
    elif seen_on and issued_on and seen_on < issued_on:
        read.problems["seen_on"] = "The certificate cannot have been seen before it was issued."
    return read
