"""The matrix, cell by cell. A cell is made of a closed vocabulary and dates; names are escaped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from markupsafe import Markup, escape

from checklists.calendar import day_after
from checklists.requirement import Checklist, Requirement
from checklists.vocabulary import Force, Kind, Stage, State
from portal.overview.queries.matrix import FOUND, FOUND_TOO, PARTLY, Cell, Matrix
from portal.web.addresses import ENGAGEMENT, SLOT

KEY = (
    ("missing", "Needed, or not in order"),
    ("expired", "Expired"),
    ("waived", "Waived or excepted until the day shown"),
    ("met", "Accepted until the day shown"),
    ("soon", "Accepted, renew soon; or not needed yet, but soon"),
    ("not-needed", "Not needed"),
)
ABSENT = "<td></td>"
LEADS_OWN = {
    "to-issue": "yours to issue",
    "to-put-up": "yours to put up for signing",
    "to-record": "yours to record",
}
"""In place of a stage where the lead is first: what it has to do, in words."""
NEVER = "~"
"""Later than any day in ISO."""
SOMEBODY = "~"
"""In place of a partner's id, where an address is made for a whole column."""
TOGETHER = 100
"""Rows that are put together at once: what is large goes back to the system when it is done with."""
UNMET = frozenset({State.MISSING.value, State.EXPIRED.value, FOUND, FOUND_TOO})


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


@lru_cache(maxsize=4096)
def next_day(iso: str) -> str:
    """The day after.

    >>> next_day("2026-12-31")
    '2027-01-01'
    """
    return day_after(date.fromisoformat(iso)).isoformat()


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
        case _ if state == FOUND:
            words = "Not in order"
        case _ if state == FOUND_TOO:
            words = "Needed, and not in order"
        case _ if soon:
            words = f"Needed from {narrow_day(next_day(until_on))}"
        case _:
            words = "Not needed"
    shown = "soon" if soon else tint_of(state)
    return f"is-{shown} has-waiting" if stage == Stage.WAITING else f"is-{shown}", words + turn(
        state, stage, soon
    )


def tint_of(state: str) -> str:
    return State.MISSING.value if state in {FOUND, FOUND_TOO} else state


def turn(state: str, stage: str, soon: bool) -> str:
    """Whose turn it is: what the lead has to do is shown, what the partner has to do is read out."""
    if stage == Stage.WAITING:
        return "<br>with us"
    if stage == PARTLY:
        return '<br>partly with us<span class="govuk-visually-hidden">, the rest the partner’s turn</span>'
    if stage in LEADS_OWN:
        return f"<br>{LEADS_OWN[stage]}"
    if stage == Stage.RETURNED:
        return "<br>change asked"
    if soon and state != State.NOT_NEEDED:
        return '<span class="govuk-visually-hidden">, renew soon, the partner’s turn</span>'
    return '<span class="govuk-visually-hidden">, the partner’s turn</span>' if state in UNMET or soon else ""


def matrix_rows(
    matrix: Matrix,
    checklist: Checklist,
    on: date,
    when: Mapping[str, str],
    apart: Mapping[UUID, str] = MappingProxyType({}),
) -> Markup:
    """The body of the table. `when` is the day looked at, as it goes along in every address; `apart` has the
    numbers of partners that are called the same."""
    asked = [column_of(each, on, matrix.issued, when) for each in checklist.requirements]
    rows = (
        row(key, str(each), heading_cell(each, name, beside(area, apart.get(each, "")), when), matrix, asked)
        for key, each, name, area in matrix.partners
    )
    some = iter(lambda: "\n".join(islice(rows, TOGETHER)), "")
    return Markup("\n".join(some))  # noqa: S704  # row() escapes the names; the rest is closed vocabulary


class Around(NamedTuple):
    """A cell, before and after the partner's id: most partners have one that others have too."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What every cell of a column needs.

    `before` and `after` stand around a partner's id in the address of a slot, escaped. `warn_until` is the
    last day (ISO) of the warning time; `leads_own` is a key of LEADS_OWN where the lead is first. `cells`
    are those made so far, by state, stage and lapse.
    """

    key: str
    before: str
    after: str
    warn_until: str
    leads_own: str
    is_preferred: bool
    cells: dict[tuple[Cell, str, str], Around] = field(default_factory=dict)


def column_of(requirement: Requirement, on: date, issued: frozenset[str], when: Mapping[str, str]) -> Asked:
    warn_until = (on + timedelta(days=requirement.warn_days + 1)).isoformat()
    is_preferred = requirement.force is Force.SHOULD
    leads_own = leads_own_of(requirement, requirement.key in issued)
    before, _, after = str(escape(SLOT(SOMEBODY, requirement.key, **when))).partition(SOMEBODY)
    return Asked(requirement.key, before, after, warn_until, leads_own, is_preferred)


def leads_own_of(requirement: Requirement, is_issued: bool) -> str:
    """What the lead has to do before the partner, as a key of LEADS_OWN; empty for nothing."""
    if not requirement.is_the_partners:
        return "to-record"
    if is_issued:
        return ""
    return {Kind.ISSUED: "to-issue", Kind.AGREEMENT: "to-put-up"}.get(requirement.kind, "")


def beside(*parts: str) -> str:
    """What there is of them, beside each other."""
    return " · ".join(filter(None, parts))


def heading_cell(engagement_id: UUID, name: str, area: str, when: Mapping[str, str]) -> str:
    """The heading of a row: a partner may have several areas. Name and area are free text, and escaped."""
    link = f'<a href="{escape(ENGAGEMENT(engagement_id, **when))}">{escape(name)}</a>'
    return f'<th scope="row">{link}<span class="gs-matrix__clause">{escape(area)}</span></th>'


def row(key: str, address: str, heading: str, matrix: Matrix, asked: Sequence[Asked]) -> str:
    """One row of the table; `address` is the partner's id as it stands in addresses."""
    cells = matrix.cells.get(key, {})
    stages, lapsing = matrix.stages.get(key, {}), matrix.lapsing.get(key, {})
    parts = [f"<tr>{heading}"]
    for each in asked:
        found = cells.get(each.key)
        if found is None:
            parts.append(ABSENT)
            continue
        said = found, stages.get(each.key, ""), lapsing.get(each.key, NEVER)
        around = each.cells.get(said) or each.cells.setdefault(said, around_address(each, *said))
        parts += (around.before, address, around.after)
    parts.append("</tr>")
    return "".join(parts)


def soon_and_turn(asked: Asked, state: str, stage: str, lapses_on: str) -> tuple[bool, str]:
    """Whether it is wanting soon and not yet, and a stage or a key of LEADS_OWN where it is somebody's turn
    for whom the cell has a word."""
    soon = state not in UNMET and lapses_on <= asked.warn_until
    return soon, stage or (asked.leads_own if soon or state in UNMET else "")


def around_address(asked: Asked, found: Cell, stage: str, lapses_on: str) -> Around:
    """The cell of a column, but for the partner's id in its address."""
    state, until_on = found
    soon, turn_of = soon_and_turn(asked, state, stage, lapses_on)
    classes, words = cell_text(state, until_on, turn_of, soon, asked.is_preferred)
    return Around(f'<td class="{classes}"><a href="{asked.before}', f'{asked.after}">{words}</a></td>')
