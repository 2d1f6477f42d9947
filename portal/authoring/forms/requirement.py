"""One requirement of a checklist, as it is typed into its page: read by the rules of definitions, with every
fault as a sentence at its field."""

import re
from dataclasses import dataclass
from typing import Any

from checklists.drafting import Data, faults, key_from
from checklists.fields import DefinitionError
from checklists.vocabulary import Force, Kind
from portal.authoring.forms.requirement_words import LISTED_TOO_LONG, SENTENCES, TOO_LONG
from portal.web.pounds import read_pounds
from portal.web.typed import Typed

LONGEST = {"title": 200, "clause": 100, "group": 200, "asks": 2000, "statement": 2000}
MOST_LINES, LONGEST_LINE = 60, 300
MOST_COVERS = 20
COVER_FIELDS = ("title", "amount")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """The row as far as it could be read, and the problems by field of the page."""

    data: Data
    problems: dict[str, str]


def read_row(typed: Typed, before: Data) -> ReadRow:
    """`before` is the row as it was: its kind stays, and so do the keys of covers and topics."""
    kind = Kind(before["kind"])
    data: Data = {"kind": kind.value, **shared(typed)}
    covers = cover_numbers(typed)
    for name in OF_KIND[kind]:
        data |= READERS[name](typed, before)
    data = {name: value for name, value in data.items() if value is not False and value not in ("", [], {})}
    problems = too_long(data)
    for fault in faults(data):
        name, sentence = told(fault, covers)
        problems.setdefault(name, sentence)
    return ReadRow(data, in_page_order(problems))


def first_row(typed: Typed) -> tuple[Data, dict[str, str]]:
    """What a new requirement begins with: its title, its kind and its group."""
    data = {name: one_line(typed.first(name)) for name in ("title", "kind", "group")}
    problems = {}
    if not data["title"]:
        problems["title"] = SENTENCES["title"]
    if data["kind"] not in set(Kind):
        problems["kind"] = SENTENCES["kind"]
    if not data["group"]:
        problems["group"] = SENTENCES["group"]
    return {**data, "force": Force.MUST.value, "warn_days": 30}, too_long(data) | problems


def shared(typed: Typed) -> Data:
    words = {name: one_line(typed.first(name)) for name in ("title", "clause", "group", "asks")}
    return {
        **words,
        "force": typed.first("force"),
        "look_for": lines(typed, "look_for"),
        "warn_days": number(typed.first("warn_days"), 3),
        "condition": typed.first("condition"),
    }


def one_line(text: str) -> str:
    return " ".join(text.split())


def lines(typed: Typed, name: str) -> list[str]:
    """What stands on each line, without bullets."""
    found = (one_line(line).lstrip("-•*– ") for line in typed.first(name).splitlines())
    return [line for line in found if line]


def number(text: str, most_digits: int) -> int | str:
    """The number, or the text where it is none or has too many digits: the rules then say what is wrong."""
    digits = text.replace(",", "").replace(" ", "")
    if digits.isascii() and digits.isdigit() and len(digits) <= most_digits:
        return int(digits)
    return text


def cover_numbers(typed: Typed) -> list[int]:
    """The covers of the page in which something was typed, by their numbers there."""
    numbers = range(1, MOST_COVERS + 1)
    return [each for each in numbers if any(typed.first(f"cover-{each}-{name}") for name in COVER_FIELDS)]


def covers_of(typed: Typed, before: Data) -> Data:
    """A cover that was there keeps its key, and what its insurance is called as long as its title stays."""
    kept = {each["key"]: each for each in before.get("part", [])}
    rows: list[dict[str, Any]] = []
    for each in cover_numbers(typed):
        title = one_line(typed.first(f"cover-{each}-title"))
        old = kept.get(typed.first(f"cover-{each}-key"), {})
        taken = {*kept, *(row["key"] for row in rows)}
        same = old.get("title") == title and old.get("insurance")
        rows.append(
            {
                "key": old.get("key") or key_from(title, taken, "cover"),
                "title": title,
                "insurance": old["insurance"] if same else insurance_of(title),
                "amount": amount(typed.first(f"cover-{each}-amount")),
                "basis": typed.first(f"cover-{each}-basis"),
            }
        )
    return {"part": [{name: value for name, value in row.items() if value != ""} for row in rows]}


def insurance_of(title: str) -> str:
    """What the insurance is called in a sentence.

    >>> insurance_of("Public liability insurance")
    'public liability'
    """
    return re.sub(r"\s*\b(insurance|cover)$", "", title, flags=re.IGNORECASE).strip().casefold() or title


def amount(text: str) -> int | str:
    try:
        pounds = read_pounds(text)
    except ValueError:
        return text
    return text if pounds is None else pounds


def topics_of(typed: Typed, before: Data) -> Data:
    """A topic whose words stay keeps its key."""
    kept = {each["title"]: each["key"] for each in before.get("topic", [])}
    rows: list[dict[str, str]] = []
    for title in lines(typed, "topics"):
        taken = {row["key"] for row in rows}
        if title not in [row["title"] for row in rows]:
            rows.append({"key": kept.get(title) or key_from(title, taken, "topic"), "title": title})
    return {"topic": rows}


def register_of(typed: Typed, before: Data) -> Data:
    """Checks or training, whichever was chosen."""
    match typed.first("register"):
        case "training":
            return topics_of(typed, before)
        case "checks":
            return {"level": typed.first("level"), "lists": typed.getlist("lists")}
        case _:
            return {}


def deadlines_of(typed: Typed, _: Data) -> Data:
    given = {form: number(typed.first(f"deadline-{form}"), 2) for form in ("charity", "company")}
    return {"deadline_months": {form: months for form, months in given.items() if months != ""}}


def flag_of(name: str) -> Any:
    return lambda typed, _: {name: typed.first(name) == "yes"}


def number_of(name: str, most_digits: int) -> Any:
    return lambda typed, _: {name: number(typed.first(name), most_digits)}


READERS: dict[str, Any] = {
    "statement": lambda typed, _: {"statement": one_line(typed.first("statement"))},
    "months": number_of("months", 3),
    "still_years": number_of("still_years", 2),
    "register": register_of,
    "covers": covers_of,
    "years": number_of("years", 2),
    "deadlines": deadlines_of,
    "audited": flag_of("audited"),
    "characteristics": lambda typed, _: {"characteristics": lines(typed, "characteristics")},
    "sections": lambda typed, _: {"sections": lines(typed, "sections")},
    "after_incident": flag_of("after_incident"),
    "on_request": flag_of("on_request"),
}

OF_KIND: dict[Kind, tuple[str, ...]] = {
    Kind.DOCUMENT: ("statement", "months"),
    Kind.CONFIRMATION: ("statement", "months", "still_years"),
    Kind.AGREEMENT: ("statement", "months"),
    Kind.ISSUED: ("statement", "months"),
    Kind.REGISTER: ("register", "months"),
    Kind.COVER: ("covers",),
    Kind.ACCOUNTS: ("years", "deadlines", "audited"),
    Kind.ASSESSMENT: ("months", "characteristics", "sections", "after_incident", "on_request"),
}
"""The questions of the page that only some kinds have."""

PAGE_ORDER = (
    "title", "asks", "force", "clause", "group", "register", "level", "lists", "topics", "cover", "years",
    "deadline-charity", "deadline-company", "statement", "months", "still_years", "characteristics",
    "sections", "look_for", "condition", "warn_days",
)  # fmt: skip


def in_page_order(problems: dict[str, str]) -> dict[str, str]:
    def place(name: str) -> int:
        known = "cover" if name.startswith("cover-") else name
        return PAGE_ORDER.index(known) if known in PAGE_ORDER else len(PAGE_ORDER)

    return dict(sorted(problems.items(), key=lambda each: place(each[0])))


def told(fault: DefinitionError, covers: list[int]) -> tuple[str, str]:
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


def too_long(data: Data) -> dict[str, str]:
    problems = {
        name: TOO_LONG.format(most=most)
        for name, most in LONGEST.items()
        if len(str(data.get(name, ""))) > most
    }
    listed = {name: data.get(name, []) for name in ("look_for", "characteristics", "sections")}
    listed["topics"] = [each["title"] for each in data.get("topic", [])]
    for name, given in listed.items():
        if len(given) > MOST_LINES or any(len(line) > LONGEST_LINE for line in given):
            problems[name] = LISTED_TOO_LONG.format(most=MOST_LINES, longest=LONGEST_LINE)
    return problems
