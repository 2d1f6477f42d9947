"""What the address of a page asks, read in one place: as text that a database takes, a day, or an id."""

from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from litestar.exceptions import ClientException, HTTPException

from portal.web.dates import EARLIEST, LATEST, read_iso
from portal.web.http import Request
from portal.web.typed import as_text

LONGEST = 2_000
"""Letters of what is asked under one name; what is longer is nothing that a page has asked for."""

NO_DATE = "A date in the address of a page looks like 2027-03-31."
FAR_AWAY = f"A date in the address of a page lies between {EARLIEST} and {LATEST}."


class NoDate(ClientException):
    """What the address asks under that name is no date that a page can be of."""

    def __init__(self, sentence: str, name: str) -> None:
        super().__init__(sentence)
        self.name = name


def asked(request: Request, name: str, longest: int = LONGEST) -> str:
    """The first under that name; empty where there is none. Raises 414 for what is longer."""
    text = as_text(str(request.query_params.get(name, "")))
    if len(text) > longest:
        raise HTTPException(status_code=414)
    return text


def asked_besides(request: Request, name: str) -> str:
    """All that is asked under other names, as it stands in an address."""
    return urlencode([each for each in request.query_params.multi_items() if each[0] != name])


def is_asked(request: Request, name: str) -> bool:
    """Whether the address has the name at all."""
    return name in request.query_params


def asked_id(request: Request, name: str) -> UUID | None:
    """None where it is no id."""
    try:
        return UUID(asked(request, name))
    except ValueError:
        return None


def asked_day(request: Request, name: str) -> date | None:
    """None where there is none. Raises 400 for what is no date, or lies too far away to be reckoned with."""
    text = asked(request, name)
    if not text:
        return None
    try:
        found = read_iso(text)
    except ValueError:
        raise NoDate(NO_DATE, name) from None
    if not EARLIEST <= found.year <= LATEST:
        raise NoDate(FAR_AWAY, name)
    return found
