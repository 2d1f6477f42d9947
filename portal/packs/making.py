"""Makes a pack that was asked for. It may be broken off anywhere and done again: what an earlier try left
behind goes first, and it is finished in one transaction, by one of all who try."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from evidence.following import Following
from evidence.store import NotStored, Store, new_key
from portal import clock
from portal.database import Database
from portal.faults import write_anew
from portal.packs.actions.record_pack import Begun, Finished, begin_pack, finish_pack
from portal.packs.building import Made, Sought, Step, write_pack

PRIVATE = 0o600


def make_pack(database: Database, store: Store, staging: Path, pack_id: uuid.UUID, step: Step) -> None:
    """Nothing is left to do where it is finished. Raises StoreAway where its bytes cannot be kept now."""
    key = new_key(clock.today())
    begun = write_anew(database, lambda session: begin_pack(session, pack_id, key))
    if begun is None:
        return
    if begun.before:
        drop(store, begun.before)
    with staged_beside(staging, pack_id) as path:
        with path.open("r+b") as out, Following(path) as following:
            made = write_pack(database, store, sought_of(begun), out, step, following.reach)
            out.flush()
            sha256 = following.finish(out.seek(0, os.SEEK_END))
        finished = finished_of(made, path.stat().st_size, sha256)
        store.keep(path, key)
    if not write_anew(database, lambda session: finish_pack(session, begun, finished)):
        drop(store, key)


@contextmanager
def staged_beside(staging: Path, pack_id: uuid.UUID) -> Iterator[Path]:
    """An empty file of its own, gone at the end; what a try left that was killed is gone before."""
    staging.mkdir(parents=True, exist_ok=True)
    for left in staging.glob(f"pack-{pack_id.hex}-*.part"):
        left.unlink(missing_ok=True)
    path = staging / f"pack-{pack_id.hex}-{uuid.uuid4().hex}.part"
    path.touch(mode=PRIVATE)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def drop(store: Store, key: str) -> None:
    with suppress(NotStored):
        store.remove(key)


def sought_of(begun: Begun) -> Sought:
    return Sought(
        begun.reference,
        begun.contract_id,
        begun.engagement_ids,
        begun.occasion,
        begun.on,
        begun.without_names,
        begun.made_by,
        begun.owner,
        begun.owner_id,
    )


def finished_of(made: Made, size: int, sha256: str) -> Finished:
    return Finished(
        size,
        sha256,
        made.known_at,
        made.version_id,
        made.files,
        made.files_asked,
        made.unread,
        made.template_sha256,
        made.template_why,
    )
