"""Reads the form of a request without files, in one place: always UTF-8, whatever its parts say."""

from collections import defaultdict
from typing import Any
from urllib.parse import parse_qsl

import litestar
from multipart import MultipartError, MultipartSegment, PushMultipartParser, parse_options_header

from portal.web.receiving_parts import BodyTooLarge, Malformed
from portal.web.typed import as_text

MOST_FIELDS = 10_000
"""More than the largest page of ours has."""

Form = dict[str, list[str]]


async def read_form(request: "litestar.Request[Any, Any, Any]") -> Form:
    """Names to all that was typed under each, as text that a database takes; files are left out.

    Raises Malformed for what no browser sends, BodyTooLarge for more than MOST_FIELDS.
    """
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind == "application/x-www-form-urlencoded":
        pairs = read_pairs(await request.body())
    elif kind == "multipart/form-data":
        pairs = await read_parts(request, options.get("boundary", ""))
    else:
        pairs = []
    form: Form = defaultdict(list)
    for name, value in pairs:
        form[as_text(name)].append(as_text(value))
    return dict(form)


def read_pairs(body: bytes) -> list[tuple[str, str]]:
    if body.count(b"&") >= MOST_FIELDS:
        raise BodyTooLarge
    return parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)


async def read_parts(request: "litestar.Request[Any, Any, Any]", boundary: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    name, value = None, bytearray()
    try:
        parser = PushMultipartParser(boundary, header_charset="latin-1", max_segment_count=MOST_FIELDS)
        async for chunk in request.stream():
            for event in parser.parse(chunk) if chunk else ():
                if isinstance(event, MultipartSegment):
                    name = None if event.filename is not None else in_utf8(event.name or "")
                    value = bytearray()
                elif event is not None:
                    value += event
                elif name is not None:
                    pairs.append((name, value.decode()))
        parser.close()
    except (MultipartError, ValueError) as error:
        raise Malformed(str(error)) from error
    return pairs


def in_utf8(header: str) -> str:
    """A header value, read as Latin-1 so that no byte can fail, in what it was written in."""
    return header.encode("latin-1").decode()
