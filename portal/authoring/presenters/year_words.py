"""What is asked for through the year in words: each sort of row, and what stands in each of its fields."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from checklists.year.drafting import Sort, rows_of
from checklists.year.rows import (
    Area,
    Due,
    PaymentPart,
    Section,
    Step,
    YearRow,
    YearRows,
)
from checklists.year.vocabulary import (
    Direction,
    Every,
    Form,
    Over,
    Party,
    ReachedBy,
    Shortfall,
    TrueUp,
    YearOf,
)
from portal.authoring.presenters.words import FORCE, lowered
from portal.words.wording import counted, pounds

SORT = {
    Sort.RETURN: "Return",
    Sort.MEASURE: "Measure",
    Sort.PAYMENT: "Payment by results",
    Sort.EVENT: "What must be told",
    Sort.MEETING: "Meeting",
}
SORTS = {
    Sort.RETURN: "Returns",
    Sort.MEASURE: "Measures",
    Sort.PAYMENT: "Payment by results",
    Sort.EVENT: "What must be told",
    Sort.MEETING: "Meetings",
}
SORT_HINT = {
    Sort.RETURN: "What is given for every period: a report, a data sheet, accounts, an invoice",
    Sort.MEASURE: "A figure with its target, given in a return",
    Sort.PAYMENT: "How results change what is paid, quarter by quarter",
    Sort.EVENT: "What has to be told when it has happened, and within how many days",
    Sort.MEETING: "What has to take place so many times a year",
}
EVERY = {
    Every.WEEK: "Every week",
    Every.FOUR_WEEKS: "Every four weeks",
    Every.MONTH: "Every month",
    Every.QUARTER: "Every quarter",
    Every.HALF_YEAR: "Every half-year",
    Every.YEAR: "Every year",
    Every.BEFORE_MEETING: "Before each meeting of a kind",
    Every.ON_REQUEST: "Each time that it is asked for",
    Every.ANY_TIME: "So many a year, at any time",
}
YEAR_OF = {
    YearOf.CONTRACT: "The contract’s, which begins on its first day",
    YearOf.CALENDAR: "The calendar’s, which begins on 1 January",
}
PARTY = {Party.PARTNER: "Each partner", Party.LEAD: "The lead provider itself, towards the council"}
FORM = {
    Form.NARRATIVE: "Words: a report that is typed, or a file",
    Form.DATA: "Figures: the measures of this return",
    Form.CASE_STUDY: "A case study, without names unless people have agreed",
    Form.ACCOUNTS: "Accounts, as a file",
    Form.FILE: "A file",
    Form.STATEMENT: "A statement that is confirmed: its words are the title",
    Form.RATING: "A rating: the lead says of each partner how far this outcome is met, and why",
    Form.SITES: "By site: the Changing Places toilets that are used, and their faults",
}
DIRECTION = {
    Direction.INCREASING: "Increasing",
    Direction.DECREASING: "Decreasing",
    Direction.STABLE_OR_INCREASING: "Stable or increasing",
    Direction.STABLE_OR_DECREASING: "Stable or decreasing",
}
OVER = {
    Over.PERIOD: "Each period",
    Over.YEAR: "A year, of which each period answers for its part",
    Over.CONTRACT: "The whole contract, added up until it is reached",
}
REACHED_BY = {
    ReachedBy.EACH_PARTNER: "Each partner by itself",
    ReachedBy.ALL_PARTNERS: "All partners of the contract together: their figures are added up",
}
SHORTFALL = {
    Shortfall.PROPORTION: "As much of it as is wanting of the target",
    Shortfall.STEPS: "So much as steps say",
    Shortfall.ALL_OR_NOTHING: "All of it",
}
TRUE_UP = {
    TrueUp.ALL: "All of it, where every target is met over the year",
    TrueUp.BY_LINE: "Line by line, where the line’s targets are met over the year",
}
FIELD = {
    "title": "Title",
    "clause": "Clause",
    "source": "What the contract says",
    "asks": "What is asked for",
    "every": "How often",
    "force": "Required or preferred",
    "asked_of": "Asked of",
    "year_of": "Whose year",
    "times": "How many",
    "meeting": "Before which meeting",
    "due": "By when",
    "lead_due": "The lead’s own term",
    "sections": "Sections",
    "nil": "Nothing to report",
    "certified": "Signed by somebody else",
    "blocks": "Stands in the way while it is late",
    "consequence": "What follows",
    "numerator": "Counted",
    "denominator": "Out of",
    "given_in": "Given in",
    "at_least": "At least",
    "at_most": "At most",
    "change": "Change",
    "direction": "Direction",
    "over": "Target of",
    "reached_by": "Reached by",
    "tolerance": "Tolerance",
    "joint": "Adds up",
    "fractions": "Fractions",
    "fewest": "Too few to judge",
    "plan_due": "Action plan due",
    "second_miss": "After a second miss",
    "areas": "Areas and fees",
    "at_risk": "At risk",
    "parts": "Lines",
    "cap": "At most deducted",
    "true_up": "Paid back",
    "arrears_months": "Paid in arrears",
    "withheld_without": "Withheld without",
    "at_once": "At once",
    "as_set": "As it is set",
    "forward": "To the council",
    "procedure": "Procedure",
    "confidential": "Confidential",
    "as_agreed": "As agreed",
    "topics": "Topics",
}
"""By field of a row what it is called."""

Titles = Mapping[str, str]
"""By key the titles of rows that are named by others."""


def titles_of(*years: YearRows) -> dict[str, str]:
    return {row.key: row.title for year in years for sort in Sort for row in rows_of(year, sort)}


def due_words(due: Due) -> str:
    return counted(due.days, "working day" if due.working else "day")


def section_words(each: Section) -> str:
    nil = ", or nothing to report" if each.nil else ""
    return f"{each.title} ({lowered(FORM[each.form].partition(':')[0])}{nil})"


def part_words(each: PaymentPart, titles: Titles) -> str:
    measures = ", ".join(titles.get(key, key) for key in each.measures)
    steps = f": {'; '.join(step_words(step) for step in each.steps)}" if each.steps else ""
    deducted = "" if each.shortfall is Shortfall.PROPORTION else f", {lowered(SHORTFALL[each.shortfall])}"
    return f"{each.title} {percent(each.weight)} ({measures}{deducted}{steps})"


def step_words(step: Step) -> str:
    return f"below {percent(step.below)}, {percent(step.deducts)}"


def percent(value: Decimal) -> str:
    return f"{value:f}%"


def listed(value: tuple[object, ...], titles: Titles) -> str:
    return "; ".join(one_words(each, titles) for each in value)


def one_words(each: object, titles: Titles) -> str:
    match each:
        case Section():
            return section_words(each)
        case Area():
            return f"{each.title} {pounds(each.fee)} a year"
        case PaymentPart():
            return part_words(each, titles)
        case Party():
            return lowered(PARTY[each])
        case _:
            return titles.get(str(each), str(each))


ENUMS: dict[str, Mapping[Any, str]] = {
    "every": EVERY,
    "year_of": YEAR_OF,
    "direction": DIRECTION,
    "over": OVER,
    "reached_by": REACHED_BY,
    "true_up": TRUE_UP,
    "force": FORCE,
}
WORDS: dict[str, Callable[[Any], str]] = {
    **{name: words.__getitem__ for name, words in ENUMS.items()},
    **dict.fromkeys(("due", "lead_due", "plan_due", "forward"), due_words),
    **dict.fromkeys(("at_risk", "cap", "change"), percent),
    **dict.fromkeys(("at_least", "at_most", "tolerance"), lambda value: f"{value:,f}"),
    "arrears_months": lambda value: counted(value, "month"),
    "fewest": lambda value: f"Below {value}",
}
NAMING = frozenset({"meeting", "given_in", "withheld_without"})


def field_words(row: YearRow, name: str, titles: Titles) -> str:
    """What stands in a field, "–" where nothing does."""
    value = getattr(row, name)
    if value is None or value in ((), False, "") or (name == "tolerance" and not value):
        return "–"
    if value is True:
        return "Yes"
    if isinstance(value, tuple):
        return listed(value, titles)
    if name in NAMING:
        return titles.get(value, value)
    return WORDS[name](value) if name in WORDS else str(value)
