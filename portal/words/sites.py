"""Changing Places toilets in words."""

from checklists.year.changing_places import FaultState, FaultStep, MapState, OnMap

ON_MAP: dict[str, str] = {OnMap.ON_MAP: "It is on the map", OnMap.NOT_ON_MAP: "It is not on the map"}
MAP_STATE = {
    MapState.ON_MAP: "On the map",
    MapState.LOOK_AGAIN: "Look again",
    MapState.NOT_ON_MAP: "Not on the map",
    MapState.NEVER_LOOKED: "Nobody has looked",
}
MAP_TAG = {
    MapState.ON_MAP: "govuk-tag--green",
    MapState.LOOK_AGAIN: "govuk-tag--yellow",
    MapState.NOT_ON_MAP: "govuk-tag--red",
    MapState.NEVER_LOOKED: "govuk-tag--grey",
}
FAULT_STATE = {
    FaultState.REPORTED: "Not passed on",
    FaultState.PASSED_ON: "Passed on",
    FaultState.MENDED: "Mended",
}
FAULT_TAG = {
    FaultState.REPORTED: "govuk-tag--red",
    FaultState.PASSED_ON: "govuk-tag--yellow",
    FaultState.MENDED: "govuk-tag--green",
}
DONE = {FaultStep.PASSED_ON: "Passed on", FaultStep.MENDED: "Mended"}
