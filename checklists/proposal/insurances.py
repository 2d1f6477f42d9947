"""Kinds of insurance, by the names that contracts give them."""

import re
from dataclasses import dataclass

from checklists.vocabulary import Basis

_NAMES = (
    (
        "public-and-products-liability",
        "public and products liability",
        r"public (?:and|&|/) products? liability",
    ),
    (
        "public-liability",
        "public liability",
        r"public(?: liability)?(?= and| &|,| liab|/)|public liability|third[- ]party liability"
        r"|\bPLI?\b(?= insurance)",
    ),
    (
        "employers-liability",
        "employers' liability",
        r"employer(?:s['’]?|['’]s)?(?: liability|(?= insurance))|\bELI?\b(?= insurance)",
    ),
    (
        "professional-indemnity",
        "professional indemnity",
        r"professional (?:indemnity|liability)|\bPII?\b(?= insurance)",
    ),
    ("product-liability", "product liability", r"products? liability"),
    (
        "clinical-negligence",
        "clinical negligence",
        r"clinical negligence|medical (?:malpractice|negligence|indemnity)",
    ),
    (
        "trustees",
        "trustees' indemnity",
        r"(?:trustees?['’]?s?|directors?['’]? (?:and|&) officers?['’]?)(?: (?:indemnity|liability)"
        r"|(?= insurance))",
    ),
    ("cyber", "cyber", r"cyber(?:[- ](?:security|liability))?(?= insurance| cover| liab|\s*[:–—-])"),
    ("motor", "motor", r"(?:motor|vehicle|business[- ]use car)(?= insurance| cover)"),
    (
        "buildings-contents",
        "buildings and contents",
        r"(?:buildings?|contents|premises|property)(?: (?:and|&) (?:buildings?|contents))?(?= insurance"
        r"| cover)",
    ),
)
INSURANCE_NAME = re.compile("|".join(f"(?P<n{place}>{each[2]})" for place, each in enumerate(_NAMES)), re.I)
_INSURANCE = re.compile(
    r"(?<!national )\binsurances?\b|\bindemnity\b|\bliability\b(?= cover)|\b(?:public|employer(?:s['’]?"
    r"|['’]s)?|products?"
    r"|third[- ]party|professional|trustees?['’]?|officers?['’]?) liability\b|\bclinical negligence\b",
    re.I,
)
_HEADING = re.compile(
    r"(?:(?:type|name|kind|class|category) of |required |minimum |which |what )?"
    r"(?:insurances?|covers?|indemnity)"
    r"(?: (?:polic(?:y|ies)|types?|required|covers?|class|categor(?:y|ies)|needed|requirements?))*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ReadCover:
    """A cover as far as it was found; `question` says what is to be asked where it is not `sure`."""

    key: str
    insurance: str
    amount: int | None = None
    basis: Basis | None = None
    source: str = ""
    sure: bool = True
    question: str = ""

    @property
    def title(self) -> str:
        named = f"{self.insurance[0].upper()}{self.insurance[1:]}"
        return named if named.endswith(("insurance", "cover")) else f"{named} insurance"


def speaks_of_insurance(text: str) -> bool:
    return bool(_INSURANCE.search(text))


def is_insurance_heading(heading: str) -> bool:
    """Whether a column is one of insurances and of nothing else.

    >>> is_insurance_heading("Type of insurance"), is_insurance_heading("Policies and insurance")
    (True, False)
    """
    return bool(_HEADING.fullmatch(" ".join(heading.split()).strip(" :*")))


def kind_of(found: re.Match[str]) -> tuple[str, str]:
    """Key and name of what INSURANCE_NAME found."""
    key, name, _ = _NAMES[int((found.lastgroup or "n0")[1:])]
    return key, name
