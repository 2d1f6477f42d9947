"""How long something counts, and for how many years it is asked."""

import re

from checklists.proposal.columns import Role
from checklists.proposal.cycles import DOUBTFUL, NAMED, cycle_in
from checklists.proposal.entries import Entry
from checklists.proposal.found import Found
from checklists.proposal.numbers import COUNT, count_of
from checklists.vocabulary import LegalForm

_UNIT = r"(?P<unit>year|yr|month|mth)s?(?:['’])?"
_COUNTED = tuple(
    re.compile(pattern.replace("COUNT", COUNT).replace("UNIT", _UNIT), re.I)
    for pattern in (
        r"\bevery COUNT UNIT\b",
        r"\b(?:renew\w*|updat\w*|review\w*|repeat\w*|re-?check\w*|refresh\w*|rechecked|redone|valid|lasts?"
        r"|within|older than"
        r"|more than|less than|under|past|last|expires?|lapses?|at least once)\b(?:(?! financial"
        r"| accounting)[^.;£]){0,30}?"
        r"\bCOUNT[- ]UNIT(?: old)?\b(?! (?:financial|accounting))",
        r"\bCOUNT[- ](?P<unit>year|yr|month|mth)ly\b",
        r"\bCOUNT[- ]UNIT (?:cycle|renewal|rolling|validity)",
    )
)
_NAMED = tuple((months, re.compile(words, re.I)) for months, words in NAMED)
_SOMETHING_ELSE = re.compile(
    r"\b(?:retain\w*|retention|kept|keep|stor(?:ed|age)|archiv\w*|experience|trading|annual (?:report"
    r"|general|accounts|leave"
    r"|turnover|income|premium|return)|accounts|notice|contract term|turnover|aggregate|per annum)\b",
    re.I,
)
_RENEWAL = re.compile(
    r"\b(?:re-?new|re-?view|updat|refresh|approv|re-?issu|valid|older|old\b|expir|frequency)", re.I
)
_KIND_OF_YEAR = r"(?:financial |accounting |fiscal |trading )?"
_YEARS = re.compile(
    rf"\b(?:past|last|previous|latest|preceding|most recent|recent|for|of|prior)\s+{COUNT}\s+"
    rf"(?:full |complete |consecutive )?{_KIND_OF_YEAR}(?:years?['’]?|sets?)"
    rf"|\b(?P<other>\d+|two|three|four|five)\s+(?:most recent |latest |last |previous )?{_KIND_OF_YEAR}"
    r"(?:years?['’]?|sets)\s+(?:of )?(?:\w+ ){0,2}accounts",
    re.I,
)
_ONE_YEAR = re.compile(
    r"\b(?:latest|most recent|last|past|previous)\s+(?:set of )?(?:(?:audited|annual|financial|filed"
    r"|published) )*(?:accounts|year)",
    re.I,
)
_DEADLINE = re.compile(
    rf"\bwithin {COUNT} months? (?:of|after|from)\b[^.;]{{0,60}}\byear[- ]?end"
    rf"|\bwithin {COUNT.replace('count', 'second')} months? of the end of",
    re.I,
)
DEADLINES = {LegalForm.CHARITY.value: 10, LegalForm.COMPANY.value: 9}
"""Months from the year's end by which accounts must be filed, where a contract says nothing else
(Charities Act 2011, s. 163; Companies Act 2006, s. 442)."""


def read_months(entry: Entry) -> Found[int | None] | None:
    """After how many months it is done or shown again: from its own column, else from the sentences."""
    told = entry.column(Role.PERIOD)
    if told:
        cycle = cycle_in(told, entry.named[Role.PERIOD][0])
        if cycle.months or cycle.question:
            return Found(cycle.months, entry.told(Role.PERIOD), not cycle.question, cycle.question)
    for text in entry.sentences:
        if not _SOMETHING_ELSE.search(text) and (found := months_in(text)):
            return found
    return None


def months_in(text: str) -> Found[int | None] | None:
    for pattern, question in DOUBTFUL:
        if found := pattern.search(text):
            return Found(None, text, sure=False, question=f"{found[0].capitalize()}: {question}")
    for pattern in _COUNTED:
        if found := pattern.search(text):
            return Found(months_of(found), text)
    named = next((months for months, words in _NAMED if words.search(text)), None)
    return None if named is None else Found(named, text)


def months_of(found: re.Match[str]) -> int:
    return count_of(found["count"]) * (12 if found["unit"].casefold().startswith("y") else 1)


def is_renewal(text: str, entry: Entry) -> bool:
    """Whether the words are about a document that is renewed, and not about what it deals with; those of a
    column for it are."""
    return text == entry.told(Role.PERIOD) or bool(_RENEWAL.search(text))


def read_years(entry: Entry) -> Found[int] | None:
    """For how many financial years accounts are asked."""
    for text in entry.sentences:
        if found := _YEARS.search(text):
            return Found(count_of(found["count"] or found["other"]), text)
    for text in entry.sentences:
        if _ONE_YEAR.search(text):
            return Found(1, text)
    return None


def read_deadline(entry: Entry) -> Found[dict[str, int]] | None:
    """Months after the year's end, where the row says them."""
    for text in entry.sentences:
        if found := _DEADLINE.search(text):
            months = count_of(found["count"] or found["second"])
            return Found(dict.fromkeys(DEADLINES, months), text)
    return None


def read_audited(entry: Entry) -> Found[bool] | None:
    """Whether an audit is asked; not sure where an examination would do as well."""
    for text in entry.sentences:
        if re.search(r"(?<!un)\baudit(?:ed|or)", text, re.I):
            instead = re.search(
                r"independent(?:ly)? examin|\bor\b[^.;]{0,20}examin|where required|if required", text, re.I
            )
            return Found(not instead, text, sure=not instead)
    return None
