"""What is read of a document, cut into pages of a size that a browser shows at once. Runs confined.

A section is {"title", "letters", "blocks"}: of a workbook one is a sheet, with the letters of its columns; a
Word document has one without a title. A block is a paragraph {"text", "level" (of a list, null outside one),
"number", "bold", "heading" (1 the highest, 0 none), "edge"} or a row {"row" (its number, 0 where it has
none), "header", "cells"}; a cell {"lines", "span"}. A page is {"number", "count", "sections", "notes",
"hidden", "is_cut"}.
"""

from collections.abc import Iterable, Iterator
from typing import Any

Data = dict[str, Any]
MOST_ON_A_PAGE = 150
"""Lines, about."""

_LETTERS_A_LINE = 120


def paged(
    sections: Iterable[Data], notes: Iterable[str], hidden: Iterable[str], *, is_cut: bool
) -> list[Data]:
    """At least one page, each with what there is to say of the whole."""
    pages = list(_pages(sections)) or [[]]
    said = {"notes": sorted(notes), "hidden": list(hidden), "is_cut": is_cut, "count": len(pages)}
    return [{"number": number, "sections": page, **said} for number, page in enumerate(pages, 1)]


def _pages(sections: Iterable[Data]) -> Iterator[list[Data]]:
    page: list[Data] = []
    filled = 0
    for section in sections:
        here: Data = {**section, "blocks": []}
        page.append(here)
        for block in section["blocks"]:
            lines = _lines(block)
            if filled and filled + lines > MOST_ON_A_PAGE:
                yield page
                here, filled = {**section, "blocks": []}, 0
                page = [here]
            here["blocks"].append(block)
            filled += lines
    if page:
        yield page


def _lines(block: Data) -> int:
    texts = [block["text"]] if "text" in block else [" ".join(cell["lines"]) for cell in block["cells"]]
    return 1 + max((len(text) for text in texts), default=0) // _LETTERS_A_LINE
