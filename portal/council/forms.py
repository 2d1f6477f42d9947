"""What is typed about sending figures to the council."""

from portal.acting.refused import CannotDo
from portal.web.typed import Typed

WHOLE = "Enter a whole number, such as 5."


def read_fewest(typed: Typed) -> int:
    """Raises CannotDo."""
    words = typed.first("fewest").strip()
    if not words.isascii() or not words.isdecimal() or len(words) > 6:
        raise CannotDo({"fewest": WHOLE})
    return int(words)
