"""Which slots a document may serve besides the one that it was sent for."""

import pytest

from checklists.likeness import Likeness, fits, telling_words
from checklists.requirement import Cover, Requirement
from checklists.vocabulary import Basis, Force, Kind


def asks(title: str, kind: Kind = Kind.DOCUMENT, key: str = "", **fields: object) -> Requirement:
    made = {"clause": "1", "group": "All", "asks": title} | fields
    return Requirement(key or title.lower(), title, kind, Force.MUST, **made)  # type: ignore[arg-type]  # plain words


def cover(key: str, insurance: str) -> Cover:
    return Cover(key, insurance, insurance, 5_000_000, Basis.PER_CLAIM)


@pytest.mark.parametrize(
    ("mine", "theirs", "likely"),
    [
        ("Safeguarding policy and procedures", "Safeguarding adults policy", True),
        ("Health and safety policy", "Health and safety", True),
        ("Complaints policy", "Complaints and compliments policy", True),
        ("Complaints policy", "Lone working policy", False),
        ("Policy", "Procedures", False),
    ],
)
def test_titles_that_share_their_telling_words_are_likely(mine: str, theirs: str, likely: bool) -> None:
    (fit,) = fits(asks(mine), "", asks(theirs))
    assert (fit.likeness is Likeness.LIKELY) == likely


def test_the_same_key_is_likely_whatever_the_title() -> None:
    (fit,) = fits(asks("Complaints", key="complaints"), "", asks("Putting it right", key="complaints"))
    assert fit.likeness is Likeness.LIKELY


@pytest.mark.parametrize("kind", [Kind.AGREEMENT, Kind.CONFIRMATION, Kind.ISSUED, Kind.REGISTER])
def test_what_is_between_two_parties_serves_nobody_else(kind: Kind) -> None:
    assert not list(fits(asks("Sub-contract", kind), "", asks("Sub-contract", kind)))


def test_another_kind_is_never_served() -> None:
    assert not list(fits(asks("Health and safety policy"), "", asks("Health and safety", Kind.ASSESSMENT)))


def test_insurance_serves_covers_of_the_same_insurance() -> None:
    mine = asks("Insurance", Kind.COVER, parts=(cover("pl", "public liability"), cover("pi", "indemnity")))
    theirs = asks(
        "Covers", Kind.COVER, parts=(cover("a", "Employers' liability"), cover("b", "Public Liability"))
    )
    assert [fit.part for fit in fits(mine, "pl", theirs)] == ["b"]
    assert not list(fits(mine, "pi", theirs))
    assert not list(fits(mine, "unknown", theirs))


def test_accounts_serve_the_same_year() -> None:
    accounts = asks("Audited accounts", Kind.ACCOUNTS, years=3)
    assert [fit.part for fit in fits(accounts, "2026-03-31", accounts)] == ["2026-03-31"]
    assert not list(fits(accounts, "", accounts))


def test_telling_words_leave_out_what_every_title_has() -> None:
    assert telling_words("The policy and procedures") == frozenset()
