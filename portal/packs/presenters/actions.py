"""The open actions of partners, as a pack shows them: in its document, and as a workbook to work on with."""

from collections.abc import Iterator

from evidence.report_writing import Block, Cell, Grid, Heading, Tone
from evidence.sheet_values import Value
from evidence.spreadsheet_writing import Written
from portal.findings.presenters.view import source_words, state_words
from portal.findings.queries.actions import ActionLine
from portal.packs.presenters.evidence import Naming
from portal.packs.queries.contents import EngagementInPack, PackContents
from portal.words.labels import VISIT
from portal.words.wording import day


def action_blocks(engagement: EngagementInPack, contents: PackContents, naming: Naming) -> Iterator[Block]:
    """By when they are due; without names nobody is said to do them."""
    if not engagement.actions:
        return
    yield Heading("Open actions", 2)
    rows = [row_of(each, contents, naming) for each in engagement.actions]
    yield Grid(("To be done", "By", "State"), rows, (54, 20, 26))


def row_of(each: ActionLine, contents: PackContents, naming: Naming) -> list[Cell | str]:
    source = source_words(each)
    said = [each.what, f"After: {source[:1].lower()}{source[1:]}"]
    if not naming.without_names:
        said.append(f"Who: {each.who}")
    overdue = each.is_overdue(contents.on)
    tone: Tone = "expired" if overdue else "soon"
    return ["\n".join(said), day(each.by_on), Cell(state_words(each, contents.on), tone)]


ABOUT = ("What is to be done", "Partner", "Area", "Requirement")
HOW = ("By when", "State", "Evidence asked for", "After", "Held on")


def actions_sheet(contents: PackContents, naming: Naming) -> Written:
    """A row an action; without names there is no column that says who is to do it. What no visit gave was not
    held on any day."""
    who = () if naming.without_names else ("Who",)
    titles = {each.key: each.title for each in contents.version.checklist.requirements}
    rows = []
    for engagement in contents.engagements:
        for each in engagement.actions:
            about: list[Value] = [
                each.what,
                engagement.partner,
                engagement.area,
                titles.get(each.requirement_key, ""),
            ]
            how: list[Value] = [
                each.by_on,
                state_words(each, contents.on),
                each.evidence,
                VISIT.get(each.kind, "Visit") if each.held_on else source_words(each),
                each.held_on,
            ]
            rows.append([*about, *([each.who] if who else []), *how])
    return Written("Open actions", (*ABOUT, *who, *HOW), rows)
