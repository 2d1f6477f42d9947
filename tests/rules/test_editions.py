"""What was acknowledged of a document with several editions: the days on which that is enough."""

import pytest

from checklists.facts import Decision, Edition
from checklists.timeline import timeline
from checklists.vocabulary import Kind
from tests.rules.examples import KEY, accept, d, engagement, requirement, told

ASKED = requirement(Kind.ISSUED)
FIRST = accept(None, made="2021-10-01")
EDITION_2 = Edition(KEY, 2, d("2022-03-10"), d("2022-04-01"))
BY_MAY = Edition(KEY, 2, d("2022-03-10"), d("2022-04-01"), d("2022-05-31"))
EDITION_3 = Edition(KEY, 3, d("2022-08-01"), d("2022-09-01"))
MET = ["met 2021-10-01..2023-03-31"]


def second(made: str, number: int = 2) -> Decision:
    return accept(None, made=made, edition=number)


CASES: dict[str, tuple[list[Decision], tuple[Edition, ...], list[str]]] = {
    "the first is enough where there is no other": ([FIRST], (), MET),
    "until the day before the next one counts": (
        [FIRST],
        (EDITION_2,),
        ["met 2021-10-01..2022-03-31", "expired 2022-04-01..2023-03-31"],
    ),
    "until the day by which it is to be acknowledged": (
        [FIRST],
        (BY_MAY,),
        ["met 2021-10-01..2022-05-31", "expired 2022-06-01..2023-03-31"],
    ),
    "acknowledged before it counts": ([FIRST, second("2022-03-12")], (EDITION_2,), MET),
    "acknowledged on the last day": ([FIRST, second("2022-05-31")], (BY_MAY,), MET),
    "acknowledged too late": (
        [FIRST, second("2022-04-04")],
        (EDITION_2,),
        ["met 2021-10-01..2022-03-31", "expired 2022-04-01..2022-04-03", "met 2022-04-04..2023-03-31"],
    ),
    "the newest alone is enough": (
        [second("2022-03-12")],
        (EDITION_2,),
        ["missing 2021-10-01..2022-03-11", "met 2022-03-12..2023-03-31"],
    ),
    "the second is not the third": (
        [FIRST, second("2022-03-12")],
        (EDITION_2, EDITION_3),
        ["met 2021-10-01..2022-08-31", "expired 2022-09-01..2023-03-31"],
    ),
    "the third makes up for the second": (
        [FIRST, second("2022-08-02", 3)],
        (EDITION_2, EDITION_3),
        ["met 2021-10-01..2022-03-31", "expired 2022-04-01..2022-08-01", "met 2022-08-02..2023-03-31"],
    ),
    "an edition of something else": ([FIRST], (Edition("other", 2, d("2022-03-10"), d("2022-04-01")),), MET),
}


@pytest.mark.parametrize(("decisions", "editions", "intervals"), CASES.values(), ids=CASES.keys())
def test_an_acknowledgement_of_one_edition_is_none_of_the_next(
    decisions: list[Decision], editions: tuple[Edition, ...], intervals: list[str]
) -> None:
    assert told(timeline(ASKED, decisions, engagement(editions=editions))) == intervals


@pytest.mark.parametrize(
    ("known", "intervals"),
    [("2022-03-09", MET), ("2022-03-10", ["met 2021-10-01..2022-03-31", "expired 2022-04-01..2023-03-31"])],
)
def test_nobody_knew_of_an_edition_before_it_was_issued(known: str, intervals: list[str]) -> None:
    then = engagement(editions=(EDITION_2,))
    assert told(timeline(ASKED, [FIRST], then, d(known))) == intervals
