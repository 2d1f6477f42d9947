"""The questions about a return, measure, payment, event or meeting: what was typed there, as a definition has
it."""

from collections.abc import Callable

from checklists.drafting import key_from
from checklists.year.drafting import Data, Sort
from checklists.year.rows import YearRow
from portal.authoring.forms.questions import lines, number, ungrouped
from portal.authoring.forms.year_words import SENTENCES
from portal.web.fields import WORDS, Fields
from portal.web.typed import Typed

MOST = {"section": 20, "area": 20, "part": 10}
"""Tables within a row that its page takes."""

ASKED = {
    "section": ("title", "form"),
    "area": ("title", "fee"),
    "part": ("title", "weight", "measures", "steps"),
}
"""The fields of such a table of which one at least is typed."""

Reader = Callable[[Fields, YearRow | None], Data]


def is_given(value: object) -> bool:
    return value is not False and value not in ("", None)


def shared(fields: Fields) -> Data:
    return {
        "title": fields.line("title", called="The title"),
        "clause": fields.line("clause", called="Where it stands in the contract"),
        "source": fields.line("source", longest=1000, called="Where it is from"),
    }


def asks(fields: Fields) -> Data:
    return {"asks": fields.line("asks", longest=2000, called="What is asked for")} | whom(fields)


def whom(fields: Fields) -> Data:
    return {"asked_of": fields.typed.getlist("asked_of")}


def chosen(fields: Fields, *names: str) -> Data:
    return {name: fields.typed.first(name) for name in names}


def ticked(fields: Fields, *names: str) -> Data:
    return {name: fields.typed.first(name) == "yes" for name in names}


def whole_numbers(fields: Fields, *names: str) -> Data:
    return {name: number(fields.typed.first(name), 4) for name in names}


def decimals(fields: Fields, *names: str) -> Data:
    """Numbers as they are typed, without the signs that people put beside them."""
    return {name: plain_number(fields.typed.first(name)) for name in names}


def plain_number(text: str) -> str:
    """
    >>> plain_number("1,200"), plain_number(" 95 %"), plain_number("many"), plain_number("7,5%")
    ('1200', '95', 'many', '7,5')
    """
    return ungrouped(text.strip().removesuffix("%"))


SAID_OF = {
    "consequence": "What follows",
    "numerator": "What is counted",
    "denominator": "What it is out of",
    "second_miss": "What follows a second miss",
    "procedure": "How it is told",
}


def sentence_of(fields: Fields, *names: str) -> Data:
    return {name: fields.line(name, longest=500, called=SAID_OF.get(name, WORDS)) for name in names}


def term(fields: Fields, *names: str) -> Data:
    """So many days, calendar or working ones."""
    found = {}
    for name in names:
        if typed := fields.typed.first(f"{name}-days"):
            working = fields.typed.first(f"{name}-unit") == "working"
            found[name] = {"days": number(typed, 3), "working": working}
    return found


def numbers_of(typed: Typed, head: str) -> list[int]:
    """The tables of the page in which something was typed, by their numbers there."""
    numbers = range(1, MOST[head] + 1)
    return [each for each in numbers if any(typed.first(f"{head}-{each}-{name}") for name in ASKED[head])]


def numbers_shown(typed: Typed, head: str) -> list[int]:
    """Those of them that the page shows: where something was typed, and one more."""
    numbers = numbers_of(typed, head)
    following = max(numbers, default=0) + 1
    return [*numbers, *([following] if following <= MOST[head] else [])]


def tables_of(fields: Fields, head: str, before: YearRow | None, read: Callable[[Fields, str], Data]) -> Data:
    """The tables of that name; one that was there keeps its key."""
    there = {each.key for each in getattr(before, f"{head}s", ())}
    found: list[Data] = []
    for each in numbers_of(fields.typed, head):
        name = f"{head}-{each}"
        key, title = fields.typed.first(f"{name}-key"), fields.line(f"{name}-title", called="The title")
        taken = {*there, *(one["key"] for one in found)}
        is_old = key in there and key not in {one["key"] for one in found}
        table: Data = {"key": key if is_old else key_from(title, taken, head), "title": title}
        table |= read(fields, name)
        found.append({field: value for field, value in table.items() if is_given(value) and value != []})
    return {head: found} if found else {}


def section(fields: Fields, name: str) -> Data:
    typed = fields.typed
    return {"form": typed.first(f"{name}-form"), "nil": typed.first(f"{name}-nil") == "yes"}


def area(fields: Fields, name: str) -> Data:
    return {"fee": fields.pounds(f"{name}-fee", SENTENCES["fee"])}


def part(fields: Fields, name: str) -> Data:
    typed = fields.typed
    return {
        "weight": plain_number(typed.first(f"{name}-weight")),
        "measures": typed.getlist(f"{name}-measures"),
        "shortfall": typed.first(f"{name}-shortfall"),
        "step": [step(line) for line in lines(typed, f"{name}-steps")],
    }


def step(line: str) -> Data:
    below, _, deducts = line.partition(":")
    return {"below": plain_number(below), "deducts": plain_number(deducts)}


def return_of(fields: Fields, before: YearRow | None) -> Data:
    often = fields.typed.first("every")
    return {
        **asks(fields),
        **chosen(fields, "every", "force", "year_of"),
        **(whole_numbers(fields, "times") if often == "any-time" else {}),
        **(chosen(fields, "meeting") if often == "before-meeting" else {}),
        **term(fields, "due", "lead_due"),
        **tables_of(fields, "section", before, section),
        **ticked(fields, "nil", "certified", "blocks"),
        **sentence_of(fields, "consequence"),
    }


def measure_of(fields: Fields, _: YearRow | None) -> Data:
    return {
        **whom(fields),
        **chosen(fields, "every", "year_of", "given_in"),
        **sentence_of(fields, "numerator", "denominator"),
        **target(fields),
        **ticked(fields, "fractions"),
        **({"joint": joint} if (joint := fields.typed.getlist("joint")) else {}),
        **whole_numbers(fields, "fewest"),
        **term(fields, "plan_due"),
        **sentence_of(fields, "consequence", "second_miss"),
    }


def target(fields: Fields) -> Data:
    """One of the targets that there are, as it was chosen, with what belongs to it."""
    which = fields.choice("target", TARGETS, "Choose what the target is, or that there is none.")
    if which in {"", "none"}:
        return {}
    found: Data = decimals(fields, which) if which in BY_NUMBER else chosen(fields, which)
    if not found[which]:
        fields.miss(which, SENTENCES[which])
    if which == "change" and fields.typed.first("change-way") != "more":
        found = {which: f"-{found[which]}"}
    tolerance = decimals(fields, "tolerance")
    return found | (tolerance if tolerance["tolerance"] != "0" else {}) | chosen(fields, "over", "reached_by")


BY_NUMBER = ("at_least", "at_most", "change")
TARGETS = ("none", *BY_NUMBER, "direction")


def payment_of(fields: Fields, before: YearRow | None) -> Data:
    return {
        **chosen(fields, "year_of", "true_up", "withheld_without"),
        **decimals(fields, "at_risk", "cap"),
        **tables_of(fields, "area", before, area),
        **tables_of(fields, "part", before, part),
        **whole_numbers(fields, "arrears_months"),
        **sentence_of(fields, "consequence"),
    }


def event_of(fields: Fields, _: YearRow | None) -> Data:
    which = fields.choice("term", TERMS, SENTENCES["term"])
    found: Data = {which: True} if which in {"at_once", "as_set"} else {}
    if which == "due":
        found = term(fields, "due")
        if not found:
            fields.miss("due-days", SENTENCES["due days"])
    return {
        **asks(fields),
        **found,
        **term(fields, "forward"),
        **sentence_of(fields, "procedure", "consequence"),
        **ticked(fields, "confidential"),
    }


TERMS = ("none", "due", "at_once", "as_set")


def meeting_of(fields: Fields, _: YearRow | None) -> Data:
    as_agreed = fields.typed.first("often") == "agreed"
    counted = {**whole_numbers(fields, "times"), **chosen(fields, "every")}
    topics = lines(fields.typed, "topics")
    return {
        **asks(fields),
        **chosen(fields, "year_of"),
        **({"as_agreed": True} if as_agreed else counted),
        **({"topics": topics} if topics else {}),
    }


READERS: dict[Sort, Reader] = {
    Sort.RETURN: return_of,
    Sort.MEASURE: measure_of,
    Sort.PAYMENT: payment_of,
    Sort.EVENT: event_of,
    Sort.MEETING: meeting_of,
}
