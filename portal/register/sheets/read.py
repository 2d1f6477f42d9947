"""A file's sheets, read as people."""

from collections.abc import Mapping, Sequence
from datetime import date

from checklists.requirement import Topic
from evidence.spreadsheet import Sheet
from portal.importing.sheets.reading import read_table
from portal.importing.sheets.said import NOTHING_SAID, Said
from portal.importing.sheets.tables import Table, with_questions, with_wrong
from portal.register.sheets.columns import columns_read
from portal.register.sheets.people import check_person
from portal.register.sheets.plan import Register, checks_lacking, engaged_unsaid, meant_twice
from portal.register.sheets.whose import asked_of_register, between_periods, doubled


def read_people(
    sheets: Sequence[Sheet],
    topics: Sequence[Topic],
    contracts: Mapping[str, Sequence[str]],
    register: Register,
    today: date,
    said: Said = NOTHING_SAID,
) -> Table:
    """Raises NoHeadings. `contracts` are the engagements by the names that people give their contracts."""
    columns = columns_read(topics, contracts)
    table = read_table(sheets, columns, lambda values: check_person(values, today), today, said)
    again, wrong = doubled(table.rows)
    table = with_questions(with_wrong(table, columns, wrong), again, said)
    table = with_questions(table, asked_of_register(register, table.rows), said)
    table = with_wrong(table, columns, between_periods(register, table.rows))
    table = with_wrong(table, columns, meant_twice(register, table.rows))
    table = with_wrong(table, columns, engaged_unsaid(register, table.rows))
    return with_wrong(table, columns, checks_lacking(register, table.rows))
