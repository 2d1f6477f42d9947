"""Reads an upload as it arrives: never whole in memory, and no byte kept before its CSRF token."""

from collections.abc import AsyncIterator, Callable
from contextlib import nullcontext
from pathlib import Path
from urllib.parse import parse_qsl

from litestar.exceptions import InternalServerException
from multipart import (
    MultipartError,
    MultipartSegment,
    PushMultipartParser,
    parse_options_header,
)

from evidence.accept import Incoming
from evidence.refusal import Refused
from portal.web.http import Request
from portal.web.receiving_parts import (
    BodyTooLarge,
    FieldTooLong,
    FilePart,
    Malformed,
    Part,
    Received,
    TextPart,
    TokenMissing,
    Turn,
)

__all__ = ["BodyTooLarge", "FieldTooLong", "Malformed", "Received", "TokenMissing", "receive_upload"]

TOKEN_FIELD = "_csrf_token"  # noqa: S105 - the name of a field, not a secret
TOKEN_HEADER = "x-csrftoken"  # noqa: S105 - the name of a header, not a secret
MOST_PARTS = 200
ROOM_FOR_FIELDS = 1024 * 1024
"""Bytes of a request beside its files."""


async def receive_upload(
    request: Request,
    *,
    folder: Path,
    limit: int,
    most_files: int,
    check_token: Callable[[str], bool],
    turn: Turn = nullcontext,
) -> Received:
    """Read a multipart form: text fields, and files into the staging folder.

    `limit` is bytes a file. Each file that has arrived is looked into in a `turn`. The token comes as the
    field `_csrf_token` before the first file, or as the header `x-csrftoken`. A file that is refused does
    not stop the others. A request that is not multipart has no files; its token is asked too. Raises
    TokenMissing, BodyTooLarge, Malformed; then, and on any other error, no staged file is left.
    """
    content_type, options = parse_options_header(request.headers.get("content-type", ""))
    if content_type != "multipart/form-data":
        return await receive_fields(request, content_type, check_token)
    longest = most_files * limit + ROOM_FOR_FIELDS
    if (request.content_length or 0) > longest:
        raise BodyTooLarge
    reader = _Reader(folder, limit, most_files, check_token, request.headers.get(TOKEN_HEADER, ""), turn)
    try:
        parser = PushMultipartParser(
            options.get("boundary", ""), header_charset="latin-1", max_segment_count=MOST_PARTS + 1
        )
        await _feed(parser, reader, request.stream(), longest)
        reader.require_token()
    except MultipartError as error:
        await reader.discard()
        raise Malformed(str(error)) from error
    except InternalServerException as error:  # how Litestar says that the client has gone
        await reader.discard()
        raise Malformed("the upload broke off") from error
    except BaseException:
        await reader.discard()
        raise
    return reader.received


async def receive_fields(request: Request, content_type: str, check_token: Callable[[str], bool]) -> Received:
    """A form without files, up to ROOM_FOR_FIELDS. Raises TokenMissing, BodyTooLarge, Malformed."""
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > ROOM_FOR_FIELDS:
                raise BodyTooLarge
    except InternalServerException as error:
        raise Malformed("the form broke off") from error
    received = Received()
    if content_type == "application/x-www-form-urlencoded":
        received.fields |= _typed_fields(bytes(body))
    if not check_token(received.fields.get(TOKEN_FIELD, request.headers.get(TOKEN_HEADER, ""))):
        raise TokenMissing(received.fields)
    return received


def _typed_fields(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_PARTS)
    except ValueError as error:
        raise Malformed(str(error)) from error
    return dict(pairs)


async def _feed(
    parser: PushMultipartParser, reader: "_Reader", chunks: AsyncIterator[bytes], longest: int
) -> None:
    total = 0
    async for chunk in chunks:
        total += len(chunk)
        if total > longest:
            raise BodyTooLarge
        if reader.is_refused and total > ROOM_FOR_FIELDS:
            reader.require_token()
        if not chunk:
            continue
        for event in parser.parse(chunk):
            if isinstance(event, MultipartSegment):
                reader.begin(event)
            elif event is None:
                await reader.end()
            else:
                await reader.add(event)
    parser.close()


class _Reader:
    """Hands each part of the form to what is to read it. It `is_refused` from the first file that comes
    without the token: no file is looked at then, and what was typed is read on, to be shown again."""

    def __init__(
        self,
        folder: Path,
        limit: int,
        most_files: int,
        check_token: Callable[[str], bool],
        token: str,
        turn: Turn,
    ) -> None:
        self.received = Received()
        self._folder, self._limit, self._most_files = folder, limit, most_files
        self._check_token = check_token
        self._token, self._turn = token, turn
        self._is_trusted = self.is_refused = False
        self._names: list[str] = []
        self._parts = self._files_begun = 0
        self._part: Part | None = None

    def begin(self, segment: MultipartSegment) -> None:
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise BodyTooLarge
        name = _decoded(segment.name or "")
        if segment.filename is None:
            self._part = TextPart(name, self.received)
            return
        filename = _decoded(segment.filename)
        self._is_trusted = self._is_trusted or self._has_token()
        if self.is_refused or not self._is_trusted:
            self.is_refused = True
            self._names += filter(None, [filename])
        else:
            self._part = FilePart(filename, self._open_file, self.received, self._turn)

    async def add(self, chunk: bytes) -> None:
        if self._part:
            await self._part.add(chunk)

    async def end(self) -> None:
        if self._part:
            await self._part.end()
        self._part = None

    async def discard(self) -> None:
        if self._part:
            await self._part.discard()
        self.received.discard()

    def require_token(self) -> None:
        if self.is_refused or not (self._is_trusted or self._has_token()):
            raise TokenMissing(self.received.fields, self._names)

    def _has_token(self) -> bool:
        return self._check_token(self.received.fields.get(TOKEN_FIELD, self._token))

    def _open_file(self, name: str) -> Incoming:
        """Raises Refused when there were enough files already."""
        self._files_begun += 1
        if self._files_begun > self._most_files:
            raise Refused("too-many", most=str(self._most_files))
        return Incoming(self._folder, name, self._limit)


def _decoded(header: str) -> str:
    """A header value, read as Latin-1 so that no byte can fail, in what it was written in."""
    content = header.encode("latin-1")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
