"""Insurance that is asked for: which, how much and for what, read out of a row's sentences."""

import re
from dataclasses import dataclass, replace

from checklists.proposal.columns import Role
from checklists.proposal.entries import Entry
from checklists.proposal.found import Found
from checklists.proposal.numbers import MONEY, pounds_of
from checklists.vocabulary import Basis

_NAMES = (
    ("public-and-products-liability", "public and products liability", r"public (?:and|&|/) products?"
                                                                       r" liability"),
    ("public-liability", "public liability", r"public(?: liability)?(?= and| &|,| liab|/)|public liability"
                                             r"|\bPLI?\b(?= insurance)"),
    ("employers-liability", "employers' liability", r"employer(?:s['’]?|['’]s)?(?: liability)"
                                                    r"|\bELI?\b(?= insurance)"),
    ("professional-indemnity", "professional indemnity", r"professional (?:indemnity|liability)"
                                                         r"|\bPII?\b(?= insurance)"),
    ("product-liability", "product liability", r"products? liability"),
    ("clinical-negligence", "clinical negligence", r"clinical negligence|medical (?:malpractice|negligence"
                                                   r"|indemnity)"),
    ("trustees", "trustees' indemnity", r"(?:trustees?['’]?s?|directors?['’]? and officers?['’]?)"
                                        r" (?:indemnity|liability)"),
    ("cyber", "cyber", r"cyber(?:[- ](?:security|liability))?(?= insurance| cover| liab|\s*[:–—-])"),
    ("motor", "motor", r"(?:motor|vehicle|business[- ]use car)(?= insurance| cover)"),
    ("buildings-contents", "buildings and contents", r"(?:buildings?|contents|premises"
                                                     r"|property)(?: and (?:buildings?"
                                                     r"|contents))?(?= insurance| cover)"),
)  # fmt: skip  # a table, read by its columns
_NAME = re.compile("|".join(f"(?P<n{place}>{each[2]})" for place, each in enumerate(_NAMES)), re.I)
_PER_CLAIM = re.compile(
    r"(?:per|each|any one|any single|each and every|every|for each|in respect of (?:any one|each))"
    r" (?:and every )?(?:claim|loss|occurrence|incident|event|accident|case)\b|any one claim",
    re.I,
)
_AGGREGATE = re.compile(
    r"\baggregate\b|\bin total\b|\bin all\b|\bin any (?:one )?(?:policy )?(?:year|period)\b|\bper annum\b"
    r"|\ball claims\b",
    re.I,
)
_FOR_ALL = re.compile(rf"\b(?:all|both)\b[^.;]{{0,30}}?(?:{_PER_CLAIM.pattern}|{_AGGREGATE.pattern})", re.I)
_INSURANCE = re.compile(r"(?<!national )\binsurances?\b|\bindemnity\b|\bliability\b(?= cover)", re.I)
_NOT_MONEY_FOR = re.compile(r"\b(?:excess|deductible|turnover|income)\b", re.I)


@dataclass(frozen=True, slots=True)
class ReadCover:
    """A cover as far as it was found."""

    key: str
    insurance: str
    amount: int | None = None
    basis: Basis | None = None
    source: str = ""
    sure: bool = True

    @property
    def title(self) -> str:
        return f"{self.insurance[0].upper()}{self.insurance[1:]} insurance"


def speaks_of_insurance(text: str) -> bool:
    return bool(_INSURANCE.search(text))


def read_basis(text: str) -> Found[Basis] | None:
    """What an amount is promised for. Of both, each claim is the stricter, and to be looked at."""
    each, together = bool(_PER_CLAIM.search(text)), bool(_AGGREGATE.search(text))
    if not each and not together:
        return None
    return Found(Basis.PER_CLAIM if each else Basis.AGGREGATE, text, sure=not (each and together))


def read_covers(entry: Entry) -> tuple[ReadCover, ...]:
    """The covers of a row, each once, in order."""
    found: dict[str, ReadCover] = {}
    for text in texts_of(entry):
        for cover in covers_in(text):
            known = found.get(cover.key)
            found[cover.key] = cover if known is None or known.amount is None else known
    if not found:
        found = {
            each.key: each for each in covers_in(entry.title, whole=entry) if speaks_of_insurance(entry.title)
        }
    everywhere = said_for_all(entry)
    return tuple(filled(each, entry, everywhere, alone=len(found) == 1) for each in found.values())


def texts_of(entry: Entry) -> tuple[str, ...]:
    """What is read on its own: sentences and items that name an insurance."""
    return tuple(each for each in entry.sentences if _NAME.search(each))


def covers_in(text: str, whole: Entry | None = None) -> list[ReadCover]:
    """The covers that a text names; an amount goes to the names before it, or after it where it is first."""
    return [cover for piece in pieces_of(text) for cover in covers_of_piece(piece, text)] or (
        [ReadCover("cover", "business", source=whole.title, sure=False)] if whole else []
    )


def pieces_of(text: str) -> list[str]:
    """The text cut so that each piece holds the names that one amount is for."""
    names = [each.start() for each in _NAME.finditer(text)]
    amounts = [each.start() for each in MONEY.finditer(text)]
    if len(amounts) < 2 or not names:
        return [text]
    if amounts[0] < names[0]:
        cuts = [0, *amounts[1:]]
    else:
        after = [next((name for name in names if name > amount), None) for amount in amounts[:-1]]
        cuts = [0, *(each for each in after if each is not None)]
    return [text[start:end] for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def covers_of_piece(piece: str, text: str) -> list[ReadCover]:
    keys = [int((each.lastgroup or "n0")[1:]) for each in _NAME.finditer(piece)]
    amounts = [
        each
        for each in MONEY.finditer(piece)
        if not _NOT_MONEY_FOR.search(piece[each.end() : each.end() + 20])
    ]
    amount = pounds_of(amounts[0]) if amounts else None
    basis = read_basis(piece)
    sure = len(amounts) < 2 and (basis is None or basis.sure)
    return [
        ReadCover(_NAMES[key][0], _NAMES[key][1], amount, basis.value if basis else None, text, sure)
        for key in dict.fromkeys(keys)
    ]


def said_for_all(entry: Entry) -> Found[Basis] | None:
    """A basis in a sentence without an amount of its own, or one that is said of all: `(all per claim)`."""
    for text in entry.sentences:
        found = _FOR_ALL.search(text)
        basis = read_basis(found[0] if found else text) if found or not MONEY.search(text) else None
        if basis:
            return Found(basis.value, text, basis.sure)
    return None


def filled(cover: ReadCover, entry: Entry, everywhere: Found[Basis] | None, *, alone: bool) -> ReadCover:
    """The cover with what other sentences and columns say of it."""
    sources = [cover.source]
    if cover.amount is None:
        told = [each for each in entry.sentences if MONEY.search(each)]
        if told and (alone or not _NAME.search(told[0])):
            found = MONEY.search(told[0])
            cover = replace(
                cover, amount=pounds_of(found) if found else None, sure=cover.sure and len(told) == 1
            )
            sources.append(told[0])
            basis = read_basis(told[0])
            everywhere = basis or everywhere
    if cover.basis is None and everywhere is not None:
        cover = replace(cover, basis=everywhere.value, sure=cover.sure and everywhere.sure)
        sources.append(everywhere.source)
    if entry.told(Role.BASIS) and cover.basis is None:
        sources.append(entry.told(Role.BASIS))
    return replace(cover, source=" ".join(dict.fromkeys(sources)))
