"""What is wrong with the row of a person as a whole, and with rows among themselves."""

from collections.abc import Iterator, Sequence
from datetime import date

from checklists.odd_days import how_far
from evidence.spreadsheet import Value
from portal.importing.sheets.tables import Check, ReadRow
from portal.register.sheets.columns import TRAINING

CHECK_FACTS = ("level", "issued_on", "seen_by", "seen_on")
"""What must be said of a check where anything is."""

CHECK_DAYS = ("issued_on", "seen_on", "risk_decided_on")
"""Days of a check: none is to come, and none that matters is ten years ago."""

RISK_FACTS = ("risk_decided_by", "risk_decided_on", "risk_reason")
TOLD = (*CHECK_FACTS, "certificate_number", "outcome", "adults_list", "childrens_list")
"""What says that there is a check at all."""


def check_person(values: dict[str, Value], today: date) -> Iterator[Check]:
    """What is wrong with the row of a person whose cells are right one by one."""
    if not values["name"] and not values["staff_code"]:
        yield "name", "is empty, and there is no staff code either"
    if values["shown_as"] == "name" and not values["name"]:
        yield "name", "is empty, though the lead is to read it"
    if values["shown_as"] == "staff-code" and not values["staff_code"]:
        yield "staff_code", "is empty, though the lead is to read it"
    if before(values, "left_on", "started_on"):
        yield "left_on", "is before the first day"
    if any(values[key] for key in TOLD):
        yield from check_certificate(values)
    yield from check_days(values, today)


def check_days(values: dict[str, Value], today: date) -> Iterator[Check]:
    """Days to come of what has happened; and those that are likelier a slip of the finger."""
    training = [key for key in values if key.startswith(TRAINING)]
    days = {key: value for key, value in values.items() if isinstance(value, date)}
    for key in (*CHECK_DAYS, *training):
        if key in days and days[key] > today:
            yield key, "is in the future"
    for key in CHECK_DAYS:
        if key in days and days[key] < today and (phrase := how_far(days[key], today)):
            yield key, phrase
    for key in ("started_on", "left_on"):
        if key in days and days[key] > today and (phrase := how_far(days[key], today)):
            yield key, phrase


def check_certificate(values: dict[str, Value]) -> Iterator[Check]:
    for key in CHECK_FACTS:
        if values[key] is None:
            yield key, "is empty, though other facts of the check are given"
    if before(values, "seen_on", "issued_on"):
        yield "seen_on", "is before the date of issue"
    if values["outcome"] == "risk-decision":
        for key in RISK_FACTS:
            if values[key] is None:
                yield key, "is empty, though there is a risk decision"
        if before(values, "risk_decided_on", "issued_on"):
            yield "risk_decided_on", "is before the date of issue"


def before(values: dict[str, Value], one: str, other: str) -> bool:
    first, second = values[one], values[other]
    return isinstance(first, date) and isinstance(second, date) and first < second


def doubled(rows: Sequence[ReadRow]) -> Iterator[tuple[int, str, str]]:
    """The rows that are about somebody of an earlier row: by staff code, or by name and role where not both
    rows give a code."""
    by_code: dict[str, int] = {}
    by_name: dict[tuple[str, str], tuple[int, str]] = {}
    for index, row in enumerate(rows):
        code, name, job = (str(row.values[key] or "").casefold() for key in ("staff_code", "name", "job"))
        number, other_code = by_name.get((name, job), (0, ""))
        if code and code in by_code:
            yield index, "staff_code", f"is the code of the person in row {by_code[code]} already"
        elif name and number and not (code and other_code):
            yield index, "name", f"is the person in row {number} again"
        if code:
            by_code.setdefault(code, row.number)
        if name:
            by_name.setdefault((name, job), (row.number, code))
