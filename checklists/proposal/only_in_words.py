"""What the words of a requirement of insurance name, and none of its amounts asks for.

Whoever raises an amount and leaves the sentence as it was asks partners for two things at once.
"""

from collections.abc import Iterator, Sequence

from checklists.drafting import Data
from checklists.proposal.sums import of_cover

WORDS = ("title", "asks", "look_for", "consequence")


def amounts_only_in_words(data: Data) -> tuple[str, ...]:
    """As they are written, each once; none where no insurance with an amount is asked for.

    >>> covers = [{"key": "public", "title": "Public liability", "amount": 10_000_000}]
    >>> amounts_only_in_words({"part": covers, "asks": "At least £5m (£10 million from April), excess £500."})
    ('£5m',)
    >>> amounts_only_in_words({"part": [], "asks": "At least £5m."})
    ()
    """
    asked = {each.get("amount") for each in data.get("part", ())} - {None}
    if not asked:
        return ()
    sums = (each for text in texts_of(data) for each in of_cover(text))
    named = (each.words for each in sums if each.pounds is not None and each.pounds not in asked)
    return tuple(dict.fromkeys(named))


def texts_of(data: Data) -> Iterator[str]:
    for name in WORDS:
        said: str | Sequence[str] = data.get(name, "")
        yield from [said] if isinstance(said, str) else said
    yield from (each.get("title", "") for each in data.get("part", ()))
