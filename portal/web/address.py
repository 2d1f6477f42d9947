"""What an address of the portal is: a route to register, and a link to make."""

import re
from functools import cache
from urllib.parse import quote, urlencode

GAP = re.compile(r"\{[^}]*\}")


@cache
def pieces_of(route: str) -> tuple[str, ...]:
    """What stands before, between and behind the gaps of a route."""
    return tuple(GAP.split(route))


class Address(str):
    """A route as Litestar takes it. Called with what stands in its gaps, in order, it is a page's address.

    >>> Address("/contracts/{contract_id:uuid}/partners")("17", having="missing", on="")
    '/contracts/17/partners?having=missing'
    """

    __slots__ = ()

    def __call__(self, *given: object, **query: object) -> str:
        """What is empty is left out of the query. Raises ValueError unless every gap has its value."""
        first, *others = pieces_of(self)
        if len(others) != len(given):
            raise ValueError(f"{self!s} takes {len(others)} values, not {len(given)}")
        filled = [quote(str(each), safe="") + piece for each, piece in zip(given, others, strict=True)]
        path = first + "".join(filled)
        asked = query and urlencode({name: each for name, each in query.items() if each not in {None, ""}})
        return f"{path}?{asked}" if asked else path

    def below(self, rest: str) -> "Address":
        return Address(f"{self!s}/{rest}")
