"""Which files go into a pack, under which path, and the list of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from evidence.names import extension_of
from evidence.pack_names import Names, folder_name
from evidence.sheet_values import Value
from portal.clock import local_day
from portal.packs.presenters.evidence import FilePlace, SlotPlace, outcome_words
from portal.packs.queries.contents import EngagementInPack, PackContents, SlotInPack
from portal.packs.queries.evidence import Evidence, FileInPack

HEADINGS = (
    "Path in the pack",
    "In the pack",
    "Requirement",
    "Clause",
    "Partner",
    "Engagement",
    "Submission",
    "Version",
    "Name as sent",
    "Bytes",
    "SHA-256",
    "Sent on",
    "From",
    "Until",
    "Amount in pounds",
    "Decision",
    "Decided on",
)


@dataclass(frozen=True, slots=True)
class Filed:
    """A file on its way into a pack. `about` are the columns of the list between the clause and the name."""

    place: FilePlace
    file: FileInPack
    path: str
    title: str
    clause: str
    about: tuple[Value, ...]
    dates: tuple[Value, ...]

    @property
    def called(self) -> str:
        """Its name in the pack."""
        return self.path.rsplit("/", 1)[-1]


def list_files(contents: PackContents, without_names: bool) -> list[Filed]:
    """In the order of their folders: by requirement, then by partner. A file that serves one slot twice is
    there once."""
    requirements = contents.version.checklist.requirements
    folders = {
        each.key: f"{number:02} {folder_name(each.title)}" for number, each in enumerate(requirements, 1)
    }
    filer = Filer(Names(), folders, without_names, is_of_one=len(contents.engagements) == 1)
    found = list(filer.issued(contents))
    by_key: defaultdict[str, list[tuple[EngagementInPack, SlotInPack]]] = defaultdict(list)
    for engagement in contents.engagements:
        for slot in engagement.slots:
            by_key[slot.line.slot.requirement.key].append((engagement, slot))
    for requirement in requirements:
        for engagement, slot in by_key[requirement.key]:
            found += filer.slot(engagement, slot)
    return found


@dataclass(frozen=True, slots=True)
class Filer:
    """Gives files their paths. Without names of people none keeps the name that somebody gave it."""

    names: Names
    folders: Mapping[str, str]
    without_names: bool
    is_of_one: bool

    def issued(self, contents: PackContents) -> Iterator[Filed]:
        asked = {each.key: each for each in contents.version.checklist.requirements}
        for key, its in sorted(contents.issued.items()):
            for each in its if key in asked else ():
                file, edition = each.file, (f"Edition {each.edition}",) if len(its) > 1 else ()
                inside = self.folders[key], f"Issued by {contents.place.lead}", *edition
                path = self.path(inside, file, asked[key].title)
                about = (contents.place.lead, "", "", None)
                yield Filed(
                    (None, key, file.file_id),
                    file,
                    path,
                    asked[key].title,
                    asked[key].clause,
                    about,
                    (None, None, None, None, "Issued by the lead", None),
                )

    def slot(self, engagement: EngagementInPack, slot: SlotInPack) -> Iterator[Filed]:
        requirement = slot.line.slot.requirement
        place: SlotPlace = engagement.engagement_id, requirement.key
        partner = () if self.is_of_one else (f"{engagement.partner} {engagement.reference}",)
        seen = set()
        for evidence in slot.evidence.sent:
            for file in evidence.files:
                if file.file_id in seen:
                    continue
                seen.add(file.file_id)
                path = self.path((self.folders[requirement.key], *partner), file, requirement.title)
                sent = evidence.sent
                about = (engagement.partner, engagement.reference, sent.reference, evidence.version)
                dates = dates_of(slot, evidence)
                yield Filed(
                    (*place, file.file_id), file, path, requirement.title, requirement.clause, about, dates
                )

    def path(self, inside: Sequence[str], file: FileInPack, title: str) -> str:
        name = f"{folder_name(title)}{extension_of(file.name)}" if self.without_names else file.name
        return self.names.path("evidence", *inside, name)


def dates_of(slot: SlotInPack, evidence: Evidence) -> tuple[Value, ...]:
    sent, decided = evidence.sent, evidence.decided
    sent_on = local_day(sent.sent_at) if sent.sent_at else None
    until_on: date | None = (decided.until_on if decided else None) or sent.until_on
    words = outcome_words(slot.line.slot.requirement, decided) if decided else "Not decided yet"
    decided_on = local_day(decided.made_at) if decided else None
    return sent_on, sent.from_on, until_on, sent.amount, words, decided_on


def manifest_rows(
    files: Iterable[Filed], unread: Mapping[FilePlace, str], without_names: bool
) -> Iterator[list[Value]]:
    """A row a file, in the columns of HEADINGS; also those that could not be read."""
    for each in files:
        reason = unread.get(each.place)
        yield [
            "" if reason else each.path,
            f"no: {reason}" if reason else "yes",
            each.title,
            each.clause,
            *each.about,
            each.called if without_names else each.file.name,
            each.file.size,
            each.file.sha256,
            *each.dates,
        ]
