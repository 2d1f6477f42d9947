"""Reads a form field by field: what was typed, and by field the sentence for what will not do."""

from collections.abc import Collection
from datetime import date

from checklists.money import NoAmount, read_pounds
from portal.acting.refused import CannotDo
from portal.acting.wording import many_lines, one_line, shorter, too_long
from portal.web.dates import NoDay, read_day, read_month, whole_number
from portal.web.typed import Typed

Problems = dict[str, str]

LONGEST = 200
"""Characters of a name or a position."""

LONGEST_WORDS = 8000
"""Characters of a field for several lines."""

WORDS = "What you write"
"""What the only field for words in a form is called where it is too long."""

NO_YEAR_END = "Enter the day and the month on which the financial year ends, such as 31 March."


class Fields:
    """One reading of one form. `problems` stand in the order of the page; `missing` are those of its fields
    that were left empty, which a page that can wait for them may keep apart from what cannot be read."""

    def __init__(self, typed: Typed) -> None:
        self.typed = typed
        self.problems: Problems = {}
        self.missing: set[str] = set()

    @property
    def unread(self) -> Problems:
        """The problems of what was typed and cannot be kept."""
        return {name: sentence for name, sentence in self.problems.items() if name not in self.missing}

    def refused(self) -> CannotDo:
        """To be raised where there are problems."""
        return CannotDo(dict(self.problems))

    def check(self) -> None:
        """Raises CannotDo where something that was read will not do."""
        if self.problems:
            raise self.refused()

    def miss(self, name: str, needed: str) -> None:
        """Of a field that was left empty; `needed` is the sentence for it."""
        self.problems[name] = needed
        self.missing.add(name)

    def line(self, name: str, needed: str = "", longest: int = LONGEST, called: str = WORDS) -> str:
        """One line; `needed` is the sentence where it must be given and is not. Of what need not, `called`
        begins the sentence where it is too long."""
        return self._words(name, one_line(self.typed.first(name)), needed, longest, called)

    def lines(self, name: str, needed: str = "", longest: int = LONGEST_WORDS, called: str = WORDS) -> str:
        """Words that may go over several lines."""
        return self._words(name, many_lines(self.typed.first(name)), needed, longest, called)

    def choice(self, name: str, among: Collection[str], needed: str) -> str:
        """One of several; empty where something else was sent."""
        chosen = self.typed.first(name)
        if chosen in among:
            return chosen
        self.problems[name] = needed
        return ""

    def day(self, name: str, called: str, needed: str = "") -> date | None:
        """None where it is wrong, or empty; `called` begins the sentence for what is no day."""
        try:
            found = read_day(self.typed, name, called)
        except NoDay as problem:
            self.problems[name] = str(problem)
            return None
        if found is None and needed:
            self.miss(name, needed)
        return found

    def past_day(self, name: str, called: str, needed: str, today: date) -> date | None:
        """The same for a day that cannot be to come."""
        found = self.day(name, called, needed)
        if found and found > today:
            self.problems[name] = f"{called} cannot be in the future."
        return found

    def pounds(self, name: str, needed: str = "", least: int = 1, of: str = "") -> int | None:
        """Whole pounds; None where it is wrong, or empty. Of several in a form `of` says which it is."""
        try:
            found = read_pounds(self.typed.first(name), least)
        except NoAmount as problem:
            self.problems[name] = f"{of}: {problem}" if of else str(problem)
            return None
        if found is None and needed:
            self.miss(name, needed)
        return found

    def year_end(self) -> tuple[int | None, int | None]:
        """Month and day on which a financial year ends, of `year_end-month` and `year_end-day`."""
        day, month = self.typed.first("year_end-day"), self.typed.first("year_end-month")
        if not day and not month:
            return None, None
        try:
            return read_month(month, "The end of the financial year"), whole_number(day)
        except ValueError:
            self.problems["year_end"] = NO_YEAR_END
            return None, None

    def _words(self, name: str, value: str, needed: str, longest: int, called: str) -> str:
        if len(value) > longest:
            self.problems[name] = shorter(needed, longest) if needed else too_long(called, longest)
        elif not value and needed:
            self.miss(name, needed)
        return value
