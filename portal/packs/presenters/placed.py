"""What stands in the place of the placeholders of an organisation's own template: text, and blocks that are
built as for our own document."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from evidence.report_writing import Block, Heading, Words
from evidence.templates import Filling
from portal.packs.presenters.actions import action_blocks
from portal.packs.presenters.changes import change_blocks
from portal.packs.presenters.document import (
    Frozen,
    about_words,
    called,
    engagement_blocks,
    evidence_blocks,
    issued_blocks,
    partner_blocks,
    picture_blocks,
    points,
    reader_of,
    registers,
    requirement_blocks,
    summary_words,
)
from portal.packs.presenters.evidence import Naming
from portal.packs.presenters.words import occasion_words, whole_words
from portal.packs.queries.contents import EngagementInPack, PackContents
from portal.words.wording import day, moment, partners_words

TEXTS: Mapping[str, str] = {
    "title": "The pack’s title, such as “Pack: Audit visit on 14 October 2026”",
    "occasion": "What it is for, such as “Audit visit on 14 October 2026”",
    "contract_title": "The contract’s title",
    "contract_reference": "The contract’s reference",
    "commissioner": "The commissioner’s name",
    "lead": "The lead provider’s name",
    "partner": "The partner’s name and area; of several, how many",
    "day": "The day on which everything stands as it is said",
    "known": "The moment up to which everything recorded is in the pack",
    "checklist": "The checklist’s title, and from when it is in force",
    "made_by": "Who made it; of a pack without names your organisation alone",
    "reference": "The pack’s reference",
    "files": "Whether every file is in it: “Complete: 31 of 31 files”, or what is missing",
    "summary": "How it stands, in one sentence",
    "page": "The number of the page",
    "pages": "How many pages there are",
}
"""Placeholders that may stand anywhere in text, by name, with what each holds."""

BLOCKS: Mapping[str, str] = {
    "contents": "The headings of all that follows, as links",
    "readiness": "The picture of readiness, now and over the year ahead",
    "summary_table": "The partners on the day: level, what is in order, what is in the way",
    "changes": "What has changed since the last meeting",
    "blockers": "What is in the way, and what is to be watched",
    "actions": "Open actions",
    "registers": "The register, as counts",
    "requirements": "Each requirement with its state on the day and whose turn it is",
    "evidence": "Evidence and decisions, with the SHA-256 of each file",
    "issued": "What the lead has issued",
    "partners": "All about each partner, one after the other, as in our own document: in place of the five"
    " from {{blockers}} to {{evidence}}. The example has those five",
}
"""Placeholders that stand in a paragraph of their own, by name, with what each holds."""

NEEDED = ("day", "known", "files")
"""Without these a document would not say what it is of, and whether all of it is there."""

CONTENTS, PICTURED = "contents", "readiness"
NAMES = (*TEXTS, *BLOCKS)


def filling_of(contents: PackContents, frozen: Frozen, naming: Naming, title: str) -> Filling:
    return Filling(fields_of(contents, frozen, title), blocks_of(contents, naming), CONTENTS, PICTURED)


def fields_of(contents: PackContents, frozen: Frozen, title: str) -> dict[str, str]:
    place, version = contents.place, contents.version.checklist
    number = len(contents.engagements)
    return {
        "title": title,
        "occasion": occasion_words(frozen.occasion, contents.on),
        "contract_title": place.title,
        "contract_reference": place.reference,
        "commissioner": place.commissioner,
        "lead": place.lead,
        "partner": about_words(contents) if number == 1 else partners_words(contents.partners, number),
        "day": day(contents.on),
        "known": moment(frozen.known_at),
        "checklist": f"{version.title}, in force from {day(version.in_force_from)}",
        "made_by": ", ".join(each for each in (frozen.made_by, frozen.owner) if each),
        "reference": frozen.reference,
        "files": whole_words(frozen.files, frozen.files_asked, frozen.unread),
        "summary": summary_words(contents),
    }


Section = Callable[[EngagementInPack], Iterable[Block]]


def blocks_of(contents: PackContents, naming: Naming) -> dict[str, Iterable[Block]]:
    """Each is built when its turn comes, so that no more than one is in memory."""

    def each(section: Section) -> Iterator[Block]:
        return of_each(contents, section)

    return {
        "readiness": picture_blocks(contents) if contents.engagements else nothing(),
        "summary_table": without_title(partner_blocks(contents))
        if contents.engagements
        else or_nothing(partner_blocks(contents)),
        "changes": or_nothing(without_title(change_blocks(contents))),
        "partners": or_nothing(each_whole(contents, naming)),
        "blockers": each(lambda one: deeper(points_of(one, contents))),
        "actions": each(lambda one: without_title(action_blocks(one, contents, naming))),
        "registers": each(lambda one: without_title(registers(one))),
        "requirements": each(lambda one: requirement_blocks(one, reader_of(one, contents))),
        "evidence": each(lambda one: without_title(evidence_blocks(one, naming))),
        "issued": or_nothing(without_title(issued_blocks(contents, naming))),
    }


def points_of(engagement: EngagementInPack, contents: PackContents) -> Iterator[Block]:
    reader, answer = reader_of(engagement, contents), engagement.readiness
    yield from points("In the way", answer.blockers, engagement, reader)
    yield from points("To watch", answer.warnings, engagement, reader)


def each_whole(contents: PackContents, naming: Naming) -> Iterator[Block]:
    for engagement in contents.engagements:
        yield from engagement_blocks(engagement, contents, naming)


def of_each(contents: PackContents, section: Section) -> Iterator[Block]:
    """The section of each partner, under its name where there are several; silent about none."""
    for engagement in contents.engagements:
        if len(contents.engagements) > 1:
            yield Heading(called(engagement), 2)
        yield from or_nothing(section(engagement))
    if not contents.engagements:
        yield from nothing()


def or_nothing(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, or that there are none."""
    is_empty = True
    for each in blocks:
        is_empty = False
        yield each
    if is_empty:
        yield from nothing()


def nothing() -> Iterator[Block]:
    yield Words("Nothing on this day.", "Note")


def without_title(blocks: Iterable[Block]) -> Iterator[Block]:
    """The template has its own heading above it; what follows hangs under that."""
    body = iter(blocks)
    first = next(body, None)
    if first is not None and not isinstance(first, Heading):
        yield first
    yield from body


def deeper(blocks: Iterable[Block]) -> Iterator[Block]:
    for each in blocks:
        yield Heading(each.text, 3) if isinstance(each, Heading) else each
