"""The way of every import: a spreadsheet is asked for, read, shown row by row, and confirmed once.

What is read from it, and what comes of that, is told by the room that imports: in an `Import` of its own.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar
from uuid import UUID

from evidence.refusal import Refused
from evidence.spreadsheet import Sheet, read_spreadsheet
from portal.acting.refused import CannotDo
from portal.importing.presenters import read_view
from portal.importing.queries import SheetRead
from portal.importing.sheets.kept import from_data
from portal.importing.sheets.tables import NoHeadings, ReadRow, Table
from portal.web.address import Address
from portal.web.at import AtAny
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.pagination import paging
from portal.web.typed import Typed
from portal.web.uploads import Upload
from portal.words.wording import size

Planned = TypeVar("Planned")
Sheets = Sequence[Sheet]
Content = dict[str, Any]
"""A table as `as_data` keeps it, and what else was said with the file."""

ROWS_A_PAGE = 100
NO_ROW = "No row can be taken over. Mend the file and choose it again."
NO_FILE = "Choose the spreadsheet: an Excel workbook (.xlsx) or a .csv file."


class Import(ABC, Generic[AtAny, Planned]):
    """What differs between imports, and the four steps that do not: ask, take, show, confirm.

    A row is about `one` of `many`; `of_rows` counts what is planned. The templates of the three pages extend
    those of this room.
    """

    asking: Address
    reading: Address
    templates: tuple[str, str, str]
    one: str
    many: str
    of_rows: str

    @abstractmethod
    def place_id(self, at: AtAny) -> UUID:
        """What stands in the gap of both addresses."""

    @abstractmethod
    def page(self, at: AtAny, template: str, problems: Problems | None, **context: Any) -> Response:
        """One of the three pages, in the room's own frame."""

    @abstractmethod
    def questions(self, at: AtAny, typed: Typed) -> dict[str, Any]:
        """What the first page says of the columns, and asks beside the file."""

    @abstractmethod
    def reader(self, at: AtAny, typed: Typed) -> Callable[[Sheets], Content]:
        """How a file is read: without a session from then on. The reader raises CannotDo."""

    @abstractmethod
    def keep(self, at: AtAny, file_name: str, content: Content) -> UUID:
        """What was read waits to be confirmed, under this id."""

    @abstractmethod
    def find(self, at: AtAny, sheet_id: UUID) -> SheetRead:
        """Raises NotHere."""

    @abstractmethod
    def plan(self, at: AtAny, content: Content, rows: Sequence[ReadRow]) -> Sequence[Planned]:
        """What would become of the rows that are right."""

    @abstractmethod
    def plan_words(self, at: AtAny, planned: Sequence[Planned]) -> str: ...

    @abstractmethod
    def rows(self, at: AtAny, planned: Sequence[Planned]) -> dict[str, Any]:
        """The rows that a page shows, and what it needs to know of them."""

    @abstractmethod
    def carry_out(self, at: AtAny, sheet_id: UUID, planned: Sequence[Planned]) -> None:
        """Once. Raises CannotDo. Commits."""

    @abstractmethod
    def done_words(self, outcome: Mapping[str, int]) -> Sequence[str]:
        """What was done, a line each."""

    def lock(self, at: AtAny) -> None:
        """Hold off, before anything is compared, whatever would make the plan another one."""

    def ask(self, at: AtAny, typed: Typed | None = None, problems: Problems | None = None) -> Response:
        context = {
            "base": self.asking(self.place_id(at)),
            "limit": size(at.settings.upload_limit),
            **self.questions(at, typed or Typed()),
        }
        return self.page(at, self.templates[0], problems, **context)

    def take(self, upload: Upload[AtAny]) -> Response:
        """Nothing is saved but what was read, until it is confirmed."""

        def act() -> Response:
            with upload.reading() as at:
                read = self.reader(at, upload.typed)
            file_name, sheets = sheets_of(upload)
            content = read(sheets)

            def keep(at: AtAny) -> Response:
                sheet_id = self.keep(at, file_name, content)
                return at.go(self.reading(self.place_id(at), sheet_id))

            return upload.write(keep)

        return upload.try_to(act, lambda at, problems: self.ask(at, upload.typed, problems))

    def show(self, at: AtAny, sheet_id: UUID) -> Response:
        sheet = self.find(at, sheet_id)
        return self.done_page(at, sheet) if sheet.is_confirmed else self.read_page(at, sheet)

    def read_page(self, at: AtAny, sheet: SheetRead, problems: Problems | None = None) -> Response:
        table = from_data(sheet.content)
        planned = self.plan(at, sheet.content, table.right)
        here = paging(at.asked("page"), len(planned), ROWS_A_PAGE)
        context = {
            "base": self.asking(self.place_id(at)),
            "read": read_view(sheet.file_name, table, self.one, self.many),
            "plan": self.plan_words(at, planned),
            "found": here.words(self.of_rows),
            "pagination": here.links(at.request.url.path),
            **self.rows(at, here.lines_of(planned)),
        }
        return self.page(at, self.templates[1], problems, **context)

    def done_page(self, at: AtAny, sheet: SheetRead) -> Response:
        base, lines = self.asking(self.place_id(at)), self.done_words(sheet.outcome)
        return self.page(at, self.templates[2], None, base=base, file_name=sheet.file_name, lines=lines)

    def confirm(self, at: AtAny, sheet_id: UUID) -> Response:
        """The second of two clicks comes to what the first one did."""
        self.lock(at)
        sheet = self.find(at, sheet_id)

        def act() -> Response:
            if not sheet.is_confirmed:
                right = from_data(sheet.content).right
                if not right:
                    raise CannotDo({"": NO_ROW})
                self.carry_out(at, sheet_id, self.plan(at, sheet.content, right))
            return at.go(self.reading(self.place_id(at), sheet_id))

        return at.try_to(act, lambda problems: self.read_page(at, sheet, problems))


def sheets_of(upload: Upload[AtAny]) -> tuple[str, Sheets]:
    """The file's name and its sheets. Raises CannotDo about the field `file`."""
    if not upload.received.accepted:
        raise CannotDo({"file": upload.refusal or NO_FILE})
    file = upload.received.accepted[0]
    try:
        return file.name, read_spreadsheet(file.path, file.media_type)
    except Refused as refused:
        raise CannotDo({"file": refused.sentence}) from None


def table_of(sheets: Sheets, read: Callable[[Sheets], Table], whom: str) -> Table:
    """What the sheets say. Raises CannotDo where there are no headings, or no row under them, of `whom`."""
    try:
        table = read(sheets)
    except NoHeadings as error:
        raise CannotDo({"file": str(error)}) from None
    if not table.rows:
        raise CannotDo({"file": f"There are headings in this spreadsheet, but {whom} under them."})
    return table
