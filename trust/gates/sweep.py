"""A sweep beside an empty, an emptied, an older and a foreign database, on each database with each store: no
file is touched. Beside the right one what broke off is put aside, and comes back where a row knows it."""

from collections.abc import Callable
from datetime import timedelta

import sqlalchemy as sa

from evidence.store import Store, new_key, open_store
from portal import clock
from portal.database import Database
from portal.files.actions.name_installation import NotOurStore, own_store
from portal.files.actions.sweep_files import SweepRefused, sweep_files
from portal.records import Event, Installation, StoredFile, Submission, SubmissionFile
from tests.builders import sending
from tests.builders.world import make_world
from trust.gate import Result
from trust.places import KINDS, Installed, installed

FILES, LATER = 120, 30
"""Files in the store, and how many of them came after the older database was left."""

SOON = timedelta(days=2)


def empty(database: Database) -> None:
    with database.writing() as session:
        for table in (SubmissionFile, StoredFile, Installation):
            session.execute(sa.delete(table))
        session.commit()


def emptied(database: Database) -> None:
    with database.writing() as session:
        for table in (SubmissionFile, StoredFile):
            session.execute(sa.delete(table))
        session.commit()


def older(database: Database) -> None:
    """As it was before the last files came."""
    with database.writing() as session:
        later = session.scalars(
            sa.select(StoredFile.id).order_by(StoredFile.uploaded_at.desc()).limit(LATER)
        ).all()
        session.execute(sa.delete(SubmissionFile).where(SubmissionFile.file_id.in_(later)))
        session.execute(sa.delete(StoredFile).where(StoredFile.id.in_(later)))
        session.commit()


def a_little_older(database: Database) -> None:
    """Only one file came since, but nothing at all has happened in it for days. Past the portal's own
    sessions, in which what is written is an event of now."""
    with database.engine.begin() as connection:
        last = connection.scalars(sa.select(StoredFile.id).order_by(StoredFile.uploaded_at.desc())).first()
        connection.execute(sa.delete(SubmissionFile).where(SubmissionFile.file_id == last))
        connection.execute(sa.delete(StoredFile).where(StoredFile.id == last))
        connection.execute(sa.update(Event).values(at=clock.now() - timedelta(days=9)))


def foreign(database: Database) -> None:
    with database.writing() as session:
        session.execute(sa.update(Installation).values(id="another"))
        session.commit()


HARMS: tuple[Callable[[Database], None], ...] = (empty, emptied, older, a_little_older, foreign)


def run() -> Result:
    faults, tries = list[str](), 0
    for kind in KINDS:
        for harm in HARMS:
            with installed(kind) as here:
                tries += 1
                faults += [f"{kind}, {harm.__name__}: {fault}" for fault in try_harm(here, harm)]
        with installed(kind) as here:
            faults += [f"{kind}, right: {fault}" for fault in try_right(here)]
    for line in faults:
        print(f"      {line}")
    return Result(not faults, f"{tries} wrong databases, {tries * FILES:,} files, {len(faults)} faults")


def fill(here: Installed, store: Store) -> set[str]:
    world = make_world(here.database, store)
    draft = sending.draft(world, "whistleblowing")
    for number in range(FILES):
        sending.attach(world, draft, f"{number}.pdf", b"%%PDF %d" % number)
    own_store(here.database, store)
    with here.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Submission))
    return keys_of(store)


def keys_of(store: Store) -> set[str]:
    return {key for key, _ in store.keys()}  # noqa: SIM118 - a store is no dict


def try_harm(here: Installed, harm: Callable[[Database], None]) -> list[str]:
    store = open_store(here.settings.evidence)
    keys = fill(here, store)
    harm(here.database)
    try:
        swept = sweep_files(here.database, store, here.settings.incoming, clock.now() + SOON)
    except (SweepRefused, NotOurStore):
        swept = None
    lost = keys - keys_of(store)
    return [*([f"it swept: {swept}"] if swept else []), *([f"{len(lost)} files are gone"] if lost else [])]


def try_right(here: Installed) -> list[str]:
    store = open_store(here.settings.evidence)
    keys = fill(here, store)
    here.settings.incoming.mkdir(exist_ok=True)
    staged, orphan = here.settings.incoming / "orphan", new_key(clock.today())
    staged.write_bytes(b"policy")
    store.keep(staged, orphan)
    store.put_aside(min(keys))
    swept = sweep_files(here.database, store, here.settings.incoming, clock.now() + SOON)
    counts = (swept.put_aside, swept.put_back, swept.thrown_away)
    is_right = counts == (1, 1, 0) and keys_of(store) == keys
    return [] if is_right else [f"{swept}, {len(keys_of(store))} of {len(keys)} files"]
