"""A statement as a Word document, to go with an invoice."""

from collections.abc import Iterator

from evidence.report_writing import Block, Cell, Grid, Heading, Report, Words
from portal.clock import local_day
from portal.payments.presenters.statement import NOTES, due_words, line_views, sums, total_title
from portal.payments.queries.kept import Kept
from portal.payments.queries.statement import Statement
from portal.places.contracts import EngagementPlace
from portal.words.returns import period_name
from portal.words.wording import day, pounds_and_pence

HEADINGS = ("Line", "Weight", "Target", "Achieved", "Below target", "Deducted")


def statement_report(place: EngagementPlace, kept: Kept) -> Report:
    return Report(
        title=title_of(kept),
        author=place.contract.lead,
        made_at=kept.answered.at if kept.answered else kept.at,
        running=f"{place.contract.title} · {place.partner}",
        foot=f"Statement {kept.reference}",
        cover=cover(place, kept),
        body=body(kept),
        depth=1,
    )


def title_of(kept: Kept) -> str:
    return f"{kept.statement.title}, {period_name(kept.quarter)}"


def cover(place: EngagementPlace, kept: Kept) -> Iterator[Block]:
    yield Words(title_of(kept), "Title")
    yield Words(place.contract.title, "Subtitle")
    yield Grid((), facts(place, kept), (1, 3))


def facts(place: EngagementPlace, kept: Kept) -> list[tuple[str, str]]:
    """What it is about, as pairs of a name and words."""
    statement, answered = kept.statement, kept.answered
    approved = f"{answered.person}, {day(local_day(answered.at))}" if answered else ""
    between = f"{day(statement.from_on)} to {day(statement.until_on)}"
    rows = [
        ("Statement", kept.reference),
        ("Contract", f"{place.contract.title}, {place.contract.reference}"),
        ("Paid by", place.contract.lead),
        ("Paid to", place.partner),
        ("The fee of", statement.area),
        ("All quarters" if statement.is_closing else "Quarter", between),
        ("Payment", due_words(statement)),
        ("Clause", statement.clause),
        ("Put up by", f"{kept.person}, {day(local_day(kept.at))}"),
        ("Approved by", approved),
    ]
    return [(name, words) for name, words in rows if words]


def body(kept: Kept) -> Iterator[Block]:
    statement = kept.statement
    yield Heading("What is paid")
    rows: list[list[Cell | str]] = [
        [Cell(each.title, about=each.words), each.amount] for each in sums(statement)
    ]
    total = [Cell(total_title(statement), bold=True), Cell(pounds_and_pence(statement.paid), bold=True)]
    yield Grid(("What", "Pounds"), [*rows, total], (75, 25))
    if statement.lines:
        yield from line_by_line(statement)
    for note in statement.notes:
        yield Words(NOTES[note])


def line_by_line(statement: Statement) -> Iterator[Block]:
    yield Heading("Line by line")
    lines: list[list[Cell | str]] = [
        [
            Cell(each.title, about=each.words),
            pounds_and_pence(each.weight),
            each.target,
            Cell(each.achieved, about=each.figure),
            each.shortfall,
            pounds_and_pence(each.deduction),
        ]
        for each in line_views(statement)
    ]
    last: list[Cell | str] = [Cell("Together", bold=True), "", "", "", ""]
    lines.append([*last, Cell(pounds_and_pence(statement.deduction), bold=True)])
    yield Grid(HEADINGS, lines, (36, 13, 12, 13, 12, 14))
