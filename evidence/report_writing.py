"""Writes a long Word document: cover, contents, headings, tables whose heading row repeats, pictures, page
numbers. It is written block by block, so that its length costs no memory. Nothing in it is read as markup."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Literal

Tone = Literal["", "met", "missing", "expired", "waived", "soon", "not-needed"]
"""What a cell takes its tint from; what it says stands in words too."""

Style = Literal["Normal", "Title", "Subtitle", "Lead", "Note", "Warning"]


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 begins a page, 2 is a part of that, 3 a part of that one; the contents list the first two."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str
    style: Style = "Normal"


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines of a cell; under them what there is to say `about` them, and `small` ones, such as a SHA-256."""

    text: str
    tone: Tone = ""
    small: str = ""
    bold: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows under headings that are repeated on each page; without headings the first column labels the rows.
    `widths` are shares of the page's width."""

    headings: Sequence[str]
    rows: Sequence[Sequence[Cell | str]]
    widths: Sequence[int]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture over the page's width, as PNG, and what it shows in words."""

    png: bytes
    words: str


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a page."""


Block = Heading | Words | Grid | Drawing | NewPage


@dataclass(frozen=True, slots=True)
class Report:
    """`cover` and `body` are written in their order, with the contents between them. `running` stands at the
    head of each page but the first, `foot` before the page numbers."""

    title: str
    author: str
    made_at: datetime
    running: str
    foot: str
    cover: Iterable[Block]
    body: Iterable[Block]
    depth: int = 2


def write_report(report: Report, out: IO[bytes]) -> None:
    """A .docx, from where `out` stands."""
    from evidence.report_document import build  # python-docx is large, and few documents are written

    build(report, out)
