"""Numbers under which charities and companies of the United Kingdom are registered.

Only their form can be looked at: none of these registers has a check digit. Sources: the Charity Commission's
register of England and Wales (six or seven digits, a hyphen and a number behind it for a linked charity);
OSCR (SC and six digits); the Charity Commission for Northern Ireland (NIC and six digits); Companies House,
*Uniform Resource Identifiers: customer guide*, list of company numbers and prefixes (eight characters, zeros
in front).
"""

import re

CHARITY = re.compile(r"(?:[1-9]\d{5,6}(?:-[1-9]\d{0,2})?|SC0\d{5}|NIC1\d{5})")
PREFIXES = (
    *("AC", "CE", "CS", "EN", "ES", "FC", "FE", "GE", "GN", "GS", "IC", "IP", "LP", "NA", "NC", "NF", "NI"),
    *("NL", "NO", "NP", "NR", "NZ", "OC", "OE", "PC", "RC", "RS", "SA", "SC", "SE", "SF", "SG", "SI", "SL"),
    *("SO", "SP", "SR", "SZ", "ZC"),
)
COMPANY = re.compile(rf"(?:\d{{8}}|R0\d{{6}}|(?:{'|'.join(PREFIXES)})\d{{6}}|(?:IP|SP|NP|RS)\d{{5}}R)")
SHORT = re.compile(r"\d{1,7}")

NO_CHARITY = "is not a charity number such as 1012345, SC012345 or NIC101234"
NO_COMPANY = "is not a company number such as 01234567, SC123456 or CE012345"


class NoNumber(ValueError):
    """Not a number of that register; the message says so behind the name of the field."""


def charity_number(text: str) -> str | None:
    """As the register writes it, None for an empty text. Raises NoNumber.

    >>> charity_number(" 101 2345 "), charity_number("sc012345"), charity_number("")
    ('1012345', 'SC012345', None)
    """
    return written(text, CHARITY, NO_CHARITY)


def company_number(text: str) -> str | None:
    """In eight characters, None for an empty text. Raises NoNumber.

    >>> company_number("445790"), company_number("sc 123456"), company_number("CE012345"), company_number("")
    ('00445790', 'SC123456', 'CE012345', None)
    """
    number = closed_up(text)
    return written(number.zfill(8) if SHORT.fullmatch(number) else number, COMPANY, NO_COMPANY)


def written(text: str, form: re.Pattern[str], otherwise: str) -> str | None:
    number = closed_up(text)
    if not number:
        return None
    if not number.isascii() or not form.fullmatch(number) or not number.strip("0"):
        raise NoNumber(otherwise)
    return number


def closed_up(text: str) -> str:
    """Without spaces and dots, in capitals."""
    return re.sub(r"[\s.]", "", text).upper()
