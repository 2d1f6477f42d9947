"""A little document of our own, read before the first that is sent.

A confined process is young: every page of memory that it needs is brought in when first touched, which takes
longer than reading a document does. It touches them while there is no job to do.
"""

import zlib

from pypdfium2 import PdfDocument

from evidence.inspect_pdf import texts

WORDS = b"BT /F1 12 Tf 20 20 Td (Words) Tj ET /I1 Do"
DOTS = zlib.compress(bytes(64))

DOCUMENT = b"\n".join(
    (
        b"%PDF-1.4",
        b"1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj",
        b"2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 99 99]>> endobj",
        b"3 0 obj <</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources"
        b" <</Font <</F1 5 0 R>> /XObject <</I1 6 0 R>>>>>> endobj",
        b"4 0 obj <</Length %d>> stream\n%b\nendstream endobj" % (len(WORDS), WORDS),
        b"5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj",
        b"6 0 obj <</Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace"
        b" /DeviceGray /Filter /FlateDecode /Length %d>> stream\n%b\nendstream endobj" % (len(DOTS), DOTS),
        b"trailer <</Root 1 0 R>>",
        b"%%EOF",
    )
)
"""Without a table of where its parts stand: those who read it then look for them, and touch more."""


def practise() -> list[str]:
    """What was read, so that a test can tell that something was."""
    with PdfDocument(DOCUMENT) as document:
        return list(texts(document))
