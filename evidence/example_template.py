"""An example of a template: a plain Word document with all placeholders, in the styles that packs use."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """What stands in it, with placeholders: the lines of its cover, rows of label and words, then blocks,
    each under its heading, where it has one. Headings in `on_new_pages` begin a page."""

    title: str
    subtitle: str
    rows: Sequence[tuple[str, str]]
    blocks: Sequence[tuple[str, str]]
    on_new_pages: frozenset[str]
    head: str
    foot: str


def write_example(example: Example, author: str) -> bytes:
    """A .docx."""
    # Only here: python-docx is large, and few documents are written.
    from evidence.example_template_document import build

    return build(example, author)
