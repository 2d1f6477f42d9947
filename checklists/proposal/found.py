"""What the readers of a row hand on: a value, where it was read, and whether to look at it again."""

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Found(Generic[V]):
    """A value with the sentence that it was read from; not `sure` where the words allow another reading.
    `question` says what is to be asked then."""

    value: V
    source: str
    sure: bool = True
    question: str = ""


_END = re.compile(r"(?<=[.;!?])(?<!e\.g\.)(?<!i\.e\.)(?<!\bNo\.)(?<!etc\.)\s+(?=[\"“‘(]?[A-Z0-9])")


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a text.

    >>> sentences_of("Renewed annually. Show e.g. A policy, No. 4 is enough. ")
    ('Renewed annually.', 'Show e.g. A policy, No. 4 is enough.')
    """
    return tuple(part.strip() for part in _END.split(text.strip()) if part.strip())


def tidy(text: str) -> str:
    """Without web addresses, doubled blanks and marks left over at the ends.

    >>> tidy("See:  https://example.org/a,b ")
    'See'
    """
    bare = re.sub(r"(?:https?://|www\.)\S+", "", text)
    return re.sub(r"\s+", " ", bare).strip(" :–—-")
