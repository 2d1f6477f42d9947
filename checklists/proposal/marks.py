"""Ticks and crosses, as people put them into a column that says which rows are required."""

from collections.abc import Iterable

from checklists.proposal import words

TICKS, CROSSES, EITHER = (frozenset(each.split()) for each in (words.TICKS, words.CROSSES, words.EITHER))
_AS_NOTHING = frozenset(("☐", "□", "-", "–", "—", "n/a"))


def sign_of(text: str) -> str:
    return text.strip().strip("()[].").casefold()


def is_mark(text: str) -> bool:
    """
    >>> [is_mark(each) for each in ("Y", "✓", "x", "n/a", "", "A policy")]
    [True, True, True, True, True, False]
    """
    sign = sign_of(text)
    return not sign or sign in TICKS or sign in CROSSES or sign in EITHER


def read_mark(text: str, *, cross_is_yes: bool) -> bool | None:
    """Whether a mark says yes; None for what is no mark. An empty cell says no.

    >>> [read_mark(each, cross_is_yes=True) for each in ("Y", "x", "", "if used")]
    [True, True, False, None]
    """
    sign = sign_of(text)
    if sign in EITHER:
        return cross_is_yes
    if sign in TICKS:
        return True
    return False if not sign or sign in CROSSES else None


def are_crosses_yes(values: Iterable[str]) -> bool:
    """Whether `x` marks what is meant: where no tick stands in the column, and nothing says no.

    >>> are_crosses_yes(["x", "", "x"]), are_crosses_yes(["✓", "x"])
    (True, False)
    """
    signs = {sign_of(each) for each in values} - {""}
    return bool(signs & EITHER) and not signs & (TICKS | (CROSSES - _AS_NOTHING))
