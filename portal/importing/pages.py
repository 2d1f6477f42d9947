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
from portal.importing.actions.keep_sheet import keep_answers, remember_headings
from portal.importing.presenters.again import asked_again, read_again
from portal.importing.presenters.asking import asking_view
from portal.importing.presenters.read import read_view, too_few_known
from portal.importing.queries import SheetRead, remembered_headings
from portal.importing.sheets.asking import answered, is_read_otherwise
from portal.importing.sheets.columns import Column
from portal.importing.sheets.headings import NoHeadings
from portal.importing.sheets.kept import as_data, said_from, sheets_from
from portal.importing.sheets.said import Said
from portal.importing.sheets.tables import Table
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
"""A sheet as `as_data` keeps it, and what else was said with the file."""
Read = Callable[[Sheets, Said], Table]
"""Raises NoHeadings."""

ROWS_A_PAGE = 100
NO_ROW = "No row can be taken over. Answer what is asked, or mend the file and choose it again."
NOTHING = "Nothing in this file changes anything."
LOOKED = "looked"
NO_FILE = "Choose the spreadsheet: an Excel workbook (.xlsx) or a .csv file."


class Import(ABC, Generic[AtAny, Planned]):
    """What differs between imports, and the four steps that do not: ask, take, show, confirm.

    A row is about `one` of `many`; `of_rows` counts what is planned. The templates of the three pages extend
    those of this room.
    """

    asking: Address
    reading: Address
    templates: tuple[str, str, str]
    purpose: str
    one: str
    many: str
    of_rows: str
    nobody: str

    @abstractmethod
    def place_id(self, at: AtAny) -> UUID:
        """What stands in the gap of both addresses."""

    @abstractmethod
    def page(self, at: AtAny, template: str, problems: Problems | None, **context: object) -> Response:
        """One of the three pages, in the room's own frame."""

    @abstractmethod
    def questions(self, at: AtAny, typed: Typed) -> dict[str, object]:
        """What the first page says of the columns, and asks beside the file."""

    @abstractmethod
    def owner_id(self, at: AtAny) -> UUID:
        """The organisation that it is for: what its columns are called is remembered."""

    @abstractmethod
    def columns(self, at: AtAny) -> Sequence[Column]:
        """What the columns of a file may be."""

    @abstractmethod
    def reader(self, at: AtAny) -> Read:
        """How a file is read: without a session from then on."""

    def beside(self, at: AtAny, typed: Typed) -> Content:
        """What was said beside the file."""
        return {}

    @abstractmethod
    def keep(self, at: AtAny, file_name: str, content: Content) -> UUID:
        """What was read waits to be confirmed, under this id."""

    @abstractmethod
    def find(self, at: AtAny, sheet_id: UUID) -> SheetRead:
        """Raises NotHere."""

    @abstractmethod
    def plan(self, at: AtAny, content: Content, table: Table) -> Sequence[Planned]:
        """What would become of the rows that are right; what changes comes first."""

    @abstractmethod
    def is_change(self, planned: Planned) -> bool: ...

    @abstractmethod
    def plan_words(self, at: AtAny, planned: Sequence[Planned]) -> str: ...

    @abstractmethod
    def rows(self, at: AtAny, planned: Sequence[Planned]) -> dict[str, object]:
        """The rows that a page shows, and what it needs to know of them."""

    @abstractmethod
    def carry_out(self, at: AtAny, sheet_id: UUID, planned: Sequence[Planned]) -> None:
        """Once. Raises CannotDo. Commits."""

    def carry_out_whole(self, at: AtAny, sheet_id: UUID, planned: Sequence[Planned]) -> None:
        """What cannot be done is told of the file as a whole: the page asks about cells, and has none of the
        action's fields."""
        try:
            self.carry_out(at, sheet_id, planned)
        except CannotDo as refused:
            raise CannotDo({"": " ".join(dict.fromkeys(refused.problems.values()))}) from None

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
                read, beside = self.reader(at), self.beside(at, upload.typed)
                remembered = remembered_headings(at.session, self.owner_id(at), self.purpose)
            file_name, sheets = sheets_of(upload)
            table = table_of(sheets, lambda them: read(them, Said(remembered)), self.nobody)
            there = {each.name for each in table.headed}
            said = Said({name: key for name, key in remembered.items() if name in there})
            read_sheet = [sheet for sheet in sheets if sheet.name == table.sheet]
            content = as_data(read_sheet, said) | beside

            def keep(at: AtAny) -> Response:
                sheet_id = self.keep(at, file_name, content)
                return at.go(self.reading(self.place_id(at), sheet_id))

            return upload.write(keep)

        return upload.try_to(act, lambda at, problems: self.ask(at, upload.typed, problems))

    def show(self, at: AtAny, sheet_id: UUID) -> Response:
        sheet = self.find(at, sheet_id)
        return self.done_page(at, sheet) if sheet.is_confirmed else self.read_page(at, sheet)

    def table(self, at: AtAny, sheet: SheetRead) -> Table:
        return self.reader(at)(sheets_from(sheet.content), said_from(sheet.content))

    def require_headings(self, at: AtAny, sheet: SheetRead, table: Table, new: Said) -> None:
        """Raises CannotDo where nothing could be read by these answers."""
        try:
            self.reader(at)(sheets_from(sheet.content), new)
        except NoHeadings:
            raise CannotDo(too_few_known(table, new, self.columns(at))) from None

    def read_page(
        self, at: AtAny, sheet: SheetRead, problems: Problems | None = None, typed: Typed | None = None
    ) -> Response:
        """`typed` are answers that could not be taken in."""
        table, columns, typed = self.table(at, sheet), self.columns(at), typed or Typed()
        read = read_view(sheet.file_name, table, columns, self.one, self.many)
        planned = sorted(self.plan(at, sheet.content, table), key=lambda each: not self.is_change(each))
        here = paging(at.asked("page"), len(planned), ROWS_A_PAGE)
        context = {
            "base": self.asking(self.place_id(at)),
            "read": read_again(read, typed, problems or {}),
            "asking": asked_again(asking_view(table, columns), typed),
            "is_looked": at.asked(LOOKED) == "yes",
            "nothing": bool(table.right) and not any(map(self.is_change, planned)),
            "plan": self.plan_words(at, planned),
            "found": here.words(self.of_rows),
            "pagination": here.links(at.request.url.path),
            **self.rows(at, here.lines_of(planned)),
        }
        return self.page(at, self.templates[1], problems, **context)

    def done_page(self, at: AtAny, sheet: SheetRead) -> Response:
        base, lines = self.asking(self.place_id(at)), self.done_words(sheet.outcome)
        return self.page(at, self.templates[2], None, base=base, file_name=sheet.file_name, lines=lines)

    def confirm(self, at: AtAny, sheet_id: UUID, typed: Typed) -> Response:
        """What was answered is taken in first, and shown before anything is done. The second of two clicks
        comes to what the first one did."""
        self.lock(at)
        sheet = self.find(at, sheet_id)

        def act() -> Response:
            if sheet.is_confirmed:
                return at.go(self.reading(self.place_id(at), sheet_id))
            table, said = self.table(at, sheet), said_from(sheet.content)
            new = answered(table, said, lambda name: typed.first(name) if name in typed else None)
            if is_read_otherwise(table, said, new) or typed.first("act") == "answer":
                self.require_headings(at, sheet, table, new)
                keep_answers(at.session, sheet_id, sheet.content, new)
                return at.go(self.reading(self.place_id(at), sheet_id, **{LOOKED: "yes"}))
            if not table.right:
                raise CannotDo({"": NO_ROW})
            planned = self.plan(at, sheet.content, table)
            if not any(map(self.is_change, planned)):
                raise CannotDo({"": NOTHING})
            remember_headings(at.session, at.viewer, self.owner_id(at), self.purpose, new.headings)
            self.carry_out_whole(at, sheet_id, planned)
            return at.go(self.reading(self.place_id(at), sheet_id))

        return at.try_to(act, lambda problems: self.read_page(at, sheet, problems, typed))


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
