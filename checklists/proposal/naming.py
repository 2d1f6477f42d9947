"""What a requirement is called, out of its title cell or of the sentence that asks for it."""

import re

from checklists.proposal.document import Line

_PAPERS = re.compile(r"\b(?:polic(?:y|ies)|procedures?|plan|statement|strategy|protocol|code)\b", re.I)
_MOST_WORDS = 9
"""Words of a name; one that begins with a paper says so within them."""

_AFTER_NAME = re.compile(
    r"\s*(?:[,:;.(]|\s[–—-]\s|\b(?:which|that|covering|must|should|is|are|(?<!comply )with|of at least"
    r"|for each)\b)",
    re.I,
)
_LEADING_IN = re.compile(
    r"(?:please|you|that|the|an?|your|its|also|all|each|current|valid|satisfactory|up-to-date|must|should"
    r"|shall|will"
    r"|needs? to|(?:is|are) required to|(?:delivery )?(?:partners?|providers?|organisations?"
    r"|sub-?contractors?)"
    r"|(?:provide|submit|supply|send|upload|attach|hold|maintain|have|has|produce|show)(?: us)?(?: with)?"
    r"|(?:provision|copy|copies|evidence|proof|details) of|confirm(?:ation)?)\s+",
    re.I,
)


def names_paper(text: str) -> bool:
    """Whether it begins with the name of a policy, a procedure or the like."""
    return bool(_PAPERS.search(" ".join(text.split()[:_MOST_WORDS])))


def name_of_paper(text: str) -> str:
    """The name that a text begins with.

    >>> name_of_paper("Complaints policy, reviewed every year")
    'Complaints policy'
    """
    name = _AFTER_NAME.split(text, maxsplit=1)[0]
    return name if 0 < len(name.split()) <= _MOST_WORDS else " ".join(text.split()[:_MOST_WORDS])


def name_in_sentence(text: str) -> str:
    """What a sentence asks for, without the words that lead to it.

    >>> name_in_sentence("You must hold public liability insurance of at least £5m.")
    'Public liability insurance'
    """
    rest = text
    while found := _LEADING_IN.match(rest):
        rest = rest[found.end() :]
    name = name_of_paper(rest) if rest else name_of_paper(text)
    return f"{name[:1].upper()}{name[1:]}"


def title_and_detail(lines: list[Line], *, has_asks: bool) -> tuple[str, list[Line]]:
    """The title, and what its cell says besides: further lines, or all where no other cell asks."""
    lines = [each for each in lines if each.text]
    if not lines:
        return "", []
    if len(lines) > 1 and (not has_asks or lines[0].bold or any(each.is_item for each in lines[1:])):
        return lines[0].text, lines[1:]
    text = " ".join(each.text for each in lines)
    if has_asks:
        return text, []
    return name_in_sentence(text), lines
