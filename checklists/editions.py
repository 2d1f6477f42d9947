"""Which edition of what the lead issued has to be acknowledged on a day, and which are to follow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from checklists.facts import FIRST_EDITION, Edition


@dataclass(frozen=True, slots=True)
class Editions:
    """`asked` is the one by which it is judged whether somebody has acknowledged it, None for the first;
    `coming` are later ones, in their order, of which nobody needs more yet than one before them."""

    asked: Edition | None
    coming: tuple[Edition, ...]


NO_LATER = Editions(None, ())


def editions_on(later: Iterable[Edition], on: date) -> Editions:
    """Of those after the first that were issued for one requirement and known."""
    known = sorted(later, key=lambda each: each.number)
    asked = next((each for each in reversed(known) if each.spares_until < on), None)
    number = asked.number if asked else FIRST_EDITION
    return Editions(asked, tuple(each for each in known if each.number > number))
