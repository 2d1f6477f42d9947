"""Whether two ways to write the name of an organisation mean the same one."""

import re
import unicodedata
from collections.abc import Iterable

ENDINGS = (
    ("public limited company", "plc"),
    ("community interest company", "cic"),
    ("charitable incorporated organisation", "cio"),
    ("limited liability partnership", "llp"),
    ("limited", "ltd"),
)
"""What the legal form is written as in full, and short."""


def plain_name(name: str) -> str:
    """The name without what people write now like this and now like that: capitals, spaces, points, accents,
    a leading The, and the long or the short word for its legal form.

    >>> plain_name("The St. John's Arts & Crafts  Company LIMITED")
    'st johns arts and crafts company ltd'
    """
    letters = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    letters = re.sub(r"['’‘`.]", "", letters)
    letters = "".join(each for each in letters if not unicodedata.combining(each))
    words = " ".join(re.sub(r"[\W_]+", " ", letters).split()).removeprefix("the ")
    for full, short in ENDINGS:
        if words.endswith(f" {full}"):
            return f"{words.removesuffix(full)}{short}"
    return words


def is_among(name: str, names: Iterable[str]) -> bool:
    """Whether it is one of the names, however it is written."""
    return plain_name(name) in {plain_name(each) for each in names}
