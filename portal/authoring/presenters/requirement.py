"""The page of one requirement: what its values were read from, and where its faults are."""

from checklists.drafting import DraftRow
from portal.authoring.presenters.draft import SourceView, readings
from portal.authoring.queries.drafts import DraftPlace

ON_THE_PAGE = {
    "part": "covers",
    "parts": "covers",
    "level": "register",
    "lists": "register",
    "topic": "topics",
    "deadline_months": "deadlines",
}
"""Field of a requirement to the question of its page, where that is called otherwise."""


def page_readings(place: DraftPlace, row: DraftRow) -> dict[str, list[SourceView]]:
    """By question of the page what its value was read from."""
    found: dict[str, list[SourceView]] = {}
    kept = place.sources.get(row.row, {})
    for name, reading in zip(kept, readings(place, row, in_order=True), strict=True):
        head = name.partition(".")[0]
        found.setdefault(ON_THE_PAGE.get(head, head), []).append(reading)
    return found
