"""Write a Word document: headings, paragraphs and tables of plain text. Nothing in it is read as markup."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is a part of the document, 2 a part of that."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Two columns, the first of labels."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings that are repeated on each page."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


Block = Heading | Paragraph | Facts | Table


def write_word(title: str, subject: str, author: str, made_at: datetime, blocks: Sequence[Block]) -> bytes:
    """A .docx, built in memory. `subject` stands under the title; `author` is in its properties."""
    from evidence.word_document import build  # python-docx is large, and few documents are written

    return build(title, subject, author, made_at, blocks)
