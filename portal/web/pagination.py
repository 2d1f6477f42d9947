"""Pages of a list: which there are, and the words above them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from portal.web.at import GoTo

A_PAGE = 50
Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Paging:
    """The page of a list that somebody is on, counted from 1.

    >>> second = paging("2", 60)
    >>> second.start, second.words("partner"), len(second.lines_of(range(60)))
    (50, '51 to 60 of 60 partners', 10)
    """

    number: int
    total: int
    at_once: int

    @property
    def start(self) -> int:
        return (self.number - 1) * self.at_once

    def lines_of(self, lines: Sequence[Line]) -> Sequence[Line]:
        return lines[self.start : self.start + self.at_once]

    def words(self, one: str, many: str = "", *, is_more: bool = False) -> str:
        return shown_words(self.number, self.total, one, self.at_once, many, is_more=is_more)

    def links(self, path: str) -> dict[str, object] | None:
        return pagination(path, {}, self.number, self.total, self.at_once)


def paging(asked: str, total: int, at_once: int = A_PAGE) -> Paging:
    return Paging(page_number(asked, total, at_once), total, at_once)


def query_of(given: Mapping[str, str | None], **changed: str | None) -> str:
    """A query string, without what is empty; starts with a question mark where there is any.

    >>> query_of({"q": "tide & co", "level": ""}, page="2")
    '?q=tide+%26+co&page=2'
    """
    kept = {name: value for name, value in {**given, **changed}.items() if value}
    return f"?{urlencode(kept)}" if kept else ""


def page_number(text: str | None, total: int | None = None, at_once: int = A_PAGE) -> int:
    """The page asked for, counted from 1; what is no page is the first, what is past the last is the last.

    >>> page_number("3"), page_number("x"), page_number("-2"), page_number("9", 60)
    (3, 1, 1, 2)
    """
    number = int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 1
    last = pages(total, at_once) if total is not None else number
    return max(1, min(number, last))


def pages(total: int, at_once: int = A_PAGE) -> int:
    return max(1, -(-total // at_once))


def pagination(
    path: str, given: Mapping[str, str | None], number: int, total: int, at_once: int = A_PAGE
) -> dict[str, object] | None:
    """What GOV.UK's pagination wants, or None where one page holds all. Raises GoTo the last page for whoever
    asks for one behind it, as where what stood there has been decided meanwhile: nothing stands there, which
    is not to say that there is nothing."""
    last = pages(total, at_once)

    def href(page: int) -> str:
        return path + query_of(given, page=str(page) if page > 1 else None)

    if number > last:
        raise GoTo(href(last))
    if last == 1:
        return None
    shown: dict[str, object] = {"items": items_of(number, last, href)}
    if number > 1:
        shown["previous"] = {"href": href(number - 1)}
    if number < last:
        shown["next"] = {"href": href(number + 1)}
    return shown


def items_of(number: int, last: int, href: Callable[[int], str]) -> list[dict[str, object]]:
    """The first, the last and those beside the one that is shown; what lies between is left out."""
    items: list[dict[str, object]] = []
    for page in range(1, last + 1):
        if page in {1, last} or abs(page - number) <= 1:
            items.append({"number": str(page), "href": href(page), "current": page == number})
        elif not items[-1].get("ellipsis"):
            items.append({"ellipsis": True})
    return items


def shown_words(
    number: int, total: int, one: str, at_once: int = A_PAGE, many: str = "", *, is_more: bool = False
) -> str:
    """How much of how much; `many` where it is not `one` with an s. Where there `is_more`, no more than the
    total was counted.

    >>> shown_words(1, 12, "partner"), shown_words(2, 60, "partner"), shown_words(1, 1, "partner")
    ('12 partners', '51 to 60 of 60 partners', '1 partner')
    """
    noun = one if total == 1 else many or f"{one}s"
    if total <= at_once and not is_more:
        return f"{total:,} {noun}"
    first = (number - 1) * at_once + 1
    last, whole = min(first + at_once - 1, total), f"more than {total:,}" if is_more else f"{total:,}"
    return f"{first:,} to {last:,} of {whole} {noun}"
