"""A quarter by workbook: taken away, brought back with wrong cells, mended, and looked at once more."""

import io

import openpyxl
import pytest

from tests.builders import returning
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor
from tests.pages.pressing import press

MISTAKEN = {"n1": "38", "d1": "40", "n2": "11 people", "d2": "12", "go": "ready"}


@pytest.fixture
def page(world: World) -> str:
    returning.begin(world)
    part = returning.quarter(world)
    return f"/engagements/{world.engagement_id}/returns/quarterly-report/{part}/sections/data/workbook"


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


def filled(content: bytes, changed: dict[str, int | str]) -> bytes:
    """All figures are 8 of 10, but for the changed cells."""
    book, out = openpyxl.load_workbook(io.BytesIO(content)), io.BytesIO()
    sheet = book["Figures"]
    for row in range(2, sheet.max_row + 1):
        sheet[f"D{row}"] = 8
        if sheet[f"E{row}"].value:
            sheet[f"F{row}"] = 10
    for place, value in changed.items():
        name, _, cell = place.rpartition("!")
        book[name or "Figures"][cell] = value
    book.save(out)
    return out.getvalue()


def test_wrong_cells_are_named_and_nothing_is_kept(member: PageClient, page: str) -> None:
    content = member.get(f"{page}/file").content
    member.get(page)
    many: dict[str, int | str] = {f"D{row}": "many" for row in range(2, 14)}
    wrong = many | {"F3": "ten", "F4": 7, "D4": 8}
    answer = member.upload(page, [("filled.xlsx", filled(content, wrong))], status=422)
    assert answer.problems == ["13 cells will not do, so nothing of the workbook is kept yet."]
    assert "D2 “many”, D3 “many”, F3 “ten”" in answer.words
    assert "Figures: D4 “8” Expected: no more than the denominator, 7" in answer.words
    assert "Not started" in member.get(page.partition("/sections")[0]).words


def test_what_is_right_stands_in_the_form_and_comes_out_again(member: PageClient, page: str) -> None:
    content = member.get(f"{page}/file").content
    member.get(page)
    kept = member.upload(page, [("filled.xlsx", filled(content, {"D3": 9}))])
    form = member.follow(kept)
    assert (form.value("n2"), form.value("d2"), form.value("n3")) == ("9", "10", "8")
    again = openpyxl.load_workbook(io.BytesIO(member.get(f"{page}/file").content))["Figures"]
    assert (again["D3"].value, again["F3"].value) == (9, 10)


@pytest.mark.parametrize("cell", ["About!B3", "About!B4", "About!B5", "About!B6"])
def test_a_workbook_for_something_else_is_refused(member: PageClient, page: str, cell: str) -> None:
    content = member.get(f"{page}/file").content
    member.get(page)
    answer = member.upload(page, [("other.xlsx", filled(content, {cell: "another"}))], status=422)
    assert f"About: {cell.removeprefix('About!')} “another”" in answer.words


def test_what_is_no_workbook(member: PageClient, page: str) -> None:
    member.get(page)
    assert member.upload(page, [], status=422).problems == ["Choose the workbook that you have filled in."]
    assert member.upload(page, [("a.csv", b"a,b\n1,2\n")], status=422).problems
    assert "There are no figures in this workbook yet." in str(
        member.upload(page, [("made.xlsx", member.get(f"{page}/file").content)], status=422).problems
    )


def test_a_workbook_takes_the_place_of_what_was_typed_and_not_saved(member: PageClient, page: str) -> None:
    """Somebody has typed some figures with a mistake, and goes over to a workbook."""
    form = page.removesuffix("/workbook")
    press(member, member.get(form), MISTAKEN, form, 422)
    assert member.get(form).value("n1") == "38"
    before = member.get(page)
    assert "Figures that you typed here are not saved yet" in before.words
    content = member.get(f"{page}/file").content
    assert openpyxl.load_workbook(io.BytesIO(content))["Figures"]["D2"].value is None
    shown = member.follow(member.upload(page, [("filled.xlsx", filled(content, {}))]))
    assert (shown.value("n1"), shown.value("n2")) == ("8", "8")
    assert "This is what you typed here" not in shown.words
    assert "are not saved yet" not in member.get(page).words
    assert press(member, shown, {"go": "ready"}, form, 303).status == 303


def test_a_workbook_that_will_not_do_leaves_what_was_typed(member: PageClient, page: str) -> None:
    form = page.removesuffix("/workbook")
    press(member, member.get(form), MISTAKEN, form, 422)
    member.get(page)
    member.upload(page, [("a.csv", b"a,b\n1,2\n")], status=422)
    assert member.get(form).value("n1") == "38"
