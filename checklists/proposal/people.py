"""What is asked of everybody on a register: checks at a level, or training in topics."""

import re

from checklists.proposal.entries import Entry
from checklists.proposal.found import Found, tidy
from checklists.vocabulary import BarredList, DbsLevel

_CHECK = re.compile(
    r"\bdbs\b|\bdisclosure (?:and|&) barring\b|\bcriminal records? (?:checks?|bureau)\b|\bcrb\b", re.I
)
_LEVEL = re.compile(r"\b(?:(enhanced)|(standard|basic)(?! of| for| terms))\b|^(standard|basic)(?= for)", re.I)
_BARRED = re.compile(r"\bbarr(?:ed|ing)\b(?! service)", re.I)
_TRAINING = re.compile(r"\btrain(?:ing|ed)\b|\bcourses?\b", re.I)
_EVERYBODY = re.compile(
    r"\b(?:all|each|every|everyone|everybody|any)\b[^.;]{0,40}\b(?:staff|workers?|employees?|volunteers?"
    r"|practitioners?|people"
    r"|individuals|personnel|members?|trustees?)\b|\bstaff\b[^.;]{0,40}\b(?:trained|training|complete|have"
    r"|must|receive)\b"
    r"|\b(?:everyone|everybody) who\b|\btraining (?:records?|matrix|register|log)\b|\bper person\b",
    re.I,
)
_LIST_OF_TOPICS = re.compile(
    r"(?:\btrain(?:ed|ing)\b[^:.;]{0,60}?(?:\bin|\bon|:)|\bcourses? (?:in|on)|\bcovering|\bincluding"
    r"|:)\s+(?P<list>[^.;]+)",
    re.I,
)
_PARTS = re.compile(r"\s*(?:,\s*(?:and\s+)?|;\s*(?:and\s+)?)")
_WITH_AND = re.compile(
    r"\b(?:adults and children|health and safety|equality and diversity|equality,? diversity and inclusion"
    r"|moving and handling)\b",
    re.I,
)
_TAIL = re.compile(
    r"\s+(?:every|within|renewed|refreshed|updated|before|at least|each year|annually|and (?:hold|have"
    r"|keep)|\(|which|to be|as)\b.*$",
    re.I,
)
_LEAD = re.compile(r"^(?:training (?:in|on)|a course (?:in|on)|level \d|the|and|both)\s+", re.I)
_TRAIL = re.compile(r"\s+(?:training|courses?|awareness training)$", re.I)
_LONGEST_TOPIC = 8
_NO_TOPIC = re.compile(
    r"\b(?:records?|matrix|register|log|mandatory|staff|"
    r"(?:(?:for|of|to) )(?:all|each|every|our|your|new)? ?(?:relevant |new )?"
    r"(?:staff|volunteers?|workers?|employees?|trustees?|managers?|people|everyone|everybody)"
    r"(?: (?:and|or) \w+)?)\b",
    re.I,
)
_LITTLE = re.compile(
    r"\b(?:all|every|each|for|of|and|or|in|the|is|are|up|to|date|training|trained|courses?|staff"
    r"|volunteers?|workers?"
    r"|programme|plan|evidence)\b",
    re.I,
)
"""Words of a title that name nothing in which somebody is trained."""


def speaks_of_checks(text: str) -> bool:
    return bool(_CHECK.search(text))


def speaks_of_training(entry: Entry) -> bool:
    """Whether everybody is to be trained, which a register shows."""
    said = (*entry.sentences, f"{entry.title}: {entry.asked}")
    return bool(_TRAINING.search(f"{entry.title} {entry.asked}")) and any(
        _EVERYBODY.search(each) for each in said
    )


def read_level(entry: Entry) -> Found[DbsLevel] | None:
    """The highest level that is named; not sure where several are."""
    for text in entry.sentences:
        named = {DbsLevel("".join(each).casefold()) for each in _LEVEL.findall(text)}
        if named and (speaks_of_checks(text) or speaks_of_checks(entry.title)):
            highest = max(named, key=list(DbsLevel).index)
            return Found(highest, text, sure=len(named) == 1)
    return None


def read_lists(entry: Entry) -> Found[list[BarredList]] | None:
    """Which barred lists; not sure where a barred list is asked and none is named."""
    for text in entry.sentences:
        bare = re.sub(r"disclosure (?:and|&) barring service", "", text, flags=re.I)
        if not _BARRED.search(bare):
            continue
        both = re.search(r"\bboth\b|\bbarred lists\b", bare, re.I)
        named = [
            each
            for each, words in ((BarredList.ADULTS, "adult"), (BarredList.CHILDREN, "child"))
            if words in bare.casefold()
        ]
        return Found(named or (list(BarredList) if both else []), text, sure=bool(named))
    return None


def read_topics(entry: Entry) -> Found[list[dict[str, str]]] | None:
    """Topics of training: the items of a list, else what a sentence counts up, else what the title names."""
    topics = [topic for item in entry.items for topic in parts_of(item)]
    if topics:
        return Found([as_topic(each) for each in dict.fromkeys(topics)], " ".join(entry.items))
    for text in entry.said:
        found = _LIST_OF_TOPICS.search(text) if _TRAINING.search(f"{entry.title} {text}") else None
        if found and (topics := parts_of(found["list"])):
            return Found([as_topic(each) for each in dict.fromkeys(topics)], text)
    title = trimmed(_NO_TOPIC.sub("", entry.title))
    if not title or not re.search(r"\w", _LITTLE.sub("", title)):
        return None
    return Found([as_topic(title)], entry.title, sure=False)


def parts_of(text: str) -> list[str]:
    """The topics that a text counts up.

    >>> parts_of("safeguarding adults, first aid and health and safety every 3 years")
    ['safeguarding adults', 'first aid', 'health and safety']
    """
    kept = _WITH_AND.sub(lambda found: found[0].replace(" and ", "\0"), _TAIL.sub("", text))
    pieces = [each for part in _PARTS.split(kept) for each in re.split(r"\s+and\s+", part)]
    topics = [trimmed(each.replace("\0", " and ")) for each in pieces]
    return [each for each in topics if each and len(each.split()) <= _LONGEST_TOPIC]


def trimmed(topic: str) -> str:
    return tidy(_TRAIL.sub("", _LEAD.sub("", tidy(topic)))).strip(".,")


def as_topic(title: str) -> dict[str, str]:
    shown = title if title[:2].isupper() else f"{title[0].upper()}{title[1:]}"
    return {"key": slug(title), "title": shown}


def slug(text: str, longest: int = 48) -> str:
    """A key out of words: small letters, digits and dashes.

    >>> slug("Employer’s liability & more!")
    'employers-liability-and-more'
    """
    plain = re.sub(r"['’]", "", text.casefold().replace("&", " and "))
    steps = [step for step in re.split(r"[^a-z0-9]+", plain) if step]
    while len(steps) > 1 and len("-".join(steps)) > longest:
        steps.pop()
    return "-".join(steps)[:longest]
