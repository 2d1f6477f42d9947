"""Reads the files of a pack while those before them are written: whoever writes waits for no store."""

from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing

from evidence.store import NotStored, Store
from evidence.whole_reading import IN_MEMORY, Differs, Whole, read_whole
from portal.packs.presenters.filing import Filed
from portal.packs.queries.evidence import HELD, FileInPack

Read = tuple[Filed, Whole | str]
"""A file with all of its content, or with why it is not to be had. Whoever takes it closes it."""

MOST = 8
"""Files that are read without a word between two threads, where they are small: each word costs as much as a
small file."""

WAITING = 2
"""Batches that are read while one is written."""


def read_ahead(store: Store, files: Sequence[Filed]) -> Generator[Read, None, None]:
    """In the order of the files. Of their content some three times IN_MEMORY are held at most."""
    waiting: deque[Future[list[Read]]] = deque()
    with ThreadPoolExecutor(1, "reading ahead") as reader:
        try:
            for batch in batches(files):
                waiting.append(reader.submit(read_batch, store, batch))
                if len(waiting) > WAITING:
                    yield from taken(waiting.popleft().result())
            while waiting:
                yield from taken(waiting.popleft().result())
        finally:
            for each in waiting:
                if not each.cancel():
                    close_all(each.result())


def batches(files: Sequence[Filed]) -> Iterator[list[Filed]]:
    batch: list[Filed] = []
    size = 0
    for each in files:
        if batch and (len(batch) == MOST or size + each.file.size > IN_MEMORY):
            yield batch
            batch, size = [], 0
        batch.append(each)
        size += each.file.size
    if batch:
        yield batch


def taken(batch: list[Read]) -> Iterator[Read]:
    """One by one; what nobody takes is closed."""
    try:
        while batch:
            yield batch.pop(0)
    finally:
        close_all(batch)


def close_all(batch: list[Read]) -> None:
    for _, found in batch:
        if isinstance(found, Whole):
            found.close()


def read_batch(store: Store, batch: Sequence[Filed]) -> list[Read]:
    return [(each, HELD.get(each.file.scan) or read_file(store, each.file)) for each in batch]


def read_file(store: Store, file: FileInPack) -> Whole | str:
    """All of it, or why it is not in the pack."""
    try:
        with closing(store.read(file.key)) as content:
            return read_whole(content, file.size, file.sha256)
    except NotStored:
        return "it is not in the store"
    except Differs:
        return "it is not what was sent any more"
    except OSError:
        return "the store did not give it"
