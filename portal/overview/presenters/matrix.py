"""The matrix, cell by cell. A cell is made of a closed vocabulary and dates; names are escaped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from uuid import UUID

from markupsafe import Markup, escape

from checklists.requirement import Checklist, Requirement
from checklists.vocabulary import Force, Kind, Stage, State
from portal.overview.queries.matrix import Cell, Matrix
from portal.web.addresses import ENGAGEMENT, SLOT

KEY = (
    ("missing", "Needed"),
    ("expired", "Expired"),
    ("waived", "Waived or excepted until the day shown"),
    ("met", "Accepted until the day shown"),
    ("soon", "Accepted, renew soon"),
    ("not-needed", "Not needed"),
)
ABSENT = "<td></td>"
TO_ISSUE = "to-issue"
"""In place of a stage where the lead has still to give what partners acknowledge."""
NEVER = "~"
"""Later than any day in ISO."""
SOMEBODY = "~"
"""In place of a partner's id, where an address is made for a whole column."""
UNMET = frozenset({State.MISSING.value, State.EXPIRED.value})
IN_ORDER = frozenset({State.MET.value, State.WAIVED.value})


@dataclass(frozen=True, slots=True)
class Column:
    """A heading: the requirement's title and clause; `starts_group` where its group begins."""

    title: str
    clause: str
    starts_group: bool
    is_preferred: bool


def columns(checklist: Checklist) -> list[Column]:
    groups = [each.group for each in checklist.requirements]
    return [
        Column(
            each.title, each.clause, place > 0 and groups[place - 1] != each.group, each.force is Force.SHOULD
        )
        for place, each in enumerate(checklist.requirements)
    ]


@lru_cache(maxsize=4096)
def narrow_day(iso: str) -> str:
    """31 Mar 27.

    >>> narrow_day("2027-03-31")
    '31 Mar 27'
    """
    return f"{date.fromisoformat(iso):%-d %b %y}"


@lru_cache(maxsize=8192)
def cell_text(state: str, until_on: str, stage: str, soon: bool, is_preferred: bool) -> tuple[str, str]:
    """The classes of a cell, and what it says: the state, and whose turn where it is somebody's."""
    match state:
        case State.MET:
            words = f'<span class="govuk-visually-hidden">Accepted until </span>{narrow_day(until_on)}'
        case State.WAIVED:
            words = f"{'Exception' if is_preferred else 'Waived'} {narrow_day(until_on)}"
        case State.MISSING:
            words = "Needed"
        case State.EXPIRED:
            words = "Expired"
        case _:
            words = "Not needed"
    shown = "soon" if soon else state
    return f"is-{shown} has-waiting" if stage == Stage.WAITING else f"is-{shown}", words + turn(
        state, stage, soon
    )


def turn(state: str, stage: str, soon: bool) -> str:
    """Whose turn it is: what the lead has to do is shown, what the partner has to do is read out."""
    if stage == Stage.WAITING:
        return "<br>with us"
    if stage == TO_ISSUE:
        return "<br>yours to issue"
    if stage == Stage.RETURNED:
        return "<br>change asked"
    if soon:
        return '<span class="govuk-visually-hidden">, renew soon, the partner’s turn</span>'
    return '<span class="govuk-visually-hidden">, the partner’s turn</span>' if state in UNMET else ""


def matrix_rows(matrix: Matrix, checklist: Checklist, on: date, when: Mapping[str, str]) -> Markup:
    """The body of the table. `when` is the day looked at, as it goes along in every address."""
    asked = [column_of(each, on, matrix.issued, when) for each in checklist.requirements]
    rows = [
        row(key, str(each), heading_cell(each, name, area, when), matrix, asked)
        for key, each, name, area in matrix.partners
    ]
    return Markup("\n".join(rows))  # noqa: S704  # row() escapes the names; the rest is closed vocabulary


@dataclass(frozen=True, slots=True)
class Asked:
    """What every cell of a column needs.

    `before` and `after` stand around a partner's id in the address of a slot, escaped. `warn_until` is the
    last day (ISO) of the warning time; `to_issue` that the lead has still to give it.
    """

    key: str
    before: str
    after: str
    warn_until: str
    to_issue: bool
    is_preferred: bool


def column_of(requirement: Requirement, on: date, issued: frozenset[str], when: Mapping[str, str]) -> Asked:
    warn_until = (on + timedelta(days=requirement.warn_days + 1)).isoformat()
    is_preferred = requirement.force is Force.SHOULD
    to_issue = requirement.kind is Kind.ISSUED and requirement.key not in issued
    before, _, after = str(escape(SLOT(SOMEBODY, requirement.key, **when))).partition(SOMEBODY)
    return Asked(requirement.key, before, after, warn_until, to_issue, is_preferred)


def heading_cell(engagement_id: UUID, name: str, area: str, when: Mapping[str, str]) -> str:
    """The heading of a row: a partner may have several areas. Name and area are free text, and escaped."""
    link = f'<a href="{escape(ENGAGEMENT(engagement_id, **when))}">{escape(name)}</a>'
    return f'<th scope="row">{link}<span class="gs-matrix__clause">{escape(area)}</span></th>'


def row(key: str, address: str, heading: str, matrix: Matrix, asked: Sequence[Asked]) -> str:
    """One row of the table; `address` is the partner's id as it stands in addresses."""
    cells: dict[str, Cell] = matrix.cells.get(key, {})
    parts = [f"<tr>{heading}"]
    for each in asked:
        found = cells.get(each.key)
        if found is None:
            parts.append(ABSENT)
            continue
        place = (key, each.key)
        soon = found[0] in IN_ORDER and matrix.lapsing.get(place, NEVER) <= each.warn_until
        stage = matrix.stages.get(place) or (TO_ISSUE if each.to_issue and found[0] in UNMET else "")
        classes, words = cell_text(*found, stage, soon, each.is_preferred)
        link = f'<a href="{each.before}{address}{each.after}">{words}</a>'
        parts.append(f'<td class="{classes}">{link}</td>')
    parts.append("</tr>")
    return "".join(parts)
