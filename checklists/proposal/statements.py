"""The statement that a partner signs, made from the words in which a row asks for it."""

import re

from checklists.proposal.entries import Entry
from checklists.proposal.found import Found, tidy
from checklists.vocabulary import Kind

_PARTNER = (
    r"(?:(?:the|a|an|each|every|your|all) )?(?:(?:delivery|partner|provider|sub-?contracted|the) )?"
    r"(?:partners?|providers?|sub-?contractors?|organisations?|suppliers?|contractors?|grantees?"
    r"|applicants?|charity)"
)
_WHAT = r"(?P<what>(?:[^.;]|\.(?=\w)|(?<=[ei]\.[ge])\.)+)"
_CONFIRMS = re.compile(
    r"\b(?P<verb>confirm(?:s|ed|ation)?|acknowledge(?:s|d|ment)?|declar(?:e|es|ed|ation)"
    r"|self-?certif\w+)\s+(?:in writing\s+)?"
    rf"(?P<that>that\b|of\b|to\b)?\s*{_WHAT}",
    re.I,
)
_AGREES = re.compile(
    rf"\b(?P<verb>assurance|statement|agree(?:s|ment)?|undertak(?:e|es|ing))\s+(?P<that>that|to)\s+{_WHAT}",
    re.I,
)
_OPENING = re.compile(r"^(?P<condition>(?:if|where|when) [^,]+),\s*", re.I)
_SUBJECT = re.compile(rf"^(?:{_PARTNER}|you|they|it|we)\s+(?P<verb>\w+)\s*(?P<rest>.*)$", re.I)
_VERBS = {"has": "have", "is": "are", "does": "do", "was": "were", "goes": "go"}
_KEPT = {"can", "will", "may", "must", "shall", "have", "are", "do", "should", "would"}
_NAMES_PARTNER = re.compile(
    r"\b(?:the )?(?:delivery )?(?:partner|provider|sub-?contractor)(?P<own>['’]s)?\b(?P<next>\s+\w+)?", re.I
)
_OWN = re.compile(r"\b(?:its|their|your)\b", re.I)
_BARE_PAPER = re.compile(
    r"^(?:an? |the |this |such an? )?(?P<noun>polic(?:y|ies)|procedures?|plans?)\b", re.I
)
_PAPER_FIRST = re.compile(r"^(?P<name>[^;.]*?\b(?:policy|procedure|plan|strategy|statement))\b", re.I)
_DETERMINER = re.compile(
    r"^(?:an?|the|its|our|their|your|all|any|no|at least|in place|up|suitable \w+s|\w+ies\b)\b", re.I
)
_DOCUMENT = re.compile(r"(?:this|it|these|they)\b", re.I)
_PARTNER_FIRST = re.compile(rf"\b(?:{_PARTNER}|you)\b", re.I)
_YOU, _US = re.compile(r"\byou\b", re.I), re.compile(r"\b(?:we|us|our)\b", re.I)
_YOU_DO = re.compile(r"(?<!to )(?<!from )(?<!by )(?<!with )(?<!for )\byou\b", re.I)
_BEGINS = re.compile(
    rf"\W*(?:(?:please|and|also|written|signed|a|an|{_PARTNER}|you|must|should|to|shall)\s+)*", re.I
)
_IN_PLACE = re.compile(r"\b(?:in place|polic(?:y|ies)|procedures?|plans?|exists?)\b", re.I)
_QUOTED = re.compile(r"[“\"‘]([^”\"’]+)[”\"’]")


def read_statement(kind: Kind, entry: Entry) -> Found[str] | None:
    """What is signed; None where the row asks for no statement, or where no words for one were found.

    Only a whole clause becomes one: `confirms that …` to the end of its sentence. What is confirmed in a word
    (`declaration of interests`) or goes on behind is no statement.
    """
    if kind is Kind.ISSUED:
        return received(entry)
    for text in entry.said:
        found = _CONFIRMS.search(text) or (_AGREES.search(text) if kind is Kind.CONFIRMATION else None)
        if found and is_whole(found, text, kind):
            by_partner = kind is Kind.CONFIRMATION and bool(_PARTNER_FIRST.search(text[: found.start()]))
            spoken = statement_of(found, entry, by_partner=by_partner)
            return Found(spoken, text, sure=not (_YOU.search(text) and _US.search(text)))
    if kind is Kind.CONFIRMATION and _IN_PLACE.search(f"{entry.asked} {entry.title}"):
        return Found(
            f"We have {with_article(small(entry.title))} in place.", entry.asked or entry.title, sure=False
        )
    return None


def is_whole(found: re.Match[str], text: str, kind: Kind) -> bool:
    """Whether the words are a clause that ends with its sentence; of a document, one that begins it too."""
    ends = not text[found.end() :].strip(" .;!?:")
    what = tidy(found["what"])
    is_clause = found["that"] in ("that", "to") or bool(_SUBJECT.match(what) or _DOCUMENT.match(what))
    begins = kind is Kind.CONFIRMATION or bool(_BEGINS.fullmatch(text[: found.start()]))
    return ends and begins and is_clause


def received(entry: Entry) -> Found[str]:
    name = next((_QUOTED.search(each) for each in entry.sentences if _QUOTED.search(each)), None)
    text = name[1] if name else entry.title
    return Found(
        f"We have received our copy of the {tidy(text.removeprefix('the ').removeprefix('The '))}.",
        entry.asked or entry.title,
    )


def statement_of(found: re.Match[str], entry: Entry, *, by_partner: bool) -> str:
    """In the words of the one who signs: `Confirmation that the partner has …` becomes `We have …`.

    What is said of `it` is said of the partner where that is `by_partner`, else of the document.
    """
    what = _OPENING.sub("", tidy(found["what"])).strip()
    if found["that"] == "to":
        what = f"we will {what}"
    spoken = as_we(what, entry, by_partner=by_partner)
    if found["verb"].casefold().startswith("acknowledg"):
        return f"We acknowledge that {lower_first(spoken)}."
    return f"{spoken[:1].upper()}{spoken[1:]}."


def as_we(what: str, entry: Entry, *, by_partner: bool) -> str:
    subject = _SUBJECT.match(what)
    if subject and (by_partner or not _DOCUMENT.match(what)):
        verb = first_person(subject["verb"])
        what = f"we {verb} {owned(subject['rest'], verb, entry)}".strip()
    elif _DOCUMENT.match(what):
        rest = re.sub(r"^\w+\s*", "", what)
        plural = re.search(r"s$", entry.title) and not re.search(r"(?:ss|us)$", entry.title)
        verb, _, more = rest.partition(" ")
        what = f"our {small(entry.title)} {first_person(verb) if plural else verb} {more}".strip()
    what = _OWN.sub("our", _NAMES_PARTNER.sub(in_our_name, what))
    return re.sub(
        r"\b(?:to|from|by|with|for) you\b", lambda each: f"{each[0][:-3]}us", re.sub(_YOU_DO, "we", what)
    )


def in_our_name(found: re.Match[str]) -> str:
    following = found["next"] or ""
    return f"our{following}" if found["own"] else f"we{first_person_after(following)}"


def first_person_after(following: str) -> str:
    return f" {first_person(following.strip())}" if following.strip() in _VERBS else following


def first_person(verb: str) -> str:
    """The form that goes with `we`.

    >>> [first_person(each) for each in ("has", "complies", "provides", "can", "possesses")]
    ['have', 'comply', 'provide', 'can', 'possess']
    """
    low = verb.casefold()
    if low in _VERBS or low in _KEPT:
        return _VERBS.get(low, low)
    if low.endswith("ies"):
        return f"{low[:-3]}y"
    if low.endswith(("sses", "shes", "ches", "xes")):
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low


def owned(rest: str, verb: str, entry: Entry) -> str:
    """What we have, by its name: `policy in place` becomes `a volunteer policy in place`."""
    if verb not in ("have", "hold", "maintain", "operate"):
        return rest
    bare = _BARE_PAPER.match(rest)
    if bare and re.search(rf"\b{bare['noun']}\b", entry.title, re.I):
        return f"{with_article(small(entry.title))}{rest[bare.end() :]}"
    if _PAPER_FIRST.match(rest) and not _DETERMINER.match(rest):
        return with_article(rest)
    return rest


def with_article(words: str) -> str:
    """
    >>> with_article("induction policy"), with_article("fire plan"), with_article("procedures")
    ('an induction policy', 'a fire plan', 'procedures')
    """
    if _DETERMINER.match(words) or re.search(r"(?:procedures|policies|plans|records)$", words):
        return words
    return f"{'an' if words[:1].casefold() in 'aeiou' else 'a'} {words}"


def small(title: str) -> str:
    """A title inside a sentence: small letters, but for abbreviations.

    >>> small("EQIA and Volunteer Policy")
    'EQIA and volunteer policy'
    """
    return " ".join(word if sum(map(str.isupper, word)) > 1 else word.lower() for word in title.split())


def lower_first(text: str) -> str:
    first, _, rest = text.partition(" ")
    return text if first.isupper() and first != "A" else f"{first[:1].lower()}{first[1:]} {rest}".strip()
