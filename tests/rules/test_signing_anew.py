"""Of what was accepted, what lacks the signature alone."""

import pytest

from checklists.facts import Decision, FinancialYear
from checklists.intervals import on_day
from checklists.kinds import rules_for
from checklists.requirement import Checklist, Cover, Requirement
from checklists.signing import NEVER_SIGNED, mark_of_signed
from checklists.signing_anew import to_be_signed_anew
from checklists.slots import asked_rows, slot_timeline
from checklists.vocabulary import Basis, Kind, LegalForm, State
from tests.rules.examples import accept, always, d, engagement, give_back, insure, requirement

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


def test_what_lacks_more_than_the_signature_is_not() -> None:
    def asked(amount: int) -> Requirement:
        cover = Cover("liability", "Public liability", "public liability", amount, Basis.PER_CLAIM)
        return requirement(Kind.COVER, key="insurance", parts=(cover,), statement=NEW)

    made = [insure("2021-11-01", "2022-10-31", key="policy", signed=mark_of_signed(OLD))]
    enough, more = (
        to_be_signed_anew(asked(amount), made, "liability", d("2022-05-01"), engagement())
        for amount in (5_000_000, 10_000_000)
    )
    assert enough == made[0]
    assert more is None


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in NEVER_SIGNED])
def test_nothing_counts_that_was_signed_in_other_words(kind: Kind) -> None:
    asked = requirement(kind, key="thing", statement=NEW)
    for mark in (mark_of_signed(OLD), ""):
        other = accept("2021-11-01", "2022-10-31", part="2021-03-31", signed=mark)
        assert rules_for(asked).counts(asked, other, engagement()) is None
    right = accept("2021-11-01", "2022-10-31", part="2021-03-31", signed=mark_of_signed(NEW))
    assert rules_for(asked).counts(asked, right, engagement())


def test_a_year_whose_accounts_were_signed_in_other_words_is_wanting() -> None:
    asked = requirement(Kind.ACCOUNTS, key="accounts", years=1, statement=NEW)
    year = FinancialYear(3, 31, LegalForm.CHARITY)
    of = engagement(financial_years=always(year))
    rows = asked_rows([Checklist("checklist", "Checklist", d("2021-10-01"), (asked,))], of.span)["accounts"]
    for mark, state in ((mark_of_signed(OLD), State.MISSING), (mark_of_signed(NEW), State.MET)):
        filed = accept("2022-02-10", part="2021-03-31", signed=mark)
        found = on_day(slot_timeline(rows, [filed], of), d("2022-03-01"))
        assert found
        assert found.state is state
