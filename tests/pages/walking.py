"""Somebody who opens everything: all pages and files that links lead to, and what they say."""

import html
import io
import re
import zipfile
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from tests.pages.client import Answer, PageClient

OFTEN = 3
"""How many addresses that differ only in what stands behind the question mark are opened."""

DIFFERS = re.compile(r"(?<=/requirements/)[^/]+|[0-9a-f-]{36}")
"""The parts of an address in which pages of a kind differ."""

NOT_TO_FOLLOW = ("/assets/", "/sign-out", "mailto:", "tel:", "#")


def walk(
    client: PageClient, starts: Iterable[str], of_a_kind: int | None = None
) -> Iterator[tuple[str, str]]:
    """Every address that is reached from these, with all that came: page, headers, the insides of files.

    What is not there is walked past. Of each kind of page so many are opened, or all.
    """
    waiting, seen, times = deque(dict.fromkeys(starts)), set[str](), Counter[str]()
    kinds = Counter[str]()
    while waiting:
        path = waiting.popleft()
        place = urlsplit(path).path
        if path in seen or times[place] >= OFTEN:
            continue
        if of_a_kind is not None and kinds[DIFFERS.sub("", place)] >= of_a_kind:
            continue
        seen.add(path)
        times[place] += 1
        answer = client.ask("GET", path)
        assert answer.status < 500, path
        kinds[DIFFERS.sub("", place)] += answer.status == 200
        if answer.status == 200:
            yield path, all_of(answer)
            waiting.extend(links_of(answer, place))
        elif answer.location.startswith("/"):
            waiting.append(answer.location)


def links_of(answer: Answer, place: str) -> Iterator[str]:
    if not answer.is_page:
        return
    for link in answer.find("//*[@href or @src]"):
        address = str(link.get("href") or link.get("src"))
        if address.startswith("?"):
            yield place + address
        elif address.startswith("/") and not address.startswith(NOT_TO_FOLLOW):
            yield address.partition("#")[0]


def all_of(answer: Answer) -> str:
    """Also as it reads without entities and percent signs, and unpacked."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items() if name != "set-cookie")
    return "\n".join((headers, unquote(headers), *insides(answer.content)))


def insides(content: bytes) -> Iterator[str]:
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield name
                yield from insides(packed.read(name))
        return
    text = content.decode("utf-8", "replace")
    yield text
    yield unquote(html.unescape(text))
    yield re.sub(r"<[^>]*>", "", html.unescape(text))
