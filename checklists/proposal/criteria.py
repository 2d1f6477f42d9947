"""What else a row says: force, condition, and what reviewers look for."""

import re

from checklists.proposal.columns import Role
from checklists.proposal.entries import Entry
from checklists.proposal.found import Found, tidy
from checklists.proposal.marks import read_mark
from checklists.vocabulary import Condition, Force

_MUST = re.compile(
    r"\b(?:must|shall|required|mandatory|essential|has to|have to|needs? to|obligatory)\b", re.I
)
_SHOULD = re.compile(
    r"\b(?:should|preferred|preferably|desirable|recommended|ideally|encouraged|optional|good practice"
    r"|where possible)\b",
    re.I,
)
_FOR_ALL = re.compile(
    r"(?:all|always|every(?:one|body)?|yes|y|any|each|n/?a|none|[-–—✓✔]*|mandatory|required|must)"
    r"(?: (?:partners?|providers?|organisations?|suppliers?|services?|staff|contracts?|cases|times))?\.?",
    re.I,
)
_IF = r"\b(?:if|where|when|whenever|only for|in case|unless|applies to|for)\b"
_VOLUNTEERS = re.compile(
    rf"{_IF}[^.;]{{0,60}}\b(?:us(?:e|es|ed|ing)|engag\w+|involv\w+|recruit\w*|deploy\w*|have|has|are"
    rf"|work(?:s|ing)? with|rel(?:y|ies) on)\b"
    rf"[^.;]{{0,25}}\bvolunteers?\b|{_IF}[^.;]{{0,20}}\bvolunteers? (?:are|is|work|help|support|deliver)\b"
    r"|\bvolunteers?,? (?:if|where) (?:used|any|applicable|there are any)\b|^volunteers?(?: only)?$",
    re.I,
)
_OTHER_CONDITION = re.compile(
    r"\b(?:if|where|when) (?:applicable|relevant|appropriate|needed|used|required)\b|\bonly (?:if|where"
    r"|when|for)\b"
    r"|^\W*(?:if|where|unless) |\b(?:required|needed|asked|applies|apply|applicable|mandatory"
    r"|necessary)(?: only)?"
    r" (?:if|where|when|for|to)\b(?! (?:all|every|each|the (?:service|contract))\b)"
    r"|(?<!state )(?<!say )(?<!see )(?<!check )(?<!ask )(?<!asked )(?<!know )(?<!tell us )(?<!what )(?<!as )"
    r"\bif (?!not\b|so\b|possible\b)"
    r"|\bwhere (?:you|your|staff|the (?:partner|provider|organisation)|any|there (?:is|are)|people"
    r"|children)\b"
    r"|(?<!say )(?<!says )(?<!states )(?<!know )(?<!show )(?<!shows )(?<!of )(?<!and )\bwhere "
    r"\w+(?: \w+){0,2} (?:is|are|work|use|apply|applies)\b|\bunless\b",
    re.I,
)
_CONDITIONAL = re.compile(r"(?:only )?(?:if|where|when|unless)\b", re.I)
CONDITION = "Asked only where something is so: is that said here?"
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
    marked = [found for role in (Role.MUST, Role.SHOULD) if (found := marked_force(entry, role))]
    if marked:
        return next((each for each in marked if each.sure), marked[0])
    if told := entry.column(Role.FORCE):
        return column_force(told.strip(), entry.told(Role.FORCE))
    for text in (*entry.sentences, entry.group):
        if _SHOULD.search(text) or _MUST.search(text):
            both = _SHOULD.search(text) and _MUST.search(text)
            return Found(Force.MUST if _MUST.search(text) else Force.SHOULD, text, sure=not both)
    return None


def marked_force(entry: Entry, role: Role) -> Found[Force] | None:
    """By a mark in a column for one force: no mark there leaves the other, which is not sure."""
    if role not in entry.named:
        return None
    force, other = (Force.MUST, Force.SHOULD) if role is Role.MUST else (Force.SHOULD, Force.MUST)
    heading, told = entry.named[role]
    mark = read_mark(told, cross_is_yes=role in entry.crossed)
    if mark is None:
        return column_force(told, entry.told(role))
    is_said = bool(told.strip()) or (role is Role.SHOULD and Role.MUST not in entry.named)
    return Found(force if mark else other, f"{heading}: {told or '–'}", sure=is_said)


def column_force(told: str, source: str) -> Found[Force]:
    """In words, or by a letter that stands for one: M or D, R or O."""
    mark = read_mark(told, cross_is_yes=True)
    should = bool(_SHOULD.search(told)) or mark is False
    must = bool(_MUST.search(told)) or mark is True
    is_condition = bool(_CONDITIONAL.match(told))
    sure = is_condition or should != must
    return Found(Force.SHOULD if should and not must else Force.MUST, source, sure=sure)


def read_condition(entry: Entry) -> Found[Condition | None] | None:
    """On which fact of the engagement it depends; a value of None where the fact has no name here."""
    told = entry.column(Role.CONDITION)
    if told and _VOLUNTEERS.search(told):
        return Found(Condition.USES_VOLUNTEERS, entry.told(Role.CONDITION))
    if told and not _FOR_ALL.fullmatch(told.strip()):
        return Found(None, entry.told(Role.CONDITION), sure=False, question=CONDITION)
    columns = [entry.told(role) for role in entry.named if role is not Role.CONDITION]
    columns += [entry.column(role) for role in (Role.MUST, Role.SHOULD, Role.FORCE)]
    texts = (*columns, *entry.said, entry.title)
    for text in texts:
        if _VOLUNTEERS.search(text):
            return Found(Condition.USES_VOLUNTEERS, text)
    for text in texts:
        if _OTHER_CONDITION.search(text):
            about_volunteers = "volunteer" in entry.title.casefold()
            return Found(Condition.USES_VOLUNTEERS if about_volunteers else None, text, False, CONDITION)
    return None


def read_look_for(entry: Entry) -> Found[list[str]] | None:
    """The items of a list, else what the sentences say that it must comply with, include or cover."""
    listed = entry.items + entry.checks
    if listed:
        return Found([capital(each) for each in dict.fromkeys(listed)], " ".join(listed))
    found = [(criterion(match), text) for text in entry.said for match in _CRITERION.finditer(text)]
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
