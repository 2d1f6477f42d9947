"""A checklist is written as a definition and read back, and is the same."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklists.as_toml import as_toml
from checklists.library import library, read_definition
from checklists.requirement import Checklist
from tests.parts.made_up import made_up
from tests.rules.test_definition import every_field
from tests.rules.test_year_definition import EVERY_FIELD
from tests.rules.year_tables import read


@pytest.mark.parametrize(
    "checklist", [every_field(), read(EVERY_FIELD), *library().values()], ids=lambda each: each.key
)
def test_a_definition_comes_back_as_it_was(checklist: Checklist) -> None:
    text = as_toml(checklist)
    assert read_definition(text, "written.toml") == checklist
    assert as_toml(read_definition(text, "written.toml")) == text


def test_it_reads_like_the_definitions_that_are_written_by_hand() -> None:
    text = as_toml(read(EVERY_FIELD))
    assert "due = { days = 7, working = true }\n" in text
    assert "[[payment.part.step]]\nbelow = 50\ndeducts = 100\n" in text
    assert "at_least = 35.5\n" in text
    assert "warn_days" not in text


words = st.text(min_size=1).map(lambda text: " ".join(text.split())).filter(bool)


@settings(max_examples=made_up(40))
@given(words, words)
def test_whatever_words_somebody_types_come_back(title: str, asks: str) -> None:
    policy = read("").requirements[0]
    checklist = Checklist("a", title, read("").in_force_from, (replace(policy, asks=asks),))
    assert read_definition(as_toml(checklist), "written.toml") == checklist
