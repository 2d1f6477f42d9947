"""A checklist that is only shown, and the versions that there are of one."""

import uuid
from dataclasses import dataclass
from datetime import date

from checklists.drafting import table_of
from checklists.requirement import Checklist
from checklists.slots import version_on
from portal.access import NotHere
from portal.authoring.presenters.draft import AskedView, asked, sizes
from portal.authoring.queries.versions import Version, Versions
from portal.clock import local_day
from portal.web.addresses import CONTRACT_CHECKLIST
from portal.words.wording import day


@dataclass(frozen=True, slots=True)
class AskedGroup:
    title: str
    rows: tuple[AskedView, ...]


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version of a contract's checklist; `is_shown` is the one that the page shows. `about` says how large
    it is and when and by whom it was published, `reason` why where that was asked; `replaced` by which it was
    replaced, when and by whom, and `replaced_reason` why; both are empty of one that stands."""

    version_id: uuid.UUID
    words: str
    about: str
    reason: str
    replaced: str
    replaced_reason: str
    href: str
    is_shown: bool


def asked_groups(checklist: Checklist) -> list[AskedGroup]:
    """Groups in their order, each with its requirements."""
    found: dict[str, list[AskedView]] = {}
    for each in checklist.requirements:
        found.setdefault(each.group, []).append(asked(each, table_of(each)))
    return [AskedGroup(title, tuple(rows)) for title, rows in found.items()]


def shown_version(versions: Versions, on: date, asked: str) -> Version:
    """The one that is asked for by its id, be it replaced; else the one in force on the day. Raises NotHere
    where there is none of that id."""
    if asked:
        named = next((each for each in versions.published if str(each.version_id) == asked), None)
        if named is None:
            raise NotHere
        return named
    in_force = version_on(versions.checklists, on)
    return next(each for each in versions.standing if each.checklist is in_force)


def version_lines(versions: Versions, shown: Version, contract_id: uuid.UUID) -> list[VersionLine]:
    """Newest first, what was replaced behind all that stand."""
    standing = versions.standing
    replaced = [each for each in versions.published if each not in standing]
    return [
        version_line(each, versions, shown, contract_id)
        for each in (*reversed(standing), *reversed(replaced))
    ]


def version_line(each: Version, versions: Versions, shown: Version, contract_id: uuid.UUID) -> VersionLine:
    by = versions.replacing(each.version_id)
    asked = {"version": each.version_id} if by else {"on": each.in_force_from}
    return VersionLine(
        each.version_id,
        f"In force from {day(each.in_force_from)}",
        f"{sizes(each.checklist)}, published {published(each)}",
        each.reason,
        f"Replaced by the version in force from {day(by.in_force_from)}, {published(by)}" if by else "",
        by.reason if by else "",
        CONTRACT_CHECKLIST(contract_id, **asked),
        each is shown,
    )


def published(each: Version) -> str:
    """On 3 May 2027 by Mary Moon."""
    by = f" by {each.published_by}" if each.published_by else ""
    return f"on {day(local_day(each.published_at))}{by}"
