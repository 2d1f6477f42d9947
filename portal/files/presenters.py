"""What was read of a document, for a page that shows it."""

import json
from itertools import groupby
from typing import Any

from portal.files.pictures import NOT_DRAWN
from portal.files.queries import OpenFile
from portal.web.addresses import FILE, FILE_READ, SLOT

NOTES = {
    "boxes": "It has text boxes, which are not shown here.",
    "changes": "It has tracked changes: it is shown as if all of them were accepted.",
    "charts": "It has charts, which are not shown here.",
    "comments": "It has comments, which are not shown here.",
    "footnotes": "It has footnotes, which are not shown here.",
    "hidden-rows": "It has hidden rows or columns, which are shown here.",
    "not-worked-out": "A formula in it was never worked out: its cell is empty here.",
    "pictures": "It has pictures, which are not shown here.",
}
"""What is said of what there is beside the text."""

LOOKS = "Shown without its looks; download it to see it as it is."


def read_view(file: OpenFile, content: bytes) -> dict[str, object]:
    """Of one page of a file, as `evidence.readable` has it; nothing to read where it is NOT_DRAWN."""
    read = json.loads(content) if content != NOT_DRAWN else None
    number, count = (read["number"], read["count"]) if read else (1, 1)
    return {
        "file": file,
        "href": FILE(file.file_id),
        "back": back_to(file),
        "sections": [with_runs(each) for each in read["sections"]] if read else [],
        "is_read": read is not None,
        "is_empty": read is not None and not any(each["blocks"] for each in read["sections"]),
        "said": said_of(read) if read else [],
        "place": f"Page {number} of {count}" if count > 1 else "",
        "previous": FILE_READ(file.file_id, number - 1) if number > 1 else "",
        "next": FILE_READ(file.file_id, number + 1) if number < count else "",
    }


def with_runs(section: dict[str, Any]) -> dict[str, object]:
    """Rows that follow each other are one table."""
    runs = [
        {"is_table": is_table, "blocks": list(blocks)}
        for is_table, blocks in groupby(section["blocks"], key=lambda block: "cells" in block)
    ]
    return {**section, "runs": runs}


def back_to(file: OpenFile) -> str:
    """The requirement under which it was sent; empty where it was not, or is of no one engagement."""
    shown = file.shown
    if shown is None or shown.engagement_id is None or not shown.requirement_key:
        return ""
    return SLOT(shown.engagement_id, shown.requirement_key)


def said_of(read: dict[str, Any]) -> list[str]:
    said = [LOOKS, *(NOTES[note] for note in read["notes"])]
    if read["hidden"]:
        names = ", ".join(f"\u201c{name}\u201d" for name in read["hidden"])
        said.append(f"Sheets that are hidden in it are not shown here: {names}.")
    if read["is_cut"]:
        said.append("It is longer than what is shown here: the rest is in the download.")
    return said
