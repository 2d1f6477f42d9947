"""Word documents with checklists in tables of different shapes. Everything in them is invented."""

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Cell, _Row

Content = str | Sequence[str]
"""What stands in a cell: a paragraph, or paragraphs of which those with `* ` in front are items of a list."""


def saved(document: DocumentObject) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def write(cell: _Cell, content: Content, *, bold: bool = False) -> None:
    lines = [content] if isinstance(content, str) else content
    for place, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        if line.startswith("* "):
            paragraph.style = "List Bullet"
        paragraph.add_run(line.removeprefix("* ")).bold = bold or None


def new_row(table: Table) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it without types
    return row


def add_rows(table: Table, rows: Sequence[Sequence[Content]], *, bold: bool = False) -> None:
    for contents in rows:
        for cell, content in zip(new_row(table).cells, contents, strict=True):
            write(cell, content, bold=bold)


def add_table(
    document: DocumentObject | _Cell, heading: Sequence[str], rows: Sequence[Sequence[Content]]
) -> Table:
    width = len(heading or rows[0])
    table = document.add_table(0, width)
    if heading:
        add_rows(table, [heading], bold=True)
    add_rows(table, rows)
    return table


def mark_as_heading(table: Table) -> None:
    """The first row is shown again on each page."""
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def repeated_heading() -> bytes:
    """One checklist over three pages: the heading row is marked, typed again on the second page, and left
    away on the third, where a row that was cut in two goes on."""
    document = Document()
    document.add_heading("Outreach service: what partners must show", 1)
    heading = ("Requirement", "Evidence needed")
    table = add_table(
        document,
        heading,
        [
            ("Lone working", "A copy of your lone working policy, reviewed within the last 12 months"),
            ("Liability insurance", "Public liability of not less than £2.5m in respect of any one claim"),
        ],
    )
    mark_as_heading(table)
    add_rows(table, [heading], bold=True)
    add_rows(
        table,
        [
            ("Vetting of staff", "Standard DBS disclosure for office staff, refreshed every 36 months"),
            (
                "Financial statements",
                "Annual accounts for the past two years, audited or independently examined,",
            ),
        ],
    )
    document.add_page_break()  # type: ignore[no-untyped-call]  # python-docx leaves it without types
    add_table(
        document,
        (),
        [
            ("", "filed within 10 months of the year end"),
            (
                "Confidentiality",
                "The organisation confirms that all of its staff sign a confidentiality pledge",
            ),
        ],
    )
    return saved(document)


def among_others() -> bytes:
    """Two checklists among tables that are none: versions, contacts, targets, payments, terms, signatures."""
    document = Document()
    document.add_paragraph("Advice and Advocacy: partner pack", style="Title")
    add_table(
        document,
        ("Version", "Date", "Author", "Changes"),
        [("1.0", "3 May 2025", "R. Okafor", "First issue")],
    )
    document.add_heading("Who to contact", 2)
    contacts = [
        ("R. Okafor", "Contract manager", "r.okafor@lead.example"),
        ("T. Ferris", "Finance", "t@lead.example"),
    ]
    add_table(document, ("Name", "Role", "Email"), contacts)
    document.add_heading("Before the contract starts", 2)
    checks = [
        ("Information governance", "Provide your data protection policy", ""),
        ("Memorandum of understanding", "Executed by both parties before the first referral", ""),
        ("Cyber", "Cyber insurance of £250k in the aggregate", ""),
    ]
    add_table(document, ("Document", "What is required", "Received (Y/N)"), checks)
    document.add_heading("Targets", 2)
    targets = [
        ("Referrals contacted in 2 days", "95%", "Case system"),
        ("Plans reviewed", "80%", "Case files"),
    ]
    add_table(document, ("Performance indicator", "Target", "Evidence"), targets)
    document.add_heading("Through the year", 2)
    through = [
        ("Self-assessment", "Completed annually against the service standards"),
        ("Staff handbook", "The lead provider will send you its handbook; please acknowledge receipt"),
    ]
    add_table(document, ("Obligation", "Details"), through)
    add_table(
        document,
        ("Payment", "Amount", "Date"),
        [("First instalment", "£6,000", "1 April"), ("Second", "£6,000", "1 July")],
    )
    add_table(
        document,
        ("Term", "Meaning"),
        [("Policy", "A document that the board has approved"), ("Partner", "You")],
    )
    add_table(document, (), [("Signed for the partner", ""), ("Name", ""), ("Position", ""), ("Date", "")])
    return saved(document)


def nested() -> bytes:
    """The checklist stands inside a table that only lays out the page, and holds a table of covers itself."""
    document = Document()
    page = document.add_table(1, 1).rows[0].cells[0]
    page.paragraphs[0].add_run("Schedule 4").bold = True
    table = add_table(page, ("No.", "Requirement", "Evidence"), [])
    add_rows(
        table,
        [("1", "Whistleblowing policy", "Please supply your policy"), ("2", "Insurance", "Levels of cover:")],
    )
    covers = [
        ("Employers’ liability", "£5,000,000", "each and every occurrence"),
        ("Professional indemnity", "£500,000", "in the aggregate"),
        ("Clinical negligence", "£3 million", ""),
    ]
    add_table(table.rows[2].cells[2], ("Type of cover", "Amount", "Basis"), covers)
    add_rows(
        table,
        [
            (
                "3",
                "Equality impact assessment",
                "Repeated every two years for all nine protected characteristics",
            )
        ],
    )
    return saved(document)


def many_columns() -> bytes:
    """Columns for reference, force, frequency and condition; a title above the heading."""
    document = Document()
    document.add_heading("Supported lodgings", 1)
    table = document.add_table(1, 6)
    table.rows[0].cells[0].merge(table.rows[0].cells[5]).text = "Appendix B – assurance schedule"
    heading = ("Ref", "Requirement", "Description", "Mandatory or desirable", "Renewal", "Applies")
    add_rows(table, [heading], bold=True)
    rows: list[tuple[Content, ...]] = [
        ("B1", "DBS", "Basic check for drivers", "M", "3 years", "All"),
        (
            "B2",
            "Mandatory training",
            ["Every worker is trained in:", "* Fire safety", "* Food hygiene"],
            "M",
            "Annual",
            "All",
        ),
        (
            "B3",
            "Environmental policy",
            "A policy that covers energy, waste and travel",
            "D",
            "Every 2 years",
            "All",
        ),
        ("B4", "Volunteer handbook", "A copy", "M", "", "Where volunteers are used"),
        ("B5", "Public liability insurance", "£5m", "M", "", "All"),
        ("B6", "Quality mark", "Show us something", "Desirable", "", "All"),
    ]
    add_rows(table, rows)
    return saved(document)


def without_checklist() -> bytes:
    """Tables, and none of them a checklist."""
    document = Document()
    document.add_heading("Minutes", 1)
    add_table(
        document, ("Name", "Organisation"), [("R. Okafor", "Harbour Lights"), ("T. Ferris", "Quay Street")]
    )
    add_table(
        document,
        ("Action", "Owner", "By when"),
        [("Send the policy", "R. Okafor", "3 May"), ("Book a room", "T. Ferris", "")],
    )
    return saved(document)


def with_changes() -> bytes:
    """A checklist with words that were deleted while changes were tracked, inserted ones, and hidden ones."""
    document = Document()
    table = add_table(
        document,
        ("Requirement", "Evidence"),
        [("Insurance", "Public liability of "), ("Complaints", "A policy")],
    )
    paragraph = table.rows[1].cells[1].paragraphs[0]
    for tag, text in (("w:del", "£1m"), ("w:ins", "£2m per claim")):
        change, run = OxmlElement(tag), paragraph.add_run(text)._r
        if tag == "w:del":
            run.find(qn("w:t")).tag = qn("w:delText")
        paragraph._p.append(change)
        change.append(run)
    paragraph.add_run(" or £9m").font.hidden = True
    return saved(document)
