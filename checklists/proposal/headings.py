"""Which rows can be the heading row of a table: of a checklist, or of another."""

import re

from checklists.proposal import words
from checklists.proposal.columns import SUBJECT, Role, is_number, is_plain_heading, normal, role_of, says_more
from checklists.proposal.document import Row

LONGEST_HEADING = 4
"""Words of a cell in a heading row that nothing marks as one."""

_LONGEST_WITH_ROLE = 6
"""Words of one whose words give its column a role."""


_MOST_COLUMNS = 40
"""Columns of a checklist that has a heading row; no list that people fill in has more."""

_OF_REQUIREMENTS = {Role.TITLE, Role.MUST, Role.SHOULD}
"""Roles that a requirement's own words give its cells too: `Insurance, Required`."""

_OTHER = re.compile(words.OTHER_HEADINGS)


def heads_other(text: str) -> bool:
    """Whether a cell's words head a column of a scale, of counts or of versions."""
    return bool(_OTHER.fullmatch(normal(text)))


def is_marked(row: Row) -> bool:
    """Whether the document itself sets it apart as a heading."""
    return row.header or all(each.is_bold for each in row.filled)


def is_plain(row: Row) -> bool:
    """Whether it can only be a heading by its words, though nothing marks it; a requirement has a number."""
    if is_number(next(iter(row.filled)).text):
        return False
    plain = sum(map(is_plain_heading, row.words))
    said_more = [each for each in row.words if says_more(each)]
    return plain > 0 and (not said_more or (plain > 1 and all(map(is_short, said_more))))


def is_short(text: str) -> bool:
    """Whether it is no longer than headings are; with a role by its words, it may be longer."""
    long = len(text.split())
    if long <= LONGEST_HEADING or is_plain_heading(text):
        return True
    return long <= _LONGEST_WITH_ROLE and role_of(text) is not None


def is_strict(row: Row) -> bool:
    """Whether it can be nothing but a checklist's heading: all short, most with a role, one plain, and no
    short requirement such as `Insurance, Certificate`."""
    if not 0 < len(row.filled) <= _MOST_COLUMNS:
        return False
    said = [normal(each.text) for each in row.filled]
    plain = sum(1 for each in said if is_plain_heading(each))
    if plain < 2 and (len(said) < 3 or any(map(says_more, said))):
        return False
    return plain > 0 and all(map(is_short, said)) and heads_columns(said, plain)


def heads_columns(said: list[str], plain: int) -> bool:
    """Whether its cells head columns: a requirement has a number before it, or names papers only."""
    told = [role for each in said if (role := role_of(each))]
    if is_number(next(iter(said))) or len(told) < max(2, len(said) / 2):
        return False
    are_distinct = len(set(told)) == len(said) and not {*told} <= _OF_REQUIREMENTS
    return are_distinct or (plain > 1 and Role.ASKS in told)


def is_heading_of_other(row: Row) -> bool:
    """Whether it heads a table of another kind: a scale, counts, versions."""
    said = [normal(each.text) for each in row.filled]
    return len(said) > 1 and sum(map(heads_other, said)) > len(said) / 2


def looks_like_heading(row: Row) -> bool:
    """Whether a first row is a heading, of whatever: marked, or all short with a role among them."""
    if is_marked(row):
        return True
    short = all(len(each.split()) <= LONGEST_HEADING for each in row.words)
    return (
        short
        and any(role_of(each) for each in row.words)
        and not any(SUBJECT.search(each) for each in row.words)
    )
