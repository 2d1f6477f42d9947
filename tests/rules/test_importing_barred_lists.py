"""A column that says of both barred lists at once which of them a check included."""

import pytest

from evidence.spreadsheet import Value
from tests.rules.test_importing import read_one, wrong_of

OWN = "Adults’ barred list"


@pytest.mark.parametrize(
    ("written", "adults", "children"),
    [
        ("Both", True, True),
        ("Adults and children", True, True),
        ("children/adults", True, True),
        ("Adults’ & Children’s lists", True, True),
        ("adult", True, False),
        ("Children only", False, True),
        ("None", False, False),
        ("no", False, False),
        (None, None, None),
    ],
)
def test_one_column_tells_of_both_lists(written: Value, adults: bool | None, children: bool | None) -> None:
    table = read_one(**{"Barred lists": written})
    values = table.rows[0].values
    assert (table.wrong, values["adults_list"], values["childrens_list"]) == ((), adults, children)
    assert "barred_lists" not in values
    assert not [each for each in table.missing if "arred list" in each]


@pytest.mark.parametrize("written", ["yes", "Adults or children", "adults, not children", "n/a", "?", "list"])
def test_what_does_not_say_which_is_asked_about(written: Value) -> None:
    table = read_one(**{"Barred list": written})
    assert wrong_of(table) == [("Barred lists", "is not Adults, Children, Adults and children or None")]


@pytest.mark.parametrize(("own", "wrong"), [("Yes", []), ("No", [(OWN, "is not what ‘Barred lists’ says")])])
def test_a_list_that_has_its_own_column_says_the_same(own: Value, wrong: list[tuple[str, str]]) -> None:
    assert wrong_of(read_one(**{OWN: own, "Barred lists": "Both"})) == wrong


def test_without_the_column_the_lists_are_looked_for_by_themselves() -> None:
    table = read_one()
    assert [each for each in table.missing if "arred list" in each] == [OWN, "Children’s barred list"]
