"""Nobody says yes to what nobody could open."""

from collections.abc import Iterable
from typing import Protocol

from portal.acting.refused import CannotDo

NOT_READ = (
    "{names} cannot be opened: a virus scanner has not answered yet, or has found something. Accept it when "
    "you have read it, or say what needs a change."
)


class MayBeHeld(Protocol):
    """A file as a line."""

    @property
    def name(self) -> str: ...
    @property
    def is_open(self) -> bool: ...


def require_read(files: Iterable[MayBeHeld]) -> None:
    """Raises CannotDo."""
    names = dict.fromkeys(each.name for each in files if not each.is_open)
    if names:
        raise CannotDo({"": NOT_READ.format(names=" and ".join(names))})
