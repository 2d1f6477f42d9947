"""One requirement out of one entry: its data, its sources, and what is uncertain or missing."""

from dataclasses import dataclass, field, fields, replace
from typing import Any

from checklists.definition import REQUIRED
from checklists.proposal.assessments import read_after_incident, read_characteristics, read_sections
from checklists.proposal.columns import Role
from checklists.proposal.covers import read_covers
from checklists.proposal.criteria import capital, read_condition, read_force, read_look_for
from checklists.proposal.entries import Entry
from checklists.proposal.found import Found
from checklists.proposal.kinds import read_kind
from checklists.proposal.people import (
    read_level,
    read_lists,
    read_topics,
    slug,
    speaks_of_checks,
)
from checklists.proposal.periods import (
    DEADLINES,
    is_renewal,
    read_audited,
    read_deadline,
    read_months,
    read_years,
)
from checklists.proposal.statements import read_statement
from checklists.requirement import Requirement
from checklists.vocabulary import Force, Kind

Data = dict[str, Any]
CUT = "The title was taken out of this sentence."
STATEMENT = "The document has no words for a statement; these are usual."
BARE = "There is only a title: what is asked for?"
_PARTS = {"part": "parts", "topic": "topics"}
_ORDER = tuple(each.name for each in fields(Requirement))
_EMPTY: Data = {
    "look_for": [],
    "warn_days": 30,
    "parts": [],
    "deadline_months": {},
    "lists": [],
    "topics": [],
    "characteristics": [],
    "sections": [],
    "after_incident": False,
    "audited": False,
    "on_request": False,
    "asks_end": False,
}
"""What a requirement holds where nothing was said, as checklists are shown."""


@dataclass(slots=True)
class Drafted:
    """A requirement as far as it was found."""

    data: Data = field(default_factory=lambda: {name: type(value)(value) for name, value in _EMPTY.items()})
    sources: dict[str, str] = field(default_factory=dict)
    uncertain: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    questions: dict[str, str] = field(default_factory=dict)

    def take(self, name: str, found: Found[Any] | None) -> None:
        """Keep a value with its source; of one that has no name here (None), the source alone."""
        if found is None:
            return
        if found.value is not None:
            self.data[name] = found.value
        self.sources[name] = found.source
        if not found.sure:
            self.doubt(name, found.question)

    def doubt(self, name: str, question: str = "") -> None:
        """Somebody has to look at it again; `question` says what to ask."""
        if name not in self.uncertain:
            self.uncertain.append(name)
        if question:
            self.questions[name] = question

    def lacks(self, name: str) -> None:
        if not self.data.get(name):
            self.missing.append(name)

    def in_order(self) -> Data:
        return {name: self.data[name] for name in _ORDER if name in self.data}


def draft(entry: Entry, key: str) -> Drafted:
    """The requirement of an entry."""
    drafted = Drafted()
    kind = read_kind(entry)
    drafted.data |= {"key": key, "title": entry.title, "clause": entry.clause, "group": entry.group}
    drafted.data |= {"asks": asks_of(entry), "force": Force.MUST.value}
    drafted.sources |= {"title": entry.title, "asks": entry.asked or entry.title}
    if entry.is_cut:
        drafted.doubt("title", CUT)
    if entry.is_bare:
        drafted.doubt("asks", BARE)
    drafted.take("kind", kind)
    drafted.take("force", read_force(entry))
    drafted.take("condition", read_condition(entry))
    READERS.get(kind.value, read_paper)(drafted, entry)
    for name in REQUIRED.get(kind.value, {}):
        drafted.lacks(_PARTS.get(name, name))
    return drafted


def asks_of(entry: Entry) -> str:
    """What is asked in prose: sentences, then the items of a list."""
    prose = " ".join(each if each.endswith((".", ":", ";", "?", "!")) else f"{each}." for each in entry.prose)
    prose = prose if entry.items else f"{prose[:-1]}." if prose.endswith((":", ";")) else prose
    if entry.items:
        prose = f"{prose} {'; '.join(each.rstrip(' .;') for each in entry.items)}.".strip()
    return capital(prose) if prose else sentence(entry.title)


def sentence(title: str) -> str:
    return title if title.endswith(("?", "!")) else f"{title.rstrip('.')}."


def read_paper(drafted: Drafted, entry: Entry) -> None:
    """Documents, confirmations, agreements, and what the lead issues."""
    kind: Kind = drafted.data["kind"]
    if kind in (Kind.DOCUMENT, Kind.AGREEMENT) or entry.items or entry.checks:
        drafted.take("look_for", read_look_for(entry))
    drafted.take("statement", read_statement(kind, entry))
    if kind in (Kind.DOCUMENT, Kind.CONFIRMATION) or entry.column(Role.PERIOD):
        months = read_months(entry)
        drafted.take(
            "months", months and replace(months, sure=months.sure and is_renewal(months.source, entry))
        )
    if kind is Kind.CONFIRMATION and "months" in drafted.data:
        drafted.doubt("months")
    if kind is Kind.CONFIRMATION and "statement" in drafted.uncertain:
        drafted.doubt("statement", STATEMENT)


def read_register(drafted: Drafted, entry: Entry) -> None:
    if (entry.items or entry.checks) and speaks_of_checks(f"{entry.title} {entry.asked}"):
        drafted.take("look_for", read_look_for(entry))
    drafted.take("months", read_months(entry))
    if not speaks_of_checks(f"{entry.title} {entry.asked}"):
        drafted.take("topics", read_topics(entry))
        drafted.lacks("topics")
        return
    drafted.take("level", read_level(entry))
    drafted.take("lists", read_lists(entry))
    drafted.lacks("level")
    drafted.lacks("months")


def read_cover(drafted: Drafted, entry: Entry) -> None:
    """Without months: a policy lapses with its period of insurance, whatever a table says of renewals."""
    for cover in read_covers(entry):
        name = f"parts.{cover.key}"
        part: Data = {"key": cover.key, "title": cover.title, "insurance": cover.insurance}
        drafted.data["parts"].append(part)
        drafted.sources[name] = cover.source
        for detail, value in (("amount", cover.amount), ("basis", cover.basis)):
            if value is None:
                drafted.missing.append(f"{name}.{detail}")
            else:
                part[detail] = value
        if not cover.sure or cover.question:
            drafted.doubt(name, cover.question)


def read_accounts(drafted: Drafted, entry: Entry) -> None:
    drafted.take("look_for", read_look_for(entry))
    drafted.take("years", read_years(entry))
    drafted.take("audited", read_audited(entry))
    drafted.data["deadline_months"] = dict(DEADLINES)
    drafted.take("deadline_months", read_deadline(entry))


def read_assessment(drafted: Drafted, entry: Entry) -> None:
    drafted.take("months", read_months(entry))
    drafted.take("characteristics", read_characteristics(entry))
    drafted.take("after_incident", read_after_incident(entry))
    if not drafted.data["characteristics"]:
        drafted.take("sections", read_sections(entry))


READERS = {
    Kind.REGISTER: read_register,
    Kind.COVER: read_cover,
    Kind.ACCOUNTS: read_accounts,
    Kind.ASSESSMENT: read_assessment,
}


def key_of(entry: Entry, taken: set[str]) -> str:
    """A key out of the title that no other requirement has."""
    stem = slug(entry.title) or "requirement"
    key, number = stem, 2
    while key in taken:
        key, number = f"{stem}-{number}", number + 1
    taken.add(key)
    return key
