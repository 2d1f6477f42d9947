"""Rows of a document's tables that became no requirement, so that whoever reads the proposal can see them."""

from dataclasses import dataclass
from enum import StrEnum

from checklists.proposal.document import Row

MOST = 300
"""Rows that are shown; a long contract has many tables of other things."""

_LONGEST = 300


class Why(StrEnum):
    """Why a row was left out, as a sentence."""

    OTHER = "Its table is no checklist."
    CLOSING = "It is where somebody signs or dates."
    ASIDE = "It belongs to a summary, a scale or notes."
    BESIDE = "It stands in another table beside the checklist."
    ABOVE = "It stands above the headings."
    HEADING = "It repeats the headings."
    NO_TITLE = "There are no words in the column of titles."
    SECTION = "It was read as the heading of the rows below it."


@dataclass(frozen=True, slots=True)
class LeftOut:
    place: str
    words: str
    why: Why


def as_left_out(table: int, row: int, said: Row, why: Why) -> LeftOut:
    """`table` counts from 1, `row` from 0."""
    words = " · ".join(dict.fromkeys(each.text for each in said.filled if not each.continues))
    return LeftOut(f"Table {table}, row {row + 1}", words[:_LONGEST], why)
