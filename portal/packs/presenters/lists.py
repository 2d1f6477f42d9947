"""Readiness and the matrix of a day as Word documents, and what beside the rows says what they show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from checklists.requirement import Checklist
from evidence.report_writing import Block, Cell, Grid, Heading, Report, Tone, Words
from evidence.spreadsheet_writing import Written
from portal.overview.presenters.matrix import Asked, column_of
from portal.overview.queries.matrix import Matrix
from portal.overview.queries.readiness import PartnerReadiness
from portal.packs.presenters.document import TONES
from portal.packs.presenters.sheets import cell_words, points_words, titled
from portal.places.contracts import ContractPlace
from portal.standing.queries.told import ToldBySlot
from portal.words.levels import level_words
from portal.words.wording import counted, day, in_order_words, moment, partners_words

A_TABLE = 4
"""Requirements beside each other on a page of A4."""

TONE_OF: dict[str, Tone] = {
    "missing": "missing",
    "expired": "expired",
    "waived": "waived",
    "met": "met",
    "not-needed": "not-needed",
    "soon": "soon",
}

CALLED = {"readiness": "Readiness", "matrix": "Partners by requirements"}


@dataclass(frozen=True, slots=True)
class Shown:
    """What was taken away: which list, of which day, as known when, narrowed down to what (in words).
    `partners` is how many have the day, where some of them work in several areas."""

    what: str
    place: ContractPlace
    on: date
    known: date | None
    words: str
    made_at: datetime
    partners: int | None = None

    @property
    def title(self) -> str:
        return f"{CALLED[self.what]} on {day(self.on)}"

    def facts(self) -> list[tuple[str, str]]:
        place = self.place
        return [
            ("Contract", f"{place.title}, {place.reference}"),
            ("Lead provider", place.lead),
            ("Commissioner", place.commissioner),
            ("State on", day(self.on)),
            ("As known on", day(self.known) if self.known else moment(self.made_at)),
            ("Shown", self.words or "All partners"),
        ]


def about(shown: Shown) -> Written:
    """The sheet that says what the other one shows."""
    return Written("About", ("What", "Which"), [[title, words] for title, words in shown.facts()])


def readiness_report(partners: list[PartnerReadiness], told: ToldBySlot, shown: Shown) -> Report:
    return report(shown, readiness_blocks(partners, told, shown.place.lead), len(partners))


def readiness_blocks(partners: Iterable[PartnerReadiness], told: ToldBySlot, lead: str) -> Iterator[Block]:
    rows = [readiness_row(each, told, lead) for each in partners]
    if rows:
        yield Grid(("Partner", "Level", "In the way", "To watch"), rows, (20, 14, 43, 23))


def readiness_row(each: PartnerReadiness, told: ToldBySlot, lead: str) -> tuple[Cell, ...]:
    line = each.line
    in_order = in_order_words(line.in_order, line.asked, line.preferred_in_order, line.preferred_asked)
    return (
        Cell(line.partner, about=line.area, bold=True),
        Cell(level_words(line.level, lead, is_lead=False), TONES[line.level], about=in_order),
        Cell(points_words(each, each.blockers, told, lead)),
        Cell(points_words(each, each.warnings, told, lead)),
    )


def matrix_report(matrix: Matrix, checklist: Checklist, shown: Shown) -> Report:
    return report(shown, matrix_blocks(matrix, checklist, shown.on), len(matrix.partners))


def matrix_blocks(matrix: Matrix, checklist: Checklist, on: date) -> Iterator[Block]:
    """As many requirements beside each other as a page holds, then the next."""
    asked = checklist.requirements
    for first in range(0, len(asked), A_TABLE):
        some = asked[first : first + A_TABLE]
        if len(asked) > A_TABLE:
            last = first + len(some)
            yield Heading(f"Requirements {first + 1} to {last} of {len(asked)}", 2)
        columns = [column_of(each, on, matrix.issued, {}) for each in some]
        rows = [matrix_row(matrix, each, columns) for each in matrix.partners]
        yield Grid(("Partner", *(titled(each) for each in some)), rows, (28, *(18 for _ in some)))


def matrix_row(
    matrix: Matrix, partner: tuple[str, UUID, str, str], asked: Iterable[Asked]
) -> tuple[Cell, ...]:
    key, _, name, area = partner
    said = (cell_words(matrix, key, each) for each in asked)
    return (Cell(name, about=area, bold=True), *(Cell(words, tone_of(state)) for words, state in said))


def tone_of(state: str) -> Tone:
    return TONE_OF.get(state, "")


def report(shown: Shown, blocks: Iterable[Block], rows: int) -> Report:
    place = shown.place
    return Report(
        title=shown.title,
        author=place.lead,
        made_at=shown.made_at,
        running=f"{place.title} · {place.reference}",
        foot=shown.title,
        cover=cover(shown, rows),
        body=blocks,
        depth=1,
    )


def cover(shown: Shown, rows: int) -> Iterator[Block]:
    yield Words(shown.title, "Title")
    yield Words(shown.place.title, "Subtitle")
    yield Grid((), [*shown.facts(), ("Partners", rows_words(shown, rows))], (1, 3))


def rows_words(shown: Shown, rows: int) -> str:
    """Of some of them nobody has counted which are one partner's."""
    if shown.partners is not None and shown.words:
        return counted(rows, "partner or area", "partners or areas")
    return partners_words(shown.partners, rows)
