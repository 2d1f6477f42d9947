"""Statements to be confirmed, as they are shown on one page."""

from collections.abc import Iterable
from dataclasses import dataclass

from checklists.vocabulary import Force, Stage, State
from portal.submissions.queries.to_confirm import ToConfirm
from portal.words.slot import Reader, Standing, standing_of


@dataclass(frozen=True, slots=True)
class StatementView:
    """`value` is what a tick sends; `said` what the reviewer said of what was sent before."""

    value: str
    id: str
    title: str
    statement: str
    asks: str
    clause: str
    is_preferred: bool
    standing: Standing
    said: str

    @property
    def shows_standing(self) -> bool:
        """Whether there is more to say of it than that it is needed."""
        return self.standing.state != State.MISSING or self.standing.stage == Stage.RETURNED


def statement_views(found: Iterable[ToConfirm], reader: Reader) -> tuple[StatementView, ...]:
    """The first has the plain id, to which an error leads."""
    return tuple(statement_view(each, place, reader) for place, each in enumerate(found))


def statement_view(each: ToConfirm, place: int, reader: Reader) -> StatementView:
    requirement = each.requirement
    returned = [work.words for work in each.line.work if work.stage is Stage.RETURNED]
    return StatementView(
        value=each.value,
        id=f"confirm-{requirement.key}" if place else "confirm",
        title=requirement.title,
        statement=each.statement,
        asks=requirement.asks if requirement.statement else "",
        clause=requirement.clause,
        is_preferred=requirement.force is Force.SHOULD,
        standing=standing_of(each.line, reader),
        said=returned[0] if returned else "",
    )
