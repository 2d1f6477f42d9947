"""The questions of a draft: what was typed, read into answers, with a sentence for each that will not do."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.forms.dates import NoDay, read_day
from portal.forms.typed import Typed

LONGEST = 200
"""Characters of a name or a position."""


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


def read_statement(typed: Typed, statement: str) -> Read:
    """The statement is kept word for word as it was shown."""
    read = Read()
    if typed.first("confirm") != "yes":
        read.problems["confirm"] = "Tick the box if the statement is true."
    read.words(typed, "signed_name", "Enter your name.")
    read.words(typed, "signed_position", "Enter your position, such as manager or trustee.")
    read.answers["statement"] = statement
    return read
