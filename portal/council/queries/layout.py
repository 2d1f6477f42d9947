"""The workbook that the council wants filled, and what is written into its cells."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.year.exact import exact
from checklists.year.rows import Measure
from evidence.layout import FilledCell
from portal.council.queries.snapshot import Line, Snapshot
from portal.records import CouncilLayout, Scan, StoredFile
from portal.standing.queries.in_force import list_versions

NUMERATOR, DENOMINATOR, PERCENTAGE = "numerator", "denominator", "percentage"
SIDES = (NUMERATOR, DENOMINATOR, PERCENTAGE)


@dataclass(frozen=True, slots=True)
class Mapped:
    """Which figure stands in which cell."""

    sheet: str
    cell: str
    measure: str
    side: str

    @property
    def place(self) -> str:
        return f"{self.sheet}!{self.cell}"


@dataclass(frozen=True, slots=True)
class Layout:
    """`key` is where the store keeps its bytes; it can be opened where no scanner says otherwise."""

    number: int
    file_id: uuid.UUID
    key: str
    name: str
    media_type: str
    can_open: bool
    cells: tuple[Mapped, ...]


def find_layout(session: Session, contract_id: uuid.UUID) -> Layout | None:
    """The one that counts."""
    row = session.execute(
        sa.select(CouncilLayout, StoredFile)
        .join(StoredFile, StoredFile.id == CouncilLayout.file_id)
        .where(CouncilLayout.contract_id == contract_id)
        .order_by(CouncilLayout.number.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    kept, file = row.CouncilLayout, row.StoredFile
    can_open = file.scan in {Scan.UNSCANNED.value, Scan.CLEAN.value} and file.removed_at is None
    cells = tuple(Mapped(*each) for each in kept.cells)
    return Layout(kept.number, file.id, file.key, file.name, file.media_type, can_open, cells)


def list_measures(session: Session, contract_id: uuid.UUID) -> tuple[Measure, ...]:
    """Those of every version, the newest first."""
    versions = list_versions(session, [contract_id]).get(contract_id, ())
    return tuple({each.key: each for one in versions for each in one.year.measures}.values())


def sides_of(measure: Measure) -> tuple[str, ...]:
    if measure.denominator is None:
        return (NUMERATOR,)
    return SIDES if measure.is_share else (NUMERATOR, DENOMINATOR)


@dataclass(frozen=True, slots=True)
class Blank:
    """A cell that stays empty, and why."""

    mapped: Mapped
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Filling:
    cells: tuple[FilledCell, ...]
    blank: tuple[Blank, ...]


def filling_of(mapped: Iterable[Mapped], snapshot: Snapshot, titles: Mapping[str, str]) -> Filling:
    """From what was sent: what is hidden there stays empty here."""
    cells: list[FilledCell] = []
    blank: list[Blank] = []
    for each in mapped:
        line = snapshot.find(each.measure)
        why = why_blank(line, each.side)
        if line is None or why:
            title = line.title if line else titles.get(each.measure, each.measure)
            blank.append(Blank(each, title, why))
        else:
            cells.append(filled(each, line))
    return Filling(tuple(cells), tuple(blank))


def why_blank(line: Line | None, side: str) -> str:
    if line is None:
        return "it is not asked of this period"
    if line.hides_total:
        return "hidden: too few people"
    if not line.is_whole or not line.total.is_given:
        return "figures are missing"
    if side != NUMERATOR and not line.total.denominator:
        return "of nobody" if side == PERCENTAGE else "it is not given"
    return "hidden: too few people" if side == PERCENTAGE and line.hides_value else ""


def filled(mapped: Mapped, line: Line) -> FilledCell:
    numerator, denominator = line.total.numerator or Decimal(0), line.total.denominator
    if mapped.side == PERCENTAGE and denominator:
        share = Fraction(numerator) / Fraction(denominator)
        return FilledCell(mapped.sheet, mapped.cell, exact(share), exact(share * 100))
    number = denominator if mapped.side == DENOMINATOR and denominator is not None else numerator
    return FilledCell(mapped.sheet, mapped.cell, exact(Fraction(number)))
