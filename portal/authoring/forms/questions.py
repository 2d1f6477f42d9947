"""The questions of a requirement's page that only some kinds have: what was typed there, read."""

import re
from collections.abc import Callable

from checklists.drafting import Data, key_from
from checklists.vocabulary import Kind
from checklists.year.reading_figures import GROUPED
from portal.acting.wording import one_line
from portal.web.fields import Fields
from portal.web.typed import Typed

MOST_COVERS = 20
COVER_FIELDS = ("title", "amount")

Reader = Callable[[Fields, Data], Data]
"""What was typed under a question, as fields of a definition. It is given the row as it was: the keys of
covers and topics stay."""


def lines(typed: Typed, name: str) -> list[str]:
    """What stands on each line, without bullets."""
    found = (one_line(line).lstrip("-•*– ") for line in typed.first(name).splitlines())
    return [line for line in found if line]


def ungrouped(text: str) -> str:
    """The number without what parts it in threes. A comma that stands elsewhere may be a point, and stays.

    >>> ungrouped("1,200"), ungrouped("12 000.5"), ungrouped("7,5"), ungrouped("1,2000")
    ('1200', '12000.5', '7,5', '1,2000')
    """
    whole, point, decimals = " ".join(text.split()).partition(".")
    if GROUPED.fullmatch(whole):
        whole = re.sub("[, ]", "", whole)
    return f"{whole}{point}{decimals}"


def number(text: str, most_digits: int) -> int | str:
    """The number, or the text where it is none or has too many digits: the rules then say what is wrong.

    >>> number("1,200", 4), number("1,5", 3), number("1 5", 3)
    (1200, '1,5', '1 5')
    """
    digits = ungrouped(text)
    if digits.isascii() and digits.isdigit() and len(digits) <= most_digits:
        return int(digits)
    return text


def cover_numbers(typed: Typed) -> list[int]:
    """The covers of the page in which something was typed, by their numbers there."""
    numbers = range(1, MOST_COVERS + 1)
    return [each for each in numbers if any(typed.first(f"cover-{each}-{name}") for name in COVER_FIELDS)]


def covers_of(fields: Fields, before: Data) -> Data:
    """A cover that was there keeps its key, and what its insurance is called as long as its title stays."""
    kept = {each["key"]: each for each in before.get("part", [])}
    rows: list[Data] = []
    for each in cover_numbers(fields.typed):
        old = kept.get(fields.typed.first(f"cover-{each}-key"), {})
        rows.append(cover_of(fields, f"cover-{each}", old, {*kept, *(row["key"] for row in rows)}))
    return {"part": [{name: value for name, value in row.items() if value not in {"", None}} for row in rows]}


def cover_of(fields: Fields, name: str, old: Data, taken: set[str]) -> Data:
    title = one_line(fields.typed.first(f"{name}-title"))
    is_same = old.get("title") == title and old.get("insurance")
    return {
        "key": old.get("key") or key_from(title, taken, "cover"),
        "title": title,
        "insurance": old["insurance"] if is_same else insurance_of(title),
        "amount": fields.pounds(f"{name}-amount"),
        "basis": fields.typed.first(f"{name}-basis"),
    }


def insurance_of(title: str) -> str:
    """What the insurance is called in a sentence.

    >>> insurance_of("Public liability insurance")
    'public liability'
    """
    return re.sub(r"\s*\b(insurance|cover)$", "", title, flags=re.IGNORECASE).strip().casefold() or title


def topics_of(typed: Typed, before: Data) -> Data:
    """A topic whose words stay keeps its key."""
    kept = {each["title"]: each["key"] for each in before.get("topic", [])}
    rows: list[dict[str, str]] = []
    for title in lines(typed, "topics"):
        taken = {row["key"] for row in rows}
        if title not in [row["title"] for row in rows]:
            rows.append({"key": kept.get(title) or key_from(title, taken, "topic"), "title": title})
    return {"topic": rows}


def register_of(fields: Fields, before: Data) -> Data:
    """Checks or training, whichever was chosen."""
    typed = fields.typed
    match typed.first("register"):
        case "training":
            return topics_of(typed, before)
        case "checks":
            return {"level": typed.first("level"), "lists": typed.getlist("lists")}
        case _:
            return {}


def deadlines_of(fields: Fields, _: Data) -> Data:
    given = {form: number(fields.typed.first(f"deadline-{form}"), 2) for form in ("charity", "company")}
    return {"deadline_months": {form: months for form, months in given.items() if months != ""}}


def statement_of(fields: Fields, _: Data) -> Data:
    return {"statement": fields.line("statement", longest=2000, called="The statement")}


def flag_of(name: str) -> Reader:
    return lambda fields, _: {name: fields.typed.first(name) == "yes"}


def number_of(name: str, most_digits: int) -> Reader:
    return lambda fields, _: {name: number(fields.typed.first(name), most_digits)}


def lines_of(name: str) -> Reader:
    return lambda fields, _: {name: lines(fields.typed, name)}


def word_typed(name: str) -> Reader:
    return lambda fields, _: {name: fields.typed.first(name)}


READERS: dict[str, Reader] = {
    "statement": statement_of,
    "months": number_of("months", 3),
    "still_years": number_of("still_years", 2),
    "register": register_of,
    "covers": covers_of,
    "years": number_of("years", 2),
    "deadlines": deadlines_of,
    "audited": flag_of("audited"),
    "characteristics": lines_of("characteristics"),
    "sections": lines_of("sections"),
    "after_incident": flag_of("after_incident"),
    "on_request": flag_of("on_request"),
    "carried_out_by": word_typed("carried_out_by"),
    "asks_end": flag_of("asks_end"),
}

OF_KIND: dict[Kind, tuple[str, ...]] = {
    Kind.DOCUMENT: ("statement", "months", "asks_end"),
    Kind.CONFIRMATION: ("statement", "months", "still_years"),
    Kind.AGREEMENT: ("statement", "months"),
    Kind.ISSUED: ("statement", "months"),
    Kind.REGISTER: ("register", "months"),
    Kind.COVER: ("covers",),
    Kind.ACCOUNTS: ("years", "deadlines", "audited"),
    Kind.ASSESSMENT: (
        "months",
        "characteristics",
        "sections",
        "after_incident",
        "on_request",
        "carried_out_by",
    ),
}
"""The questions that a page of the kind has."""


ROWS = {"cover": "Insurance", "section": "Section", "area": "Area", "part": "Line"}
"""What is numbered on a page, by how the names of its fields begin."""


def in_its_row(name: str, sentence: str) -> str:
    """A sentence about one of several rows of a page says which it is.

    >>> in_its_row("cover-2-amount", "Enter the amount."), in_its_row("title", "Enter a title.")
    ('Insurance 2: Enter the amount.', 'Enter a title.')
    """
    head, _, rest = name.partition("-")
    number, is_numbered, _ = rest.partition("-")
    return f"{ROWS[head]} {number}: {sentence}" if is_numbered and head in ROWS else sentence
