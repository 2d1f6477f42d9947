"""Files that are DBS certificates, and files that only speak of them. All people are invented."""

import io
from collections.abc import Callable, Sequence

from docx import Document
from fpdf import FPDF

from tests.builders.good_files import picture

_RESULTS = (
    "Police Records of Convictions, Cautions, Reprimands and Warnings",
    "NONE RECORDED",
    "Information from the list held under Section 142 of the Education Act 2002",
    "NONE RECORDED",
    "DBS Children's Barred List information",
    "NONE RECORDED",
    "Other relevant information disclosed at the Chief Police Officer(s) discretion",
    "NONE RECORDED",
)
CERTIFICATE = (
    "Disclosure and Barring Service",
    "Enhanced Certificate",
    "Page 1 of 2",
    "Certificate Number 001987654321",
    "Date of Issue: 14 MARCH 2025",
    "Applicant Personal Details",
    "Surname: ODUYA   Forename(s): GRACE",
    "Employment Details",
    "Position applied for: PEER SUPPORT WORKER",
    "Countersignatory Details",
    "Registered Person/Body: HARBOUR CHECKS LTD",
    *_RESULTS,
)
BASIC = (
    "Basic Certificate",
    "Certificate number:",
    "Date of issue:",
    "Applicant personal details",
    "Surname: FERRIS",
    "001 234 567 890",
    "02 November 2024",
    "Police Records of Convictions, Cautions, Reprimands and Warnings",
    "None recorded",
)
"""As its words come out of a form: headings first, then what was filled in."""

WITH_RECORD = (
    *CERTIFICATE[:11],
    "Police Records of Convictions, Cautions, Reprimands and Warnings",
    "Date of conviction 3 June 1998. Court: Northgate Magistrates.",
)
POLICY = (
    "DBS policy",
    "We ask the Disclosure and Barring Service for an Enhanced Certificate, with both barred lists, before"
    " anybody"
    " starts. We note the certificate number and the date of issue in our register, and who has seen it.",
    "Approved on 14 March 2025. Reviewed every year by the trustees.",
)
GUIDANCE = (
    "How to read a certificate of the Disclosure and Barring Service",
    "On the first page stand the certificate number and the date of issue, then the applicant's personal"
    " details.",
    "Below Police Records of Convictions, Cautions, Reprimands and Warnings it says None Recorded or gives"
    " details.",
    "DBS Children's Barred List information is shown for an enhanced certificate only. Last updated 1 May"
    " 2025.",
)
REGISTER = (
    "Register of checks: Disclosure and Barring Service",
    "Surname: Oduya. Enhanced certificate. Certificate number 001987654321. Date of issue 14 March 2025.",
    "Name: T. Ferris. Standard certificate. Certificate number 001987654399. Date of issue 2 May 2025.",
    "Barred list information: none recorded. Seen by R. Okafor.",
)
APPLICATION = (
    "Your application to the Disclosure and Barring Service",
    "Application number 001987654321, 14 March 2025. Surname: Oduya. Position applied for: peer support"
    " worker.",
    "Your enhanced certificate will be sent to you by post.",
)


def pdf_of(*pages: Sequence[str]) -> bytes:
    document = FPDF()
    document.set_font("helvetica", size=11)
    for lines in pages:
        document.add_page()
        for line in lines:
            document.multi_cell(w=0, text=line, new_x="LMARGIN", new_y="NEXT")
    return bytes(document.output())


def word_of(lines: Sequence[str]) -> bytes:
    """Half of the lines as paragraphs, half in a table, as forms are laid out."""
    document, content = Document(), io.BytesIO()
    half = len(lines) // 2
    for line in lines[:half]:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=1)
    for line in lines[half:]:
        table.add_row().cells[0].text = line
    document.save(content)
    return content.getvalue()


def scan() -> bytes:
    """A PDF that is a picture of a page."""
    document = FPDF()
    document.add_page()
    document.image(io.BytesIO(picture()), w=150)
    return bytes(document.output())


Row = tuple[str, str, Callable[[], bytes]]

REFUSED: tuple[Row, ...] = (
    ("certificate", "scan 0001.pdf", lambda: pdf_of(CERTIFICATE)),
    ("second page of a bundle", "for the audit.pdf", lambda: pdf_of(("Covering note",), CERTIFICATE)),
    ("basic certificate", "G Ferris.pdf", lambda: pdf_of(BASIC)),
    ("certificate with a record", "letter.pdf", lambda: pdf_of(WITH_RECORD)),
    ("certificate typed in Word", "new starter.docx", lambda: word_of(CERTIFICATE)),
    ("photograph", "DBS certificate J Smith.jpg", lambda: picture("JPEG")),
    ("photograph, other words", "dbs_cert-ODUYA.PNG", picture),
    ("scan", "Enhanced DBS Certificate - Ferris.pdf", scan),
    ("scan, run together", "DBSCertificate_GOduya.pdf", scan),
)
"""Why, name, and bytes of files that are plainly certificates."""

TAKEN: tuple[Row, ...] = (
    ("policy", "DBS policy.pdf", lambda: pdf_of(POLICY)),
    ("scanned policy", "DBS policy.pdf", scan),
    ("policy by another name", "DBS certificate handling policy.jpg", lambda: picture("JPEG")),
    ("policy in Word", "DBS policy.docx", lambda: word_of(POLICY)),
    ("guidance", "DBS guidance.pdf", lambda: pdf_of(GUIDANCE)),
    ("guidance in Word", "How to read one.docx", lambda: word_of(GUIDANCE)),
    ("register", "DBS register.pdf", lambda: pdf_of(REGISTER)),
    ("register in Word", "Register of checks.docx", lambda: word_of(REGISTER)),
    ("application", "DBS application.pdf", lambda: pdf_of(APPLICATION)),
    ("specimen", "What it looks like.pdf", lambda: pdf_of(("SPECIMEN", *CERTIFICATE))),
    ("letter about one, with words", "DBS certificate enquiry.pdf", lambda: pdf_of(APPLICATION)),
    ("another certificate", "Fire safety certificate.jpg", lambda: picture("JPEG")),
    ("insurance", "Certificate of insurance.pdf", scan),
)
"""Files that must be taken."""
