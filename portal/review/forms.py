"""What a reviewer types into the review page and the waiver page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from checklists.vocabulary import Assurance, Basis, Outcome
from portal.acting.refused import CannotDo
from portal.review.actions.decide import Verdict
from portal.review.actions.record_carried_out import CarriedOut
from portal.submissions.forms.policy import read_layer
from portal.web.dates import day_as_typed
from portal.web.fields import Fields
from portal.web.typed import Typed

FIRST_DAY, LAST_DAY = "The first day", "The last day"


def read_verdict(typed: Typed, *, is_correction: bool) -> Verdict:
    """Accepted or returned; a correction says why, also where it accepts. Raises CannotDo."""
    match typed.first("outcome"):
        case "accept":
            verdict = read_acceptance(Fields(typed))
            if is_correction and not verdict.words:
                raise CannotDo({"accept_words": "Say why the decision is corrected."})
            return verdict
        case "return":
            fields = Fields(typed)
            reason, words = typed.first("reason"), fields.lines("words")
            fields.check()
            return Verdict(Outcome.RETURN, reason=reason, words=words)
        case _:
            raise CannotDo({"outcome": "Choose whether you accept it or return it."})


def read_acceptance(fields: Fields) -> Verdict:
    typed = fields.typed
    from_on, amount, details = fields.day("from_on", FIRST_DAY), fields.pounds("amount"), read_details(fields)
    until_on, words = fields.day("until_on", LAST_DAY), fields.lines("accept_words")
    fields.check()
    basis = typed.first("basis")
    return Verdict(
        Outcome.ACCEPT,
        until_on=until_on,
        from_on=from_on,
        amount=amount,
        basis=Basis(basis) if basis in set(Basis) else None,
        words=words,
        details=details,
    )


def read_details(fields: Fields) -> dict[str, Any]:
    """What the reviewer read in it that only this kind of evidence has."""
    typed, assurance = fields.typed, fields.typed.first("assurance")
    details: dict[str, Any] = {"assurance": assurance} if assurance in set(Assurance) else {}
    if "layers" in typed:
        details["layer"] = read_layer(typed, fields.problems)
    if "ticked" in typed:
        details["covers"] = typed.getlist("covers")
    return details


def read_waiver(typed: Typed) -> Verdict:
    """Raises CannotDo."""
    fields = Fields(typed)
    from_on, until_on = fields.day("from_on", FIRST_DAY), fields.day("until_on", LAST_DAY)
    words = fields.lines("words")
    fields.check()
    return Verdict(Outcome.WAIVE, from_on=from_on, until_on=until_on, words=words)


def read_carried_out(typed: Typed) -> CarriedOut:
    """Raises CannotDo."""
    fields = Fields(typed)
    on = fields.day(
        "done_on", "The day on which it was completed", "Enter the day on which it was completed."
    )
    words = fields.lines("words")
    if on is None or fields.problems:
        raise fields.refused()
    return CarriedOut(on, words)


def prefilled(days: Mapping[str, date | None], **texts: str) -> Typed:
    """A form that nobody has typed into yet, with these days and texts in it."""
    typed = Typed({name: [text] for name, text in texts.items()})
    for name, value in days.items():
        typed |= day_as_typed(name, value)
    return typed
