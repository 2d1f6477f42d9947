"""What a table's heading row says its columns hold, and whether that makes it a checklist."""

import re
from collections.abc import Mapping
from enum import StrEnum


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


_ROLES = (
    (Role.CLAUSE, r"^(?:no|nr|n°|#|row|number|(?:item|row|section) (?:no|number))\.?$"),
    (Role.CLAUSE, r"\b(?:ref(?:erence)?|clause|para(?:graph)?)\b"),
    (Role.ANSWER, r"\by ?/ ?n\b|\byes ?/ ?no\b|\btick|\binitials?\b|\b(?:checked|completed|reviewed"
                  r"|seen) by\b"),
    (Role.ANSWER, r"\bresponse\b|\bcomments?\b|\bsigned\b|\breceived\b|\brag\b|^status$|^actions?$"
                  r"|\bowner\b"),
    (Role.ANSWER, r"\bin place\??$|\battached\??$|\bmet\?$|\bcompliant\??$|^date\b|\bdate (?:checked|seen"
                  r"|received)"),
    (Role.ASKS, r"\bevidence\b|\bproof\b"),
    (Role.BASIS, r"\bbasis\b"),
    (Role.AMOUNT, r"\b(?:amount|sum insured|limit)\b|\b(?:level|limit|minimum) (?:of )?(?:cover|indemnity"
                  r"|sum)\b"),
    (Role.PERIOD, r"\bfrequency\b|\bhow often\b|\brenew|\breview(?:ed|s)?\b|\bvalid|\bexpir|\blapse|\brefresh"
                  r"|^period$"),
    (Role.LOOK_FOR, r"\blook(?:s|ing)? for\b|\bchecks?$|\baccept|\bcriteria\b|\bguidance\b|\bnotes?\b"
                    r"|\bassess"),
    (Role.CONDITION, r"\bappli(?:es|cab)|\bonly (?:if|where|when)\b|\bwho needs\b|^conditions?$"
                     r"|\bneeded (?:if|when)\b"),
    (Role.MUST, r"^(?:must|mandatory|essential|required)\??$"),
    (Role.SHOULD, r"^(?:should|desirable|preferred|recommended)\??$"),
    (Role.TITLE, r"\brequirements?\b|\bpolic(?:y|ies)\b|\bdocuments?\b|\bobligations?\b|\bstandards?\b"
                 r"|\binsurances?\b"),
    (Role.TITLE, r"\bitems?\b|\bsubject\b|\bcriterion\b|\bassurance\b|\bcompliance\b|\btraining\b"
                 r"|\bcertificates?\b"),
    (Role.FORCE, r"\b(?:must|should|mandatory|essential|desirable|preferred|priority|force|optional)\b"),
    (Role.ASKS, r"\bdetails?\b|\bdescription\b|\bwhat\b|\bexpect|\bprovi|\bhow\b|\bdemonstrat|\bspecifi"
                r"|\bneeded\b"),
    (Role.GROUP, r"\barea\b|\btheme\b|\bcategory\b|\btype\b|\bdomain\b|\btopic\b|\bsection\b|^heading$"),
)  # fmt: skip  # a table, read by its columns
"""Tried in this order on a heading cell."""

_SPEAKS_FOR = re.compile(
    r"\brequire|\bmandatory\b|\bessential\b|\bdesirable\b|\bwhat (?:we|you)\b|\bcriteri|\bevidence\b"
    r"|\bpolic(?:y|ies)\b|\bobligations?\b|\bdocuments?\b|\bcompliance\b|\bproof\b"
    r"|\binsurances?\b"
)
_SPEAKS_AGAINST = re.compile(
    r"\be-?mail\b|\b(?:tele)?phone\b|\baddress\b|\bcontact\b|^(?:full |print )?name$|\btargets?\b"
    r"|\bkpis?\b|\bindicators?\b"
    r"|\bmeasures?\b|\bbaseline\b|\bthreshold\b|\btolerance\b|\boutcomes?\b|\bpayments?\b|\binvoice"
    r"|\bprice\b|\bcosts?\b"
    r"|\bfees?\b|\binstalment|\bbudget\b|\bfunding\b|^signatures?$|\bposition\b|\bon behalf\b|\bversion\b"
    r"|\bauthor\b"
    r"|\bterms?$|\bmeaning\b|\bdefinition\b|\bagenda\b|\battend|\blikelihood\b|\bmitigation\b|\bhours\b"
    r"|\bsalary\b"
    r"|\bstart date\b|\bend date\b|\bmilestones?\b|\bdeliverables?\b|\bjob\b|\bperformance\b"
)
SUBJECT = re.compile(
    r"\bpolic(?:y|ies)\b|\bprocedures?\b|\binsurances?\b|\bindemnity\b|\bdbs\b|\bdisclosure\b|\btraining\b"
    r"|\baccounts\b"
    r"|\bassessments?\b|\bagreements?\b|\bsub-?contract|\bcertificat|\bplan\b|\bconfirm|\bevidence of\b"
    r"|\bprovision of\b"
    r"|\bsafeguarding\b|\bcomplaints\b|\bdata protection\b|\backnowledg|\bcopy of\b|\baccreditation\b"
)
"""Words that rows of a checklist are about."""

_NUMBER = re.compile(r"(?:[A-Z]{1,3}[ .-]?)?\d+(?:\.\d+)*[a-z]?[.)]?", re.I)


_PAPERS = r"(?:polic(?:y|ies)|procedures?|documents?|names?|titles?|items?)"
_PLAIN_HEADING = re.compile(
    r".*\b(?:requirements?|requires?|required|obligations?|criteri(?:a|on)|expectations?)\b.*"
    r"|.*\bevidence\b(?! (?:of|that)\b).*|.*\bwhat (?:we|you|is|must|partners?|providers?)\b.*"
    r"|(?:(?:key|main|contract|name|type|title|of|or|and|the) )*"
    rf"(?:{_PAPERS}|standards?|insurances?|subject|area|mandatory|desirable|essential)"
    rf"(?:(?: ?/ ?| or | and | ){_PAPERS})*",
)
_LONGEST_HEADING = 10


def is_plain_heading(words: str) -> bool:
    """Whether a cell can only be a heading, though nothing marks it: `Evidence needed`, not `Fire policy`.

    >>> [is_plain_heading(each) for each in ("evidence needed", "policy / document", "fire policy")]
    [True, True, False]
    """
    return len(words.split()) <= _LONGEST_HEADING and bool(_PLAIN_HEADING.fullmatch(words.strip(" :*?")))


def says_more(words: str) -> bool:
    """Whether a cell says more than a heading would: a sentence, a figure or a sum."""
    return len(words.split()) > _LONGEST_HEADING or bool(re.search(r"[\d£]", words))


def is_number(text: str) -> bool:
    """Whether it is a clause's number and nothing else: 4, 4.2, K3, B-12, 7a."""
    return bool(_NUMBER.fullmatch(text.strip()))


def role_of(heading: str) -> Role | None:
    """The role that the words of a heading cell give its column; None where they give none."""
    words = " ".join(heading.casefold().replace("’", "'").split()).strip(" :*")
    return next((role for role, pattern in _ROLES if words and re.search(pattern, words)), None)


def is_number_column(values: list[str]) -> bool:
    """Whether nearly all that stands in a column are numbers of clauses."""
    filled = [each for each in values if each]
    return bool(filled) and sum(map(is_number, filled)) >= 0.8 * len(filled)


def roles_of(headings: Mapping[int, str], numbered: frozenset[int]) -> dict[int, Role]:
    """Column to role, for columns that have one. `numbered` are those in which numbers of clauses stand.

    There is one column of titles: a second becomes what is asked, and where there is none, the first column
    without another use is it.
    """
    roles: dict[int, Role] = {}
    for column, heading in headings.items():
        role = Role.CLAUSE if column in numbered else role_of(heading)
        if role is Role.TITLE and Role.TITLE in roles.values():
            role = Role.ASKS
        if role is not None:
            roles[column] = role
    if Role.TITLE not in roles.values():
        title = stand_in_for_title(headings, roles)
        if title is not None:
            roles[title] = Role.TITLE
    return roles


def stand_in_for_title(headings: Mapping[int, str], roles: Mapping[int, Role]) -> int | None:
    for wanted in (Role.GROUP, None, Role.ASKS):
        for column in sorted(headings):
            if roles.get(column) is wanted:
                return column
    return None


def speaks_for_checklist(headings: Mapping[int, str], roles: Mapping[int, Role], share: float) -> bool:
    """Whether a heading row is that of a checklist; `share` of the rows below have words of requirements."""
    words = [" ".join(each.casefold().split()).strip(" :*?") for each in headings.values()]
    against = sum(1 for each in words if _SPEAKS_AGAINST.search(each))
    in_favour = sum(1 for each in words if _SPEAKS_FOR.search(each))
    if not in_favour or against >= in_favour:
        return False
    tells_more = set(roles.values()) - {Role.TITLE, Role.CLAUSE, Role.ANSWER, Role.GROUP}
    return share >= (0.5 if against else 0.0 if tells_more else 0.4)
