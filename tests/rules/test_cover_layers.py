"""Insurance in layers: what adds up, what does not, and on which days."""

from dataclasses import replace
from typing import Any

import pytest

from checklists.calendar import Span
from checklists.comparing import insured_over
from checklists.facts import Decision
from checklists.insured import amount_of, gaps, insured
from checklists.kinds import rules_for
from checklists.programme import still_in_words, still_to_send
from checklists.requirement import Cover
from checklists.timeline import timeline
from checklists.vocabulary import Basis, Kind
from tests.rules.examples import ENGAGEMENT, INDEMNITY, LIABILITY, d, insure, requirement, told
from tests.rules.test_properties import states

LIABLE = requirement(Kind.COVER, parts=(LIABILITY,))
INDEMNIFIED = requirement(Kind.COVER, parts=(INDEMNITY,))
YEAR = ("2022-04-01", "2023-03-31")
M = 1_000_000
PER_CLAIM, AGGREGATE = Basis.PER_CLAIM, Basis.AGGREGATE


def policy(
    layer: int | None, amount: int, basis: Basis = PER_CLAIM, days: tuple[str, str] = YEAR
) -> Decision:
    key = f"{layer} {amount} {basis} {days}"
    return insure(*days, amount=amount, basis=basis, layer=layer, key=key)


def whole(from_on: str, until_on: str) -> Decision:
    """A policy that is enough by itself."""
    return policy(None, 5 * M, days=(from_on, until_on))


TOGETHER: dict[str, tuple[Cover, list[Decision], int]] = {
    "nothing": (LIABILITY, [], 0),
    "one that stands alone": (LIABILITY, [policy(None, 5 * M)], 5 * M),
    "two that stand alone never add up": (LIABILITY, [policy(None, 3 * M), policy(None, 2 * M)], 3 * M),
    "primary and excess": (LIABILITY, [policy(1, 2 * M), policy(2, 3 * M)], 5 * M),
    "in any order": (LIABILITY, [policy(2, 3 * M), policy(1, 2 * M)], 5 * M),
    "three layers": (LIABILITY, [policy(1, M), policy(2, M), policy(3, 3 * M)], 5 * M),
    "two primaries never add up": (LIABILITY, [policy(1, 2 * M), policy(1, 3 * M)], 3 * M),
    "two for one excess layer never add up": (
        LIABILITY,
        [policy(1, 2 * M), policy(2, M), policy(2, 2 * M)],
        4 * M,
    ),
    "excess without a primary": (LIABILITY, [policy(2, 5 * M)], 0),
    "excess above a layer that is not there": (LIABILITY, [policy(1, 2 * M), policy(3, 3 * M)], 2 * M),
    "excess above one that stands alone": (LIABILITY, [policy(None, 2 * M), policy(2, 3 * M)], 2 * M),
    "one alone beside smaller layers": (LIABILITY, [policy(None, 5 * M), policy(1, 2 * M)], 5 * M),
    "bases never mix": (LIABILITY, [policy(1, 2 * M), policy(2, 3 * M, AGGREGATE)], 2 * M),
    "bases never mix, in the aggregate either": (
        INDEMNITY,
        [policy(1, 600_000), policy(2, 400_000, AGGREGATE)],
        600_000,
    ),
    "the larger of the two bases": (
        INDEMNITY,
        [policy(1, 600_000), policy(1, 500_000, AGGREGATE), policy(2, 500_000, AGGREGATE)],
        M,
    ),
    "aggregate layers for any one claim": (
        LIABILITY,
        [policy(1, 2 * M, AGGREGATE), policy(2, 3 * M, AGGREGATE)],
        0,
    ),
    "per claim layers for the aggregate": (INDEMNITY, [policy(1, 600_000), policy(2, 400_000)], M),
}


@pytest.mark.parametrize(("cover", "policies", "amount"), TOGETHER.values(), ids=TOGETHER.keys())
def test_what_policies_come_to_together(cover: Cover, policies: list[Decision], amount: int) -> None:
    assert amount_of(cover, policies) == amount


@pytest.mark.parametrize(("cover", "policies", "amount"), TOGETHER.values(), ids=TOGETHER.keys())
def test_the_slot_is_met_where_they_come_to_enough(
    cover: Cover, policies: list[Decision], amount: int
) -> None:
    asked = requirement(Kind.COVER, parts=(cover,))
    decisions = [replace(each, part=cover.key) for each in policies]
    last = timeline(asked, decisions, ENGAGEMENT)[-1]
    assert last.state == ("met" if amount >= cover.amount else "missing")


STILL: dict[str, tuple[Cover, list[Decision], str]] = {
    "an excess policy alone": (LIABILITY, [policy(2, 3 * M)], "The primary policy"),
    "an excess policy beside one that stands alone": (
        LIABILITY,
        [policy(None, 2 * M), policy(2, 3 * M)],
        "The primary policy",
    ),
    "a primary policy alone": (LIABILITY, [policy(1, 2 * M)], "An excess policy"),
    "a third layer that is wanting": (LIABILITY, [policy(1, M), policy(2, M)], "An excess policy"),
    "a second layer below the third": (LIABILITY, [policy(1, 2 * M), policy(3, 3 * M)], "An excess policy"),
    "a primary policy on another basis": (LIABILITY, [policy(1, 5 * M, AGGREGATE)], ""),
    "both on another basis": (LIABILITY, [policy(1, 2 * M, AGGREGATE), policy(2, 3 * M, AGGREGATE)], ""),
    "the excess policy on another basis": (LIABILITY, [policy(1, 2 * M), policy(2, 3 * M, AGGREGATE)], ""),
    "a primary policy that begins later": (
        LIABILITY,
        [
            policy(2, 3 * M, days=("2022-12-01", "2023-03-31")),
            policy(1, 2 * M, days=("2023-01-01", "2023-03-31")),
        ],
        "",
    ),
    "an excess policy that begins later": (
        LIABILITY,
        [policy(1, 2 * M, days=YEAR), policy(2, 3 * M, days=("2022-12-01", "2023-03-31"))],
        "",
    ),
    "an excess policy that has ended": (
        LIABILITY,
        [policy(1, 2 * M), policy(2, 3 * M, days=("2021-04-01", "2022-03-31"))],
        "An excess policy",
    ),
    "all that is asked for": (LIABILITY, [policy(1, 2 * M), policy(2, 3 * M)], ""),
}


@pytest.mark.parametrize(("cover", "sent", "words"), STILL.values(), ids=STILL.keys())
def test_only_a_policy_that_was_not_sent_is_still_to_be_sent(
    cover: Cover, sent: list[Decision], words: str
) -> None:
    asked = requirement(Kind.COVER, parts=(cover,))
    waiting = [replace(each, part=cover.key) for each in sent]
    short = still_to_send(asked, cover.key, [], waiting, ENGAGEMENT, d("2022-06-01"))
    said = still_in_words(cover, short) if short else ""
    assert said.partition(" is still to be sent")[0] == words


def test_a_layer_need_not_be_enough_by_itself_but_one_alone_must() -> None:
    rules = rules_for(LIABLE)
    assert rules.shortfalls(LIABLE, policy(1, 2 * M)) == []
    assert rules.shortfalls(LIABLE, policy(None, 2 * M)) == [
        "The cover is £2,000,000; at least £5,000,000 is asked for."
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"basis": AGGREGATE}, "The amount is in the aggregate; it is asked for any one claim."),
        ({"amount": None}, "Give the amount insured."),
        ({"until_on": None}, "Give the first and the last day of the period of insurance."),
    ],
)
def test_a_layer_too_is_refused_for_basis_and_for_what_is_not_known(
    fields: dict[str, Any], sentence: str
) -> None:
    assert rules_for(LIABLE).shortfalls(LIABLE, replace(policy(1, 2 * M), **fields)) == [sentence]


def test_met_only_on_the_days_on_which_the_layers_come_to_enough() -> None:
    decisions = [
        policy(1, 2 * M, days=("2021-10-01", "2022-09-30")),
        policy(2, 3 * M, days=("2021-12-01", "2022-11-30")),
        policy(1, 2 * M, days=("2022-10-02", "2023-10-01")),
    ]
    assert told(timeline(LIABLE, decisions, ENGAGEMENT)) == [
        "missing 2021-10-01..2021-11-30 liability",
        "met 2021-12-01..2022-09-30",
        "expired 2022-10-01..2022-10-01 liability",
        "met 2022-10-02..2022-11-30",
        "expired 2022-12-01..2023-03-31 liability",
    ]


def test_a_smaller_renewal_of_the_primary_that_overlaps_counts_once() -> None:
    decisions = [
        policy(1, 3 * M, days=("2021-10-01", "2022-09-30")),
        policy(1, 2 * M, days=("2022-09-01", "2023-08-31")),
        policy(2, 2 * M, days=("2021-10-01", "2023-08-31")),
    ]
    assert [
        (each.from_on, each.amount) for each in insured_over(LIABLE, "liability", decisions, ENGAGEMENT)
    ] == [
        (d("2021-10-01"), 5 * M),
        (d("2022-10-01"), 4 * M),
    ]


GAPS: dict[str, tuple[list[Decision], list[tuple[str, str, int]]]] = {
    "one day": (
        [whole("2021-04-01", "2022-03-31"), whole("2022-04-02", "2023-04-01")],
        [("2022-04-01", "2022-04-01", 0)],
    ),
    "none where the next begins the day after": (
        [whole("2021-04-01", "2022-03-31"), policy(None, 5 * M)],
        [],
    ),
    "none where an early renewal overlaps": (
        [whole("2021-04-01", "2022-03-31"), whole("2022-02-01", "2023-03-31")],
        [],
    ),
    "the leap day": (
        [whole("2023-03-01", "2024-02-28"), whole("2024-03-01", "2025-02-28")],
        [("2024-02-29", "2024-02-29", 0)],
    ),
    "none after a policy that ends on the leap day": (
        [whole("2023-03-01", "2024-02-29"), whole("2024-03-01", "2025-02-28")],
        [],
    ),
    "less for a while": (
        [
            policy(1, 2 * M, days=("2023-01-01", "2025-12-31")),
            policy(2, 3 * M, days=("2023-01-01", "2023-06-30")),
            policy(2, 3 * M, days=("2023-08-01", "2024-07-31")),
        ],
        [("2023-07-01", "2023-07-31", 2 * M)],
    ),
    "what comes before the first and after the last is no gap": ([policy(None, 5 * M)], []),
    "nothing at all": ([], []),
}


@pytest.mark.parametrize(("policies", "found"), GAPS.values(), ids=GAPS.keys())
def test_gaps_lie_between_two_accepted_periods(
    policies: list[Decision], found: list[tuple[str, str, int]]
) -> None:
    over = Span(d("2021-04-01"), d("2025-12-31"))
    held = [(Span(each.from_on, each.until_on), each) for each in policies if each.from_on and each.until_on]
    steps = insured(LIABILITY, held, over)
    assert [
        (each.from_on.isoformat(), each.until_on.isoformat(), each.amount) for each in gaps(LIABILITY, steps)
    ] == found


@pytest.mark.parametrize(
    ("on", "state"), [("2022-12-30", "met"), ("2022-12-31", "met"), ("2023-01-01", "expired")]
)
def test_the_very_day_on_which_a_policy_ends_is_insured(on: str, state: str) -> None:
    intervals = timeline(LIABLE, [insure("2022-01-01", "2022-12-31")], ENGAGEMENT)
    assert states(intervals)[d(on)] == state
