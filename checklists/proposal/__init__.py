"""A checklist proposed from the tables of a document: each value with the sentence that it was read from.

`propose` goes by rules and makes no more of a document than it says: what a kind of requirement needs and no
sentence gave is listed as missing, and what can be read in two ways as uncertain.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from checklists.plain_data import YEAR, json_data
from checklists.proposal.criteria import capital
from checklists.proposal.document import document_of
from checklists.proposal.finding import find_entries
from checklists.proposal.left_out import MOST as MOST_LEFT_OUT
from checklists.proposal.left_out import LeftOut
from checklists.proposal.people import slug
from checklists.proposal.requirements import Drafted, draft, key_of

__all__ = ["NoChecklist", "Proposal", "propose"]

NO_CHECKLIST = (
    "There is no checklist in this document: none of its tables has a heading row such as Requirement and"
    " Evidence"
    " with requirements below it."
)
MOST = 300
"""Requirements of a checklist that is read: no contract has more."""

TOO_MANY = f"The tables of this document have more than {MOST} rows of requirements. Take out what is none."


class NoChecklist(ValueError):
    """No table of the document is a checklist; the message is a sentence for the person who chose it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """`checklist` has the shape in which checklists are shown; a field that is missing is not there. The rest
    is by key of a requirement: field to source sentence, and fields that are uncertain or missing."""

    checklist: dict[str, Any]
    sources: dict[str, dict[str, str]]
    uncertain: dict[str, list[str]]
    missing: dict[str, list[str]]
    questions: dict[str, dict[str, str]] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """All of it as plain data for JSON."""
        about = {"sources": self.sources, "uncertain": self.uncertain, "missing": self.missing}
        left_out = [
            {"place": each.place, "words": each.words, "why": each.why.value} for each in self.left_out
        ]
        return {**self.checklist, **about, "questions": self.questions, "left_out": left_out}


def propose(document: Mapping[str, Any], name: str, in_force_from: date) -> Proposal:
    """The checklist of a document: `name` stands in for a title that it lacks. Raises NoChecklist."""
    entries, left_out = find_entries(document_of(document))
    if not entries:
        raise NoChecklist(NO_CHECKLIST)
    if len(entries) > MOST:
        raise NoChecklist(TOO_MANY)
    taken: set[str] = set()
    rows = [draft(entry, key_of(entry, taken)) for entry in entries]
    title = document["title"] or capital(re.sub(r"\.\w{2,5}$", "", name).replace("_", " "))
    checklist = {
        "key": slug(title) or "checklist",
        "title": title,
        "in_force_from": in_force_from.isoformat(),
        "requirements": [json_data(each.in_order()) for each in rows],
        **{name: list[Any]() for name in YEAR},
    }
    return Proposal(
        checklist,
        by_key(rows, {each.data["key"]: each.sources for each in rows}),
        by_key(rows, {each.data["key"]: each.uncertain for each in rows}),
        by_key(rows, {each.data["key"]: each.missing for each in rows}),
        by_key(rows, {each.data["key"]: each.questions for each in rows}),
        tuple(left_out[:MOST_LEFT_OUT]),
    )


def by_key(rows: list[Drafted], said: dict[str, Any]) -> dict[str, Any]:
    """What was said, without requirements of which nothing was."""
    return {key: said[key] for key in (each.data["key"] for each in rows) if said[key]}
