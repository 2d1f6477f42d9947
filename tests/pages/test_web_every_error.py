"""Every form, filled in wrongly in several ways: each sentence of the error summary leads to what is on its
page, stands there too, and says what it is about (`tests/pages/inspection.py` looks at every page)."""

from collections.abc import Iterator

from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.doors import Door
from tests.pages.furnished import House
from tests.pages.fuzzing import ANYTHING, Fuzz, Shot

DAY_PARTS = {"day", "month", "year"}
WRONG_DAYS = {
    "no day": ("31", "2", "2027"),
    "a day long ago": ("1", "1", "1950"),
    "a day far ahead": ("1", "1", "2150"),
}
TOO_LONG = "x" * 21_000
"""Letters, more than any field takes that is no report."""


def wrongly(fuzz: Fuzz, door: Door) -> Iterator[Shot]:
    usual = fuzz.fields[fuzz.address(door)]
    names = sorted(usual)
    days = [name for name in names if name.rpartition("-")[2] in DAY_PARTS]
    words = [name for name in names if usual[name] == ANYTHING]
    yield Shot(door, "nothing", fuzz.address(door), f"_csrf_token={fuzz.opener(door).csrf_cookie}".encode())
    yield fuzz.form(door, "all empty", names, "")
    yield fuzz.form(door, "words that are too long", words, TOO_LONG)
    for what, values in WRONG_DAYS.items() if days else ():
        typed = dict(zip(("day", "month", "year"), values, strict=True))
        others = {**usual, **{name: typed[name.rpartition("-")[2]] for name in days}}
        yield with_these(fuzz, door, what, others)


def with_these(fuzz: Fuzz, door: Door, what: str, values: dict[str, str]) -> Shot:
    kept = fuzz.fields[fuzz.address(door)]
    fuzz.fields[fuzz.address(door)] = values
    shot = fuzz.form(door, what, [], "")
    fuzz.fields[fuzz.address(door)] = kept
    return shot


def as_form(shot: Shot) -> Shot:
    headers = {"content-type": "application/x-www-form-urlencoded"}
    return Shot(shot.door, shot.what, shot.path, shot.body, headers)


def test_every_error_leads_to_its_field_and_says_what_it_is_about(
    doors: list[Door], world: World, house: House, clients: dict[str, PageClient]
) -> None:
    fuzz = Fuzz(doors, world, house, clients, house.restore)
    fuzz.learn_fields()
    forms = [door for door in doors if door.method == "POST" and fuzz.fields[fuzz.address(door)]]
    wrong = fuzz.fire_all(as_form(shot) for door in forms for shot in wrongly(fuzz, door))
    assert not wrong, "\n" + "\n".join(wrong)
    assert fuzz.fired > 500
