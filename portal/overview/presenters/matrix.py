"""The matrix, cell by cell. A cell is made of a closed vocabulary and dates; names are escaped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from markupsafe import Markup, escape

from checklists.requirement import Checklist, Requirement
from checklists.vocabulary import Force, Kind, Stage, State
from portal.overview.queries.matrix import Cell, Matrix

KEY = (
    ("missing", "Needed"), ("expired", "Expired"), ("waived", "Waived or excepted until the day shown"),
    ("met", "Accepted until the day shown"), ("soon", "Accepted, renew soon"), ("not-needed", "Not needed"),
)  # fmt: skip
ABSENT = "<td></td>"
TO_ISSUE = "to-issue"
"""In place of a stage where the lead has still to give what partners acknowledge."""
NEVER = "~"
"""Later than any day in ISO."""
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


def matrix_rows(matrix: Matrix, checklist: Checklist, on: date, query: str) -> Markup:
    """The body of the table. `query` goes behind every address."""
    asked = [column_of(each, on, matrix.issued) for each in checklist.requirements]
    tail = str(escape(query))
    rows = [
        row(key, str(each), partner_cell(name, area), matrix, asked, tail)
        for key, each, name, area in matrix.partners
    ]
    return Markup("\n".join(rows))  # noqa: S704  # row() escapes the names; the rest is closed vocabulary


@dataclass(frozen=True, slots=True)
class Asked:
    """What every cell of a column needs.

    `warn_until` is the last day (ISO) of the warning time; `to_issue` that the lead has still to give it.
    """

    key: str
    safe_key: str
    warn_until: str
    to_issue: bool
    is_preferred: bool


def column_of(requirement: Requirement, on: date, issued: frozenset[str]) -> Asked:
    warn_until = (on + timedelta(days=requirement.warn_days + 1)).isoformat()
    is_preferred = requirement.force is Force.SHOULD
    to_issue = requirement.kind is Kind.ISSUED and requirement.key not in issued
    return Asked(requirement.key, str(escape(requirement.key)), warn_until, to_issue, is_preferred)


def partner_cell(name: str, area: str) -> str:
    """The end of a heading of a row: a partner may have several areas."""
    return f'{escape(name)}</a><span class="gs-matrix__clause">{escape(area)}</span>'


def row(key: str, address: str, partner: str, matrix: Matrix, asked: Sequence[Asked], tail: str) -> str:
    """One row of the table. The partner's name and area are the only free text, and escaped."""
    cells: dict[str, Cell] = matrix.cells.get(key, {})
    start = f'"><a href="/engagements/{address}/requirements/'
    parts = [f'<tr><th scope="row"><a href="/engagements/{address}{tail}">{partner}</th>']
    for each in asked:
        found = cells.get(each.key)
        if found is None:
            parts.append(ABSENT)
            continue
        place = (key, each.key)
        soon = found[0] in IN_ORDER and matrix.lapsing.get(place, NEVER) <= each.warn_until
        stage = matrix.stages.get(place) or (TO_ISSUE if each.to_issue and found[0] in UNMET else "")
        classes, words = cell_text(*found, stage, soon, each.is_preferred)
        parts.append(f'<td class="{classes}{start}{each.safe_key}{tail}">{words}</a></td>')
    parts.append("</tr>")
    return "".join(parts)
