"""Rows of a checklist's table as entries: what the readers of values look at."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from checklists.proposal.columns import Role, is_number
from checklists.proposal.document import Line, Row
from checklists.proposal.found import sentences_of, tidy
from checklists.proposal.layouts import Layout, columns_of
from checklists.proposal.naming import name_of_paper, names_paper, read_title, says_itself

_LEADING_NUMBER = re.compile(
    r"^((?:[A-Z]{1,2}\.?)?\d+(?:\.\d+)*[a-z]?)"
    r"(?:[.):]\s+(?=\S)|\s+(?=[A-Z])(?!(?:Hour|Day|Week|Month|Year|Point|Step)s?\b))"
)
"""A clause before a title, and not the count in `24 hour helpline`."""

_LONGEST = 4_000
"""Characters of what a row asks that are read; no contract says more in one."""

_LONGEST_TITLE = 300
TELLING = frozenset({Role.PERIOD, Role.AMOUNT, Role.BASIS, Role.CONDITION})
"""Columns beside a title that say something of what is asked."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One requirement as it stands in the document. `checks` is what a column of its own says that reviewers
    look for; `named` is what further columns say: heading and value. `headed` is the heading of its title;
    `crossed` are columns in which a cross says yes. `is_bare` where a title is all that it says, and `is_cut`
    where the title was taken out of a sentence."""

    place: str
    group: str
    title: str
    clause: str
    prose: tuple[str, ...]
    items: tuple[str, ...]
    checks: tuple[str, ...]
    named: Mapping[Role, tuple[str, str]] = field(hash=False)
    headed: str = ""
    crossed: frozenset[Role] = frozenset()
    is_bare: bool = False
    is_cut: bool = False

    @property
    def asked(self) -> str:
        """All that is asked, without the title."""
        return " ".join((*self.prose, *self.items))

    @property
    def sentences(self) -> tuple[str, ...]:
        """All that it says, sentence by sentence: what is asked, then other columns, then the title."""
        columns = [self.told(role) for role in self.named]
        return (*self.said, *columns, self.title)

    @property
    def said(self) -> tuple[str, ...]:
        """What is asked, sentence by sentence."""
        return (*(each for text in self.prose for each in sentences_of(text)), *self.items)

    def told(self, role: Role) -> str:
        """What a column says, with its heading; empty where there is no such column."""
        heading, value = self.named.get(role, ("", ""))
        return f"{heading}: {value}" if value else ""

    def column(self, role: Role) -> str:
        """What a column says, alone."""
        return self.named.get(role, ("", ""))[1]


@dataclass(slots=True)
class Gathered:
    """A requirement while its rows are gathered: one, or several below a merged title."""

    place: str
    group: str
    title: list[Line]
    clause: str
    layout: Layout
    rows: list[Row] = field(default_factory=list)

    def entries(self) -> list[Entry]:
        """One entry, or one for each row where the merged title is only a heading for papers of their own."""
        lines = [self._lines(row, Role.ASKS) for row in self.rows]
        named = [each for each in lines if each and names_paper(each[0].text)]
        if len(self.rows) > 1 and len(named) == len(self.rows):
            group = tidy(" ".join(each.text for each in self.title))
            return [
                self._own(row, asks, group, number)
                for number, (row, asks) in enumerate(zip(self.rows, lines, strict=True))
            ]
        return [self._whole(lines)]

    def _whole(self, lines: list[list[Line]]) -> Entry:
        joined, *rest = lines
        merged = [self._is_merged(row) for row in self.rows[1:]]
        if any(merged) and not any(each.text.rstrip().endswith(":") for each in joined):
            joined = [as_item(each) for each in joined]
        for row, is_merged in zip(rest, merged, strict=True):
            joined = joined + [as_item(each) for each in row] if is_merged else carried_on(joined, row)
        return self._entry(self.title, joined, self.rows, self.group)

    def _is_merged(self, row: Row) -> bool:
        """Whether its title is merged with the one above, and not left empty because a page ended."""
        cell = row.at(self.layout.title)
        return cell is not None and cell.continues

    def _own(self, row: Row, asks: list[Line], group: str, number: int) -> Entry:
        name = name_of_paper(asks[0].text)
        letter = f"{self.clause}{chr(ord('a') + number)}" if is_number(self.clause) else ""
        entry = self._entry([Line(name)], asks, [row], group)
        return replace(entry, clause=letter) if letter else entry

    def _entry(self, title: list[Line], asks: list[Line], rows: list[Row], group: str) -> Entry:
        checks = within_bounds(each.text for row in rows for each in self._lines(row, Role.LOOK_FOR))
        named = self._named(rows)
        read = read_title(title, has_asks=bool(asks), is_own=self._has_own_title())
        shown, detail = read.text, read.detail
        leading = _LEADING_NUMBER.match(shown)
        clause = self.clause or (title[0].number if title else "") or (leading[1] if leading else "")
        lines = [*detail, *asks]
        return Entry(
            place=self.place,
            group=group,
            title=tidy(shown[leading.end() :] if leading and not self.clause else shown)[:_LONGEST_TITLE],
            clause=clause.rstrip(".):"),
            prose=within_bounds(" ".join(each.text.split()) for each in lines if not each.is_item),
            items=within_bounds(tidy(each.text) for each in lines if each.is_item),
            checks=checks,
            named=named,
            headed=self.layout.headings.get(self.layout.title, ""),
            crossed=frozenset(self.layout.roles[each] for each in self.layout.crossed),
            is_bare=self._is_bare(shown, lines, checks, named),
            is_cut=read.is_cut,
        )

    def _is_bare(self, title: str, lines: list[Line], checks: tuple[str, ...], named: Iterable[Role]) -> bool:
        """Whether nothing says what is asked: beside a title of its own, or in it."""
        if lines or checks or TELLING.intersection(named):
            return False
        return self._has_own_title() or not says_itself(title)

    def _has_own_title(self) -> bool:
        """Whether the title's cell is for the title alone: another column, which is not merged with it, says
        what is asked."""
        cell = self.rows[0].at(self.layout.title)
        over = range(cell.column, cell.column + cell.span) if cell else range(0)
        roles = [role for column, role in self.layout.roles.items() if column not in over]
        return bool({*TELLING, Role.ASKS, Role.LOOK_FOR}.intersection(roles))

    def _named(self, rows: list[Row]) -> dict[Role, tuple[str, str]]:
        apart = {Role.TITLE, Role.ASKS, Role.CLAUSE, Role.ANSWER, Role.LOOK_FOR, Role.GROUP}
        found: dict[Role, tuple[str, str]] = {}
        for column, role in self.layout.roles.items():
            said = dict.fromkeys(each.text for row in rows for each in self._in(row, column))
            text = "; ".join(filter(None, said))[:_LONGEST]
            if role not in apart and role not in found and (text or role in (Role.MUST, Role.SHOULD)):
                found[role] = (self.layout.headings.get(column, ""), text)
        return found

    def _lines(self, row: Row, role: Role) -> list[Line]:
        return [line for each in columns_of(self.layout, role) for line in self._in(row, each) if line.text]

    def _in(self, row: Row, column: int) -> tuple[Line, ...]:
        """The lines of the cell that begins in the column; a merged one only where it begins."""
        cell = row.at(column)
        merged_up = cell is not None and cell.continues and row is not self.rows[0]
        return cell.lines if cell and cell.column == column and not merged_up else ()


def within_bounds(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts that hold anything besides an address, up to the longest that is read."""
    kept, left = [], _LONGEST
    for text in texts:
        if tidy(text) and left > 0:
            kept.append(text[:left])
            left -= len(text)
    return tuple(kept)


def as_item(line: Line) -> Line:
    return replace(line, is_item=True)


def carried_on(lines: list[Line], more: list[Line]) -> list[Line]:
    """Lines with those of a row that goes on with them; a sentence that was cut in two is joined."""
    if (
        not lines
        or not more
        or lines[-1].is_item
        or lines[-1].text.rstrip().endswith((".", ":", ";", "!", "?"))
    ):
        return [*lines, *more]
    first, *rest = more
    return [*lines[:-1], replace(lines[-1], text=f"{lines[-1].text} {first.text}"), *rest]
