"""What an assessment considers, and whether an incident makes it due again."""

import re

from checklists.proposal.criteria import capital
from checklists.proposal.entries import Entry
from checklists.proposal.found import Found, tidy

_CHARACTERISTICS = (
    r"age|disability|gender (?:identity|reassignment)|gender|sex(?! ?ual)|race|ethnicity|religion(?: (?:or"
    r"|and) belief)?|pregnancy(?: (?:and|or) maternity)?"
    r"|sexual orientation|marriage(?: (?:and|or) civil partnership)?|maternity|caring responsibilities|carers"
)
_CHARACTERISTIC = re.compile(rf"\b(?:{_CHARACTERISTICS})\b", re.I)
_EQUALITY = re.compile(r"\bequalit(?:y|ies)\b|\beqia\b|\bequia\b|\bdiversity\b", re.I)
_ALL_NINE = re.compile(
    r"\b(?:nine|9|all|each|every)\b[^.;]{0,20}\bprotected characteristics?\b|\bprotected characteristics\b",
    re.I,
)
NINE = (
    "age",
    "disability",
    "gender reassignment",
    "marriage and civil partnership",
    "pregnancy and maternity",
    "race",
    "religion or belief",
    "sex",
    "sexual orientation",
)
"""The protected characteristics (Equality Act 2010, s. 4)."""

_FEWEST_CHARACTERISTICS = 2
_INCIDENT = re.compile(
    r"\b(?:after|following|in the event of|whenever|upon)\b[^.;]{0,30}\bincidents?\b", re.I
)
_SECTIONS = re.compile(
    r"\b(?:covering|considering|consider(?:s|ing)?|covers?|looking at)\s+(?P<list>[^.;]+)", re.I
)


def read_characteristics(entry: Entry) -> Found[list[str]] | None:
    """Those that are counted up; the nine of the Act where only `protected characteristics` is said."""
    if not _EQUALITY.search(f"{entry.title} {entry.asked}"):
        return None
    for text in (*entry.sentences, entry.asked):
        named = dict.fromkeys(each.casefold() for each in _CHARACTERISTIC.findall(text))
        if len(named) >= _FEWEST_CHARACTERISTICS:
            return Found(list(named), text)
    for text in entry.sentences:
        if _ALL_NINE.search(text):
            return Found(list(NINE), text, sure="nine" in text.casefold() or "9" in text)
    return None


def read_sections(entry: Entry) -> Found[list[str]] | None:
    """What an assessment other than of equality considers."""
    if entry.items:
        return Found([capital(each) for each in dict.fromkeys(entry.items)], " ".join(entry.items))
    for text in entry.sentences:
        if found := _SECTIONS.search(text):
            parts = [
                tidy(each) for each in re.split(r",\s*(?:and\s+)?|\s+and\s+", found["list"]) if tidy(each)
            ]
            if len(parts) > 1:
                return Found([capital(each) for each in parts], text)
    return None


def read_after_incident(entry: Entry) -> Found[bool] | None:
    return next((Found(True, each) for each in entry.sentences if _INCIDENT.search(each)), None)
