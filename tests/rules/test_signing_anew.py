"""Of what was accepted, what lacks the signature alone."""

import pytest

from checklists.facts import Decision
from checklists.signing import mark_of_signed
from checklists.signing_anew import to_be_signed_anew
from checklists.vocabulary import Kind
from tests.rules.examples import accept, d, engagement, give_back, requirement

OLD, NEW = "It is in place.", "It is in place and reviewed."
ASKED = requirement(Kind.DOCUMENT, key="thing", statement=NEW, months=12)


def found(*decisions: Decision, on: str = "2022-05-01", part: str = "") -> str | None:
    anew = to_be_signed_anew(ASKED, decisions, part, d(on), engagement())
    return anew.key if anew else None


@pytest.mark.parametrize("signed", [mark_of_signed(OLD), ""])
def test_what_was_accepted_last_is_signed_anew(signed: str) -> None:
    first = accept("2021-11-01", key="first", signed=signed)
    last = accept("2022-01-01", key="last", signed=signed)
    assert found(first, last) == "last"
    assert found(first, last, part="other") is None


def test_nothing_is_where_it_is_in_order_or_lacks_more() -> None:
    other = accept("2021-11-01", key="other", signed=mark_of_signed(OLD))
    assert found() is None
    assert found(other, accept("2022-01-01", key="right", signed=mark_of_signed(NEW))) is None
    assert found(accept("2021-11-01", key="unnoted")) is None
    assert found(other, on="2023-02-01") is None


def test_what_was_corrected_is_not_taken() -> None:
    other = accept("2021-11-01", key="other", signed=mark_of_signed(OLD))
    given_back = give_back("2021-11-02", key="back", corrects="other")
    assert found(other, given_back) is None
