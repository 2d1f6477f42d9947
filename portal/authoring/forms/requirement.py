"""One requirement of a checklist, as it is typed into its page: read by the rules of definitions, with every
fault as a sentence at its field."""

import re

from checklists.drafting import Data, faults
from checklists.fields import DefinitionError
from checklists.vocabulary import Force, Kind
from portal.acting.refused import CannotDo
from portal.authoring.forms.questions import OF_KIND, READERS, cover_numbers, in_its_row, lines, number
from portal.authoring.forms.requirement_words import LISTED_TOO_LONG, SENTENCES
from portal.web.fields import Fields, Problems
from portal.web.typed import Typed

MOST_LINES, LONGEST_LINE = 60, 300
MAY_BE_NONE = "clause"
"""What a definition has also where it is empty: a contract may give no clause."""


def read_row(typed: Typed, before: Data) -> Data:
    """`before` is the row as it was: its kind stays. Raises CannotDo."""
    fields, kind = Fields(typed), Kind(before["kind"])
    data: Data = {"kind": kind.value, **shared(fields)}
    for name in OF_KIND[kind]:
        data |= READERS[name](fields, before)
    data = {name: value for name, value in data.items() if name == MAY_BE_NONE or is_given(value)}
    problems = fields.problems | listed_too_long(data)
    covers = cover_numbers(typed)
    for fault in faults(data):
        name, sentence = at_its_field(fault, covers)
        problems.setdefault(name, sentence)
    if problems:
        raise CannotDo(in_page_order(problems))
    return data


def is_given(value: object) -> bool:
    return value is not False and value not in ("", [], {})


def read_first_row(typed: Typed) -> Data:
    """What a new requirement begins with: its title, its kind and its group. Raises CannotDo."""
    fields = Fields(typed)
    title = fields.line("title", SENTENCES["title"])
    kind = fields.choice("kind", set(Kind), SENTENCES["kind"])
    group = fields.line("group", SENTENCES["group"])
    fields.check()
    return {"title": title, "kind": kind, "group": group, "force": Force.MUST.value, "warn_days": 30}


def read_kind(typed: Typed) -> Kind:
    """Raises CannotDo."""
    fields = Fields(typed)
    chosen = fields.choice("kind", set(Kind), SENTENCES["kind"])
    fields.check()
    return Kind(chosen)


def shared(fields: Fields) -> Data:
    """The questions that every kind has."""
    return {
        "title": fields.line("title"),
        "clause": fields.line("clause", longest=100, called="Where it stands in the contract"),
        "consequence": fields.line("consequence", longest=500, called="What follows"),
        "group": fields.line("group"),
        "asks": fields.line("asks", longest=2000, called="What partners are asked for"),
        "force": fields.typed.first("force"),
        "look_for": lines(fields.typed, "look_for"),
        "warn_days": number(fields.typed.first("warn_days"), 3),
        "condition": fields.typed.first("condition"),
    }


PAGE_ORDER = (
    *("title", "asks", "force", "clause", "consequence", "group"),
    *("register", "level", "lists", "topics"),
    *("cover", "years", "deadline-charity", "deadline-company"),
    *("statement", "months", "still_years", "characteristics", "sections"),
    *("carried_out_by", "look_for", "condition", "warn_days"),
)


def in_page_order(problems: Problems) -> Problems:
    def place(name: str) -> int:
        known = "cover" if name.startswith("cover-") else name
        return PAGE_ORDER.index(known) if known in PAGE_ORDER else len(PAGE_ORDER)

    named = {name: in_its_row(name, sentence) for name, sentence in problems.items()}
    return dict(sorted(named.items(), key=lambda each: place(each[0])))


def at_its_field(fault: DefinitionError, covers: list[int]) -> tuple[str, str]:
    """The field of the page, and what is to be done there."""
    within = re.fullmatch(r"part (\d+) (\w+)", fault.field)
    if within:
        name = {"insurance": "title", "key": "title"}.get(within[2], within[2])
        return f"cover-{covers[int(within[1]) - 1]}-{name}", SENTENCES[f"cover {name}"]
    name = FIELDS.get(fault.field, fault.field)
    usual = f"This {fault.problem}."
    return name, SENTENCES.get(fault.field, usual)


FIELDS = {
    "part": "cover-1-title",
    "topic": "topics",
    "level": "register",
    "deadline_months": "deadline-charity",
}
"""What a field of a definition is called on the page, where it has another name."""


LISTED = {
    "look_for": "What to look for",
    "characteristics": "Characteristics",
    "sections": "Sections",
    "topics": "Topics",
}


def listed_too_long(data: Data) -> Problems:
    listed = {name: data.get(name, []) for name in ("look_for", "characteristics", "sections")}
    listed["topics"] = [each["title"] for each in data.get("topic", [])]
    return {
        name: LISTED_TOO_LONG.format(called=LISTED[name], most=MOST_LINES, longest=LONGEST_LINE)
        for name, given in listed.items()
        if len(given) > MOST_LINES or any(len(line) > LONGEST_LINE for line in given)
    }
