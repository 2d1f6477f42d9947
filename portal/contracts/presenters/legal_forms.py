"""The legal forms that an organisation may have, as a question."""

from portal.web.choices import Item, radios

FORMS = {"charity": "A charity", "company": "A company", "other": "Something else, or not known yet"}
HINTS = {
    "charity": "Also a charitable company or a CIO: accounts within ten months",
    "company": "Also a community interest company: accounts within nine months",
}


def legal_forms(chosen: str) -> list[Item]:
    """Items of radios."""
    return radios(FORMS, chosen, HINTS)
