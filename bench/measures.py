"""What is measured: an act over HTTP, the floor beside it, and how often."""

import io
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count

import httpx
from fpdf import FPDF
from PIL import Image

from bench.bare_server import bare_uploader
from bench.floors import Floors
from bench.loading import FEW, MANY, Data
from bench.worker import MEGABYTE, expect

DECIDE_FEW = f"Decide, {FEW} people on the register"
DECIDE_MANY = f"Decide, {MANY} people on the register"

READINESS_THEN = "Readiness on the visit, as known half a year ago"
PARTNERS_THEN = "Partners list, as known half a year ago"
MATRIX_THEN = "Matrix, page of 50, as known half a year ago"

MOST_IN_ONE_MATRIX = 2_000
"""Partners; a table of more is not opened in one piece."""

TO_BARE = " to a bare server"

EMPTY = "/privacy"
"""A page of words: nothing is asked of the database but who is looking."""


@dataclass(frozen=True)
class Measure:
    """`act` and `floor` are timed in turn, `act` for at most `most` rounds. It gives the bytes of a page."""

    name: str
    act: Callable[[], int | None]
    floor: Callable[[], object]
    most: int = 1_000


def page_measures(client: httpx.Client, data: Data, floors: Floors) -> list[Measure]:
    """Every page that a reviewer works with, and the empty page."""
    contract, then = f"/contracts/{data.contract_id}", f"known={data.known_on}"
    pages: list[tuple[str, str, Callable[[], object]]] = [
        ("Empty page", EMPTY, lambda: None),
        ("Overview", contract, floors.overview),
        ("Partners list", f"{contract}/partners", floors.partners),
        ("Matrix, page of 50", f"{contract}/matrix", floors.matrix_page),
        ("Partner page", f"/engagements/{data.engagement_id}", floors.partner),
        ("Review queue", f"{contract}/queue", floors.queue),
        ("Readiness on the visit", f"{contract}/readiness?on={data.visit_on}", floors.readiness),
        (READINESS_THEN, f"{contract}/readiness?on={data.visit_on}&{then}", floors.readiness),
        (PARTNERS_THEN, f"{contract}/partners?{then}", floors.partners),
        (MATRIX_THEN, f"{contract}/matrix?{then}", floors.matrix_page),
    ]
    if data.partners <= MOST_IN_ONE_MATRIX:
        pages.append(("Whole matrix", f"{contract}/matrix?all=yes", floors.whole_matrix))
    return [Measure(name, getter(client, path), floor) for name, path, floor in pages]


def getter(client: httpx.Client, path: str) -> Callable[[], int]:
    def get() -> int:
        answer = client.get(path)
        expect(answer, 200)
        return len(answer.content)

    return get


def decide_measures(client: httpx.Client, data: Data, floors: Floors) -> Iterator[Measure]:
    """One submission accepted in each round, with all that is rewritten for it."""
    for name, waiting in {
        "Decide": data.waiting,
        DECIDE_FEW: data.with_few,
        DECIDE_MANY: data.with_many,
    }.items():
        yield Measure(name, decider(client, waiting), floors.commit, len(waiting))


def decider(client: httpx.Client, waiting: Sequence[uuid.UUID]) -> Callable[[], None]:
    left = iter(waiting)

    def decide() -> None:
        form = {"_csrf_token": client.cookies["gs-csrf"], "outcome": "accept"}
        answer = client.post(f"/submissions/{next(left)}/review", data=form)
        expect(answer, 303)

    return decide


def upload_measures(
    client: httpx.Client, bare: httpx.Client, data: Data, floors: Floors
) -> Iterator[Measure]:
    """Each to the portal, and to a server that does no more with it than the floor."""
    for draft, size, most in zip(data.drafts, (1, 20), (18, 8), strict=True):
        content, name = pdf_of_size(size * MEGABYTE), f"Upload of {size} MB"
        yield Measure(f"{name}{TO_BARE}", bare_uploader(bare, content), floors.kept(content), most)
        yield Measure(name, uploader(client, draft, content), floors.kept(content), most)


def uploader(client: httpx.Client, draft: uuid.UUID, content: bytes) -> Callable[[], None]:
    """Another file each time, since one that is there already is not kept again: its name has a number."""
    numbers, boundary = count(1_000), uuid.uuid4().hex
    tail = f"\r\n--{boundary}--\r\n".encode()

    def upload() -> None:
        head = head_of(boundary, client.cookies["gs-csrf"], next(numbers)).encode()
        headers = {
            "content-type": f"multipart/form-data; boundary={boundary}",
            "content-length": str(len(head) + len(content) + len(tail)),
        }
        path = f"/submissions/{draft}/files"
        expect(client.post(path, content=iter((head, content, tail)), headers=headers), 200, 303)

    return upload


def head_of(boundary: str, token: str, number: int) -> str:
    """A form of two parts, up to the first byte of the file."""
    return (
        f'--{boundary}\r\nContent-Disposition: form-data; name="_csrf_token"\r\n\r\n{token}\r\n'
        f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="policy {number}.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )


@cache
def pdf_of_size(size: int) -> bytes:
    """A PDF of about so many bytes, whose bulk is a noisy picture that does not pack."""
    document, noise = FPDF(), io.BytesIO()
    document.add_page()
    side = max(8, int((size * 1.05) ** 0.5))
    Image.effect_noise((side, side), 80).save(noise, "PNG")
    document.image(noise, w=150)
    return bytes(document.output())
