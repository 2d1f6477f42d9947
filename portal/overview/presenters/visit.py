"""Who takes part in a visit, in words."""

from collections.abc import Sequence


def people_words(names: Sequence[str], also: str) -> str:
    """
    >>> people_words(["Mona Manager", "Olu Officer"], "two carers"), people_words([], "")
    ('Mona Manager, Olu Officer; two carers', '')
    """
    return "; ".join(filter(None, [", ".join(names), also]))
