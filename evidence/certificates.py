"""Whether a file is plainly a DBS certificate, of which no copies are kept.

A page is one where several things that only stand together on a certificate are there: who issues it, one
number, and the headings of what the police and the barred lists say. A policy, guidance or a register names
some of them. What has no text to read is known by its name alone.
"""

import re

_ISSUER = re.compile(
    r"disclosure (?:and|&) barring service|\b(?:enhanced|standard|basic) (?:disclosure )?certificate\b"
)
_NUMBER, _DIGITS = (
    re.compile(r"certificate (?:number|no)\b"),
    re.compile(r"(?<!\d)\d{3}[ ]?\d{3}[ ]?\d{3}[ ]?\d{3}(?!\d)"),
)
_HEADINGS = (
    re.compile(r"police records of convictions"),
    re.compile(r"barred list information|section 142 of the education act"),
    re.compile(r"other relevant information disclosed at the chief police"),
)
_OTHERS = (
    re.compile(r"none recorded|none requested|not requested"),
    re.compile(r"applicant(?:'s)? personal details|surname"),
    re.compile(r"employment details|position applied for"),
    re.compile(r"countersignatory|registered (?:person|body)"),
    re.compile(
        r"use of certificate information|this certificate is not evidence of identity"
        r"|criminal record certificate within"
    ),
)
_FEWEST_OTHERS = 2
_EXAMPLE = re.compile(r"\bspecimen\b|\bsample\b|\bexample\b")

_NAMED_CHECK = re.compile(r"\b(?:dbs|crb)\b")
_NAMED_CERTIFICATE = re.compile(r"\b(?:certificates?|certs?|disclosures?)\b")
_NAMED_OTHERWISE = re.compile(
    r"\b(?:policy|policies|procedures?|guidance|guides?|register|templates?|forms?|checklists?|lists?"
    r"|logs?|trackers?|letters?"
    r"|statements?|process|matrix|training|codes?|handling|records?|tables?|summary|notes?|faqs?|posters?"
    r"|leaflets?)\b"
)


def is_certificate_page(text: str) -> bool:
    """Whether the text of a page is that of a certificate."""
    said = " ".join(text.casefold().replace("’", "'").split())
    if not _ISSUER.search(said) or _EXAMPLE.search(said):
        return False
    numbers = {number.replace(" ", "") for number in _DIGITS.findall(said)} if _NUMBER.search(said) else set()
    others = sum(1 for each in _OTHERS if each.search(said))
    found = sum(1 for each in _HEADINGS if each.search(said))
    headings = found if _HEADINGS[0].search(said) else found - 1
    return len(numbers) == 1 and headings >= 1 and others >= _FEWEST_OTHERS


def is_certificate_name(name: str) -> bool:
    """Whether a file says by its name that it is a certificate.

    >>> is_certificate_name("DBS certificate J Smith.jpg"), is_certificate_name("DBS policy.pdf")
    (True, False)
    >>> is_certificate_name("DBSCert_JSmith.pdf"), is_certificate_name("DBS certificates register.pdf")
    (True, False)
    """
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[\W_]+", " ", name).casefold()
    parted = re.sub(r"\b(dbs|crb)(?=cert)", r"\1 ", parted)
    said = _NAMED_CHECK.search(parted) and _NAMED_CERTIFICATE.search(parted)
    return bool(said) and not _NAMED_OTHERWISE.search(parted)
