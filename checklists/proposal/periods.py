"""How long something counts, and for how many years it is asked."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

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
_CLAUSES = re.compile(r"([;,]|\band\b)")
SEVERAL = "several times are said, and the first was taken."
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
    return one_of([found for text in entry.sentences if (found := months_in(text))])


def one_of(found: Sequence[Found[int | None]]) -> Found[int | None] | None:
    """The first of what the sentences say; where another says otherwise, somebody looks at both."""
    if not found:
        return None
    if len({each.value for each in found}) == 1 or found[0].question:
        return found[0]
    sources = " ".join(dict.fromkeys(each.source for each in found))
    return replace(found[0], source=sources, sure=False, question=f"{sources.rstrip('.')}: {SEVERAL}")


def months_in(text: str) -> Found[int | None] | None:
    """What is said first, but for what is said of something else, such as how long records are kept."""
    said = "".join(each for each in _CLAUSES.split(text) if not _SOMETHING_ELSE.search(each))
    for pattern, question in DOUBTFUL:
        if found := pattern.search(said):
            return Found(None, text, sure=False, question=f"{found[0].capitalize()}: {question}")
    cycles = cycles_in(said)
    if not cycles:
        return None
    is_one = len({each.months for each in cycles}) == 1
    question = "" if is_one else f"{text.rstrip('.')}: {SEVERAL}"
    return Found(cycles[0].months, text, sure=is_one, question=question)


class At(NamedTuple):
    """Months, and where in a text they are said."""

    start: int
    end: int
    months: int

    @property
    def length(self) -> int:
        return self.end - self.start

    def is_part_of(self, others: Iterable["At"]) -> bool:
        """Whether it lies in or across one that is longer."""
        return any(
            other.start < self.end and self.start < other.end and other.length > self.length
            for other in others
        )


def cycles_in(said: str) -> list[At]:
    """Each once, in order: the `yearly` of `two-yearly` is none by itself."""
    told = [
        At(found.start("count"), found.end(), months_of(found))
        for pattern in _COUNTED
        for found in pattern.finditer(said)
    ]
    told += [At(*found.span(), months) for months, words in _NAMED for found in words.finditer(said)]
    told.sort()
    starts, longest = [each.start for each in told], max((each.length for each in told), default=0)
    return [
        each
        for each in told
        if not each.is_part_of(
            told[bisect_left(starts, each.start - longest) : bisect_right(starts, each.end)]
        )
    ]


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
