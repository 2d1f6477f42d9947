"""A return, measure, payment, event or meeting as its page shows it: every field as somebody would have typed
it."""

from collections.abc import Iterable
from decimal import Decimal

from checklists.year.drafting import Sort
from checklists.year.rows import (
    Area,
    Due,
    Event,
    Measure,
    Meeting,
    Payment,
    PaymentPart,
    Return,
    Section,
    YearRow,
)
from checklists.year.vocabulary import Every, Over, Party, ReachedBy, Shortfall, YearOf
from portal.web.typed import Typed

WORKING, CALENDAR = "working", "calendar"
TERMS = ("due", "lead_due", "plan_due", "forward")
TEXTS = (
    *("title", "clause", "source", "asks", "every", "force", "year_of", "times", "meeting", "consequence"),
    *("numerator", "denominator", "given_in", "at_least", "at_most", "direction", "over", "tolerance"),
    *(
        "reached_by",
        "fewest",
        "second_miss",
        "at_risk",
        "cap",
        "true_up",
        "arrears_months",
        "withheld_without",
        "procedure",
    ),
)
TICKS = ("nil", "certified", "blocks", "fractions", "confidential")
NEW = {
    "asked_of": [Party.PARTNER.value],
    "year_of": [YearOf.CONTRACT.value],
    "force": ["must"],
    "over": [Over.PERIOD.value],
    "reached_by": [ReachedBy.EACH_PARTNER.value],
    "change-way": ["fewer"],
    "often": ["counted"],
    "target": ["none"],
    **{f"{name}-unit": [WORKING] for name in TERMS},
}
"""What the page of a new row has chosen."""

BY_DEFAULT = {Sort.MEASURE: Every.QUARTER, Sort.MEETING: Every.YEAR}


def blank(sort: Sort) -> Typed:
    every = {"every": [BY_DEFAULT[sort].value]} if sort in BY_DEFAULT else {}
    return Typed(NEW | every)


def as_typed(row: YearRow) -> Typed:
    typed = Typed({name: [text(getattr(row, name, None))] for name in TEXTS})
    for name in TICKS:
        typed[name] = ["yes" if getattr(row, name, False) else ""]
    for name in TERMS:
        typed |= term(name, getattr(row, name, None))
    typed["asked_of"] = [each.value for each in getattr(row, "asked_of", ())]
    return Typed(typed | of_sort(row))


def of_sort(row: YearRow) -> Typed:
    match row:
        case Return():
            return numbered("section", (section(each) for each in row.sections))
        case Measure():
            return target(row)
        case Payment():
            areas = numbered("area", (area(each) for each in row.areas))
            return Typed(areas | numbered("part", (part(each) for each in row.parts)))
        case Event():
            return Typed({"term": [term_chosen(row)]})
        case Meeting():
            often = "agreed" if row.as_agreed else "counted"
            return Typed({"often": [often], "topics": ["\n".join(row.topics)]})


def text(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}" if value else ""
    return "" if value is None else str(value)


def term(name: str, due: Due | None) -> Typed:
    days = str(due.days) if due else ""
    unit = CALENDAR if due and not due.working else WORKING
    return Typed({f"{name}-days": [days], f"{name}-unit": [unit]})


def numbered(head: str, tables: Iterable[dict[str, list[str]]]) -> Typed:
    return Typed(
        {
            f"{head}-{number}-{name}": given
            for number, table in enumerate(tables, 1)
            for name, given in table.items()
        }
    )


def section(each: Section) -> dict[str, list[str]]:
    nil = "yes" if each.nil else ""
    return {"key": [each.key], "title": [each.title], "form": [each.form.value], "nil": [nil]}


def area(each: Area) -> dict[str, list[str]]:
    return {"key": [each.key], "title": [each.title], "fee": [f"{each.fee:,}"]}


def part(each: PaymentPart) -> dict[str, list[str]]:
    steps = [f"{text(step.below)}: {text(step.deducts)}" for step in each.steps]
    return {
        "key": [each.key],
        "title": [each.title],
        "weight": [text(each.weight)],
        "measures": list(each.measures),
        "shortfall": [each.shortfall.value],
        **({"steps": ["\n".join(steps)]} if each.shortfall is Shortfall.STEPS else {}),
    }


def target(row: Measure) -> Typed:
    names = ("at_least", "at_most", "change", "direction")
    which = next((name for name in names if getattr(row, name) is not None), "none")
    change = row.change
    return Typed(
        {
            "target": [which],
            "at_most": [f"{row.at_most:f}" if row.at_most is not None else ""],
            "change": [f"{abs(change):f}" if change is not None else ""],
            "change-way": ["more" if change is not None and change > 0 else "fewer"],
            "joint": list(row.joint),
        }
    )


def term_chosen(row: Event) -> str:
    """Which of the terms it has."""
    if row.due:
        return "due"
    return "at_once" if row.at_once else "as_set" if row.as_set else "none"
