"""What each column of a table holds: by its heading, and where that is not enough by what stands in it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from checklists.proposal import words
from checklists.proposal.columns import Role, is_number, normal, role_of
from checklists.proposal.cycles import is_date, reads_as_cycle
from checklists.proposal.marks import is_mark
from checklists.proposal.sums import is_sum

_FORCE = re.compile(words.FORCE_WORDS, re.I)
_MUST = re.compile(words.MUST_HEADINGS)
_CONDITION = re.compile(r"\b(?:if|where|when|only|unless)\b", re.I)
_QUANTITY = re.compile(words.QUANTITIES)
_HALF, _MOST = 0.5, 0.8


@dataclass(frozen=True)
class Column:
    """A column's heading and what stands below it, row by row; a merged cell where it begins."""

    heading: str
    values: tuple[str, ...]

    @cached_property
    def filled(self) -> tuple[str, ...]:
        return tuple(each for each in self.values if each)

    def is_mostly(self, fits: Callable[[str], object], share: float = _HALF) -> bool:
        return bool(self.filled) and sum(1 for each in self.filled if fits(each)) >= share * len(self.filled)

    @property
    def is_distinct(self) -> bool:
        """Whether hardly anything stands there twice."""
        return len({each.casefold() for each in self.filled}) >= _MOST * len(self.filled)

    @property
    def names_rows(self) -> bool:
        """Whether words stand in nearly all rows, in each its own."""
        has_words = self.is_mostly(lambda each: re.search(r"[^\W\d_]{2}", each), _MOST)
        return has_words and self.is_distinct and len(self.filled) >= _MOST * len(self.values)


def roles_of(columns: Mapping[int, Column]) -> dict[int, Role]:
    """Column to role, for columns that have one.

    There is one column of titles: a second becomes what is asked, and where there is none, one without
    another use is it. There is one period: the cycle, and not the days of the last review and of the next.
    """
    roles = {number: role for number, column in columns.items() if (role := role_in(column))}
    first = min(columns, default=0)
    if is_unnamed_title(columns, first):
        roles = {each: Role.ASKS if role is Role.TITLE else role for each, role in roles.items()}
        roles[first] = Role.TITLE
    titles = [number for number, role in roles.items() if role is Role.TITLE]
    roles |= dict.fromkeys(titles[1:], Role.ASKS)
    if not titles and (title := stand_in_for_title(columns, roles)) is not None:
        roles[title] = Role.TITLE
    return with_one_period(columns, roles)


def role_in(column: Column) -> Role | None:
    """What its heading says, unless what stands below says otherwise."""
    said = role_of(column.heading)
    if said in (None, Role.TITLE, Role.GROUP, Role.CLAUSE) and is_clauses(column, said):
        return Role.CLAUSE
    if said in (None, Role.ANSWER, Role.GROUP, Role.CLAUSE) and is_force(column):
        return Role.FORCE
    if said is Role.PERIOD or (said is Role.ANSWER and column.is_mostly(reads_as_cycle)):
        return None if not column.filled else Role.ANSWER if column.is_mostly(is_date) else Role.PERIOD
    if said in (Role.MUST, Role.SHOULD, Role.FORCE):
        return of_force(column, said)
    if said in (None, Role.TITLE) and column.is_mostly(is_sum):
        return Role.AMOUNT
    if said is Role.ASKS and column.is_mostly(is_mark, _MOST):
        return Role.MUST if _MUST.search(normal(column.heading)) else Role.ANSWER
    return said


def is_clauses(column: Column, said: Role | None) -> bool:
    """Whether nearly all that stands there are numbers of clauses, and they count nothing."""
    if not column.is_mostly(is_number, _MOST):
        return False
    return said is Role.CLAUSE or (column.is_distinct and not _QUANTITY.search(normal(column.heading)))


def is_force(column: Column) -> bool:
    return len(column.filled) > 1 and column.is_mostly(
        lambda each: _FORCE.fullmatch(each.strip(" .*")), _MOST
    )


def of_force(column: Column, said: Role) -> Role | None:
    """Marks and words of force; below `Required` there may as well be what is required, or how much."""
    if not column.filled:
        return Role.ANSWER
    if column.is_mostly(is_sum):
        return Role.AMOUNT
    if said is Role.FORCE or column.is_mostly(
        lambda each: is_mark(each) or _FORCE.match(each) or _CONDITION.match(each)
    ):
        return said
    return Role.ASKS


def is_unnamed_title(columns: Mapping[int, Column], first: int) -> bool:
    """Whether the first column has no name, since everybody sees that it names the rows."""
    column = columns.get(first)
    return len(columns) > 1 and column is not None and not column.heading.strip(" ?.:") and column.names_rows


def stand_in_for_title(columns: Mapping[int, Column], roles: Mapping[int, Role]) -> int | None:
    """A column of names for one that says that it holds titles."""
    for wanted in (Role.GROUP, None, Role.ASKS):
        fits = [
            number for number in sorted(columns) if roles.get(number) is wanted and columns[number].filled
        ]
        named = [number for number in fits if columns[number].names_rows]
        if named or (fits and wanted is None):
            return (named or fits)[0]
    return next((number for number in sorted(columns) if roles.get(number) in (Role.GROUP, Role.ASKS)), None)


def with_one_period(columns: Mapping[int, Column], roles: dict[int, Role]) -> dict[int, Role]:
    periods = [number for number, role in roles.items() if role is Role.PERIOD]
    if len(periods) < 2:
        return roles
    cycle = next((each for each in periods if columns[each].is_mostly(reads_as_cycle)), periods[0])
    return roles | {each: Role.ANSWER for each in periods if each != cycle}
