"""The questions about a table as they were answered, where the answers could not be taken in."""

from collections.abc import Mapping
from dataclasses import replace

from portal.importing.presenters.asking import AskingView, CellsAsked, Problem, RowAsked, with_typed
from portal.importing.presenters.read import ColumnView, ReadView
from portal.importing.sheets.said import READ
from portal.web.typed import Typed


def read_again(view: ReadView, typed: Typed, problems: Mapping[str, str]) -> ReadView:
    """What was said of each column, and which lines were to be read after all."""

    def column(each: ColumnView) -> ColumnView:
        return replace(each, key=typed.first(each.name, each.key), problem=problems.get(each.name, ""))

    return replace(
        view,
        asked=tuple(map(column, view.asked)),
        known=tuple(map(column, view.known)),
        aside=tuple(replace(line, is_read=typed.first(f"row-{line.number}") == READ) for line in view.aside),
    )


def asked_again(view: AskingView, typed: Typed) -> AskingView:
    """What was said of cells and rows."""

    def row(each: RowAsked) -> RowAsked:
        return replace(each, answer=typed.first(each.name, each.answer))

    def cells(each: CellsAsked) -> CellsAsked:
        value = typed.first(each.name, each.value)
        single = tuple(replace(one, value=typed.first(one.name, one.value)) for one in each.each)
        return replace(each, value=value, options=with_typed(each.options, value), each=single)

    return replace(
        view,
        problems=tuple(Problem(each.sentence, tuple(map(cells, each.asked))) for each in view.problems),
        rows=tuple(map(row, view.rows)),
        answered=tuple(map(cells, view.answered)),
        rows_answered=tuple(map(row, view.rows_answered)),
    )
