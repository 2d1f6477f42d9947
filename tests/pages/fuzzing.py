"""Input that nobody types, for every parameter of every door: gaps of addresses, questions in them, fields
of forms, headers and codings. What must not come is an error of ours."""

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeGuard
from urllib.parse import quote

import httpx
from lxml.html import HtmlElement

from tests.builders.world import World
from tests.house.sources import list_python, tree_of
from tests.pages.client import PageClient
from tests.pages.doors import Door, expected, fill, what_is
from tests.pages.furnished import House

FORM = {"content-type": "application/x-www-form-urlencoded"}
BOUNDARY = "a-boundary"
MULTIPART = {"content-type": f"multipart/form-data; boundary={BOUNDARY}"}

BAD: Mapping[str, str] = {
    "a NUL": "%00",
    "a NUL inside": "a%00b",
    "half a letter": "%ED%A0%80",
    "no UTF-8": "%FF%FE%C3",
    "the first day": "0001-01-01",
    "the last day": "9999-12-31",
    "a day that is none": "2027-02-30",
    "a large number": "1" + "0" * 30,
    "a very large number": "9" * 1_900,
    "a negative number": "-1",
    "a number with an exponent": "1e400",
    "no number": "NaN",
    "other digits": "%D9%A3%C2%B2",
    "very long": "x" * 70_000,
    "signs of patterns": "%25_%25%5C%27%22%24%7B%7D",
    "markup": "%3Cb%3E%26%22",
    "lines": "a%0D%0Ab%E2%80%AE",
    "an id of nobody": "00000000-0000-0000-0000-000000000000",
    "ways up": "..%2F..%2Fetc%2Fpasswd",
    "nothing": "",
}
"""As they stand in an address or a form, by what they are."""

ANYTHING = "Something"
"""What may stand in a field for free words."""

DAYS_ASKED = ("on", "known")

HEADERS: Mapping[str, Mapping[str, bytes]] = {
    "a page that is no address": {
        "hx-request": b"true",
        "hx-current-url": b"http://[",
        "referer": b"http://[",
    },
    "a token in no letters": {"x-csrftoken": "é".encode() * 70},
    "cookies in no letters": {
        "cookie": b"gs-csrf=" + b"\xe9" * 140 + b"; gs-session=\xff\x00; gs-browser=\xff; =; ;"
    },
    "a range that is none": {"range": b"bytes=9" + b"9" * 40 + b"-", "if-none-match": b"\xff"},
    "a host that is none": {"host": b"[", "x-forwarded-for": b"\xff, 1"},
    "a length that is none": {"content-length": "²".encode()},
    "a kind that is none": {"content-type": b"multipart/form-data; boundary"},
}

CODINGS: Mapping[str, tuple[str, bytes]] = {
    "a coding that nobody knows": ("text/plain; charset=nonsense", b"x"),
    "a coding of half letters": ("text/plain; charset=raw_unicode_escape", b"\\ud800"),
    "a coding of no text": ("text/plain; charset=zlib", b"x"),
    "not what is said": ("text/plain; charset=utf-8", b"\xff\xfe"),
}
READERS = {"line", "lines", "choice", "first", "getlist", "pounds", "_words", "number"}
DAYS = {"day", "past_day", "read_day"}
EVERYWHERE = {"on", "known", "page"}
ASKERS = {"asked", "is_asked", "asked_id", "asked_day"}


@dataclass(frozen=True)
class Shot:
    """One request; `what` says what is odd about it."""

    door: Door
    what: str
    path: str
    body: bytes | None = None
    headers: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.door} ({self.what})"


@cache
def names_read(room: str = "") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names that a room's code, or all code, asks addresses for, and those that it reads out of forms."""
    asked: set[str] = set()
    typed: set[str] = set()
    for path in list_python(f"portal/{room}" if room else "portal"):
        for call in (each for each in ast.walk(tree_of(path)) if isinstance(each, ast.Call)):
            reader = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            for name in filter(is_name, (getattr(each, "value", None) for each in call.args[:2])):
                if reader in ASKERS:
                    asked.add(name)
                elif reader in READERS:
                    typed.add(name)
                elif reader in DAYS:
                    typed |= {f"{name}-{part}" for part in ("day", "month", "year")}
    return tuple(sorted(asked | EVERYWHERE)), tuple(sorted(typed))


def is_name(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and re.fullmatch(r"[a-z][a-z_-]*", value) is not None


def room_of(door: Door) -> str:
    return door.handler.fn.__module__.split(".")[1]


@dataclass
class Fuzz:
    """All doors of a furnished house, each opened by somebody for whom it is."""

    doors: list[Door]
    world: World
    house: House
    clients: dict[str, PageClient]
    restore: Callable[[], None]
    fired: int = 0
    fields: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def opener(self, door: Door) -> PageClient:
        if found := next(self.openers(door), None):
            return found
        raise LookupError(f"{door} is for nobody")

    def openers(self, door: Door) -> Iterator[PageClient]:
        """One of each part for whom it is; a page that several open may have another form for each."""
        for name in ("manager", "member", "reviewer", "officer", "administrator", "stranger"):
            viewer = self.world.people.get(name)
            is_to_it = what_is(viewer, self.world, door, self.world.partner_id)
            if expected(viewer, is_to_it, door) == "in":
                yield self.clients[name]

    def address(self, door: Door) -> str:
        return fill(door, self.house.values_for(door))

    def learn_fields(self) -> None:
        """What the forms on all pages send, by where they send it, with something that may stand there."""
        for door in self.doors:
            if door.method != "GET" or "file_path" in door.names:
                continue
            answer = self.opener(door).ask("GET", self.address(door))
            for form in answer.find("//form") if answer.is_page else ():
                target = str(form.get("action") or self.address(door)).partition("?")[0]
                for each in form.xpath(".//*[@name]"):
                    self.fields[target].setdefault(str(each.get("name")), filled(each))
                self.fields[target].pop("_csrf_token", None)

    def fields_of(self, door: Door) -> list[str]:
        own = names_read(room_of(door))[1]
        return sorted({*own, *self.fields[self.address(door)]})

    def gaps(self, bad: Mapping[str, str]) -> Iterator[Shot]:
        for door in self.doors:
            values = self.house.values_for(door)
            for name in door.names:
                for what, text in bad.items():
                    yield Shot(door, f"{what} for {name}", fill(door, {**values, name: text[:3_000]}))

    def questions(self, bad: Mapping[str, str]) -> Iterator[Shot]:
        for door in (each for each in self.doors if each.method == "GET"):
            for name in names_read(room_of(door))[0]:
                for what, text in bad.items():
                    query = f"{name}={text[:3_000]}"
                    yield Shot(door, f"{what} asked for {name}", f"{self.address(door)}?{query}")
                both = f"{name}=1&{name}=%00&=&&%00=1"
                yield Shot(door, f"{name} asked twice", f"{self.address(door)}?{both}")

    def at_a_glance(self) -> Iterator[Shot]:
        """Few shots at every door: days of the address apart from its other names, and free words apart from
        what is no text, so that one is not refused before another is read."""
        asked = [name for name in names_read()[0] if name not in DAYS_ASKED]
        for door in self.doors:
            if door.method == "GET":
                yield self.question(door, asked, "a NUL inside")
                yield self.question(door, DAYS_ASKED, "the last day")
            elif door.method == "POST":
                usual = self.fields[self.address(door)]
                names = set(self.fields_of(door))
                free = sorted(name for name in names if usual.get(name, ANYTHING) == ANYTHING)
                yield self.form(door, "a NUL typed into free words", free, BAD["a NUL inside"])
                rest = sorted(names - set(free))
                yield self.form(door, "a large number typed into the rest", rest, BAD["a large number"])

    def question(self, door: Door, names: Sequence[str], what: str) -> Shot:
        query = "&".join(f"{name}={BAD[what]}" for name in names)
        return Shot(door, f"{what} asked for {listed(names)}", f"{self.address(door)}?{query}")

    def typed(self, bad: Mapping[str, str]) -> Iterator[Shot]:
        for door in (each for each in self.doors if each.method == "POST"):
            for name in self.fields_of(door):
                for what, text in bad.items():
                    yield self.form(door, f"{what} typed into {name}", [name], text)
                yield self.form(door, f"{name} typed twice", [name, name], "1")

    def form(self, door: Door, what: str, names: list[str], text: str) -> Shot:
        """The other fields hold what may stand there, so that one is not refused for the sake of another."""
        token, usual = self.opener(door).csrf_cookie, self.fields[self.address(door)]
        others = [f"{quote(name)}={quote(value)}" for name, value in usual.items() if name not in names]
        body = "&".join([f"_csrf_token={token}", *others, *(f"{quote(name)}={text}" for name in names)])
        return Shot(door, what, self.address(door), body.encode(), FORM)

    def codings(self) -> Iterator[Shot]:
        for door in (each for each in self.doors if each.method == "POST"):
            token = part("_csrf_token", "", self.opener(door).csrf_cookie.encode())
            for what, (kind, content) in CODINGS.items():
                parts = [token, *(part(name, kind, content) for name in self.fields_of(door)[:20])]
                yield Shot(door, what, self.address(door), closed(parts), MULTIPART)
            odd = part("_csrf_token", "", "é".encode() * 70)
            yield Shot(door, "a token in no letters", self.address(door), closed([odd]), MULTIPART)

    def headed(self) -> Iterator[Shot]:
        for door in self.doors:
            body = b"_csrf_token=%C3%A9" if door.method == "POST" else None
            for what, headers in HEADERS.items():
                is_about_body = "content-length" in headers
                if not is_about_body or body:
                    yield Shot(door, what, self.address(door), body, headers)

    def fire(self, shot: Shot) -> str:
        """What went wrong; empty where nothing did. Whatever was done is undone."""
        self.fired += 1
        client = self.opener(shot.door)
        cookies = httpx.Cookies(client.cookies)
        content: dict[str, Any] = {} if shot.body is None else {"content": shot.body}
        try:
            answer = client.ask(shot.door.method, shot.path, headers=dict(shot.headers), **content)
        except AssertionError as fault:
            return f"{shot}: {str(fault)[:500]}"
        except Exception as error:  # noqa: BLE001 - whatever it is, it came out of the portal and is told
            return f"{shot}: {error!r}"[:500]
        if shot.body is not None and answer.status < 400:
            self.restore()
        client.http.cookies = cookies
        return f"{shot}: {answer.status}" if answer.status >= 500 else ""

    def fire_all(self, shots: Iterator[Shot]) -> list[str]:
        return [fault for fault in map(self.fire, shots) if fault]


def listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"all {len(names)} names"


def filled(element: HtmlElement) -> str:
    """What stands in a field, or could."""
    name, value = str(element.get("name")), element.get("value") or ""
    if element.tag == "select":
        value = next((str(each.get("value")) for each in element.xpath(".//option") if each.get("value")), "")
    usual = {"-day": "1", "-month": "2", "-year": "2027", "email": "a@x.example"}
    return value or next((each for end, each in usual.items() if name.endswith(end)), ANYTHING)


def part(name: str, kind: str, content: bytes) -> bytes:
    head = f'Content-Disposition: form-data; name="{name}"\r\n' + (
        f"Content-Type: {kind}\r\n" if kind else ""
    )
    return f"--{BOUNDARY}\r\n{head}\r\n".encode() + content + b"\r\n"


def closed(parts: list[bytes]) -> bytes:
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
