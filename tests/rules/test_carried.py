"""What a lead carried over without a file: in order until its last day, or until something real counts."""

import pytest

from checklists.comparing import Names, compare, insured_over
from checklists.deciding import problems
from checklists.facts import Decision
from checklists.timeline import timeline
from checklists.vocabulary import Kind
from tests.rules.examples import ENGAGEMENT, LIABILITY, accept, d, give_back, insure, requirement, told

CARRIED = accept(None, "2022-06-30", made="2022-01-10", carried=True, key="carried")
NEVER = accept(None, None, made="2022-01-10", carried=True)
BEFORE, AFTER = "missing 2021-10-01..2022-01-09", "expired 2022-07-01..2023-03-31"
UNTIL = "met 2022-01-10..2022-06-30"

CASES: dict[str, tuple[list[Decision], list[str]]] = {
    "until its last day": ([CARRIED], [BEFORE, UNTIL, AFTER]),
    "one without a last day is no pass": ([NEVER], ["missing 2021-10-01..2023-03-31"]),
    "what came back leaves it": ([CARRIED, give_back("2022-02-01")], [BEFORE, UNTIL, AFTER]),
    "a renewal queues behind it": (
        [CARRIED, accept("2022-07-01", "2023-03-31", made="2022-03-01")],
        [BEFORE, "met 2022-01-10..2023-03-31"],
    ),
    "what ends sooner stands in its place": (
        [CARRIED, accept("2021-11-01", "2022-04-30", made="2022-02-01")],
        ["missing 2021-10-01..2021-10-31", "met 2021-11-01..2022-04-30", "expired 2022-05-01..2023-03-31"],
    ),
    "also where it begins later": (
        [CARRIED, accept("2022-03-01", "2022-04-30", made="2022-03-01")],
        [BEFORE, "met 2022-01-10..2022-04-30", "expired 2022-05-01..2023-03-31"],
    ),
    "what had been accepted before does not": (
        [accept("2021-10-01", "2022-01-31", made="2021-10-05"), CARRIED],
        ["met 2021-10-01..2022-06-30", AFTER],
    ),
    "corrected it is none": (
        [CARRIED, give_back("2022-02-01", corrects="carried")],
        ["missing 2021-10-01..2023-03-31"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_document_that_was_carried_over(case: str) -> None:
    decisions, lines = CASES[case]
    assert told(timeline(requirement(), decisions, ENGAGEMENT)) == lines


def test_it_was_not_known_before_it_was_carried_over() -> None:
    known = CARRIED.made_on.replace(day=9)
    assert told(timeline(requirement(), [CARRIED], ENGAGEMENT, known)) == ["missing 2021-10-01..2023-03-31"]


@pytest.mark.parametrize("kind", [Kind.CONFIRMATION, Kind.AGREEMENT, Kind.ASSESSMENT])
def test_nothing_is_asked_of_it_but_its_last_day(kind: Kind) -> None:
    assert told(timeline(requirement(kind), [CARRIED], ENGAGEMENT)) == [BEFORE, UNTIL, AFTER]
    assert problems(requirement(kind), CARRIED) == []
    assert problems(requirement(kind), NEVER) == ["Give the last day of what is carried over."]


def test_it_counts_no_longer_than_the_requirement_lets_it() -> None:
    asked = requirement(months=3)
    assert told(timeline(asked, [CARRIED], ENGAGEMENT))[1] == "met 2022-01-10..2022-04-09"


def test_of_insurance_it_stands_beside_policies_and_their_layers() -> None:
    asked = requirement(Kind.COVER, parts=(LIABILITY,))
    carried = accept(None, "2022-06-30", made="2022-01-10", part="liability", carried=True)
    layers = [
        insure("2022-02-01", "2022-05-31", amount=amount, layer=layer, made="2022-02-10")
        for layer, amount in ((1, 2_000_000), (2, 3_000_000))
    ]
    whole = told(timeline(asked, [carried, *layers], ENGAGEMENT))
    assert [each.split()[:2] for each in whole] == [
        ["missing", "2021-10-01..2022-01-09"],
        ["met", "2022-01-10..2022-05-31"],
        ["expired", "2022-06-01..2023-03-31"],
    ]
    thin = [each for each in layers if each.layer == 1]
    whole = told(timeline(asked, [carried, *thin], ENGAGEMENT))
    assert whole[1].split()[:2] == ["met", "2022-01-10..2022-06-30"], "too little stands in no place"


INSURED = requirement(Kind.COVER, parts=(LIABILITY,))
COVERED = accept(None, "2022-06-30", made="2022-01-10", part="liability", carried=True)


@pytest.mark.parametrize(
    ("held", "steps"),
    [
        ([COVERED], [("2021-10-01", 0, False), ("2022-01-10", 0, True), ("2022-07-01", 0, False)]),
        (
            [COVERED, insure("2022-03-01", "2023-03-31", made="2022-03-01")],
            [("2021-10-01", 0, False), ("2022-01-10", 0, True), ("2022-03-01", 5_000_000, False)],
        ),
        (
            [COVERED, insure("2021-10-01", "2023-03-31", amount=2_000_000, layer=1, made="2022-03-01")],
            [
                ("2021-10-01", 2_000_000, False),
                ("2022-01-10", 2_000_000, True),
                ("2022-07-01", 2_000_000, False),
            ],
        ),
    ],
    ids=["by itself", "until a policy is accepted", "beside a layer that is too little"],
)
def test_of_insurance_it_is_in_force_and_of_an_amount_that_nobody_knows(
    held: list[Decision], steps: list[tuple[str, int, bool]]
) -> None:
    found = insured_over(INSURED, "liability", held, ENGAGEMENT)
    assert [(f"{each.from_on}", each.amount, each.is_carried) for each in found] == steps
    assert [each.is_enough(LIABILITY) for each in found] == [
        is_carried or amount >= LIABILITY.amount for _, amount, is_carried in steps
    ]


def test_a_policy_that_follows_upon_what_was_carried_over_leaves_no_gap() -> None:
    before = insure("2021-10-01", "2022-01-31", made="2021-10-05", key="before")
    offered = insure("2022-07-01", "2023-03-31", made="2022-06-01", key="offered")
    points = compare(
        INSURED, offered, [before, COVERED], ENGAGEMENT, "Tidewater", Names("Tidewater"), d("2022-06-01")
    )
    assert "It leaves no gap after the cover that is accepted until 30 June 2022." in [
        each.sentence for each in points
    ]
    assert not any(each.falls_short for each in points)
