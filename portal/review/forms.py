"""What a reviewer types into the review page and the waiver page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from checklists.money import read_pounds
from checklists.vocabulary import Assurance, Basis, Outcome
from portal.review.actions.decide import Verdict
from portal.submissions.forms.policy import read_layer
from portal.web.dates import NoDay, day_as_typed, read_day
from portal.web.typed import Typed


class DecideForm:
    """What was typed, the verdict in it, and what is wrong with it by field."""

    def __init__(self, typed: Typed) -> None:
        self.typed = typed
        self.problems: dict[str, str] = {}

    def verdict(self) -> Verdict | None:
        """The verdict, or None where something could not be read."""
        outcome = {"accept": Outcome.ACCEPT, "return": Outcome.RETURN}.get(self.typed.first("outcome"))
        if outcome is None:
            self.problems["outcome"] = "Choose whether you accept it or return it."
            return None
        read = self.accepted() if outcome is Outcome.ACCEPT else self.returned()
        return None if self.problems else read

    def accepted(self) -> Verdict:
        basis = self.typed.first("basis")
        return Verdict(
            Outcome.ACCEPT,
            until_on=self.day("until_on", "The last day"),
            from_on=self.day("from_on", "The first day"),
            amount=self.amount(),
            basis=Basis(basis) if basis in set(Basis) else None,
            words=self.typed.first("accept_words"),
            details=self.details(),
        )

    def details(self) -> dict[str, Any]:
        """What the reviewer read in it that only this kind of evidence has."""
        assurance = self.typed.first("assurance")
        details: dict[str, Any] = {"assurance": assurance} if assurance in set(Assurance) else {}
        if "layers" in self.typed:
            details["layer"] = read_layer(self.typed, self.problems)
        if "ticked" in self.typed:
            details["covers"] = self.typed.getlist("covers")
        return details

    def returned(self) -> Verdict:
        return Verdict(Outcome.RETURN, reason=self.typed.first("reason"), words=self.typed.first("words"))

    def waived(self) -> Verdict | None:
        verdict = Verdict(
            Outcome.WAIVE,
            from_on=self.day("from_on", "The first day"),
            until_on=self.day("until_on", "The last day"),
            words=self.typed.first("words"),
        )
        return None if self.problems else verdict

    def day(self, name: str, called: str) -> date | None:
        try:
            return read_day(self.typed, name, called)
        except NoDay as error:
            self.problems[name] = str(error)
            return None

    def amount(self) -> int | None:
        try:
            return read_pounds(self.typed.first("amount"))
        except ValueError as error:
            self.problems["amount"] = str(error)
            return None


def prefilled(days: Mapping[str, date | None], **texts: str) -> Typed:
    """A form that nobody has typed into yet, with these days and texts in it."""
    typed = Typed({name: [text] for name, text in texts.items()})
    for name, value in days.items():
        typed |= day_as_typed(name, value)
    return typed
