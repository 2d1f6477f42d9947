"""Versions of a checklist as they are published: which of them stand, as known on an evening."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from checklists.requirement import Checklist


@dataclass(frozen=True, slots=True)
class Published:
    """A version with the local day on which it was published, and on which another one replaced it."""

    checklist: Checklist
    published_on: date
    replaced_on: date | None = None

    def stands(self, known: date | None) -> bool:
        """Whether it was published and not replaced by the evening of that day; without one, by now."""
        if known is None:
            return self.replaced_on is None
        return self.published_on <= known and (self.replaced_on is None or self.replaced_on > known)


def standing_versions(published: Iterable[Published], known: date | None) -> list[Checklist]:
    """Those that stand, in the order in which they are in force."""
    standing = (each.checklist for each in published if each.stands(known))
    return sorted(standing, key=lambda version: version.in_force_from)
