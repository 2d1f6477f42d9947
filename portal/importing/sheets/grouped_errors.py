"""Many wrong cells in a few sentences: the same mistake in the same column is said once."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.importing.sheets.tables import Wrong

NAMED = 2
"""Cells that a sentence names before it counts the rest."""


@dataclass(frozen=True, slots=True)
class Group:
    """The same problem in one column. `cells` are address and value of every one, in the order of rows."""

    heading: str
    problem: str
    cells: tuple[tuple[str, str], ...]

    @property
    def sentence(self) -> str:
        """Such as: Issued on is not a date such as 3 May 2025: D4 ‘tomorow’, D9 ‘31/02/2025’ and 5 more"""
        named = [cell_words(*cell) for cell in self.cells[: NAMED + 1]]
        rest = len(self.cells) - NAMED
        listed = ", ".join(named) if rest <= 1 else f"{', '.join(named[:NAMED])} and {rest} more"
        return f"{self.heading} {self.problem}: {listed}"


def cell_words(address: str, value: str) -> str:
    """
    >>> cell_words("D4", "tomorow"), cell_words("B7", "")
    ('D4 ‘tomorow’', 'B7')
    """
    return f"{address} ‘{value}’" if value else address


def group_errors(wrong: Iterable[Wrong]) -> tuple[Group, ...]:
    """The groups, the largest first."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for each in wrong:
        found.setdefault((each.heading, each.problem), []).append((each.address, each.value))
    groups = [Group(*about, tuple(cells)) for about, cells in found.items()]
    return tuple(sorted(groups, key=lambda group: -len(group.cells)))
