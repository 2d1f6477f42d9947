"""Names are shown and nothing else."""

import unicodedata

import pytest

from evidence.names import LONGEST, extension_of, shown_name
from tests.builders.hostile_names import BAD_NAMES


@pytest.mark.parametrize("sent", BAD_NAMES, ids=lambda name: ascii(name)[:40])
def test_a_bad_name_is_shown_as_one_plain_line(sent: str) -> None:
    shown = shown_name(sent)
    assert shown == BAD_NAMES[sent]
    assert 0 < len(shown) <= LONGEST
    assert not any(unicodedata.category(character)[0] == "C" for character in shown)
    assert "/" not in shown
    assert "\\" not in shown
    shown.encode()


def test_a_shown_name_is_shown_the_same_again() -> None:
    for shown in BAD_NAMES.values():
        assert shown_name(shown) == shown


def test_there_are_enough_bad_names() -> None:
    assert len(BAD_NAMES) >= 35


@pytest.mark.parametrize(
    ("name", "extension"),
    [
        ("policy.pdf", ".pdf"),
        ("policy.PDF", ".pdf"),
        ("policy.pdf.exe", ".exe"),
        ("policy", ""),
        ("policy.", ""),
        ("Notes of 3. May", ""),
        ("policy.averyveryverylongending", ""),
    ],
)
def test_the_ending_of_a_name(name: str, extension: str) -> None:
    assert extension_of(name) == extension
