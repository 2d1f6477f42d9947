"""Checklists as people write them, of each kind several, and what each should give; here those whose values
are hard to read. All is invented."""

import csv
import io
from typing import NamedTuple

import xlsxwriter
from docx import Document

from tests.builders.word_checklists import add_table, saved

Rows = tuple[tuple[str | int | float, ...], ...]
CLAIM, AGGREGATE = "per-claim", "aggregate"


class Want(NamedTuple):
    """A requirement that should be read; `asked` are fields that should be marked to look at."""

    title: str
    kind: str = "document"
    months: int | None = None
    force: str = "must"
    cover: tuple[int | None, str | None] | None = None
    asked: tuple[str, ...] = ()


class Variant(NamedTuple):
    """`left_out` is how many rows should be handed over as left out."""

    kind: str
    rows: Rows
    wants: tuple[Want, ...]
    left_out: int = 0


def docx(rows: Rows) -> bytes:
    document = Document()
    width = max(map(len, rows))
    add_table(document, (), [[str(each) for each in row] + [""] * (width - len(row)) for row in rows])
    return saved(document)


def xlsx(rows: Rows) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("List")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return content.getvalue()


def text(rows: Rows) -> bytes:
    content = io.StringIO()
    width = max(map(len, rows))
    csv.writer(content).writerows([*row, *[""] * (width - len(row))] for row in rows)
    return content.getvalue().encode()


FORMATS = {"docx": docx, "xlsx": xlsx, "csv": text}
COPY = "Copy of the policy"
PUBLIC = Want("Public liability", "cover", cover=(5_000_000, CLAIM))

OF_VALUES = (
    Variant(
        "dates: last and next after the cycle",
        (
            ("Policy", "Last reviewed", "Next review due", "Review frequency"),
            ("Fire policy", "01/05/2025", "01/05/2027", "24 months"),
            ("Data policy", "03/02/2026", "", "p.a."),
        ),
        (Want("Fire policy", months=24), Want("Data policy", months=12)),
    ),
    Variant(
        "dates: years in the heading",
        (
            ("Ref", "Document", "Date approved", "Review date", "Review period (years)"),
            ("P1", "Fire policy", "2025-01-01", "2028-01-01", 3),
            ("P2", "Data plan", "May 2025", "May 2026", 1),
        ),
        (Want("Fire policy", months=36), Want("Data plan", months=12)),
    ),
    Variant(
        "dates: months in the heading, without a cycle elsewhere",
        (
            ("Policy", "Expiry date", "Frequency of review, months", "Evidence"),
            ("Fire policy", "31/12/2026", 18, COPY),
            ("Data policy", "31/12/2026", 6, COPY),
        ),
        (Want("Fire policy", months=18), Want("Data policy", months=6)),
    ),
    Variant(
        "cycles: words",
        (
            ("Policy", "Review cycle"),
            ("A policy", "Bi-annually"),
            ("B policy", "every 3 yrs"),
            ("C policy", "36 mths"),
            ("D policy", "3 years or on change"),
            ("E policy", "Twice yearly"),
            ("F policy", "2 yearly"),
            ("G policy", "Ongoing"),
            ("H policy", "2-3 years"),
            ("I policy", 12),
        ),
        (
            Want("A policy", asked=("months",)),
            Want("B policy", months=36),
            Want("C policy", months=36),
            Want("D policy", months=36, asked=("months",)),
            Want("E policy", months=6),
            Want("F policy", months=24),
            Want("G policy"),
            Want("H policy", asked=("months",)),
            Want("I policy", asked=("months",)),
        ),
    ),
    Variant(
        "insurance: pounds in the heading",
        (
            ("Type of cover", "Minimum cover (£m)", "Basis"),
            ("Public liability", 5, "Per claim"),
            ("Employers’ liability", 10, "Per claim"),
            ("Cyber", 0.5, "Aggregate"),
            ("Legal expenses", 1, "Aggregate"),
        ),
        (
            PUBLIC,
            Want("Employers’ liability", "cover", cover=(10_000_000, CLAIM)),
            Want("Cyber", "cover", cover=(500_000, AGGREGATE)),
            Want("Legal expenses", "cover", cover=(1_000_000, AGGREGATE)),
        ),
    ),
    Variant(
        "insurance: another heading for the amount",
        (
            ("Insurance", "Minimum level required"),
            ("Public liability", "£5m for any one claim"),
            ("Professional indemnity", "£2,000,000.00 in the aggregate"),
            ("Motor", "as required by law"),
        ),
        (
            PUBLIC,
            Want("Professional indemnity", "cover", cover=(2_000_000, AGGREGATE)),
            Want("Motor", "cover", cover=(None, None), asked=("parts.motor",)),
        ),
    ),
    Variant(
        "insurance: among policies",
        (
            ("Requirement", "Cover required", "Evidence"),
            ("Public liability", "£5 million each and every claim", "Certificate"),
            ("Fire policy", "", COPY),
            ("Employers’ liability", 10_000_000, "Certificate"),
        ),
        (PUBLIC, Want("Fire policy"), Want("Employers’ liability", "cover", cover=(10_000_000, None))),
    ),
    Variant(
        "force: yes and no",
        (
            ("No", "Requirement", "Mandatory (Y/N)", "Evidence"),
            (1, "Fire policy", "Y", COPY),
            (2, "Travel plan", "N", COPY),
            (3, "Driving policy", "If staff drive", COPY),
            (4, "Cyber policy", "Required if turnover exceeds £1m", COPY),
        ),
        (
            Want("Fire policy"),
            Want("Travel plan", force="should"),
            Want("Driving policy", asked=("condition",)),
            Want("Cyber policy", asked=("condition",)),
        ),
    ),
    Variant(
        "force: ticks and crosses",
        (
            ("Policy", "Required?", "Evidence"),
            ("Fire policy", "✓", COPY),
            ("Gift policy", "✗", COPY),
            ("Travel policy", "x", COPY),
        ),
        (Want("Fire policy"), Want("Gift policy", force="should"), Want("Travel policy", force="should")),
    ),
    Variant(
        "force: two columns of crosses",
        (
            ("Policy", "Essential", "Desirable", "Met (Y/N)", "Evidence"),
            ("Fire policy", "x", "", "", COPY),
            ("Gift policy", "", "x", "N", COPY),
        ),
        (Want("Fire policy"), Want("Gift policy", force="should")),
    ),
)
