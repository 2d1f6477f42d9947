"""A measure that is given in a return of other periods is never judged: it is found before anybody waits."""

from dataclasses import replace

import pytest

from checklists.library import library
from checklists.year.matching import given_otherwise
from checklists.year.rows import YearRows
from checklists.year.vocabulary import Every, Over, YearOf

YEAR = library()["porchlight-peer-support"].year


def year_of(every: Every, over: Over = Over.PERIOD, year_of: YearOf = YearOf.CONTRACT) -> YearRows:
    """One measure by quarter, given in a return of these periods."""
    measure = next(each for each in YEAR.measures if each.given_in)
    row = next(each for each in YEAR.returns if each.key == measure.given_in)
    return replace(
        YEAR,
        measures=(replace(measure, over=over),),
        returns=(replace(row, every=every, year_of=year_of),),
    )


def test_of_the_contracts_that_are_built_in_one_gives_figures_before_meetings() -> None:
    found = {key: list(given_otherwise(each.year)) for key, each in library().items()}
    assert {key: len(measures) for key, measures in found.items() if measures} == {"kcc-ensure": 5}


@pytest.mark.parametrize(
    ("every", "over", "is_otherwise"),
    [
        (Every.QUARTER, Over.PERIOD, False),
        (Every.MONTH, Over.PERIOD, True),
        (Every.YEAR, Over.PERIOD, True),
        (Every.YEAR, Over.YEAR, False),
        (Every.BEFORE_MEETING, Over.PERIOD, True),
        (Every.ON_REQUEST, Over.PERIOD, True),
        (Every.ANY_TIME, Over.PERIOD, True),
    ],
)
def test_only_its_own_periods_and_whole_years_where_those_are_taken(
    every: Every, over: Over, is_otherwise: bool
) -> None:
    assert bool(given_otherwise(year_of(every, over))) is is_otherwise
    assert given_otherwise(year_of(every, over, YearOf.CALENDAR))


def test_what_is_given_in_none_or_in_one_that_is_gone_is_another_matter() -> None:
    year = year_of(Every.MONTH)
    assert not given_otherwise(replace(year, returns=()))
    assert not given_otherwise(replace(year, measures=(replace(year.measures[0], given_in=None),)))
