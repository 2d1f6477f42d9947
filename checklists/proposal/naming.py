"""What a requirement is called, out of its title cell or of the sentence that asks for it."""

import re
from dataclasses import dataclass, replace

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


_TELLS_TO = re.compile(
    r"(?:please )?(?:provide|submit|supply|send|upload|attach|produce|show|hold|maintain|confirm|have"
    r"|ensure)\b(?! (?:and|or)\b)"
    r"|(?:you|(?:the |each |every |all )?(?:delivery )?(?:partners?|providers?|organisations?"
    r"|sub-?contractors?"
    r"|suppliers?)) (?:must|should|shall|will|need|needs|has|have|is|are|holds?|provides?)\b",
    re.I,
)
"""How a sentence begins that tells somebody to do something."""

_GOES_ON = re.compile(
    r",\s*(?:which|that|reviewed|renewed|updated|signed|approved)\b|\b(?:must|should"
    r"|shall)\b",
    re.I,
)
"""Words after which a cell says more of what it names."""

_VERB = re.compile(
    r"\b(?:is|are|must|should|shall|has|have|holds?|reviewed|renewed|updated"
    r"|complies)\b",
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
    while (found := _LEADING_IN.match(rest)) and not is_abbreviation(found[0]):
        rest = rest[found.end() :]
    name = name_of_paper(rest) if rest else name_of_paper(text)
    return f"{name[:1].upper()}{name[1:]}"


@dataclass(frozen=True, slots=True)
class ReadTitle:
    """A title, what its cell says besides, and whether it was taken out of a sentence."""

    text: str
    detail: list[Line]
    is_cut: bool = False


def read_title(lines: list[Line], *, has_asks: bool, is_own: bool) -> ReadTitle:
    """The title of a cell: as it stands where it has a cell of its own (`is_own`). Where that is for what is
    asked too, the name that it begins with, or that it tells somebody to provide."""
    lines = joined([each for each in lines if each.text])
    if not lines:
        return ReadTitle("", [])
    if len(lines) > 1 and (not has_asks or lines[0].bold or any(each.is_item for each in lines[1:])):
        return ReadTitle(lines[0].text, lines[1:])
    text = " ".join(each.text for each in lines)
    if has_asks or is_own or text.endswith("?") or is_abbreviation(text.split()[0]):
        return ReadTitle(text, [])
    if not _TELLS_TO.match(text):
        return ReadTitle(name_of_paper(text), lines) if _GOES_ON.search(text) else ReadTitle(text, [])
    return ReadTitle(name_in_sentence(text), lines, is_cut=True)


def joined(lines: list[Line]) -> list[Line]:
    """Lines, without breaks in the middle of a title: a second that goes on in small letters."""
    if (
        len(lines) < 2
        or lines[1].is_item
        or lines[1].bold != lines[0].bold
        or not lines[1].text[:1].islower()
    ):
        return lines
    return joined([replace(lines[0], text=f"{lines[0].text} {lines[1].text}"), *lines[2:]])


def is_abbreviation(word: str) -> bool:
    return len(word.strip()) > 1 and word.strip().isupper()


def says_itself(title: str) -> bool:
    """Whether a title is a sentence or a question, which says itself what is asked.

    >>> says_itself("Do you have a fire policy?"), says_itself("Fire policy, plans (all sites)")
    (True, False)
    """
    return (
        title.rstrip().endswith((".", "?")) or len(title.split()) > _MOST_WORDS or bool(_VERB.search(title))
    )
