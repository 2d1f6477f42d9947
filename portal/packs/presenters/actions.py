"""The open actions of a partner, as a pack shows them."""

from collections.abc import Iterator

from evidence.report_writing import Block, Cell, Grid, Heading, Tone
from portal.findings.presenters.view import state_words
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
    said = [each.what, f"After: {VISIT.get(each.kind, 'visit').lower()} of {day(each.held_on)}"]
    if not naming.without_names:
        said.append(f"Who: {each.who}")
    overdue = each.is_overdue(contents.on)
    tone: Tone = "expired" if overdue else "soon"
    return ["\n".join(said), day(each.by_on), Cell(state_words(each, contents.on), tone)]
