"""What else a row says: force, condition, and what reviewers look for."""

import re

from checklists.proposal.columns import Role
from checklists.proposal.entries import Entry
from checklists.proposal.found import Found, tidy
from checklists.vocabulary import Condition, Force

_MUST = re.compile(
    r"\b(?:must|shall|required|mandatory|essential|has to|have to|needs? to|obligatory)\b", re.I
)
_SHOULD = re.compile(
    r"\b(?:should|preferred|preferably|desirable|recommended|ideally|encouraged|optional|good practice"
    r"|where possible)\b",
    re.I,
)
_MUST_MARK, _SHOULD_MARK = (
    re.compile(r"^m$|^e$|^r$|^y(?:es)?$", re.I),
    re.compile(r"^s$|^d$|^p$|^no?$|^o$", re.I),
)
_NO_MARK = re.compile(r"^(?:no?|x|n/?a|[-–—]*)$", re.I)
_IF = r"\b(?:if|where|when|whenever|only for|in case|unless|applies to|for)\b"
_VOLUNTEERS = re.compile(
    rf"{_IF}[^.;]{{0,60}}\b(?:us(?:e|es|ed|ing)|engag\w+|involv\w+|recruit\w*|deploy\w*|have|has|are"
    rf"|work(?:s|ing)? with|rel(?:y|ies) on)\b"
    rf"[^.;]{{0,25}}\bvolunteers?\b|{_IF}[^.;]{{0,20}}\bvolunteers? (?:are|is|work|help|support|deliver)\b"
    r"|\bvolunteers?,? (?:if|where) (?:used|any|applicable|there are any)\b|^volunteers?(?: only)?$",
    re.I,
)
_OTHER_CONDITION = re.compile(
    r"\b(?:if|where|when) (?:applicable|relevant|appropriate|needed|used)\b|\bonly (?:if|where|when)\b"
    r"|^\W*(?:if|where) ",
    re.I,
)
_CRITERION = re.compile(
    r"\b(?:(?:which|that)\s+(?:is|are)?\s*|is |are |be |and )?(?P<verb>compl(?:y|ies|iant|iance) with"
    r"|in line with|in accordance with|aligned? (?:with|to)"
    r"|consistent with|including|includes?|covering|covers?|relevant to|setting out|sets out"
    r"|meets? the requirements of)\s+(?P<what>(?:[^.;]|\.(?=\w)|(?<=[ei]\.[ge])\.)+)",
    re.I,
)
_SAID = (
    ("compl", "Complies with"),
    ("align", "In line with"),
    ("includ", "Includes"),
    ("cover", "Covers"),
    ("set", "Sets out"),
    ("meet", "Meets the requirements of"),
)
"""How the verb of a criterion begins, and what is said of a document that is as asked."""


def read_force(entry: Entry) -> Found[Force] | None:
    """From columns of its own, else from the words of the row, else from the heading of its group."""
    for role, force, other in (
        (Role.MUST, Force.MUST, Force.SHOULD),
        (Role.SHOULD, Force.SHOULD, Force.MUST),
    ):
        if role in entry.named:
            heading, mark = entry.named[role]
            is_marked = not _NO_MARK.match(mark.strip())
            return Found(force if is_marked else other, f"{heading}: {mark or '–'}")
    if told := entry.column(Role.FORCE):
        return column_force(told.strip(), entry.told(Role.FORCE))
    for text in (*entry.sentences, entry.group):
        if _SHOULD.search(text) or _MUST.search(text):
            both = _SHOULD.search(text) and _MUST.search(text)
            return Found(Force.MUST if _MUST.search(text) else Force.SHOULD, text, sure=not both)
    return None


def column_force(told: str, source: str) -> Found[Force]:
    should = bool(_SHOULD.search(told) or _SHOULD_MARK.match(told))
    must = bool(_MUST.search(told) or _MUST_MARK.match(told))
    return Found(Force.SHOULD if should and not must else Force.MUST, source, sure=should != must)


def read_condition(entry: Entry) -> Found[Condition | None] | None:
    """On which fact of the engagement it depends; a value of None where the fact has no name here."""
    told = entry.column(Role.CONDITION)
    if told and _VOLUNTEERS.search(told):
        return Found(Condition.USES_VOLUNTEERS, entry.told(Role.CONDITION))
    for text in entry.sentences:
        if _VOLUNTEERS.search(text):
            return Found(Condition.USES_VOLUNTEERS, text)
    for text in entry.sentences:
        if _OTHER_CONDITION.search(text):
            about_volunteers = "volunteer" in entry.title.casefold()
            return Found(Condition.USES_VOLUNTEERS if about_volunteers else None, text, sure=False)
    return None


def read_look_for(entry: Entry) -> Found[list[str]] | None:
    """The items of a list, else what the sentences say that it must comply with, include or cover."""
    listed = entry.items + entry.checks
    if listed:
        return Found([capital(each) for each in dict.fromkeys(listed)], " ".join(listed))
    found = [(criterion(match), text) for text in entry.sentences[:-1] for match in _CRITERION.finditer(text)]
    kept = [(each, text) for each, text in found if each]
    if not kept:
        return None
    return Found(
        list(dict.fromkeys(each for each, _ in kept)), " ".join(dict.fromkeys(text for _, text in kept))
    )


def criterion(found: re.Match[str]) -> str:
    """As a sentence of its own: `which is compliant with the Act` becomes `Complies with the Act`."""
    what = balanced(tidy(found["what"]).strip(" .,"))
    verb = found["verb"]
    inner = _CRITERION.match(what)
    if inner:  # including compliance with …
        return criterion(inner)
    said = next((told for start, told in _SAID if verb.casefold().startswith(start)), verb.capitalize())
    return f"{said} {what}" if what else ""


def balanced(text: str) -> str:
    """Without a closing bracket that was opened outside.

    >>> balanced("the Act 2010)"), balanced("the Act (2010)")
    ('the Act 2010', 'the Act (2010)')
    """
    return text.removesuffix(")") if text.count(")") > text.count("(") else text


def capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
