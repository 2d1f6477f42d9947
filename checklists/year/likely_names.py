"""Which words look like names of people, so that whoever wrote them is asked before others read them.

A guess and no more: what is named here may be a street, and who is called by a common word is missed.
"""

import calendar
import re
from collections.abc import Iterable

MOST = 12
"""So many are pointed out at once."""

TITLES = ("Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Sir", "Dame", "Rev")
LARGE, SMALL = "A-ZÀ-ÖØ-Þ", "a-zß-öø-ÿ"
NAME_WORD = rf"(?:Mc|Mac|[OD]['’])?[{LARGE}][{SMALL}]+(?:[-'’][{LARGE}][{SMALL}]+)*"
RUN = re.compile(rf"\b(?:(?P<title>{'|'.join(TITLES)})\.?\s+)?(?P<name>{NAME_WORD}(?:[ \t]+{NAME_WORD})*)")
BEGINS = re.compile(r"(?:^|[.!?:•\n]|[“\"(]|\n\s*[-*])\s*$")
"""What stands before a word that is written large since a sentence begins with it."""

NEAR = 20
"""Characters before a word that tell whether a sentence begins."""

WRITTEN_LARGE = """
English Welsh British European Easter Christmas Ramadan Covid Internet Zoom Teams Word Excel Facebook Google
Universal Credit County City Borough Council Street Road Hospital Trust Service Services
"""
NO_NAMES = frozenset((*WRITTEN_LARGE.split(), *calendar.month_name[1:], *calendar.day_name))
FIRST_WORDS = """
A After All Also An And As At Before Both But By Each Every For From He Her His How I If In It Its Last Later
Many Most Next No Not Now On Once One Or Our She So Some Then There These They This Those Through To Two Until
We What When Where While Who With Without You Your The
"""
STARTERS = frozenset(FIRST_WORDS.split())
"""Words that begin a sentence before a name."""


def likely_names(words: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """The runs of words that look like somebody's name, each once, in their order. `known` are names of
    places and organisations: words of theirs are nobody's.

    >>> likely_names("We met Nell Penhaligon in Dover in May. Later Nell’s son came.", ["Dover Council"])
    ('Nell Penhaligon', 'Nell')
    >>> likely_names("The group met on Monday. Everybody had tea with Mrs. Marsh.")
    ('Mrs Marsh',)
    """
    nobody = NO_NAMES | {each for name in known for each in re.findall(NAME_WORD, name)}
    found = dict[str, None]()
    for run in RUN.finditer(words):
        before = words[max(0, run.start() - NEAR) : run.start()]
        name = name_in(run, nobody, begins=bool(BEGINS.search(before)))
        if name:
            found[name] = None
    return tuple(found)[:MOST]


def name_in(run: re.Match[str], nobody: frozenset[str] | set[str], *, begins: bool) -> str:
    """What of the run is a name; empty where nothing is."""
    parts = [re.sub(r"['’]s$", "", each) for each in run["name"].split()]
    if begins and parts[0] in STARTERS:
        parts, begins = parts[1:], False
    parts = [each for each in parts if each not in nobody]
    if run["title"]:
        return " ".join((run["title"], *parts)) if parts else ""
    is_alone = len(parts) == 1 and (begins or parts[0] in STARTERS)
    return "" if is_alone or not parts else " ".join(parts)
