"""Sums of money in sentences and cells.

Each is read by the one reader of amounts, which refuses what could be two: of such a one the words are known
here, and somebody is asked for the pounds.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from checklists.money import NoAmount, is_plain, read_pounds
from checklists.proposal.numbers import BY_WORD

_SCALES = {"mil": "m", "mill": "m"}
_SCALE = r"(?:thousand|million|billion|mill?|mn|bn|k|m)s?\b"
_FIGURE = r"\d(?:[\d.,'’]|[ \u00a0\u202f](?=\d{3}(?!\d))){0,40}"
_WORDS = "|".join(BY_WORD)
_SUM = re.compile(
    rf"(?:(?P<sign>[£€$]|\b(?:GBP|EUR|USD))\s?(?P<figure>{_FIGURE})(?:\s?(?P<scale>{_SCALE}))?"
    rf"|(?<![\w.,'’-])(?P<bare>{_FIGURE}|{_WORDS})\s?(?P<unit>(?!k){_SCALE})"
    rf"|(?<![\w.,'’-])(?P<counted>{_FIGURE})(?=\s?pounds?\b))(?:\s?pounds?\b)?",
    re.I,
)
_OTHER = rf"(?:(?:[£€$]|\b(?:GBP|EUR|USD))\s?{_FIGURE}(?:\s?{_SCALE})?|{_FIGURE}\s?{_SCALE})"
_UP_TO = re.compile(rf"[-–—/](?:{_OTHER}|{_FIGURE})|\s?(?:[-–—/]|to)\s{_OTHER}", re.I)
"""What makes the end of a range, or the other one of two, of what stands before it."""

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred"
_MORE_WORDS = re.compile(rf"\b(?:{_TENS}|point)[\s-]+(?:and[\s-]+)?$", re.I)
"""What stands before the last word of a number: the `twenty` of `twenty five million`."""

_ELSE = r"(?:excess(?:es)?|deductibles?|turnover|income)\b"
_LEADING_ON = (
    r"(?:of|is|up|to|under|over|below|above|exceed\w*|at|most|least|not|more|less|than|an?|the|maximum|max\.?"
    r"|limit\w*|per|policy|between)"
)
_ELSE_BEFORE = re.compile(rf"\b{_ELSE}\s*[:=]?\s*(?:{_LEADING_ON}\s+)*$", re.I)
_ELSE_AFTER = re.compile(rf"\s*(?:(?:of|in|or (?:less|more)|annual|policy|per annum)\s+)*{_ELSE}", re.I)

_PLAIN = re.compile(r"(?:£|GBP)?\s?(?P<number>\d[\d.,'’ ]*)", re.I)
_PLAIN_FIRST = re.compile(
    r"(?:\d{1,3}(?:,\d{3})+|\d{5,})(?:\.\d{1,2})?(?![\d.,'’]*\d|\s?(?:[-–—/]|to\s)\s?\d)"
)
_LEADING_TO_SUM = re.compile(
    r"(?:(?:at least|minimum(?: of)?|min\.?|not less than|no less than|up to|from) )?", re.I
)
_MILLIONS = re.compile(r"£ ?m\b|\bmillions?\b|\(m\)|\bmn\b", re.I)
_THOUSANDS = re.compile(r"£ ?k\b|\bthousands?\b|000s?\b|\(k\)", re.I)
_POUNDS = re.compile(r"£|\bgbp\b|\bpounds\b|\bsterling\b", re.I)
_BESIDE = 80
"""So many characters before a sum say what it is for."""

_LEAST_IN_POUNDS, _LEAST_WITHOUT_UNIT, _MOST_MILLIONS = 1_000, 10_000, 1_000

HOW_MANY = "how many pounds?"


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum where it stands in a text; `pounds` is None where its words say none, or more than one."""

    start: int
    end: int
    words: str
    pounds: int | None


def sums_in(text: str) -> tuple[Sum, ...]:
    """All that are written in it, in order.

    >>> [each.pounds for each in sums_in("£5m, £2.5 million, £5,000,000.00, ten million and £5 000 000.")]
    [5000000, 2500000, 5000000, 10000000, 5000000]
    >>> [(each.words, each.pounds) for each in sums_in("£5-10 million, £5.000.000 or €5m; not £1,5m")]
    [('£5-10 million', None), ('£5.000.000', None), ('€5m', None), ('£1,5m', None)]
    """
    found, at = [], 0
    while match := _SUM.search(text, at):
        each = sum_of(match, text)
        found.append(each)
        at = each.end
    return tuple(found)


def sum_of(match: re.Match[str], text: str) -> Sum:
    words = match[0] if match["scale"] or match["unit"] else match[0].rstrip(".,'’ ")
    end = match.start() + len(words)
    other = _UP_TO.match(text, end)
    end = other.end() if other else end
    is_cut = text[end : end + 1].isalnum()
    words = text[match.start() : end].rstrip(".,'’ ")
    is_part = not match["sign"] and _MORE_WORDS.search(before(text, match.start()))
    is_one = not other and not is_cut and not is_part and (match["sign"] or "£").upper() in {"£", "GBP"}
    return Sum(match.start(), max(end, match.start() + 1), words, pounds_of(match) if is_one else None)


def before(text: str, start: int) -> str:
    return text[max(0, start - _BESIDE) : start]


def pounds_of(match: re.Match[str]) -> int | None:
    figure = (match["figure"] or match["bare"] or match["counted"]).rstrip(".,'’ ")
    scale = (match["scale"] or match["unit"] or "").casefold().removesuffix("s")
    figure = str(BY_WORD.get(figure.casefold(), figure)).replace("\u00a0", " ").replace("\u202f", " ")
    try:
        return read_pounds(f"{figure} {_SCALES.get(scale, scale)}")
    except NoAmount:
        return None


def of_cover(text: str) -> tuple[Sum, ...]:
    """Those that can be what a cover is for: no excess, turnover or income, and none so small that a unit is
    likely to be lost.

    >>> [each.pounds for each in of_cover("£5m (excess £500) per claim where turnover is under £100,000")]
    [5000000]
    >>> [each.pounds for each in of_cover("£500 excess, £5m cover with an excess of £250")]
    [5000000]
    """
    return tuple(
        each
        if each.pounds is None or each.pounds >= _LEAST_IN_POUNDS
        else Sum(each.start, each.end, each.words, None)
        for each in sums_in(text)
        if not _ELSE_BEFORE.search(before(text, each.start)) and not _ELSE_AFTER.match(text, each.end)
    )


def question_of(sums: Sequence[Sum]) -> str:
    """What is to be asked of those of one cover; empty where they say one amount.

    >>> question_of(of_cover("£5m or £10m")), question_of(of_cover("£5,000,000 (five million pounds)"))
    ('£5m, £10m: several amounts are said, and the first was taken.', '')
    """
    if sums and sums[0].pounds is None:
        return f"{sums[0].words}: {HOW_MANY}"
    if len({each.pounds for each in sums}) > 1:
        return f"{', '.join(each.words for each in sums)}: several amounts are said, and the first was taken."
    return ""


def is_sum(text: str) -> bool:
    """Whether a cell begins with a sum of money, or is a number as large as one.

    >>> [is_sum(each) for each in ("£5m each claim", "At least £2m", "5000000", "Cover of £5m", "2026")]
    [True, True, True, False, False]
    """
    said = text.strip()
    leading = _LEADING_TO_SUM.match(said)
    rest = said[leading.end() :] if leading else said
    return bool(_SUM.match(rest) or _PLAIN_FIRST.match(rest))


def pounds_in(cell: str, heading: str) -> tuple[int | None, str]:
    """Whole pounds of a cell, and what is to be asked; its heading may hold the unit of its numbers.

    >>> pounds_in("5000000", "Minimum cover (£)"), pounds_in("5", "Cover (£m)"), pounds_in("5", "Cover")
    ((5000000, ''), (5000000, ''), (None, '5: how many pounds?'))
    """
    said = cell.strip()
    asking = f"{said}: {HOW_MANY}"
    if plain := _PLAIN.fullmatch(said):
        amount = in_unit(
            plain["number"].strip(), heading, says_pounds=bool(_POUNDS.search(f"{heading} {said}"))
        )
        return amount, "" if amount is not None else asking
    if sums := of_cover(said):
        return sums[0].pounds, question_of(sums)
    first = _PLAIN_FIRST.match(said)
    return (round(Decimal(first[0].replace(",", ""))), "") if first else (None, asking)


def in_unit(number: str, heading: str, *, says_pounds: bool) -> int | None:
    """A number alone, by the unit in its heading; None where it could be two, or nobody says of what."""
    if not is_plain(number, ""):
        return None
    value = Decimal(re.sub(r"[,\s]", "", number))
    for unit, scale in ((_MILLIONS, 1_000_000), (_THOUSANDS, 1_000)):
        if unit.search(heading) and value < _MOST_MILLIONS * 1_000_000 / scale:
            return round(value * scale)
    return round(value) if value >= (_LEAST_IN_POUNDS if says_pounds else _LEAST_WITHOUT_UNIT) else None
