"""Insurance that is asked for: which, how much and for what, read out of a row's sentences."""

import re
from dataclasses import replace

from checklists.proposal.columns import Role
from checklists.proposal.entries import Entry
from checklists.proposal.found import Found
from checklists.proposal.insurances import (
    INSURANCE_NAME,
    ReadCover,
    is_insurance_heading,
    kind_of,
    speaks_of_insurance,
)
from checklists.proposal.people import slug
from checklists.proposal.statements import small
from checklists.proposal.sums import of_cover, pounds_in, question_of, sums_in
from checklists.vocabulary import Basis

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
_COVER = re.compile(r"\b(?:cover|indemnity|insur)", re.I)
_FOR_ALL = re.compile(rf"\b(?:all|both)\b[^.;]{{0,30}}?(?:{_PER_CLAIM.pattern}|{_AGGREGATE.pattern})", re.I)


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
    found = found or {each.key: each for each in covers_of_title(entry)}
    everywhere = said_for_all(entry)
    alone = len(found) == 1
    return tuple(filled(with_column(each, entry), entry, everywhere, alone=alone) for each in found.values())


def covers_of_title(entry: Entry) -> list[ReadCover]:
    """Those that the title names: in a table of insurance any, by the name that stands there."""
    if is_table_of_covers(entry):
        return covers_in(f"{entry.title} insurance") or [own_cover(entry.title)]
    if speaks_of_insurance(entry.title):
        return covers_in(entry.title) or [ReadCover("cover", "business", source=entry.title, sure=False)]
    return []


def own_cover(title: str) -> ReadCover:
    """An insurance that has no name here, by its own."""
    name = re.sub(r"\s+(?:insurance|cover)$", "", title, flags=re.I)
    return ReadCover(slug(name) or "cover", small(name), source=title)


def is_table_of_covers(entry: Entry) -> bool:
    """Whether its table is one of insurance: by the heading of its titles, or by an amount beside a name of
    one or below the word."""
    if is_insurance_heading(entry.headed):
        return True
    if not entry.column(Role.AMOUNT):
        return False
    is_named = bool(INSURANCE_NAME.search(f"{entry.title} insurance"))
    heading = entry.named[Role.AMOUNT][0]
    return speaks_of_insurance(entry.group) or (is_named and bool(_COVER.search(heading)))


def with_column(cover: ReadCover, entry: Entry) -> ReadCover:
    """The cover with the amount and the basis of their own columns."""
    if own := read_basis(entry.column(Role.BASIS)):
        source = f"{cover.source} {entry.told(Role.BASIS)}".strip()
        cover = replace(cover, basis=own.value, source=source, sure=cover.sure and own.sure)
    told = entry.column(Role.AMOUNT)
    if not told or cover.amount is not None:
        return cover
    heading = entry.named[Role.AMOUNT][0]
    (amount, question), basis = pounds_in(told, heading), read_basis(f"{heading}: {told}")
    return replace(
        cover,
        amount=amount,
        basis=cover.basis or (basis.value if basis else None),
        source=" ".join(dict.fromkeys([cover.source, entry.told(Role.AMOUNT)])),
        sure=cover.sure and not question and (basis is None or basis.sure),
        question=question,
    )


def texts_of(entry: Entry) -> tuple[str, ...]:
    """What is read on its own: sentences and items that name an insurance."""
    return tuple(each for each in entry.sentences if INSURANCE_NAME.search(each))


def covers_in(text: str) -> list[ReadCover]:
    """The covers that a text names; an amount goes to the names before it, or after it where it is first."""
    return [cover for piece in pieces_of(text) for cover in covers_of_piece(piece, text)]


def pieces_of(text: str) -> list[str]:
    """The text cut so that each piece holds the names that one amount is for."""
    names = [each.start() for each in INSURANCE_NAME.finditer(text)]
    amounts = [each.start for each in of_cover(text)]
    if len(amounts) < 2 or not names:
        return [text]
    if amounts[0] < names[0]:
        cuts = [0, *amounts[1:]]
    else:
        after = [next((name for name in names if name > amount), None) for amount in amounts[:-1]]
        cuts = [0, *(each for each in after if each is not None)]
    return [text[start:end] for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def covers_of_piece(piece: str, text: str) -> list[ReadCover]:
    kinds = [kind_of(each) for each in INSURANCE_NAME.finditer(piece)]
    sums = of_cover(piece)
    amount, question = sums[0].pounds if sums else None, question_of(sums)
    basis = read_basis(piece)
    sure = not question and (basis is None or basis.sure)
    return [
        ReadCover(key, name, amount, basis.value if basis else None, text, sure, question)
        for key, name in dict.fromkeys(kinds)
    ]


def said_for_all(entry: Entry) -> Found[Basis] | None:
    """A basis in a sentence without an amount of its own, or one that is said of all: `(all per claim)`."""
    for text in entry.sentences:
        found = _FOR_ALL.search(text)
        basis = read_basis(found[0] if found else text) if found or not sums_in(text) else None
        if basis:
            return Found(basis.value, text, basis.sure)
    return None


def filled(cover: ReadCover, entry: Entry, everywhere: Found[Basis] | None, *, alone: bool) -> ReadCover:
    """The cover with what other sentences and columns say of it."""
    sources = [cover.source]
    if cover.amount is None:
        told = [each for each in entry.sentences if of_cover(each)]
        if told and (alone or not INSURANCE_NAME.search(told[0])):
            sums = of_cover(told[0])
            question = question_of(sums)
            sure = cover.sure and len(told) == 1 and not question
            cover = replace(cover, amount=sums[0].pounds, sure=sure, question=cover.question or question)
            sources.append(told[0])
            basis = read_basis(told[0])
            everywhere = basis or everywhere
    if cover.basis is None and everywhere is not None:
        cover = replace(cover, basis=everywhere.value, sure=cover.sure and everywhere.sure)
        sources.append(everywhere.source)
    if entry.told(Role.BASIS) and cover.basis is None:
        sources.append(entry.told(Role.BASIS))
    return replace(cover, source=" ".join(dict.fromkeys(sources)))
