"""Rows of people about somebody who has left, or has come back before."""

from dataclasses import replace
from datetime import date

from checklists.calendar import Span
from portal.register.sheets.plan import Register, plan
from tests.rules.test_importing import FIRST, known, read, wrong_of


def test_who_starts_after_having_left_is_asked_about() -> None:
    gone = known(name="Ana", left_on=date(2023, 1, 1))
    (row,) = read(tuple(FIRST), tuple(FIRST.values()), register=(gone,)).rows
    assert row.question
    assert [value for value, _ in row.question.options] == [str(gone.worker_id), "new", "leave"]
    coded = known(name="Ana", left_on=date(2023, 1, 1), staff_code="A1")
    (row,) = read((*FIRST, "Code"), (*FIRST.values(), "a1"), register=(coded,)).rows
    assert row.question
    assert [value for value, _ in row.question.options] == [str(coded.worker_id), "leave"]


AWAY = (Span(date(2023, 1, 2), date(2024, 4, 30)),)


def test_who_came_back_is_the_same_person_and_loses_no_day() -> None:
    back = replace(known(name="Ana", started_on=date(2020, 3, 1)), away=AWAY)
    row = FIRST | {"Started": "1 May 2024"}
    again = read(tuple(row), tuple(row.values()), register=(back,))
    assert not plan(Register((back,)), again.rows, ())[0].is_change, "the first day of the second period"
    first = read(tuple(row), tuple((row | {"Started": "1 March 2020"}).values()), register=(back,))
    assert not plan(Register((back,)), first.rows, ())[0].is_change, "the very first day"
    between = read(tuple(row), tuple((row | {"Started": "2 May 2024"}).values()), register=(back,))
    assert wrong_of(between) == [("Started", "is no first day of this person, who came back on 1 May 2024")]


def test_the_last_day_of_an_earlier_period_says_nothing_of_who_came_back() -> None:
    """An old list would end everything that the person does now."""
    back = replace(known(name="Ana", started_on=date(2020, 3, 1)), away=AWAY)
    row = FIRST | {"Started": "1 March 2020", "Left": "1 January 2023"}
    (old,) = plan(Register((back,)), read(tuple(row), tuple(row.values()), register=(back,)).rows, ())
    assert (old.is_change, old.left_on) == (False, None)
    row |= {"Left": "1 May 2024"}
    (new,) = plan(Register((back,)), read(tuple(row), tuple(row.values()), register=(back,)).rows, ())
    assert (new.changed, new.left_on) == ({"left_on": date(2024, 5, 1)}, date(2024, 5, 1))
