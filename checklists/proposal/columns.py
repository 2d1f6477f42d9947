"""What the words of a heading row say its columns hold, and whether they make its table a checklist."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache

from checklists.proposal import words
from checklists.proposal.insurances import is_insurance_heading


class Role(StrEnum):
    """What a column is for. Answer: for the one who fills it in."""

    TITLE = "title"
    ASKS = "asks"
    CLAUSE = "clause"
    FORCE = "force"
    MUST = "must"
    SHOULD = "should"
    PERIOD = "period"
    AMOUNT = "amount"
    BASIS = "basis"
    LOOK_FOR = "look-for"
    CONDITION = "condition"
    GROUP = "group"
    ANSWER = "answer"


_ROLES = tuple((Role(role), re.compile(pattern)) for role, pattern in words.HEADINGS)
_MUST, _SHOULD = re.compile(words.MUST_HEADINGS), re.compile(words.SHOULD_HEADINGS)
_AROUND_MARKS = re.compile(rf"{words.BEFORE_MARK}|\s*{words.MARK_IN_HEADING}\s*\??$|\?$")
_SPEAKS_FOR, _SPEAKS_AGAINST = re.compile(words.SPEAKS_FOR), re.compile(words.SPEAKS_AGAINST)
SUBJECT = re.compile(words.SUBJECT)
"""Words that rows of a checklist are about."""

_NUMBER = re.compile(r"(?:[A-Z]{1,4}[ .-]?)?\d+(?:\.\d+)*[a-z]?[.)]?", re.I)
_PAPERS = r"(?:polic(?:y|ies)|procedures?|documents?|names?|titles?|items?)"
_PLAIN_HEADING = re.compile(
    r".*\b(?:requirements?|requires?|required|obligations?|criteri(?:a|on)|expectations?|checklist)\b.*"
    r"|.*\bevidence\b(?! (?:of|that)\b).*|.*\bwhat (?:we|you|is|it is|must|partners?|providers?)\b.*"
    r"|(?:(?:key|main|contract|control|name|type|title|of|or|and|the) )*"
    rf"(?:{_PAPERS}|standards?|insurances?|subject|area|mandatory|desirable|essential|controls?|questions?"
    rf"|theme|topic)"
    rf"(?:(?: ?/ ?| or | and | ){_PAPERS})*",
)
_LONGEST_HEADING = 10
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_FIGURE = re.compile(
    r"£ ?\d|\d ?(?:years?|yrs?|months?|mths?|weeks?|days?|%|k\b|m\b|million)"
    r"|\d{4,}[,.]?\d{3}",
    re.I,
)
"""A sum, a time or a share: a row says these, a heading has years, levels and the numbers of standards."""


@lru_cache(maxsize=4096)
def is_plain_heading(text: str) -> bool:
    """Whether a cell can only be a heading, though nothing marks it: `Evidence needed`, not `Fire policy`.

    >>> [is_plain_heading(each) for each in ("evidence needed", "policy / document", "fire policy")]
    [True, True, False]
    """
    bare = text.strip(" :*?")
    return len(text.split()) <= _LONGEST_HEADING and bool(
        _PLAIN_HEADING.fullmatch(bare) or is_insurance_heading(bare)
    )


def says_more(text: str) -> bool:
    """Whether a cell says more than a heading would: a sentence, a time or a sum.

    >>> [says_more(each) for each in ("position 2026", "iso 27001 link", "at least £5m", "every 2 years")]
    [False, False, True, True]
    """
    return len(text.split()) > _LONGEST_HEADING or bool(_FIGURE.search(_IN_BRACKETS.sub("", text)))


def is_number(text: str) -> bool:
    """Whether it is a clause's number and nothing else: 4, 4.2, K3, B-12, 7a."""
    return bool(_NUMBER.fullmatch(text.strip()))


def normal(heading: str) -> str:
    return " ".join(heading.casefold().replace("’", "'").split()).strip(" :*")


@lru_cache(maxsize=4096)
def role_of(heading: str) -> Role | None:
    """The role that the words of a heading cell give its column; None where they give none.

    >>> [str(role_of(each)) for each in ("Mandatory (Y/N)", "Received (Y/N)", "Renewal (months)", "Name")]
    ['must', 'answer', 'period', 'None']
    """
    said = normal(heading)
    bare = _AROUND_MARKS.sub("", _AROUND_MARKS.sub("", said)).strip(" :*?-")
    if _MUST.fullmatch(bare):
        return Role.MUST
    if _SHOULD.fullmatch(bare):
        return Role.SHOULD
    return next((role for role, pattern in _ROLES if said and pattern.search(said)), None)


def speaks_for_checklist(headings: Iterable[str], roles: Mapping[int, Role], share: float) -> bool:
    """Whether a heading row is that of a checklist; `share` of the rows below have words of requirements."""
    said = [normal(each).strip(" ?") for each in headings]
    against = sum(1 for each in said if _SPEAKS_AGAINST.search(each))
    in_favour = sum(1 for each in said if _SPEAKS_FOR.search(each))
    if not in_favour or against >= in_favour:
        return False
    tells_more = set(roles.values()) - {Role.TITLE, Role.CLAUSE, Role.ANSWER, Role.GROUP}
    return share >= (0.5 if against else 0.0 if tells_more else 0.4)
