"""Rows of a read model from evening to evening: which were so, from when until when."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from checklists.calendar import day_before
from portal.records import NOW

Values = Mapping[str, object]
"""A row by the names of its columns, without its evenings."""


@dataclass(slots=True)
class Evenings:
    """What is said evening by evening, in their order. `said` has by the row's content the first evening."""

    said: dict[frozenset[tuple[str, object]], date] = field(default_factory=dict)
    over: list[dict[str, object]] = field(default_factory=list)

    def become(self, rows: Iterable[Values], evening: date) -> None:
        """From that evening on these rows are so, and no others."""
        wanted = {frozenset(row.items()): None for row in rows}
        for content in [each for each in self.said if each not in wanted]:
            self.over.append(with_evenings(content, self.said.pop(content), day_before(evening)))
        for content in wanted:
            self.said.setdefault(content, evening)

    def rows(self) -> Iterator[dict[str, object]]:
        yield from self.over
        for content, known_from in self.said.items():
            yield with_evenings(content, known_from, NOW)


def with_evenings(
    content: frozenset[tuple[str, object]], known_from: date, known_until: date
) -> dict[str, object]:
    return {**dict(content), "known_from": known_from, "known_until": known_until}
