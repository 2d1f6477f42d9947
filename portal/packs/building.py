"""Builds a pack: reads one moment of the database, then writes file by file in bounded memory."""

import tempfile
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import BinaryIO

from sqlalchemy.orm import Session

from evidence.pack_writing import PackZip
from evidence.spreadsheet_writing import write_csv, write_workbook
from evidence.store import Store
from portal import clock
from portal.database import Database
from portal.packs.papers import Told, write_document
from portal.packs.presenters.actions import actions_sheet
from portal.packs.presenters.document import Frozen
from portal.packs.presenters.evidence import FilePlace, Naming
from portal.packs.presenters.filing import HEADINGS, Filed, list_files, manifest_rows
from portal.packs.queries.contents import PackContents, load_contents
from portal.packs.queries.nameless import without_workers
from portal.packs.queries.templates import TemplateLine, find_template
from portal.packs.reading_ahead import read_ahead

Step = Callable[[int, int | None], None]
"""Says how far it has got, as done and of how many."""

EVERY = 20
"""Files from one step to the next."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a pack is asked to be: of the whole contract, or of some engagements. `made_by` is a person's
    name, empty where a machine asks."""

    reference: str
    contract_id: uuid.UUID
    engagement_ids: frozenset[uuid.UUID]
    occasion: str
    on: date
    without_names: bool
    made_by: str
    owner: str
    owner_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it. `unread` says of the files that are not in it why not; `template_sha256` is of the
    owner's own template, where it was made with one, and `template_why` says why not, where it has one."""

    known_at: datetime
    version_id: uuid.UUID
    files: int
    files_asked: int
    unread: tuple[str, ...]
    template_sha256: str | None = None
    template_why: str | None = None


def write_pack(
    database: Database,
    store: Store,
    sought: Sought,
    out: BinaryIO,
    step: Step,
    settled: Callable[[int], None] = lambda _size: None,
) -> Made:
    """The pack into an open file; `settled` is told how much of that will not change any more. Raises NotHere
    where there is nothing to make one of."""
    known_at = clock.now()
    with one_moment(database) as session:
        contents = load_contents(
            session, sought.contract_id, sought.engagement_ids, sought.on, clock.local_day(known_at)
        )
        if sought.without_names:
            contents = without_workers(session, contents)
        template = find_template(session, sought.owner_id)
    files = list_files(contents, sought.without_names)
    with PackZip(out, known_at.astimezone(clock.LONDON), settled) as pack:
        writing = Writing(store, pack, step)
        writing.write_files(files)
        written = len(files) - len(writing.unread)
        made = Made(known_at, contents.version.version_id, written, len(files), writing.sentences(files))
        return writing.write_papers(contents, sought, made, files, template)


@contextmanager
def one_moment(database: Database) -> Iterator[Session]:
    """A session that reads one moment of the database, however long that takes. Nobody waits for it."""
    if database.engine.dialect.name != "postgresql":
        with database.reading() as session:
            yield session
        return
    engine = database.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    with Session(engine) as session:
        yield session


@dataclass(frozen=True, slots=True)
class Writing:
    """A pack while it is written."""

    store: Store
    pack: PackZip
    step: Step
    unread: dict[FilePlace, str] = field(default_factory=dict)

    def write_files(self, files: Sequence[Filed]) -> None:
        with closing(read_ahead(self.store, files)) as reading:
            for number, (each, found) in enumerate(reading):
                if number % EVERY == 0:
                    self.step(number, len(files))
                if isinstance(found, str):
                    self.unread[each.place] = found
                    continue
                with found:
                    self.pack.add_file(each.path, found)

    def sentences(self, files: Sequence[Filed]) -> tuple[str, ...]:
        return tuple(
            f"{each.called}: {self.unread[each.place]}" for each in files if each.place in self.unread
        )

    def write_papers(
        self,
        contents: PackContents,
        sought: Sought,
        made: Made,
        files: Sequence[Filed],
        template: TemplateLine | None,
    ) -> Made:
        """The Word document, the open actions, the list of files, the sums and what checks them; with what is
        to be said of the template."""
        naming = Naming(
            contents.place.lead,
            sought.without_names,
            {each.place: each.path for each in files},
            self.unread,
        )
        with tempfile.TemporaryFile() as document:
            used = write_document(
                self.store, template, Told(contents, frozen(sought, made), naming), document
            )
            document.seek(0)
            self.pack.add_stream(f"Pack {sought.reference}.docx", document)
        self.pack.add_text("Open actions.xlsx", write_workbook([actions_sheet(contents, naming)]))
        rows = [*manifest_rows(files, self.unread, sought.without_names)]
        self.pack.add_text("manifest.csv", write_csv(HEADINGS, rows))
        self.pack.close()
        return replace(made, template_sha256=used.sha256, template_why=used.why)


def frozen(sought: Sought, made: Made) -> Frozen:
    return Frozen(
        sought.reference,
        sought.occasion,
        made.known_at,
        "" if sought.without_names else sought.made_by,
        sought.owner,
        made.files,
        made.files_asked,
        made.unread,
    )
