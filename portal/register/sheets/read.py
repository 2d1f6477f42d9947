"""A file's sheets, read as people."""

from collections.abc import Mapping, Sequence
from datetime import date

from checklists.requirement import Topic
from evidence.spreadsheet import Sheet
from portal.importing.sheets.tables import Table, read_table, with_wrong
from portal.register.sheets.columns import people_columns
from portal.register.sheets.people import check_person, doubled
from portal.register.sheets.plan import Register, clashes_with_register


def read_people(
    sheets: Sequence[Sheet],
    topics: Sequence[Topic],
    contracts: Mapping[str, Sequence[str]],
    register: Register,
    today: date,
) -> Table:
    """Raises NoHeadings. `contracts` are the engagements by the names that people give their contracts."""
    columns = people_columns(topics, contracts)
    table = read_table(sheets, columns, lambda values: check_person(values, today), today)
    table = with_wrong(table, columns, doubled(table.rows))
    return with_wrong(table, columns, clashes_with_register(register, table.rows))
