"""What is wrong with the row of a person as a whole."""

from collections.abc import Iterator
from datetime import date

from checklists.odd_days import how_far
from evidence.spreadsheet import Value
from portal.importing.sheets.tables import Check
from portal.register.sheets.columns import TRAINING

CHECK_FACTS = ("level", "issued_on", "seen_by", "seen_on")
"""What must be said of a check where anything is."""

CHECK_DAYS = ("issued_on", "seen_on", "risk_decided_on")
"""Days of a check: none is to come, and none that matters is ten years ago."""

RISK_FACTS = ("risk_decided_by", "risk_decided_on", "risk_reason")
TOLD = (*CHECK_FACTS, "certificate_number", "outcome", "adults_list", "childrens_list")
"""What says that there is a check at all."""


def check_person(values: dict[str, Value], today: date) -> Iterator[Check]:
    """What is wrong with the row of a person, whatever is wrong with its cells one by one."""
    if not values["name"] and not values["staff_code"]:
        yield "name", "is empty, and there is no staff code either"
    if values["shown_as"] == "name" and not values["name"]:
        yield "name", "is empty, though the lead is to read it"
    if values["shown_as"] == "staff-code" and not values["staff_code"]:
        yield "staff_code", "is empty, though the lead is to read it"
    if before(values, "left_on", "started_on"):
        yield "left_on", "is before the first day"
    if before(values, "seen_on", "issued_on"):
        yield "seen_on", "is before the date of issue"
    if values["outcome"] == "risk-decision" and before(values, "risk_decided_on", "issued_on"):
        yield "risk_decided_on", "is before the date of issue"
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


def lacking_of_check(check: dict[str, Value]) -> Iterator[Check]:
    """What a check must say and does not, with what is known of it already."""
    for key in CHECK_FACTS:
        if check[key] is None:
            yield key, "is empty, though other facts of the check are given"
    if check["outcome"] == "risk-decision":
        for key in RISK_FACTS:
            if not check[key]:
                yield key, "is empty, though there is a risk decision"


def before(values: dict[str, Value], one: str, other: str) -> bool:
    first, second = values[one], values[other]
    return isinstance(first, date) and isinstance(second, date) and first < second
