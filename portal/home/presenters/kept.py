"""What somebody has typed and not sent, as the home page tells it: which form, about what, and its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portal.acting.kept_typed import Left
from portal.home.presenters.form_titles import called, requirement_in, whose

MOST = 3
"""So many are shown at once; the others open below them."""

LONGEST = 60

Titles = Mapping[tuple[UUID, str], str]
"""Of requirements, by engagement and key."""


@dataclass(frozen=True, slots=True)
class KeptView:
    """`of_whom` names the requirement too, where it is about one. `words` is the beginning of what was typed,
    where it is a text."""

    title: str
    of_whom: str
    words: str
    href: str
    kept_as: str
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class KeptViews:
    shown: tuple[KeptView, ...]
    more: tuple[KeptView, ...]


def ids_of(kept: Sequence[Left]) -> dict[str, set[UUID]]:
    """What they are about, by the names of the gaps of their addresses."""
    found = dict[str, set[UUID]]()
    for each in kept:
        for name, one in whose(each.address).items():
            found.setdefault(name, set()).add(one)
    return found


def requirements_of(kept: Sequence[Left]) -> set[tuple[UUID, str]]:
    """The requirements that they are about, each of an engagement."""
    return {found for each in kept if (found := requirement_in(each.address))}


def kept_views(kept: Sequence[Left], names: Mapping[UUID, str], titles: Titles) -> KeptViews:
    views = tuple(kept_view(each, names, titles) for each in kept)
    return KeptViews(views[:MOST], views[MOST:])


def kept_view(kept: Left, names: Mapping[UUID, str], titles: Titles) -> KeptView:
    ids, asked = whose(kept.address).values(), requirement_in(kept.address)
    said = [titles.get(asked, "")] if asked else []
    said += [names[each] for each in reversed([*ids]) if each in names]
    of_whom = ", ".join(dict.fromkeys(filter(None, said)))
    title, words = called(kept.address), beginning(kept.typed)
    return KeptView(title, of_whom, words, kept.address, kept.kept_as, kept.kept_at)


def beginning(typed: Sequence[str]) -> str:
    """Of the longest that was typed, unless that is one word or a number: keys and days tell nobody which
    form it is.

    >>> beginning(["2031", "Walks by  day"]), beginning(["2031", "manager"]), beginning(["so " * 40])[-9:]
    ('Walks by day', '', 'so so so…')
    """
    text = " ".join(max(typed, key=len, default="").split())
    if " " not in text:
        return ""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rpartition(' ')[0]}…"
