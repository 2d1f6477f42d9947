"""Changing Places toilets: what is true of the map and of faults on a day."""

from datetime import date

import pytest

from checklists.library import library
from checklists.year.changing_places import (
    FaultState,
    FaultStep,
    Look,
    MapState,
    OnMap,
    Step,
    fault_state,
    map_state,
)
from checklists.year.vocabulary import Form

JAN, MAR = date(2027, 1, 10), date(2027, 3, 1)
SEEN = Look(OnMap.ON_MAP, JAN, JAN)
GONE = Look(OnMap.NOT_ON_MAP, MAR, MAR)
PASSED = Step(FaultStep.PASSED_ON, JAN, JAN)
MENDED = Step(FaultStep.MENDED, MAR, MAR)


def test_lot_9_asks_for_sites() -> None:
    row = next(each for each in library()["kcc-lot9"].year.returns if each.key == "changing-places")
    assert {each.form for each in row.sections} == {Form.SITES}


@pytest.mark.parametrize(
    ("looks", "on", "known", "expected"),
    [
        pytest.param([], JAN, None, MapState.NEVER_LOOKED, id="nobody has looked"),
        pytest.param([SEEN], date(2027, 1, 9), None, MapState.NEVER_LOOKED, id="the day before"),
        pytest.param([SEEN], JAN, None, MapState.ON_MAP, id="seen today"),
        pytest.param([SEEN], date(2027, 7, 10), None, MapState.ON_MAP, id="six months"),
        pytest.param([SEEN], date(2027, 7, 11), None, MapState.LOOK_AGAIN, id="and a day"),
        pytest.param([SEEN, GONE], MAR, None, MapState.NOT_ON_MAP, id="taken off"),
        pytest.param([SEEN, GONE], date(2027, 2, 28), None, MapState.ON_MAP, id="not yet"),
        pytest.param([SEEN, GONE], MAR, JAN, MapState.ON_MAP, id="not known yet"),
        pytest.param([GONE], date(2029, 1, 1), None, MapState.NOT_ON_MAP, id="not by itself"),
        pytest.param(
            [SEEN, Look(OnMap.NOT_ON_MAP, JAN, MAR)], MAR, None, MapState.NOT_ON_MAP, id="put right"
        ),
    ],
)
def test_the_map(looks: list[Look], on: date, known: date | None, expected: MapState) -> None:
    assert map_state(looks, on, known) is expected


@pytest.mark.parametrize(
    ("steps", "on", "known", "expected"),
    [
        pytest.param([], MAR, None, FaultState.REPORTED, id="nothing done"),
        pytest.param([PASSED], JAN, None, FaultState.PASSED_ON, id="passed on"),
        pytest.param([PASSED, MENDED], date(2027, 2, 28), None, FaultState.PASSED_ON, id="not mended yet"),
        pytest.param([PASSED, MENDED], MAR, None, FaultState.MENDED, id="mended"),
        pytest.param([PASSED, MENDED], MAR, JAN, FaultState.PASSED_ON, id="not known yet"),
        pytest.param([MENDED], MAR, None, FaultState.MENDED, id="mended without passing it on"),
        pytest.param(
            [MENDED, Step(FaultStep.MENDED, date(2027, 4, 1), date(2027, 4, 2))],
            MAR,
            None,
            FaultState.REPORTED,
            id="put right: mended later",
        ),
    ],
)
def test_a_fault(steps: list[Step], on: date, known: date | None, expected: FaultState) -> None:
    assert fault_state(steps, on, known) is expected
