"""What a column for periods says: after how many months something is done or shown again."""

import re
from dataclasses import dataclass

from checklists.proposal.numbers import COUNT, count_of

UNIT = r"(?P<unit>years?|yrs?|months?|mths?|mos?\b)['’]?"
_COUNTED = re.compile(rf"\b{COUNT}[- ]?(?:calendar )?(?:{UNIT}(?:ly)?|(?P<letter>[ym]))\b", re.I)
_RANGE = re.compile(rf"\b{COUNT}\s?(?:[-–—/]|to|or)\s?(?P<most>\d+|two|three|four|five|six)[- ]?{UNIT}", re.I)
_BARE = re.compile(rf"(?:every )?{COUNT}(?:\.0)?", re.I)
NAMED = (
    (
        12,
        r"\b(?:annual(?:ly)?|yearly|each year|every year|once (?:a|per|every|each) year|per year|a year old"
        r"|the (?:past|last) year)\b",
    ),
    (24, r"\b(?:biennial(?:ly)?|every (?:other|second) year|alternate years?)\b"),
    (36, r"\b(?:triennial(?:ly)?|every third year)\b"),
    (
        6,
        r"\b(?:half[- ]yearly|six[- ]monthly|(?:twice|two times) (?:a|per|every|each) year|twice[- ]yearly"
        r"|every six months|semi-?annual(?:ly)?)\b",
    ),
    (3, r"\b(?:quarterly|(?:every|each|once a|per) quarter)\b"),
)
_NAMED = tuple((months, re.compile(pattern, re.I)) for months, pattern in NAMED)
_SHORT = (
    (12, re.compile(r"\b(?:p\.? ?a\b\.?|per annum)", re.I)),
    (
        1,
        re.compile(
            r"\b(?:monthly"
            r"|every month)\b",
            re.I,
        ),
    ),
)
DOUBTFUL = (
    (re.compile(r"\bbi-?[ ]?(?:annual(?:ly)?|yearly)\b", re.I), "twice a year, or every two years?"),
    (re.compile(r"\btri-?[ ]?(?:annual(?:ly)?|yearly)\b", re.I), "three times a year, or every three years?"),
    (re.compile(r"\bbi-?[ ]?monthly\b", re.I), "twice a month, or every two months?"),
    (re.compile(r"\b(?:termly|every term|seasonal(?:ly)?)\b", re.I), "after how many months?"),
)
"""Words that people use for two things, and what to ask them."""

_NEVER = re.compile(
    r"[-–—.]*|n/?a|none|not applicable|(?:ongoing|continuous(?:ly)?|permanent|once|one-?off|no (?:expiry"
    r"|renewal|review)"
    r"|does not expire|non-?expiring)\.?",
    re.I,
)
_ALSO = re.compile(
    r"\b(?:or|and|sooner|earlier|unless|on|upon|after|following|when(?:ever)?|if|until|plus)\b[^.;]{3,}", re.I
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"\d{{4}}-\d\d?-\d\d?|\d\d?[./-]\d\d?[./-]\d{{2,4}}|(?:\d\d?(?:st|nd|rd|th)? )?{_MONTH}[ -]?(?:\d{{4}}"
    rf"|\d\d)"
    r"|(?:19|20)\d\d(?:[/-]\d\d)?|q[1-4][ /]?(?:20)?\d\d|(?:spring|summer|autumn|winter) (?:20)\d\d"
    r"|\d\d?/\d{2,4}"
    r"|tbc|tba|overdue|not (?:yet )?(?:set|known|reviewed)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Cycle:
    """Months, where the words say them, and what is to be asked where they leave something open."""

    months: int | None = None
    question: str = ""


def is_date(text: str) -> bool:
    """
    >>> [is_date(each) for each in ("May 2025", "31/03/2027", "3 years", "12", "2026")]
    [True, True, False, False, True]
    """
    return bool(_DATE.fullmatch(text.strip()))


def reads_as_cycle(text: str) -> bool:
    return cycle_in(text).months is not None


def cycle_in(text: str, heading: str = "") -> Cycle:
    """What a cell says; the heading may hold the unit of its numbers.

    >>> cycle_in("Every 3 yrs").months, cycle_in("36 mths").months, cycle_in("24", "Renewal (months)").months
    (36, 36, 24)
    >>> cycle_in("Bi-annually").question, cycle_in("3").question
    ('Bi-annually: twice a year, or every two years?', '3: months or years?')
    """
    said = " ".join(text.split())
    if _NEVER.fullmatch(said) or is_date(said):
        return Cycle()
    for pattern, question in DOUBTFUL:
        if pattern.search(said):
            return Cycle(None, f"{said}: {question}")
    if found := _RANGE.search(said):
        return Cycle(None, f"{said}: which of the two?")
    if found := _BARE.fullmatch(said):
        return of_number(count_of(found["count"]), said, heading)
    return first_of(said)


def first_of(said: str) -> Cycle:
    """The count or the word that comes first; what stands beside it is asked about."""
    told = [(each, counted(each)) for each in _COUNTED.finditer(said)]
    told += [(each, months) for months, words in _NAMED + _SHORT for each in words.finditer(said)]
    found = [(each, months) for each, months in told if not is_part(each, [other for other, _ in told])]
    if not found:
        return Cycle(None, f"{said}: after how many months?")
    match, months = min(found, key=lambda each: each[0].start())
    if len({months for _, months in found}) > 1:
        return Cycle(months, f"{said}: several times are said, and the first was taken.")
    also = _ALSO.search(said[match.end() :])
    return Cycle(months, f"Also asked at other times: {also[0].strip(' .)')}" if also else "")


def is_part(found: re.Match[str], others: list[re.Match[str]]) -> bool:
    """Whether it is only a part of what was read: the `yearly` of `2 yearly` or of `twice yearly`."""
    return any(
        each.start() < found.end() and found.start() < each.end() and len(each[0]) > len(found[0])
        for each in others
    )


def counted(found: re.Match[str]) -> int:
    unit = (found["unit"] or found["letter"]).casefold()
    return count_of(found["count"]) * (12 if unit.startswith("y") else 1)


def of_number(number: int, said: str, heading: str) -> Cycle:
    """A number alone: its unit stands in the heading, or is asked for."""
    has_months = re.search(r"\b(?:months?|mths?|mos?)\b", heading, re.I)
    has_years = re.search(r"\b(?:years?|yrs?)\b", heading, re.I)
    if bool(has_months) == bool(has_years):
        return Cycle(None, f"{said}: months or years?")
    return Cycle(number if has_months else number * 12)
