"""What is said of a policy that is offered, point by point; and whose name it bears."""

from dataclasses import replace

import pytest

from checklists.comparing import Names, compare
from checklists.facts import Decision
from checklists.names import is_among, plain_name
from checklists.vocabulary import Basis, Kind
from tests.rules.examples import ENGAGEMENT, INDEMNITY, LIABILITY, d, insure, requirement

BOTH = requirement(Kind.COVER, parts=(LIABILITY, INDEMNITY))
NAMES = Names("Tidewater Peers Ltd", ("Tidewater", "The Shed & Friends"))
M = 1_000_000
DAY = d("2022-03-01")
LEGAL = "The insured, Tidewater Peers Ltd, is the partner by its legal name."
AS_ASKED = ["The cover is £5,000,000, as is asked for.", "The amount is for any one claim, as is asked."]


def said(offered: Decision, held: list[Decision], name: str = NAMES.legal) -> tuple[list[str], list[str]]:
    """The sentences that are in order, and those that fall short or ask."""
    points = compare(BOTH, offered, held, ENGAGEMENT, name, NAMES, DAY)
    return (
        [each.sentence for each in points if not each.falls_short and not each.is_question],
        [each.sentence for each in points if each.falls_short or each.is_question],
    )


BEFORE = insure("2021-04-01", "2022-03-31", key="before")
AFTER = insure("2022-04-04", "2023-04-03", key="after")

COMPARED: dict[str, tuple[Decision, list[Decision], list[str], list[str]]] = {
    "just what is asked": (insure("2021-10-01", "2023-03-31"), [], [*AS_ASKED, LEGAL], []),
    "more than is asked": (
        insure("2021-10-01", "2023-03-31", amount=10 * M),
        [],
        ["The cover is £10,000,000, more than the £5,000,000 asked for.", AS_ASKED[1], LEGAL],
        [],
    ),
    "amount and basis": (
        insure("2021-10-01", "2023-03-31", amount=2 * M, basis=Basis.AGGREGATE),
        [],
        [LEGAL],
        [
            "The cover is £2,000,000; at least £5,000,000 is asked for.",
            "The amount is in the aggregate; it is asked for any one claim.",
        ],
    ),
    "per claim where the aggregate is asked": (
        insure("2021-10-01", "2023-03-31", "indemnity", amount=M),
        [],
        [
            "The cover is £1,000,000, as is asked for.",
            "The amount is for any one claim, which satisfies what is asked in the aggregate.",
            LEGAL,
        ],
        [],
    ),
    "the first, from a later day": (
        insure("2021-10-03", "2023-03-31"),
        [],
        [*AS_ASKED, LEGAL],
        ["From 1 October 2021 to 2 October 2021 no cover is accepted yet. Is there an earlier policy?"],
    ),
    "the first, before a later one that is accepted": (
        insure("2021-10-03", "2022-04-03"),
        [AFTER],
        [*AS_ASKED, LEGAL],
        ["From 1 October 2021 to 2 October 2021 no cover is accepted yet. Is there an earlier policy?"],
    ),
    "the first, from the second day": (
        insure("2021-10-02", "2023-03-31"),
        [],
        [*AS_ASKED, LEGAL],
        ["On 1 October 2021 no cover is accepted yet. Is there an earlier policy?"],
    ),
    "a gap of one day": (
        insure("2022-04-02", "2023-04-01"),
        [BEFORE],
        [*AS_ASKED, LEGAL],
        ["Between it and the accepted cover there is a gap: on 1 April 2022, one day, nothing is in force."],
    ),
    "a gap of three days before what is accepted": (
        insure("2021-10-01", "2022-03-31"),
        [AFTER],
        [*AS_ASKED, LEGAL],
        [
            "Between it and the accepted cover there is a gap: "
            "from 1 April 2022 to 3 April 2022 nothing is in force."
        ],
    ),
    "an early renewal": (
        insure("2022-03-01", "2023-02-28"),
        [BEFORE],
        [*AS_ASKED, "It leaves no gap after the cover that is accepted until 31 March 2022.", LEGAL],
        [],
    ),
    "the day after": (
        insure("2022-04-01", "2023-03-31"),
        [BEFORE],
        [*AS_ASKED, "It leaves no gap after the cover that is accepted until 31 March 2022.", LEGAL],
        [],
    ),
    "an excess above an accepted primary": (
        insure("2021-10-01", "2023-03-31", amount=3 * M, layer=2),
        [insure("2021-10-01", "2023-03-31", amount=2 * M, layer=1)],
        [AS_ASKED[1], "With the other layers that are accepted it comes to at least £5,000,000.", LEGAL],
        [],
    ),
    "an excess without a primary": (
        insure("2021-10-01", "2023-03-31", amount=3 * M, layer=2),
        [],
        [AS_ASKED[1], LEGAL],
        [
            "An excess policy counts only above a primary one, and none is accepted "
            "from 1 October 2021 to 31 March 2023."
        ],
    ),
    "a primary on another basis": (
        insure("2021-10-01", "2023-03-31", amount=5 * M, layer=1, basis=Basis.AGGREGATE),
        [],
        [AS_ASKED[0], LEGAL],
        ["The amount is in the aggregate; it is asked for any one claim."],
    ),
    "an excess above a primary on another basis": (
        insure("2021-10-01", "2023-03-31", amount=3 * M, layer=2),
        [insure("2021-10-01", "2023-03-31", amount=2 * M, layer=1, basis=Basis.AGGREGATE)],
        [AS_ASKED[1], LEGAL],
        [
            "An excess policy counts only above a primary one on the same basis, and none is accepted "
            "from 1 October 2021 to 31 March 2023."
        ],
    ),
    "a primary that wants an excess": (
        insure("2021-10-01", "2023-03-31", amount=2 * M, layer=1),
        [],
        [AS_ASKED[1], LEGAL],
        [
            "With the other layers that are accepted it comes to £2,000,000 "
            "from 1 October 2021 to 31 March 2023; at least £5,000,000 is asked for."
        ],
    ),
    "another cover's policies count for nothing": (
        insure("2021-10-01", "2023-03-31", amount=3 * M, layer=2),
        [insure("2021-10-01", "2023-03-31", "indemnity", amount=2 * M, layer=1)],
        [AS_ASKED[1], LEGAL],
        [
            "An excess policy counts only above a primary one, and none is accepted "
            "from 1 October 2021 to 31 March 2023."
        ],
    ),
    "one that has ended": (
        insure("2021-10-01", "2022-02-28"),
        [],
        [*AS_ASKED, LEGAL],
        ["It ended on 28 February 2022: it would not count today."],
    ),
    "one that ends today": (insure("2021-10-01", "2022-03-01"), [], [*AS_ASKED, LEGAL], []),
    "one that begins after all is over": (
        insure("2023-04-01", "2024-03-31"),
        [],
        [*AS_ASKED, LEGAL],
        ["It is not in force on any day of what is delivered here, 1 October 2021 to 31 March 2023."],
    ),
    "one of ten years": (
        insure("2021-10-01", "2031-09-30"),
        [],
        [*AS_ASKED, LEGAL],
        [
            "It runs from 1 October 2021 to 30 September 2031, longer than policies usually do. "
            "Is each day as the certificate has it?"
        ],
    ),
    "one of two years": (insure("2021-10-01", "2023-09-30"), [], [*AS_ASKED, LEGAL], []),
    "one of two years and a day": (
        insure("2021-10-01", "2023-10-01"),
        [],
        [*AS_ASKED, LEGAL],
        [
            "It runs from 1 October 2021 to 1 October 2023, longer than policies usually do. "
            "Is each day as the certificate has it?"
        ],
    ),
    "an excess that would be enough by its amount, without a primary": (
        insure("2021-10-01", "2023-03-31", amount=5 * M, layer=2),
        [],
        [AS_ASKED[1], LEGAL],
        [
            "An excess policy counts only above a primary one, and none is accepted "
            "from 1 October 2021 to 31 March 2023."
        ],
    ),
    "an excess without a primary that has ended": (
        insure("2021-10-01", "2022-02-28", amount=5 * M, layer=2),
        [],
        [AS_ASKED[1], LEGAL],
        [
            "An excess policy counts only above a primary one, and none is accepted "
            "from 1 October 2021 to 28 February 2022.",
            "It ended on 28 February 2022: it would not count today.",
        ],
    ),
    "after an excess without a primary, which was no cover": (
        insure("2022-04-01", "2023-03-31"),
        [insure("2021-04-01", "2022-03-31", amount=5 * M, layer=2)],
        [*AS_ASKED, LEGAL],
        [],
    ),
    "after layers that were enough together": (
        insure("2022-04-01", "2023-03-31"),
        [
            insure("2021-04-01", "2022-03-31", amount=2 * M, layer=1, key="primary"),
            insure("2021-04-01", "2022-03-31", amount=3 * M, layer=2, key="excess"),
        ],
        [*AS_ASKED, "It leaves no gap after the cover that is accepted until 31 March 2022.", LEGAL],
        [],
    ),
    "nothing known": (
        insure(None, None, amount=None, basis=None),
        [],
        [LEGAL],
        [
            "Give the amount insured.",
            "Say whether the amount is for any one claim or in the aggregate.",
            "Give the first and the last day of the period of insurance.",
        ],
    ),
}


@pytest.mark.parametrize(("offered", "held", "fine", "short"), COMPARED.values(), ids=COMPARED.keys())
def test_point_by_point(offered: Decision, held: list[Decision], fine: list[str], short: list[str]) -> None:
    assert said(offered, held) == (fine, short)


NAMED: dict[str, tuple[str, str, bool]] = {
    "legal": (
        "TIDEWATER Peers Limited",
        "The insured, TIDEWATER Peers Limited, is the partner by its legal name.",
        False,
    ),
    "trading": ("The Tidewater", "The insured, The Tidewater, is the partner by a trading name.", False),
    "another": (
        "Tidewater Holdings Ltd",
        "The insured, Tidewater Holdings Ltd, is neither the legal name of the partner (Tidewater Peers Ltd) "
        "nor a trading name (Tidewater, The Shed & Friends).",
        True,
    ),
    "none": ("", "The name of the insured is not given.", True),
}


@pytest.mark.parametrize(("name", "sentence", "short"), NAMED.values(), ids=NAMED.keys())
def test_whose_name_it_bears(name: str, sentence: str, short: bool) -> None:
    point = compare(BOTH, insure("2021-10-01", "2023-03-31"), [], ENGAGEMENT, name, NAMES, DAY)[-1]
    assert (point.sentence, point.falls_short) == (sentence, short)


def test_a_partner_without_trading_names() -> None:
    point = compare(BOTH, BEFORE, [], ENGAGEMENT, "Other", replace(NAMES, trading=()), DAY)[-1]
    assert point.sentence.endswith("(Tidewater Peers Ltd) nor a trading name that is known.")


ALIKE = [
    ("Tidewater Peers Ltd", "TIDEWATER PEERS LIMITED"),
    ("The Shed & Friends", "Shed and Friends"),
    ("St. John’s Arts", "St John's Arts"),
    ("Café Órla", "Cafe Orla"),
    ("New-Leaf Allotments C.I.C.", "New Leaf Allotments Community Interest Company"),
    ("  Harbour   Lights ", "Harbour Lights"),
]
NOT_ALIKE = [
    ("Tidewater Peers", "Tidewater Peers Ltd"),
    ("Tidewater", "Tidewater Peers"),
    ("Theatre Royal", "atre Royal"),
    ("Limited Editions", "Ltd Editions"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_names_that_are_the_same(one: str, other: str) -> None:
    assert plain_name(one) == plain_name(other)
    assert is_among(one, ["something else", other])


@pytest.mark.parametrize(("one", "other"), NOT_ALIKE)
def test_names_that_are_not(one: str, other: str) -> None:
    assert not is_among(one, [other])
