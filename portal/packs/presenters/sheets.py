"""Readiness and the matrix as spreadsheets: what their pages say, a partner a row."""

from collections.abc import Iterable, Sequence
from datetime import date

from checklists.calendar import day_after
from checklists.readiness import Point
from checklists.requirement import Checklist, Requirement
from checklists.vocabulary import Force, Stage, State
from evidence.sheet_values import Value
from evidence.spreadsheet_writing import Written
from portal.overview.presenters.matrix import NEVER, Asked, column_of, soon_and_turn, tint_of
from portal.overview.queries.matrix import FOUND, FOUND_TOO, PARTLY, Matrix
from portal.overview.queries.readiness import PartnerReadiness
from portal.standing.queries.told import NOTHING_TOLD, ToldBySlot
from portal.words.levels import level_words, point_words, whose_parts, whose_turn
from portal.words.wording import day

READINESS = (
    "Partner",
    "Area",
    "Engagement",
    "Level",
    "In order",
    "Asked",
    "Preferred, in order",
    "Preferred, asked",
    "In the way",
    "To watch",
)
STAGES = {
    Stage.WAITING.value: "with the lead",
    PARTLY: "partly with the lead",
    Stage.RETURNED.value: "change asked",
    "to-issue": "the lead’s to issue",
    "to-put-up": "the lead’s to put up for signing",
    "to-record": "the lead’s to record",
}
"""Whose turn it is, as whoever it is given to reads it."""
SOON = "soon"


def readiness_sheet(partners: Iterable[PartnerReadiness], told: ToldBySlot, lead: str, on: date) -> Written:
    rows: list[list[Value]] = [
        [
            each.line.partner,
            each.line.area,
            each.line.reference,
            level_words(each.line.level, lead, is_lead=False),
            each.line.in_order,
            each.line.asked,
            each.line.preferred_in_order,
            each.line.preferred_asked,
            points_words(each, each.blockers, told, lead),
            points_words(each, each.warnings, told, lead),
        ]
        for each in partners
    ]
    return Written(f"Readiness {on.isoformat()}", READINESS, rows)


def points_words(each: PartnerReadiness, points: Sequence[Point], told: ToldBySlot, lead: str) -> str:
    """A line each: what, why, whose turn, or which part is whose."""
    return "\n".join(
        f"{point.slot.requirement.title}: {point_words(point, said)} ({turn})"
        for point in points
        for said in [told.get((each.line.engagement_id, point.slot.requirement.key), NOTHING_TOLD)]
        for turn in [
            whose_parts(point, said, lead, is_lead=False) or whose_turn(point.turn, lead, is_lead=False)
        ]
    )


def matrix_sheet(matrix: Matrix, checklist: Checklist, on: date) -> Written:
    asked = [column_of(each, on, matrix.issued, {}) for each in checklist.requirements]
    headings = ["Partner", "Area", *(titled(each) for each in checklist.requirements)]
    rows: list[list[Value]] = [
        [name, area, *(cell_words(matrix, key, each)[0] for each in asked)]
        for key, _, name, area in matrix.partners
    ]
    return Written(f"Matrix {on.isoformat()}", headings, rows)


def titled(requirement: Requirement) -> str:
    preferred = ", preferred" if requirement.force is Force.SHOULD else ""
    clause = f" ({requirement.clause})" if requirement.clause else ""
    return f"{requirement.title}{clause}{preferred}"


def cell_words(matrix: Matrix, key: str, asked: Asked) -> tuple[str, str]:
    """What the page says in this cell, and the state that tints it; nothing where it is not asked on that
    day."""
    found = matrix.cells.get(key, {}).get(asked.key)
    if found is None:
        return "", ""
    state, until_on = found
    stage = matrix.stages.get(key, {}).get(asked.key, "")
    lapses_on = matrix.lapsing.get(key, {}).get(asked.key, NEVER)
    soon, turn_of = soon_and_turn(asked, state, stage, lapses_on)
    said = state_words(state, date.fromisoformat(until_on), soon, asked.is_preferred)
    turn = STAGES.get(turn_of) or ("renew soon" if soon and state != State.NOT_NEEDED else "")
    return ", ".join(filter(None, (said, turn))), SOON if soon else tint_of(state)


def state_words(state: str, until_on: date, soon: bool, is_preferred: bool) -> str:
    match state:
        case State.MET:
            return f"Accepted until {day(until_on)}"
        case State.WAIVED:
            return f"{'Exception' if is_preferred else 'Waived'} until {day(until_on)}"
        case State.EXPIRED:
            return "Expired"
        case State.NOT_NEEDED if soon:
            return f"Needed from {day(day_after(until_on))}"
        case State.NOT_NEEDED:
            return "Not needed"
        case _ if state == FOUND:
            return "Not in order"
        case _ if state == FOUND_TOO:
            return "Needed, and not in order"
        case _:
            return "Needed"
