"""A checklist that is only shown, and the versions that there are of one."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from checklists.drafting import table_of
from checklists.requirement import Checklist
from checklists.slots import version_on
from portal.authoring.presenters.draft import AskedView, asked, sizes
from portal.web.addresses import CONTRACT_CHECKLIST
from portal.words.wording import day


@dataclass(frozen=True, slots=True)
class AskedGroup:
    title: str
    rows: tuple[AskedView, ...]


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version of a contract's checklist; `is_shown` is the one of the day that is asked about."""

    words: str
    about: str
    href: str
    is_shown: bool


def asked_groups(checklist: Checklist) -> list[AskedGroup]:
    """Groups in their order, each with its requirements."""
    found: dict[str, list[AskedView]] = {}
    for each in checklist.requirements:
        found.setdefault(each.group, []).append(asked(each, table_of(each)))
    return [AskedGroup(title, tuple(rows)) for title, rows in found.items()]


def version_lines(versions: Sequence[Checklist], on: date, contract_id: uuid.UUID) -> list[VersionLine]:
    """Newest first. Before the first version is in force, it is the one that is shown."""
    shown = version_on(versions, on)
    return [
        VersionLine(
            f"In force from {day(each.in_force_from)}",
            sizes(each),
            CONTRACT_CHECKLIST(contract_id, on=each.in_force_from),
            each is shown,
        )
        for each in reversed(versions)
    ]
