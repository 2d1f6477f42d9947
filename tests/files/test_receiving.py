"""Uploads over a real server: in chunks, with the token first, and without anything left behind."""

import asyncio
import hashlib
import socket
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from anyio.from_thread import start_blocking_portal

from evidence.accept import Incoming
from portal.web.receiving_parts import BATCH, FilePart, Received
from tests.builders import good_files as good
from tests.builders.hostile_files import BAD_FILES, UNLIKE
from tests.builders.hostile_names import BAD_NAMES
from tests.parts.upload_server import LIMIT, MOST_FILES, UploadServer, file, form, form_type, text, token

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_fields_and_files_arrive(upload_server: UploadServer) -> None:
    answer = upload_server.send(
        token(),
        text("note", "Rôle".encode()),
        file(b"policy.pdf", good.pdf()),
        file(b"p.docx", good.docx()),
        text("z", b""),
    ).json()
    assert answer["fields"] == {"_csrf_token": "the right token", "note": "Rôle", "z": ""}
    assert answer["accepted"] == [
        ["policy.pdf", "application/pdf", len(good.pdf()), hashlib.sha256(good.pdf()).hexdigest()],
        ["p.docx", DOCX_TYPE, len(good.docx()), hashlib.sha256(good.docx()).hexdigest()],
    ]
    assert answer["refused"] == []
    assert {path.read_bytes() for path in upload_server.staged()} == {good.pdf(), good.docx()}


def test_a_refused_file_does_not_stop_the_others(upload_server: UploadServer) -> None:
    answer = upload_server.send(token(), file(b"empty.pdf", b""), file(b"policy.pdf", good.pdf())).json()
    assert answer["refused"] == [["empty.pdf", "empty"]]
    assert [name for name, *_ in answer["accepted"]] == ["policy.pdf"]


def test_a_file_input_in_which_nothing_was_chosen_is_nothing(upload_server: UploadServer) -> None:
    answer = upload_server.send(token(), file(b"", b""), text("after", b"1")).json()
    assert answer == {
        "fields": {"_csrf_token": "the right token", "after": "1"},
        "accepted": [],
        "refused": [],
    }


def test_a_file_without_a_name_is_looked_at(upload_server: UploadServer) -> None:
    assert upload_server.send(token(), file(b"", good.pdf())).json()["refused"] == [
        ["unnamed", "no-extension"]
    ]


@pytest.mark.parametrize(
    "parts",
    [
        [file(b"policy.pdf", b"content")],
        [token("wrong"), file(b"policy.pdf", b"content")],
        [file(b"policy.pdf", b"content"), token()],
        [text("note", b"no file and no token")],
        [],
    ],
    ids=["no token", "wrong token", "token after the file", "no file", "nothing"],
)
def test_without_the_token_first_nothing_is_stored(upload_server: UploadServer, parts: list[bytes]) -> None:
    assert upload_server.send(*parts).status_code == 403
    assert not upload_server.staging.exists()


def test_the_token_may_come_as_a_header(upload_server: UploadServer) -> None:
    answer = upload_server.send(file(b"policy.pdf", good.pdf()), headers={"x-csrftoken": "the right token"})
    assert len(answer.json()["accepted"]) == 1


def test_a_token_in_the_form_counts_more_than_the_header(upload_server: UploadServer) -> None:
    answer = upload_server.send(token("wrong"), headers={"x-csrftoken": "the right token"})
    assert answer.status_code == 403


def test_text_that_is_not_utf8_is_no_error(upload_server: UploadServer) -> None:
    answer = upload_server.send(
        token(), text("note", b"R\xf4le \xff\xfe"), file(b"R\xf4le.pdf", good.pdf())
    ).json()
    assert answer["fields"]["note"].startswith("R")
    assert answer["accepted"][0][0] == "Rôle.pdf"


def test_one_file_too_large_is_refused_and_the_rest_taken(upload_server: UploadServer) -> None:
    answer = upload_server.send(
        token(), file(b"big.csv", b"a,b\n" * (LIMIT // 4 + 1)), file(b"policy.pdf", good.pdf())
    )
    assert answer.json()["refused"] == [["big.csv", "too-large"]]
    assert len(answer.json()["accepted"]) == len(upload_server.staged()) == 1


def test_files_over_the_number_are_refused(upload_server: UploadServer) -> None:
    sent = [file(b"%d.csv" % number, b"a,b") for number in range(MOST_FILES + 2)]
    answer = upload_server.send(token(), *sent).json()
    assert len(answer["accepted"]) == MOST_FILES
    assert answer["refused"] == [["5.csv", "too-many"], ["6.csv", "too-many"]]


def test_a_body_that_says_it_is_too_long_is_not_read(upload_server: UploadServer) -> None:
    head = (
        f"POST / HTTP/1.1\r\nHost: a\r\nContent-Type: {form_type()}\r\nContent-Length: 999999999999\r\n\r\n"
    )
    assert exchanged(upload_server, head.encode()).startswith(b"HTTP/1.1 413")


def test_a_field_that_never_ends_is_cut_off(upload_server: UploadServer) -> None:
    assert upload_server.send(token(), text("note", b"x" * 70_000)).status_code == 413


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no boundary at all",
        form(token(), file(b"policy.pdf", good.pdf()))[:-20],
        form(token(), file(b"policy.pdf", good.pdf()), b"Content-Disposition: attachment\r\n\r\nx\r\n"),
        form(token(), file(b"policy.pdf", good.pdf()), b"X" * 9000),
    ],
    ids=["empty", "noise", "cut short", "other disposition", "endless header"],
)
def test_a_malformed_body_leaves_nothing(upload_server: UploadServer, body: bytes) -> None:
    assert upload_server.post(body, {"content-type": form_type()}).status_code == 400
    assert upload_server.staged() == []


def test_too_many_parts_are_too_much(upload_server: UploadServer) -> None:
    body = form(token(), file(b"policy.pdf", good.pdf()), *[token()] * 300)
    assert upload_server.post(body, {"content-type": form_type()}).status_code == 413
    assert upload_server.staged() == []


@pytest.mark.parametrize(
    "content_type",
    ["multipart/form-data", "multipart/form-data; boundary=", 'multipart/form-data; boundary="a'],
)
def test_a_form_without_a_boundary_is_malformed(upload_server: UploadServer, content_type: str) -> None:
    assert upload_server.post(b"--a\r\n", {"content-type": content_type}).status_code == 400


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "application/json", ""])
def test_what_is_no_form_with_files_is_asked_for_the_token(
    upload_server: UploadServer, content_type: str
) -> None:
    assert upload_server.post(b"a=b", {"content-type": content_type}).status_code == 403
    headers = {"content-type": content_type, "x-csrftoken": "the right token"}
    answer = upload_server.post(b"a=b", headers).json()
    is_form = content_type == "application/x-www-form-urlencoded"
    assert answer == {"fields": {"a": "b"} if is_form else {}, "accepted": [], "refused": []}


def test_no_bad_file_and_no_bad_name_is_an_error(upload_server: UploadServer, is_whole: bool) -> None:
    """Of files that are alike one, and each name in one of two codings; all in both only with --whole."""
    for bad in BAD_FILES if is_whole else UNLIKE:
        answer = upload_server.send(token(), file(bad.name.encode(), bad.build()))
        assert answer.status_code == 200, bad.why
        assert [code for _, code in answer.json()["refused"]] == [bad.code], bad.why
    assert upload_server.staged() == []
    content = good.pdf()
    for number, name in enumerate(BAD_NAMES):
        quoted = name.encode("utf-8", errors="surrogatepass").replace(b'"', b"%22")
        codings = quoted, name.encode("utf-16-le", errors="surrogatepass")
        for raw in codings if is_whole else codings[number % 2 :][:1]:
            answer = upload_server.send(token(), file(raw, content))
            assert answer.status_code in (200, 400), ascii(name)


def test_an_upload_of_20_mb_is_never_whole_in_memory(upload_server: UploadServer) -> None:
    row = b"Name,Role,Date of check,Seen by\n" * 2048
    before, after = form(token(), file(b"register.csv", b"\0")).split(b"\0")
    length = len(before) + len(after) + 320 * len(row)
    head = f"POST / HTTP/1.1\r\nHost: a\r\nContent-Type: {form_type()}\r\nContent-Length: {length}\r\n\r\n"
    tracemalloc.start()
    answer = exchanged(upload_server, head.encode() + before, *[row] * 320, after)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert b'"register.csv","text/csv",20971520' in answer
    assert peak < 6_000_000


def test_a_client_that_goes_away_leaves_nothing(upload_server: UploadServer) -> None:
    head = f"POST / HTTP/1.1\r\nHost: a\r\nContent-Type: {form_type()}\r\nContent-Length: 9000000\r\n\r\n"
    begun = form(token(), file(b"done.pdf", good.pdf()), file(b"begun.csv", b"a,b\n" * 900_000))[:-20]
    with socket.create_connection(("127.0.0.1", upload_server.port)) as client:
        client.sendall(head.encode() + begun)
        wait_for(lambda: len(upload_server.staged()) == 2)
    wait_for(lambda: upload_server.staged() == [])


def test_discarding_waits_for_the_thread_that_writes(staging: Path) -> None:
    class Slow(Incoming):
        def write(self, chunk: bytes) -> None:
            time.sleep(0.2)
            super().write(chunk)
            written.append(len(chunk))

    async def begin_and_discard() -> None:
        part = FilePart("register.csv", lambda name: Slow(staging, name, LIMIT), Received())
        await part.add(bytes(BATCH))
        await asyncio.sleep(0.05)
        await part.discard()
        assert written == [BATCH]

    written: list[int] = []
    with (
        start_blocking_portal() as portal
    ):  # in a thread of its own: a browser may have a loop running in this one
        portal.call(begin_and_discard)
    assert list(staging.iterdir()) == []


def exchanged(server: UploadServer, *sent: bytes) -> bytes:
    """Send these bytes over a bare connection and read the answer's first piece."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as client:
        for piece in sent:
            client.sendall(piece)
        return client.recv(64 * 1024) + (client.recv(64 * 1024) if len(sent) > 1 else b"")


def wait_for(condition: Callable[[], bool]) -> None:
    ends_at = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < ends_at, "waited too long"
        time.sleep(0.02)
