"""What is said of a row of a file of people before it is imported: too little, or too old."""

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from checklists.requirement import Requirement, Topic
from checklists.vocabulary import DbsLevel, Kind
from portal.importing.sheets.tables import ReadRow
from portal.register.presenters.people_import import short_words
from portal.register.presenters.short import row_short, training_short
from portal.register.queries.asked import RegisterAsked
from portal.register.sheets.plan import CHECK, Known, Planned
from tests.rules.examples import d, requirement

TODAY = d("2026-11-28")
CHECKS = requirement(Kind.REGISTER, level=DbsLevel.ENHANCED, lists=frozenset(), topics=(), months=36)
FIRST_AID = Topic("first-aid", "First aid")
TRAINING = requirement(Kind.REGISTER, level=None, lists=frozenset(), topics=(FIRST_AID,), months=24)
TITLES = {"first-aid": "First aid"}


def asked(contract: str, *registers: Requirement) -> RegisterAsked:
    ids = (uuid.uuid5(uuid.NAMESPACE_URL, contract), uuid.uuid4())
    return RegisterAsked(*ids, contract, "Lead", "Area", d("2024-01-01"), d("2028-12-31"), registers)


COAST = asked("Coast", CHECKS, TRAINING)
HILLS = asked("Hills", replace(CHECKS, months=12), replace(TRAINING, months=None))


def row(issued: str = "", trained: str = "", left: date | None = None) -> Planned:
    check: dict[str, Any] = dict.fromkeys(CHECK) | {"level": "enhanced", "outcome": "clear"}
    read = ReadRow(2, {"left_on": left})
    training = (("first-aid", d(trained)),) if trained else ()
    return Planned(read, None, {}, check | {"issued_on": d(issued)} if issued else None, training, ())


def old(day: str, until: str) -> str:
    return (
        f"This is older than is asked: what bears the date {day} counted until {until},"
        " and would not count today."
    )


CASES: dict[str, tuple[Planned, list[RegisterAsked], list[str]]] = {
    "young enough": (row("2023-11-29"), [COAST], []),
    "three years and a day": (row("2023-11-27"), [COAST], [old("27 November 2023", "26 November 2026")]),
    "too old for one of two": (
        row("2024-06-01"),
        [COAST, HILLS],
        [f"Hills: {old('1 June 2024', '31 May 2025')}"],
    ),
    "of somebody who has left": (row("2020-06-01", left=d("2026-11-27")), [COAST], []),
    "of somebody who leaves today": (
        row("2020-06-01", left=TODAY),
        [COAST],
        [old("1 June 2020", "31 May 2023")],
    ),
    "no check in the row": (row(), [COAST], []),
    "where nobody asks for checks": (row("2020-06-01"), [asked("Fields", TRAINING)], []),
}


@pytest.mark.parametrize(("planned", "registers", "said"), CASES.values(), ids=CASES.keys())
def test_a_check_that_is_merely_too_old(
    planned: Planned, registers: list[RegisterAsked], said: list[str]
) -> None:
    assert list(row_short(planned, registers, TODAY)) == said
    assert ("1 DBS check falls short" in short_words([planned], registers, TODAY)) == bool(said)


def test_training_that_is_too_old_for_what_is_asked() -> None:
    said = training_short(row(trained="2024-06-01"), [COAST, HILLS], TITLES, TODAY)
    assert said == (f"First aid: Coast: {old('1 June 2024', '31 May 2026')}",)
    assert training_short(row(trained="2025-06-01"), [COAST, HILLS], TITLES, TODAY) == ()
    assert training_short(row(trained="2024-06-01"), [asked("Fields", CHECKS)], TITLES, TODAY) == ()


def test_checks_and_training_are_counted_apart() -> None:
    both = row("2020-06-01", "2020-06-01")
    said = "1 DBS check and 1 training record fall short of what is asked: it is said in the rows."
    assert short_words([both, row("2026-06-01")], [COAST], TODAY) == said


def with_earlier(planned: Planned, *issued: str) -> Planned:
    """The same of somebody of whom checks of these days are on record, without an outcome in the file."""
    known = Known(uuid.uuid4(), {}, tuple({"issued_on": d(each)} for each in issued))
    return replace(planned, known=known, check={**(planned.check or {}), "outcome": None})


def test_a_file_without_outcomes_says_what_it_would_end() -> None:
    """An empty column would put everybody out of order who had an earlier certificate accepted."""
    new = row("2026-06-01")
    ending = [with_earlier(new, "2026-06-01"), with_earlier(new, "2026-09-01", "2024-06-01")]
    others = [with_earlier(new), with_earlier(new, "2026-06-02"), row("2026-06-01")]
    assert short_words([*ending, *others], [COAST], TODAY) == (
        "4 DBS checks fall short of what is asked: it is said in the rows. 2 checks that follow an earlier"
        " one are not clear, or without an outcome: what was accepted before counts no more from the day of"
        " issue on."
    )


def test_what_is_older_than_all_on_record_is_not_said_to_end_anything() -> None:
    said = short_words([with_earlier(row("2026-06-01"), "2026-06-02")], [COAST], TODAY)
    assert said == "1 DBS check falls short of what is asked: it is said in the row."
