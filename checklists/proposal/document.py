"""A document's tables, as the rules see them. `document_of` makes them of plain data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. `heading` is 1 for the highest and 0 for none; `number` is what a numbered list shows."""

    text: str
    is_item: bool = False
    number: str = ""
    bold: bool = False
    heading: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, from its column on over `span` columns; `continues` the one above, which holds the same."""

    column: int
    span: int
    continues: bool
    own: tuple[Line, ...]
    tables: tuple["Table", ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its paragraphs, and the rows of tables inside it as items of a list."""
        return self.own + tuple(line for table in self.tables for line in table.as_items())

    @property
    def text(self) -> str:
        """Its words; of a cell that a list has only numbered, the number."""
        return " ".join(line.text for line in self.lines).strip() or "".join(line.number for line in self.own)

    @property
    def is_bold(self) -> bool:
        return bool(self.own) and all(line.bold or line.heading for line in self.own)


@dataclass(frozen=True, slots=True)
class Row:
    header: bool
    cells: tuple[Cell, ...]

    def at(self, column: int) -> Cell | None:
        """The cell that covers the column."""
        return next((each for each in self.cells if each.column <= column < each.column + each.span), None)

    @property
    def filled(self) -> tuple[Cell, ...]:
        return tuple(each for each in self.cells if each.text)

    @property
    def words(self) -> tuple[str, ...]:
        """What it says cell by cell, to compare rows by."""
        return tuple(" ".join(each.text.casefold().split()) for each in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    before: tuple[Line, ...]
    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        """How many columns its widest row has."""
        return max((each.column + each.span for row in self.rows for each in row.cells), default=0)

    def as_items(self) -> Iterator[Line]:
        """A row a line, its cells parted by dashes; without a heading row."""
        rows = self.rows[1:] if self._has_heading() else self.rows
        for row in rows:
            text = " – ".join(each.text for each in row.filled)
            if text:
                yield Line(text, is_item=True)

    def _has_heading(self) -> bool:
        """Marked as one, or all bold, or the only row without a figure."""
        first, *rest = self.rows
        if first.header or (first.filled and all(each.is_bold for each in first.filled)):
            return True
        return bool(rest) and not has_figure(first) and all(has_figure(each) for each in rest)


def has_figure(row: Row) -> bool:
    return any(character.isdigit() for each in row.cells for character in each.text)


@dataclass(frozen=True, slots=True)
class Document:
    title: str
    tables: tuple[Table, ...]


def document_of(data: Mapping[str, Any]) -> Document:
    """The document of plain data: {"title", "tables"}, as the reading of files gives it."""
    return Document(data["title"], tuple(table_of(each) for each in data["tables"]))


def table_of(data: Mapping[str, Any]) -> Table:
    rows = tuple(Row(each["header"], tuple(cell_of(cell) for cell in each["cells"])) for each in data["rows"])
    return Table(tuple(line_of(each) for each in data["before"]), rows)


def cell_of(data: Mapping[str, Any]) -> Cell:
    return Cell(
        data["column"],
        data["span"],
        data["continues"],
        tuple(line_of(each) for each in data["paragraphs"]),
        tuple(table_of(each) for each in data["tables"]),
    )


def line_of(data: Mapping[str, Any]) -> Line:
    return Line(data["text"], data["level"] is not None, data["number"], data["bold"], data["heading"])
