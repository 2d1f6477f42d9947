"""What to send first: what is quick, then what people have at hand, then what takes somebody from outside."""

from checklists.requirement import Requirement
from checklists.vocabulary import Force, Kind

QUICKEST_FIRST = (
    Kind.CONFIRMATION,
    Kind.ISSUED,
    Kind.DOCUMENT,
    Kind.AGREEMENT,
    Kind.REGISTER,
    Kind.ASSESSMENT,
    Kind.COVER,
    Kind.ACCOUNTS,
)
"""A signature; a paper to be read; what lies in a drawer; names and dates of one's people; an evening of
writing; what a broker or an accountant has to give."""


def effort(requirement: Requirement) -> tuple[bool, int]:
    """A key to sort by, least effort first; what is required comes before what is only preferred.

    >>> from checklists.library import library
    >>> asked = library()["porchlight-peer-support"]
    >>> sorted(("insurance", "induction", "whistleblowing"), key=lambda key: effort(asked.requirement(key)))
    ['induction', 'whistleblowing', 'insurance']
    """
    return requirement.force is Force.SHOULD, QUICKEST_FIRST.index(requirement.kind)
