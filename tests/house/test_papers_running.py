"""docs/running.md and what it tells of: settings, figures, addresses, limits."""

import ast
import re

import pytest

from portal.settings import Settings, read_settings
from portal.web import addresses
from portal.web.receiving import ROOM_FOR_FIELDS
from tests.house.settings_table import NAME, PAPER, ROW, TOLD
from tests.house.sources import ROOT, list_python, tree_of

IN_WORDS = {"none", "one for development only"}


def names_in_code() -> set[str]:
    """Every name that portal/settings.py reads; whole strings only, so that no sentence counts."""
    constants = (
        each for each in ast.walk(tree_of(ROOT / "portal" / "settings.py")) if isinstance(each, ast.Constant)
    )
    return {each.value for each in constants if isinstance(each.value, str) and NAME.fullmatch(each.value)}


def test_every_setting_is_told_of_and_no_other() -> None:
    assert len(TOLD) == len(ROW.findall(PAPER)), "each once"
    assert set(TOLD) == names_in_code()


def test_settings_are_read_in_one_place() -> None:
    others = [path for path in list_python("portal", "evidence") if path.name != "settings.py"]
    reading = re.compile(r"environ\b.*" + NAME.pattern)
    assert [str(path) for path in others if reading.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("name", sorted(TOLD))
def test_a_default_is_what_the_table_says(name: str) -> None:
    """Set to its default, a setting changes nothing; one that has none is nothing where it is not set."""
    told, usual = TOLD[name], read_settings({})
    if told in IN_WORDS:
        assert not value_of(name, usual) or told != "none"
        assert read_settings({name: ""}) == usual
        return
    given = re.fullmatch(r"`(.*)`", told)
    assert given, f"{name}: {told}"
    assert read_settings({name: given[1].format(home=usual.home)}) == usual


def value_of(name: str, settings: Settings) -> object:
    """The field that is read from the setting of that name."""
    (reading,) = (
        each
        for each in ast.walk(tree_of(ROOT / "portal" / "settings.py"))
        if isinstance(each, ast.FunctionDef) and each.name == "read_settings"
    )
    for keyword in (each for each in ast.walk(reading) if isinstance(each, ast.keyword) and each.arg):
        named = {each.value for each in ast.walk(keyword.value) if isinstance(each, ast.Constant)}
        if name in named:
            return getattr(settings, str(keyword.arg))
    raise LookupError(name)


def test_the_readme_leads_there() -> None:
    assert "docs/running.md" in (ROOT / "README.md").read_text("utf-8")


def test_every_figure_is_told_of_and_no_other() -> None:
    code = "".join(
        (ROOT / "portal" / each).read_text("utf-8") for each in ("running/figures.py", "web/measures.py")
    )
    made = set(re.findall(r'"(portal_[a-z_]+)"', code)) | {"portal_info"}
    assert set(re.findall(r"`(portal_[a-z_]+)", PAPER)) - {"portal_request_seconds_count"} == made


def test_every_address_of_those_who_look_after_it_is_told_of() -> None:
    for address in (addresses.LIVE, addresses.READY, addresses.FIGURES):
        assert f"| `{address}` |" in PAPER


def test_a_form_is_as_large_as_is_told() -> None:
    assert ROOM_FOR_FIELDS == 1024 * 1024
