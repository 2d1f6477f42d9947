"""The draft report of a visit with one partner: on the page, and as a Word document in the pack's styles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from evidence.report_writing import Block, Cell, Grid, Heading, Report, Tone, Words
from portal.on_the_day.presenters.sheet import NoteView, RowView, signed_words
from portal.on_the_day.queries.sheets import Sheet

REPORT_TITLE = "Draft report"
NOT_SIGNED = "Not signed off yet: the partner does not see this."
ABOUT = (
    "What was looked at and what was written down on the day. It is a draft, for the partner and the lead "
    "provider alone."
)


@dataclass(frozen=True, slots=True)
class ReportView:
    """What the report says. `counts` are labels with how many rows."""

    title: str
    contract: str
    lead: str
    partner: str
    visit: str
    signed: str
    counts: tuple[tuple[str, int], ...]
    rows: Sequence[RowView]
    notes: Sequence[NoteView]
    drawn: str


def report_view(
    sheet: Sheet,
    rows: Sequence[RowView],
    notes: Sequence[NoteView],
    *,
    contract: str,
    lead: str,
    partner: str,
    visit: str,
) -> ReportView:
    """Rows that want something first: what was not seen, then queries, then the rest."""
    rank = {"not-seen": 0, "query": 1, "": 2, "seen": 3}
    drawn = sum(1 for each in sheet.rows if each.stratum)
    picked = len(sheet.rows) - drawn
    return ReportView(
        REPORT_TITLE,
        contract,
        lead,
        partner,
        visit,
        signed_words(sheet) or NOT_SIGNED,
        tuple(
            (label, sum(1 for each in rows if each.result == key))
            for key, label in (("seen", "Seen"), ("not-seen", "Not seen"), ("query", "Queries"))
        ),
        sorted(rows, key=lambda each: rank[each.result]),
        [each for each in notes if each.words],
        f"{drawn} drawn by the seed {sheet.draw.seed}, {picked} picked" if sheet.draw else f"{picked} picked",
    )


def as_report(view: ReportView, made_at: datetime) -> Report:
    return Report(
        title=f"{view.title}: {view.visit}",
        author=view.lead,
        made_at=made_at,
        running=f"{view.contract} · {view.partner}",
        foot=f"{view.title}: {view.visit}",
        cover=cover(view),
        body=body(view),
    )


def cover(view: ReportView) -> Iterator[Block]:
    yield Words(f"{view.title}: {view.visit}", "Title")
    yield Words(view.partner, "Subtitle")
    rows = [("Contract", view.contract), ("Lead provider", view.lead), ("Signed", view.signed)]
    yield Grid((), [*rows, ("Looked at", view.drawn)], (1, 3))
    yield Words(ABOUT, "Note")


def body(view: ReportView) -> Iterator[Block]:
    yield Heading("Summary")
    yield Words(", ".join(f"{label}: {many}" for label, many in view.counts), "Lead")
    if view.rows:
        yield Heading("What was looked at")
        told = [row_cells(each) for each in view.rows]
        yield Grid(("What", "Result", "Note"), told, (38, 16, 46))
    for note in view.notes:
        yield Heading(note.title)
        for paragraph in note.words.split("\n"):
            if paragraph:
                yield Words(paragraph)


def row_cells(row: RowView) -> tuple[Cell, Cell, Cell]:
    files = "; ".join(each.name for each in row.photos)
    return (
        Cell(row.title, about=row.about),
        Cell(row.result_words, cast("Tone", row.tone)),
        Cell(row.note, about=f"Files: {files}" if files else ""),
    )
