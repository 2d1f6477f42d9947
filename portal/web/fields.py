"""What a form has read so far: values, and problems by field."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.web.dates import NoDay, read_day, read_month, whole_number
from portal.web.typed import Typed

Problems = dict[str, str]


LONGEST = 200
"""Characters of a name or a position."""


@dataclass
class Reading:
    """Reads field by field and notes what is wrong, in the order of the page."""

    typed: Typed
    problems: Problems = field(default_factory=dict)

    def words(self, name: str, otherwise: str) -> str:
        text = self.typed.first(name)
        if not text:
            self.problems[name] = otherwise
        return text

    def choice(self, name: str, among: Collection[str], otherwise: str) -> str:
        text = self.typed.first(name)
        if text not in among:
            self.problems[name] = otherwise
        return text

    def day(self, name: str, called: str, otherwise: str = "") -> date | None:
        """None where it is wrong, or empty; empty is a problem where there is a sentence for it."""
        try:
            found = read_day(self.typed, name, called)
        except NoDay as problem:
            self.problems[name] = str(problem)
            return None
        if found is None and otherwise:
            self.problems[name] = otherwise
        return found

    def pounds(self, name: str) -> int | None:
        """Whole pounds; people write the sign, commas and spaces too."""
        text = re.sub(r"[£,\s]", "", self.typed.first(name)).removesuffix(".00")
        if not text:
            return None
        if not (text.isascii() and text.isdigit()) or len(text) > 12:
            self.problems[name] = "Enter whole pounds, such as 48,000."
            return None
        return int(text)

    def year_end(self) -> tuple[int | None, int | None]:
        """Month and day on which a financial year ends."""
        day, month = self.typed.first("year_end-day"), self.typed.first("year_end-month")
        if not day and not month:
            return None, None
        try:
            return read_month(month, "The end of the financial year"), whole_number(day)
        except ValueError:
            self.problems["year_end"] = (
                "Enter the day and the month on which the financial year ends, such as 31 March."
            )
            return None, None


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
