"""The parts of an upload while they arrive: text is gathered, a file is written to the staging folder."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Protocol

from anyio import CancelScope, to_thread

from evidence.accept import Accepted, Incoming, shown_name
from evidence.refusal import Refused

BATCH = 1024 * 1024
"""Bytes that are gathered before a thread writes them, so that the event loop never waits for a disk."""

LONGEST_FIELD = 64 * 1024
"""Bytes of a text field."""


Turn = Callable[[], AbstractAsyncContextManager[None]]
"""What one waits in until a file may be looked into. It may raise."""


class TokenMissing(PermissionError):
    """The CSRF token is wrong, absent, or comes after the first file. Nothing was stored. `fields` are those
    that were read, `files` the names of files."""

    def __init__(self, fields: dict[str, str], files: Sequence[str] = ()) -> None:
        super().__init__("the form's token is not that of this session")
        self.fields, self.files = fields, files


class BodyTooLarge(ValueError):
    """The request as a whole is longer than all its files may be. Answer 413."""


class FieldTooLong(BodyTooLarge):
    """A text field is longer than LONGEST_FIELD."""


class Malformed(ValueError):
    """The body is not what a browser sends, or it broke off. Answer 400."""


@dataclass
class Received:
    """What one request brought. The accepted files lie in the staging folder until kept or discarded."""

    fields: dict[str, str] = field(default_factory=dict)
    accepted: list[Accepted] = field(default_factory=list)
    refused: list[tuple[str, Refused]] = field(default_factory=list)

    def discard(self) -> None:
        """Take away every staged file that was not kept."""
        for accepted in self.accepted:
            accepted.discard()


class Part(Protocol):
    """One part of the form while it arrives."""

    async def add(self, chunk: bytes) -> None: ...

    async def end(self) -> None: ...

    async def discard(self) -> None: ...


class TextPart:
    def __init__(self, name: str, received: Received) -> None:
        self._name, self._received = name, received
        self._value = bytearray()

    async def add(self, chunk: bytes) -> None:
        self._value += chunk
        if len(self._value) > LONGEST_FIELD:
            raise FieldTooLong

    async def end(self) -> None:
        self._received.fields[self._name] = self._value.decode("utf-8", errors="replace")

    async def discard(self) -> None:
        self._value.clear()


class FilePart:
    """A file that a thread writes in batches while the next one arrives.

    After a refusal the rest of the file is read past.
    """

    def __init__(
        self, name: str, open_file: Callable[[str], Incoming], received: Received, turn: Turn = nullcontext
    ) -> None:
        self._name, self._open_file, self._received, self._turn = name, open_file, received, turn
        self._incoming: Incoming | None = None
        self._refused: Refused | None = None
        self._batch: list[bytes] = []
        self._batched = 0
        self._writing: asyncio.Task[object] | None = None

    async def add(self, chunk: bytes) -> None:
        if self._refused:
            return
        self._batch.append(chunk)
        self._batched += len(chunk)
        if self._batched >= BATCH:
            await self._written()
            if self._refused:
                return
            self._start(self._write)

    async def end(self) -> None:
        if not self._name and not self._batch and not self._writing:
            return  # what a browser sends when no file was chosen
        await self._written()
        if not self._refused:
            async with self._turn():
                self._start(self._finish)
                await self._written()
        if self._refused:
            self._received.refused.append((shown_name(self._name), self._refused))

    async def discard(self) -> None:
        """Wait for the thread, even when cancelled: it must not write to a closed file."""
        with CancelScope(shield=True), contextlib.suppress(Exception):  # what went wrong is being raised
            await self._written()
        if self._incoming:
            self._incoming.discard()

    async def _written(self) -> None:
        """Wait for the batch that is being written, and note its refusal."""
        if not self._writing:
            return
        try:
            await asyncio.shield(self._writing)
        except Refused as refused:
            self._refused = refused

    def _start(self, act: Callable[[list[bytes]], object]) -> None:
        """Hand the batch to a thread, as it came: joining it would copy the file once more."""
        batch, self._batch, self._batched = self._batch, [], 0
        self._writing = asyncio.create_task(to_thread.run_sync(act, batch))

    def _write(self, batch: list[bytes]) -> Incoming:
        self._incoming = self._incoming or self._open_file(self._name)
        for chunk in batch:
            self._incoming.write(chunk)
        return self._incoming

    def _finish(self, batch: list[bytes]) -> None:
        self._received.accepted.append(self._write(batch).finish())
