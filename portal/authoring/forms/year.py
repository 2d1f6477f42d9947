"""A return, measure, payment, event or meeting as it is typed into its page: read by the rules of
definitions, with every fault as a sentence at its field."""

import re
from collections.abc import Mapping
from dataclasses import replace

from checklists.fields import DefinitionError
from checklists.year.drafting import Data, Sort, faults, read_row
from checklists.year.rows import Payment, PaymentPart, YearRow
from portal.acting.refused import CannotDo
from portal.authoring.forms.questions import in_its_row
from portal.authoring.forms.requirement import LONGEST_LINE, MOST_LINES
from portal.authoring.forms.requirement_words import LISTED_TOO_LONG
from portal.authoring.forms.year_questions import READERS, is_given, numbers_of, shared
from portal.authoring.forms.year_words import SENTENCES
from portal.web.fields import Fields, Problems
from portal.web.typed import Typed

PLACE_OF_NEW = "new"


def read_year_row(sort: Sort, typed: Typed, before: YearRow | None = None) -> YearRow:
    """`before` is the row as it was: its key stays, and those of the tables in it. Raises CannotDo."""
    fields = Fields(typed)
    data = shared(fields) | READERS[sort](fields, before)
    data["key"] = before.key if before else PLACE_OF_NEW
    data = {name: value for name, value in data.items() if is_given(value)}
    problems = fields.problems | too_long(data)
    for fault in faults(sort, data):
        name, sentence = at_its_field(fault, typed)
        problems.setdefault(name, sentence)
    if problems:
        raise CannotDo(in_page_order(problems))
    row = read_row(sort, data)
    return in_order_before(row, before)


def in_order_before(row: YearRow, before: YearRow | None) -> YearRow:
    """What a page shows in its own order stays as it was where the same is chosen."""
    for name in ("asked_of", "joint"):
        old, new = getattr(before, name, ()), getattr(row, name, ())
        if old and set(old) == set(new):
            row = replace(row, **{name: old})
    if isinstance(row, Payment) and isinstance(before, Payment):
        kept = {each.key: each.measures for each in before.parts}
        row = replace(row, parts=tuple(measures_as(each, kept.get(each.key, ())) for each in row.parts))
    return row


def measures_as(part: PaymentPart, before: tuple[str, ...]) -> PaymentPart:
    return replace(part, measures=before) if set(before) == set(part.measures) else part


def read_known_as(typed: Typed, known: Mapping[str, str]) -> str:
    """As what the rest of the portal knows a new row; empty where it is a row of its own. Raises CannotDo."""
    fields = Fields(typed)
    found = fields.choice("known_as", {"", *known}, SENTENCES["known_as"])
    fields.check()
    return found


def at_its_field(fault: DefinitionError, typed: Typed) -> tuple[str, str]:
    """The field of the page, and what is to be done there."""
    head, _, rest = fault.field.partition(" ")
    within = re.fullmatch(r"(\d+) (\w+)( .+)?", rest)
    if within:
        numbers, place = numbers_of(typed, head), int(within[1]) - 1
        field = {"key": "title", "step": "steps"}.get(within[2], within[2])
        sentence = SENTENCES.get(f"{head} {field}", SENTENCES.get(field, ""))
        return f"{head}-{numbers[place]}-{field}", sentence
    if rest == "days":
        return f"{head}-days", SENTENCES.get(f"{head} days", SENTENCES["due days"])
    usual = f"This {fault.problem}."
    return ON_PAGE.get(head, head), SENTENCES.get(head, usual)


ON_PAGE = {
    "due": "due-days",
    "forward": "forward-days",
    "section": "section-1-title",
    "area": "area-1-title",
    "part": "part-1-weight",
}
"""What a field of a definition is called on the page, where it has another name."""


def too_long(data: Data) -> Problems:
    topics = data.get("topics", [])
    if len(topics) > MOST_LINES or any(len(each) > LONGEST_LINE for each in topics):
        return {"topics": LISTED_TOO_LONG.format(called="Topics", most=MOST_LINES, longest=LONGEST_LINE)}
    return {}


PAGE_ORDER = (
    *("known_as", "title", "asks", "clause", "source", "asked_of", "force"),
    *("often", "every", "times", "meeting", "year_of", "term", "due", "lead_due", "forward"),
    *("numerator", "denominator", "given_in", "target", "at_least", "at_most", "change", "direction", "over"),
    *("tolerance", "reached_by", "joint", "fewest", "section", "area", "at_risk", "cap", "part"),
    *("true_up", "arrears_months", "withheld_without", "plan_due", "procedure", "consequence", "second_miss"),
)


def in_page_order(problems: Problems) -> Problems:
    def place(name: str) -> int:
        known = name.partition("-")[0]
        return PAGE_ORDER.index(known) if known in PAGE_ORDER else len(PAGE_ORDER)

    named = {name: in_its_row(name, sentence) for name, sentence in problems.items()}
    return dict(sorted(named.items(), key=lambda each: place(each[0])))
