"""How a return stands, section by section, after what was done with it."""

from datetime import date

import pytest

from checklists.year.giving import (
    Act,
    Happened,
    SectionState,
    can_go,
    given_times,
    is_put_up,
    lies_with_lead,
    section_states,
)
from checklists.year.owed_timeline import Given

KEYS = ("words", "data")
BOTH = frozenset(KEYS)
DATA = frozenset({"data"})


def day(number: int) -> date:
    return date(2026, 10, number)


SENT = Happened(Act.SENT, day(1), BOTH)
PUT_UP = Happened(Act.PUT_UP, day(1), BOTH)
BACK = Happened(Act.RETURNED, day(3), DATA)
ACCEPTED = Happened(Act.ACCEPTED, day(3), frozenset({"words"}))
AGAIN = Happened(Act.SENT, day(5), DATA)
REST = Happened(Act.ACCEPTED, day(6), DATA)
OPENED = Happened(Act.REOPENED, day(9), DATA)


@pytest.mark.parametrize(
    ("acts", "written", "words", "data"),
    [
        ([], {}, "not-started", "not-started"),
        ([], {"words": False}, "in-progress", "not-started"),
        ([], {"words": True, "data": False}, "ready", "in-progress"),
        ([PUT_UP], {"words": True, "data": True}, "ready", "ready"),
        ([SENT], {"words": True, "data": True}, "with-lead", "with-lead"),
        ([SENT, BACK], {"words": True, "data": False}, "with-lead", "needs-change"),
        ([SENT, BACK], {"words": True, "data": True}, "with-lead", "ready"),
        ([SENT, ACCEPTED, BACK], {"data": False}, "accepted", "needs-change"),
        ([SENT, ACCEPTED, BACK, AGAIN], {"data": True}, "accepted", "with-lead"),
        ([SENT, ACCEPTED, BACK, AGAIN, REST], {"data": True}, "accepted", "accepted"),
        ([SENT, ACCEPTED, BACK, AGAIN, REST, OPENED], {"data": False}, "accepted", "needs-change"),
    ],
)
def test_how_each_section_stands(
    acts: list[Happened], written: dict[str, bool], words: str, data: str
) -> None:
    assert section_states(KEYS, acts, written) == {"words": words, "data": data}


@pytest.mark.parametrize(
    ("acts", "given"),
    [
        ([], ()),
        ([PUT_UP], ()),
        ([SENT], (Given(day(1)),)),
        ([SENT, ACCEPTED], (Given(day(1)),)),
        ([SENT, ACCEPTED, BACK], (Given(day(1), returned_on=day(3)),)),
        ([SENT, ACCEPTED, BACK, AGAIN], (Given(day(1), returned_on=day(3)), Given(day(5)))),
        (
            [SENT, ACCEPTED, BACK, AGAIN, REST, OPENED],
            (Given(day(1), returned_on=day(3)), Given(day(5), day(6), None, day(9))),
        ),
    ],
)
def test_when_it_was_given(acts: list[Happened], given: tuple[Given, ...]) -> None:
    assert given_times(KEYS, acts) == given


@pytest.mark.parametrize(
    ("states", "goes", "lies"),
    [
        (["ready", "ready"], True, False),
        (["ready", "accepted"], True, False),
        (["ready", "with-lead"], True, False),
        (["ready", "in-progress"], False, False),
        (["needs-change", "accepted"], False, False),
        (["with-lead", "accepted"], False, True),
        (["accepted", "accepted"], False, True),
    ],
)
def test_when_it_can_be_sent_and_with_whom_it_lies(states: list[str], goes: bool, lies: bool) -> None:
    found = [SectionState(each) for each in states]
    assert (can_go(found), lies_with_lead(found)) == (goes, lies)


def test_it_waits_for_its_signer_until_it_is_handed_back_or_sent() -> None:
    handed = Happened(Act.HANDED_BACK, day(2), BOTH)
    assert is_put_up([PUT_UP])
    assert not is_put_up([PUT_UP, handed])
    assert not is_put_up([PUT_UP, SENT])
    assert is_put_up([PUT_UP, SENT, BACK, PUT_UP])
