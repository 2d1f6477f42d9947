"""What is typed of commitments: who promised what, a year's figure, and what is decided on it."""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from checklists.year.promised import PromisedYear
from checklists.year.reading_figures import Unread, read_number
from checklists.year.rows import Measure
from checklists.year.vocabulary import Every
from portal.commitments.actions.give_year import EVIDENCE, WHY, Deciding, YearGiven
from portal.commitments.actions.write_promise import NO_TARGET, Promise
from portal.files.actions.keep_brought import Brought
from portal.web.fields import Fields
from portal.web.typed import Typed

LEAD = "lead"
LONGEST_UNIT = 40
LONGEST_CLAUSE = 40
LONGEST_WORDS = 2000
HOW_MANY = "Enter how many. If it was none, enter 0."
COUNTED = Measure("figure", "", "", "", Every.YEAR, "", fractions=True)
"""What is promised may be hours or pounds, which need not be whole."""


def read_promise(typed: Typed, years: Iterable[PromisedYear], who: Iterable[str]) -> Promise:
    """`who` are the keys of those who can have promised. Raises CannotDo."""
    fields = Fields(typed)
    whose = fields.choice("who", list(who), "Choose who promised it.")
    title = fields.line("title", "Say what was promised.")
    unit = fields.line("unit", "Say what is counted, such as hours.", LONGEST_UNIT)
    clause = fields.line("clause", "", LONGEST_CLAUSE)
    source = fields.lines("source", "Say where the tender promises it.", LONGEST_WORDS)
    read = {each.year: read_figure(fields, f"target_{each.year}", called=f"{each.year}: ") for each in years}
    if not any(typed.first(f"target_{year}").strip() for year in read):
        fields.miss(f"target_{min(read)}", NO_TARGET)
    fields.check()
    targets = {year: target for year, target in read.items() if target is not None}
    return Promise(None if whose == LEAD else uuid.UUID(whose), title, unit, clause, source, targets)


def read_figure(fields: Fields, name: str, needed: str = "", called: str = "") -> Decimal | None:
    """None where it is wrong, or empty; `called` begins the sentence for what is no number."""
    try:
        found = read_number("number", fields.typed.first(name), COUNTED)
    except Unread as problem:
        fields.problems[name] = f"{called}{problem}"
        return None
    if found is None and needed:
        fields.miss(name, needed)
    return found


def read_year_given(typed: Typed, year: int, brought: Brought) -> YearGiven:
    """Raises CannotDo."""
    fields = Fields(typed)
    figure = read_figure(fields, "figure", HOW_MANY)
    evidence = fields.lines("evidence", EVIDENCE, LONGEST_WORDS)
    fields.check()
    if figure is None:
        raise fields.refused()
    return YearGiven(year, figure, evidence, brought)


def read_deciding(typed: Typed, year: int) -> Deciding:
    """On the figure that the page showed. Raises CannotDo."""
    fields = Fields(typed)
    decision = fields.choice("decision", ["accept", "return"], "Choose whether to accept it.")
    returned = decision == "return"
    words = fields.lines("words", WHY if returned else "", LONGEST_WORDS)
    fields.check()
    said = Deciding(year, shown_number(typed.first("number")), not returned, words)
    return said if returned else replace(said, words="")


def shown_number(text: str) -> int:
    """Which figure the page showed; 0 where something else was sent.

    >>> shown_number("2"), shown_number("x"), shown_number("9" * 5000)
    (2, 0, 0)
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def read_because(typed: Typed) -> str:
    """Raises CannotDo."""
    fields = Fields(typed)
    because = fields.lines("because", "Say why it is struck.", LONGEST_WORDS)
    fields.check()
    return because
