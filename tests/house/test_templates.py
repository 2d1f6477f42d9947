"""Templates: each can be read by Jinja, and none holds what the content security policy refuses."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, nodes

from tests.house.sources import ROOT, list_files, name_of

FOLDER = ROOT / "templates"
ALL = list_files("templates", suffix=".html")
REFUSED = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "an inline event handler": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "script in an attribute": re.compile(r"\bhx-on|javascript:|\bjs:", re.IGNORECASE),
    "an address elsewhere": re.compile(r"(?:src|href)=[\"']https?://(?!www\.gov\.uk)", re.IGNORECASE),
}
OF_MAILS = {"a style element"}
"""What mail programs need, which no policy of ours reaches."""

NAMING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
environment = Environment(
    loader=FileSystemLoader(FOLDER), extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"], autoescape=True
)


def names_of_templates(path: Path) -> set[str]:
    """The templates of ours that this one extends, includes or imports by a fixed name."""
    tree = environment.parse(path.read_text(encoding="utf-8"), filename=name_of(path))
    users = [user for user in tree.find_all(NAMING) if isinstance(user, NAMING)]
    named = [user.template for user in users]
    constants = {template.value for template in named if isinstance(template, nodes.Const)}
    return {name for name in constants if not name.startswith("govuk_frontend_jinja/")}


def test_there_are_templates() -> None:
    assert ALL


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_jinja_can_read_it_and_finds_what_it_names(path: Path) -> None:
    missing = {name for name in names_of_templates(path) if not (FOLDER / name).is_file()}
    assert missing == set()


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_nothing_that_the_content_security_policy_refuses(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = {what for what, pattern in REFUSED.items() if pattern.search(text)}
    assert found - (OF_MAILS if path.parent.name == "post" else set()) == set()


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_every_post_form_has_its_csrf_field(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    forms = re.findall(r"<form[^>]*method=[\"']post[\"'].*?</form>", text, re.IGNORECASE | re.DOTALL)
    assert [form[:120] for form in forms if "csrf" not in form] == []


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_no_fieldset_is_its_own_group(path: Path) -> None:
    """A fieldset has no margin: as a group it would touch what follows it. A group stands around it."""
    found = re.findall(r"<fieldset[^>]*class=[^>]*govuk-form-group", path.read_text(encoding="utf-8"))
    assert found == []
