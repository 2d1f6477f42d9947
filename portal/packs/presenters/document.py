"""A pack as a Word document."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from checklists.levels import Counts
from checklists.readiness import Point
from checklists.vocabulary import Force, Level, Stage
from evidence.report_writing import Block, Cell, Drawing, Grid, Heading, Report, Tone, Words
from portal.packs.presenters.actions import action_blocks
from portal.packs.presenters.changes import change_blocks
from portal.packs.presenters.evidence import Naming, evidence_rows, files_cell
from portal.packs.presenters.picture import draw_ahead, in_words
from portal.packs.presenters.words import occasion_words, whole_words
from portal.packs.queries.contents import EngagementInPack, PackContents, SlotInPack
from portal.packs.queries.evidence import IssuedInPack
from portal.standing.queries.apart import Apart, apart_words
from portal.standing.queries.slots import SlotLine
from portal.words.levels import level_words, whose_turn
from portal.words.slot import Reader, Side, Standing, standing_of, whose_is_which, why
from portal.words.wording import areas_words, counted, day, in_order_words, moment

TONES: Mapping[Level, Tone] = {
    Level.READY: "met",
    Level.WATCH: "soon",
    Level.WAITING: "soon",
    Level.NOT_READY: "missing",
}


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a pack records of itself. `made_by` is empty where names are left out, or a machine made it."""

    reference: str
    occasion: str
    known_at: datetime
    made_by: str
    owner: str
    files: int
    files_asked: int
    unread: tuple[str, ...]


def report_of(contents: PackContents, frozen: Frozen, naming: Naming) -> Report:
    title = f"Pack: {occasion_words(frozen.occasion, contents.on)}"
    place = contents.place
    return Report(
        title=title,
        author=frozen.owner,
        made_at=frozen.known_at,
        running=f"{place.title} · {frozen.reference}",
        foot=occasion_words(frozen.occasion, contents.on),
        cover=cover(contents, frozen, naming, title),
        body=body(contents, naming),
        depth=1 if len(contents.engagements) > 3 else 2,
    )


def cover(contents: PackContents, frozen: Frozen, naming: Naming, title: str) -> Iterator[Block]:
    place, version = contents.place, contents.version.checklist
    yield Words(title, "Title")
    yield Words(about_words(contents), "Subtitle")
    made_by = ", ".join(each for each in (frozen.made_by, frozen.owner) if each)
    rows = [
        ("Contract", f"{place.title}, {place.reference}"),
        ("Commissioner", place.commissioner),
        ("Lead provider", place.lead),
        ("State on", day(contents.on)),
        ("As known on", f"{moment(frozen.known_at)}, when this pack was made"),
        ("Checklist", f"{version.title}, in force from {day(version.in_force_from)}"),
        ("Made by", made_by),
        ("Reference", frozen.reference),
        ("Files", whole_words(frozen.files, frozen.files_asked, frozen.unread)),
    ]
    yield Grid((), rows, (1, 3))
    if frozen.unread:
        words = whole_words(frozen.files, frozen.files_asked, frozen.unread)
        yield Words(words, "Warning")
    if naming.without_names:
        yield Words("This pack names no workers and no other people; files have neutral names.", "Note")
    yield Words("Whether it is as it was made: run verify.py, which lies beside this document.", "Note")


def about_words(contents: PackContents) -> str:
    if contents.is_of_some or (len(contents.engagements) == 1 and not contents.apart):
        of_it = [*map(called, contents.engagements), *map(called, contents.apart)]
        return "; ".join(of_it) or contents.place.title
    return contents.place.title


def body(contents: PackContents, naming: Naming) -> Iterator[Block]:
    yield from summary(contents)
    for engagement in contents.engagements:
        yield from engagement_blocks(engagement, contents, naming)
    yield from issued_blocks(contents, naming)


def summary(contents: PackContents) -> Iterator[Block]:
    yield Heading("Summary")
    yield Words(summary_words(contents), "Lead")
    if contents.engagements:
        yield Heading("Readiness, now and over the year ahead", 2)
        yield from picture_blocks(contents)
    yield from partner_blocks(contents)
    yield from change_blocks(contents)


def picture_blocks(contents: PackContents) -> Iterator[Block]:
    yield Drawing(draw_ahead(contents.ahead, contents.place.lead), in_words(contents.ahead))
    yield Words("As far as is known now: what is renewed meanwhile makes the later months better.", "Note")


def partner_blocks(contents: PackContents) -> Iterator[Block]:
    lead = contents.place.lead
    if contents.engagements:
        yield Heading("Partners on the day", 2)
        rows = [partner_row(each, lead) for each in contents.engagements]
        yield Grid(("Partner", "Level", "In order", "In the way", "To watch"), rows, (30, 22, 26, 11, 11))
    if contents.apart:
        yield Heading("Not part of the contract on this day", 2)
        said = [(called(each), apart_words(each.span, contents.on)) for each in contents.apart]
        yield Grid(("Partner", "Why"), said, (1, 1))


def summary_words(contents: PackContents) -> str:
    """One sentence for who reads no further."""
    engagements, lead = contents.engagements, contents.place.lead
    on = f"On {day(contents.on)}"
    if not engagements:
        return f"{on} no partner has a part in the contract."
    if len(engagements) == 1:
        only = engagements[0]
        level = level_words(only.readiness.level, lead, is_lead=False)
        return f"{on}, {only.partner} is: {level[0].lower()}{level[1:]}. {in_order(only.counts)}."
    levels = [each.readiness.level for each in engagements]
    ready = sum(each in {Level.READY, Level.WATCH} for each in levels)
    areas = areas_words(contents.partners, len(levels))
    many = f"{areas}: {ready}" if areas else f"{ready} of {counted(len(levels), 'partner')}"
    said = [f"{on}, {many} {'is' if ready == 1 else 'are'} ready"]
    for level, words in ((Level.NOT_READY, "not ready"), (Level.WAITING, f"waiting for {lead}")):
        if number := levels.count(level):
            said.append(f"{number} {'is' if number == 1 else 'are'} {words}")
    return f"{'; '.join(said)}."


def partner_row(each: EngagementInPack, lead: str) -> list[Cell | str]:
    level = each.readiness.level
    return [
        f"{each.partner}\n{each.area}" if each.area else each.partner,
        Cell(level_words(level, lead, is_lead=False), TONES[level]),
        in_order(each.counts),
        f"{len(each.readiness.blockers)}",
        f"{len(each.readiness.warnings)}",
    ]


def in_order(counts: Counts) -> str:
    return in_order_words(counts.in_order, counts.asked, counts.preferred_in_order, counts.preferred_asked)


def engagement_blocks(
    engagement: EngagementInPack, contents: PackContents, naming: Naming
) -> Iterator[Block]:
    reader = reader_of(engagement, contents)
    yield Heading(called(engagement))
    level = level_words(engagement.readiness.level, reader.lead, is_lead=False)
    yield Words(f"{level}. {in_order(engagement.counts)}.", "Lead")
    span = engagement.span
    yield Words(f"Reference {engagement.reference}, {day(span.from_on)} to {day(span.until_on)}.", "Note")
    answer = engagement.readiness
    yield from points("In the way", answer.blockers, engagement, reader)
    yield from points("To watch", answer.warnings, engagement, reader)
    yield from action_blocks(engagement, contents, naming)
    yield from registers(engagement)
    yield Heading("Each requirement", 2)
    yield from requirement_blocks(engagement, reader)
    yield from evidence_blocks(engagement, naming)


def requirement_blocks(engagement: EngagementInPack, reader: Reader) -> Iterator[Block]:
    for group, slots in groupby(engagement.slots, lambda each: each.line.slot.requirement.group):
        yield Heading(group or "Requirements", 3)
        rows = [state_row(each.line, reader) for each in slots]
        yield Grid(("Requirement", "State on the day", "Whose turn"), rows, (46, 36, 18))


def reader_of(engagement: EngagementInPack, contents: PackContents) -> Reader:
    return Reader(Side.COMMISSIONER, contents.place.lead, engagement.partner)


def called(each: EngagementInPack | Apart) -> str:
    return f"{each.partner}, {each.area}" if each.area else each.partner


def points(
    title: str, found: Sequence[Point], engagement: EngagementInPack, reader: Reader
) -> Iterator[Block]:
    if not found:
        return
    lines = {each.line.slot.requirement.key: each.line for each in engagement.slots}
    yield Heading(title, 2)
    rows = []
    for each in found:
        line = lines[each.slot.requirement.key]
        said = said_of(line, standing_of(line, reader))
        turn = whose_turn(each.turn, reader.lead, is_lead=False)
        rows.append([titled(line), said, whose_is_which(line, reader) or turn])
    yield Grid(("Requirement", "Why", "Whose turn"), rows, (38, 44, 18))


def registers(engagement: EngagementInPack) -> Iterator[Block]:
    """People as counts."""
    rows = [
        (
            each.line.slot.requirement.title,
            f"{each.people[0]} of {counted(each.people[1], 'person', 'people')}",
        )
        for each in engagement.slots
        if each.people
    ]
    if rows:
        yield Heading("Register", 2)
        yield Grid(("Asked of people", "In date on the day"), rows, (1, 1))


def state_row(line: SlotLine, reader: Reader) -> list[Cell | str]:
    standing = standing_of(line, reader)
    state = Cell(said_of(line, standing), OF_STATES.get(standing.state, ""))
    return [titled(line), state, standing.turn_words]


OF_STATES: Mapping[str, Tone] = {
    "met": "met",
    "missing": "missing",
    "expired": "expired",
    "waived": "waived",
    "not-needed": "not-needed",
    "soon": "soon",
}


def said_of(line: SlotLine, standing: Standing) -> str:
    """The state, why, and what is under way."""
    under_way = standing.stage_words if line.slot.stage is not Stage.NOTHING else ""
    return "\n".join(dict.fromkeys(each for each in (standing.words, why(line), under_way) if each))


def titled(line: SlotLine) -> str:
    requirement = line.slot.requirement
    preferred = " (preferred)" if requirement.force is Force.SHOULD else ""
    clause = f"\n{requirement.clause}" if requirement.clause else ""
    return f"{requirement.title}{preferred}{clause}"


def evidence_blocks(engagement: EngagementInPack, naming: Naming) -> Iterator[Block]:
    with_evidence = [each for each in engagement.slots if has_evidence(each)]
    if not with_evidence:
        return
    yield Heading("Evidence and decisions", 2)
    for each in with_evidence:
        rows = [*evidence_rows(each, naming, (engagement.engagement_id, key_of(each)))]
        yield Heading(each.line.slot.requirement.title, 3)
        yield Grid(("Evidence, with its SHA-256", "Version and dates", "Decision"), rows, (46, 29, 25))


def key_of(slot: SlotInPack) -> str:
    return slot.line.slot.requirement.key


def has_evidence(slot: SlotInPack) -> bool:
    return bool(slot.evidence.sent or slot.evidence.waivers)


def edition_words(title: str, edition: IssuedInPack, editions: Sequence[IssuedInPack]) -> str:
    """What it is for, and which of several editions it is."""
    if len(editions) == 1:
        return title
    called = f" ({edition.title})" if edition.title else ""
    since = f", counts from {day(edition.from_on)}" if edition.from_on else ""
    return f"{title}, edition {edition.edition}{called}{since}"


def issued_blocks(contents: PackContents, naming: Naming) -> Iterator[Block]:
    """What the lead has issued or put up for signing, once for all."""
    asked = {each.key: each for each in contents.version.checklist.requirements}
    rows: list[Sequence[Cell | str]] = [
        [edition_words(asked[key].title, each, its), files_cell((), (each.file,), naming, (None, key))]
        for key, its in contents.issued.items()
        if key in asked
        for each in its
    ]
    if rows:
        yield Heading(f"Issued by {contents.place.lead}")
        yield Grid(("For", "File, with its SHA-256"), rows, (1, 1))
