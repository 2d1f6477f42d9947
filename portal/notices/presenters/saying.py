"""One thing as one side is told it."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from portal.notices.queries.happened import Happening
from portal.notices.queries.told_whom import Towards


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing as one side is told it. `about` is a key of what people choose a pace for. Of what is about
    a whole contract, `href_in` says where it leads in an engagement, by its id."""

    towards: Towards
    about: str
    what: str
    why: str
    href: str
    by_on: date | None = None
    consequence: str = ""
    href_in: Callable[[uuid.UUID], str] | None = None


Group = tuple[Happening, ...]
"""What one person did alike in one slot, or one thing."""

Sayer = Callable[[Group], Iterator[Saying]]
