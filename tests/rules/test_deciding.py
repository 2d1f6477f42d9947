"""Which decisions may be made, and until when evidence may be accepted."""

from typing import Any

import pytest

from checklists.deciding import own_end, problems
from checklists.facts import Decision
from checklists.vocabulary import Force, Kind
from tests.rules.examples import accept, checked, d, give_back, insure, requirement, waive


@pytest.mark.parametrize(
    ("kind", "fields", "from_on", "own", "until_on"),
    [
        (Kind.DOCUMENT, {}, "2022-01-01", None, None),
        (Kind.DOCUMENT, {}, "2022-01-01", "2022-12-31", "2022-12-31"),
        (Kind.DOCUMENT, {}, "2022-01-01", "2046-12-31", "2046-12-31"),
        (Kind.DOCUMENT, {"months": 12}, "2022-01-01", None, None),
        (Kind.DOCUMENT, {"months": 12}, "2022-01-01", "2022-06-30", "2022-06-30"),
        (Kind.DOCUMENT, {"months": 12}, "2022-01-01", "2024-06-30", "2022-12-31"),
        (Kind.ASSESSMENT, {}, "2022-02-28", None, None),
        (Kind.REGISTER, {}, "2020-02-29", None, None),
        (Kind.CONFIRMATION, {"months": 12}, "2022-02-28", None, None),
        (Kind.COVER, {}, "2022-04-01", "2023-03-31", "2023-03-31"),
        (Kind.AGREEMENT, {}, "2021-10-01", "2025-01-01", "2025-01-01"),
        (Kind.AGREEMENT, {}, "2021-10-01", None, None),
        (Kind.ACCOUNTS, {}, "2021-10-01", None, None),
    ],
)
def test_only_an_end_that_the_evidence_gives_is_one(
    kind: Kind, fields: dict[str, Any], from_on: str, own: str | None, until_on: str | None
) -> None:
    assert own_end(requirement(kind, **fields), accept(from_on, own)) == (d(until_on) if until_on else None)


MAY: dict[str, tuple[Kind, dict[str, Any], Decision]] = {
    "a document with no date": (Kind.DOCUMENT, {}, accept(None)),
    "a document to its own end": (Kind.DOCUMENT, {}, accept("2022-01-01", "2022-01-01")),
    "a document to the last day of its months": (
        Kind.DOCUMENT,
        {"months": 12},
        accept("2022-01-01", "2022-12-31", made="2022-01-01"),
    ),
    "a confirmation": (Kind.CONFIRMATION, {}, accept(None)),
    "an acknowledgement": (Kind.ISSUED, {}, accept(None)),
    "an agreement from its date": (Kind.AGREEMENT, {}, accept("2021-09-01", signed_on=d("2021-08-20"))),
    "an agreement that was carried over": (
        Kind.AGREEMENT,
        {},
        accept("2021-09-01", "2022-03-31", carried=True),
    ),
    "an assessment": (Kind.ASSESSMENT, {}, accept("2021-11-01", made="2021-11-01")),
    "an assessment of the same day": (Kind.ASSESSMENT, {}, accept("2021-11-01", made="2021-11-01")),
    "a cover": (Kind.COVER, {}, insure("2021-10-01", "2022-09-30")),
    "a check": (Kind.REGISTER, {}, checked("ada", "2021-10-01")),
    "accounts": (Kind.ACCOUNTS, {}, accept(None, part="2021-03-31")),
    "a return of anything": (Kind.COVER, {}, give_back()),
    "a waiver of the whole": (Kind.COVER, {}, waive("2022-01-01", "2022-01-01")),
    "a waiver of a cover": (Kind.COVER, {}, waive(None, "2022-01-01", part="indemnity")),
    "a waiver of a person": (Kind.REGISTER, {}, waive(None, "2022-01-01", part="ada")),
    "an exception without an end": (Kind.DOCUMENT, {"force": Force.SHOULD}, waive("2022-01-01", None)),
    "an exception of a cover without an end": (
        Kind.COVER,
        {"force": Force.SHOULD},
        waive(None, None, part="indemnity"),
    ),
    "a waiver of a year": (Kind.ACCOUNTS, {}, waive(None, "2022-01-01", part="2021-03-31")),
}


@pytest.mark.parametrize(("kind", "fields", "decision"), MAY.values(), ids=MAY.keys())
def test_may_be_decided(kind: Kind, fields: dict[str, Any], decision: Decision) -> None:
    assert problems(requirement(kind, **fields), decision) == []


NO_PARTS = "This requirement has no parts to choose from."

MAY_NOT: dict[str, tuple[Kind, dict[str, Any], Decision, str]] = {
    "an agreement of which nobody said when it was signed": (
        Kind.AGREEMENT,
        {},
        accept("2021-09-01"),
        "Nobody has said when the last side signed it: enter the day as the paper has it, or return it.",
    ),
    "an agreement that ended before the last side had signed it": (
        Kind.AGREEMENT,
        {},
        accept("2021-04-01", "2022-03-31", made="2022-04-20", signed_on=d("2022-04-14")),
        "It ended before the last side had signed it.",
    ),
    "an agreement whose months were over before the last side had signed it": (
        Kind.AGREEMENT,
        {"months": 12},
        accept("2021-04-01", made="2022-04-20", signed_on=d("2022-04-01")),
        "It ended before the last side had signed it.",
    ),
    "an assessment of a day to come": (
        Kind.ASSESSMENT,
        {},
        accept("2021-11-02", made="2021-11-01"),
        "The date that it bears cannot be in the future.",
    ),
    "accounts signed on a day to come": (
        Kind.ACCOUNTS,
        {},
        accept("2021-11-02", part="2021-03-31", made="2021-11-01"),
        "The date that it bears cannot be in the future.",
    ),
    "a last review on a day to come": (
        Kind.DOCUMENT,
        {"months": 12},
        accept("2021-11-02", made="2021-11-01"),
        "The date that it bears cannot be in the future.",
    ),
    "an end before the first day": (
        Kind.DOCUMENT,
        {},
        accept("2022-01-01", "2021-12-31"),
        "It cannot be accepted until a day before the one from which it counts.",
    ),
    "an end before the day of a decision without a date": (
        Kind.DOCUMENT,
        {},
        accept(None, "2021-12-31", made="2022-01-01"),
        "It cannot be accepted until a day before the one from which it counts.",
    ),
    "an end past the months": (
        Kind.DOCUMENT,
        {"months": 12},
        accept("2022-01-01", "2023-01-01", made="2022-01-01"),
        "It can be accepted until 31 December 2022 at the latest.",
    ),
    "an agreement without a date": (
        Kind.AGREEMENT,
        {},
        accept(None, signed_on=d("2021-09-01")),
        "Give the date that the evidence bears.",
    ),
    "an assessment without a date": (
        Kind.ASSESSMENT,
        {},
        accept(None),
        "Give the date that the evidence bears.",
    ),
    "a cover that falls short": (
        Kind.COVER,
        {},
        insure("2021-10-01", "2022-09-30", amount=4_000_000),
        "The cover is £4,000,000; at least £5,000,000 is asked for.",
    ),
    "a cover without its period": (
        Kind.COVER,
        {},
        insure(None, "2022-09-30"),
        "Give the first and the last day of the period of insurance.",
    ),
    "a check without its issue": (
        Kind.REGISTER,
        {},
        checked("ada", None),
        "Give the day on which the check was issued.",
    ),
    "a check past its months": (
        Kind.REGISTER,
        {},
        checked("ada", "2021-10-01", until_on="2024-10-01"),
        "It can be accepted until 30 September 2024 at the latest.",
    ),
    "a check of nobody": (Kind.REGISTER, {}, checked("", "2021-10-01"), "Say whose check this is."),
    "accounts of no year": (
        Kind.ACCOUNTS,
        {},
        accept("2021-10-01"),
        "Say for which financial year these accounts are.",
    ),
    "accounts of a year in another notation": (
        Kind.ACCOUNTS,
        {},
        accept("2021-10-01", part="20210331"),
        "Say for which financial year these accounts are.",
    ),
    "a document for a part": (Kind.DOCUMENT, {}, accept(None, part="annex"), NO_PARTS),
    "a waiver without an end": (Kind.DOCUMENT, {}, waive("2022-01-01", None), "A waiver needs a last day."),
    "a waiver that ends before it begins": (
        Kind.DOCUMENT,
        {},
        waive("2022-01-02", "2022-01-01"),
        "The last day of a waiver cannot be before its first.",
    ),
    "a waiver that ended before it was given": (
        Kind.DOCUMENT,
        {},
        waive(None, "2021-12-31", made="2022-01-01"),
        "The last day of a waiver cannot be before its first.",
    ),
    "an exception that ends before it begins": (
        Kind.DOCUMENT,
        {"force": Force.SHOULD},
        waive("2022-01-02", "2022-01-01"),
        "The last day of a waiver cannot be before its first.",
    ),
    "an exception without an end of a part that there is not": (
        Kind.DOCUMENT,
        {"force": Force.SHOULD},
        waive(None, None, part="annex"),
        NO_PARTS,
    ),
    "a waiver of a part that there is not": (
        Kind.DOCUMENT,
        {},
        waive(None, "2022-01-01", part="annex"),
        NO_PARTS,
    ),
    "a waiver of a cover that is not asked": (
        Kind.COVER,
        {},
        waive(None, "2022-01-01", part="motor"),
        "Say which insurance this is.",
    ),
}


@pytest.mark.parametrize(("kind", "fields", "decision", "sentence"), MAY_NOT.values(), ids=MAY_NOT.keys())
def test_may_not_be_decided(kind: Kind, fields: dict[str, Any], decision: Decision, sentence: str) -> None:
    assert problems(requirement(kind, **fields), decision) == [sentence]


def test_an_agreement_that_was_signed_after_the_work_counts_on_no_day() -> None:
    signed = accept("2021-04-01", made="2022-04-20", signed_on=d("2022-04-14"))
    assert problems(requirement(Kind.AGREEMENT), signed, d("2022-04-14")) == []
    assert problems(requirement(Kind.AGREEMENT), signed, d("2022-04-13")) == [
        "The last side signed it only after the work had ended: it would count on no day."
    ]


def test_nothing_is_waived_for_a_day_after_the_engagement() -> None:
    for force in Force:
        asked = requirement(Kind.DOCUMENT, force=force)
        assert problems(asked, waive("2022-01-01", "2022-03-31"), d("2022-03-31")) == []
        assert problems(asked, waive("2022-01-01", "2022-04-01"), d("2022-03-31")) == [
            "The engagement ends on 31 March 2022: it can be waived until then at the latest."
        ]
