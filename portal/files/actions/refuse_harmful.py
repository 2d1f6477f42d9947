"""Nobody sends on what a virus scanner found to be harmful."""

from collections.abc import Iterable
from typing import Protocol

from portal.acting.refused import CannotDo

TAKE_OUT = "Take {it} out and add {copies}."


class MayBeHarmful(Protocol):
    """A file as a line."""

    @property
    def name(self) -> str: ...
    @property
    def is_harmful(self) -> bool: ...


def refuse_harmful(files: Iterable[MayBeHarmful], field: str = "files", then: str = TAKE_OUT) -> None:
    """Raises CannotDo about the field; `then` says what to do about {it}. A scanner that has not answered yet
    holds nobody up: whoever decides waits for it."""
    names = tuple(dict.fromkeys(each.name for each in files if each.is_harmful))
    if not names:
        return
    were, it, copies = ("was", "it", "a clean copy") if len(names) == 1 else ("were", "them", "clean copies")
    then = then.format(it=it, copies=copies)
    raise CannotDo({field: f"{' and '.join(names)} {were} found to be harmful. {then}"})
