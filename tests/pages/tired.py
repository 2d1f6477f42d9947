"""Forms as somebody tired fills them in: what they send for each field, and what is shown of it again."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from lxml.html import HtmlElement

from tests.pages.client import Answer

Pair = tuple[str, str]
"""A name and what is sent under it."""

WORDS = "Tired words £5 <b>"
LONG = "x" * 21_000
"""Letters, more than any field takes that is no report."""
KINDS = {"textarea", "select", "button"}
NOT_TYPED = {"hidden", "submit", "button", "file", "password"}
DAY = {"-day": "1", "-month": "2", "-year": "2027"}
"""What may stand in the fields of a day, by how their names end."""

Mistake = Literal["nothing", "no day", "a day long ago", "a day far ahead", "no number", "too long"]
WRONG_DAYS: dict[Mistake, dict[str, str]] = {
    "no day": {"-day": "31"},
    "a day long ago": {"-year": "1950"},
    "a day far ahead": {"-year": "2150"},
}
MISTAKES: tuple[Mistake, ...] = ("nothing", *WRONG_DAYS, "no number", "too long")


@dataclass(frozen=True)
class Field:
    name: str
    kind: str
    element: HtmlElement

    @property
    def is_typed(self) -> bool:
        """Whether a page shows again what somebody gave here; what it fixes itself nobody gave."""
        return self.kind not in NOT_TYPED and self.element.get("readonly") is None


@dataclass(frozen=True)
class Form:
    """A form of a page, with the fields that belong to it wherever they stand, in the order of the page."""

    target: str
    fields: tuple[Field, ...] = field(repr=False)

    def filled(self, mistake: Mistake, button: Pair | None) -> list[Pair]:
        """With one kind of mistake wherever it can be made, and everything else as it may be."""
        found: list[Pair] = []
        for each in self.fields:
            is_chosen = each.kind == "radio" and each.name in dict(found)
            if each.kind not in {"submit", "button", "file"} and each.name != "_csrf_token" and not is_chosen:
                found += [(each.name, value) for value in given(each, mistake)]
        return [*found, *([button] if button else [])]

    @property
    def buttons(self) -> list[Pair | None]:
        """What each of its buttons sends."""
        named = [each for each in self.fields if each.kind in {"submit", "button"}]
        return list(dict.fromkeys((each.name, each.element.get("value") or "") for each in named)) or [None]

    @property
    def what_is_asked(self) -> tuple[str, ...]:
        """Where it is sent, and the names of its fields."""
        return self.target, *(each.name for each in self.fields)

    def takes(self, mistake: Mistake) -> bool:
        """Whether it can be made in any of its fields."""
        return mistake == "nothing" or any(
            given(each, mistake) != given(each, "none of all") for each in self.fields
        )


def forms_on(answer: Answer, address: str) -> Iterator[Form]:
    """Those of the main part that send something."""
    for form in answer.find("//main//form") if answer.is_page else ():
        if (form.get("method") or "get").lower() == "post" and form.get("hidden") is None:
            fields = [Field(str(each.get("name")), kind(each), each) for each in belonging(form)]
            yield Form(form.get("action") or address, tuple(fields))


def belonging(form: HtmlElement) -> Iterator[HtmlElement]:
    for each in form.getroottree().getroot().xpath("//main//*[@name]"):
        around = each.xpath("ancestor::form[1]")
        if each.get("form") == form.get("id") if each.get("form") else around and around[0] is form:
            yield each


def kind(element: HtmlElement) -> str:
    return element.tag if element.tag in KINDS else str(element.get("type") or "text")


def given(each: Field, mistake: Mistake | Literal["none of all"]) -> list[str]:
    """What is sent of one field; nothing of a box that is not ticked."""
    value = each.element.get("value") or ""
    if each.kind == "hidden":
        return [value]
    if each.kind in {"radio", "checkbox"}:
        return [] if mistake == "nothing" else [value or "on"]
    if mistake == "nothing":
        return [""]
    if each.kind == "select":
        return [str(each.get("value")) for each in each.element.xpath(".//option[@value!='']")][-1:]
    return [typed(each, mistake)]


def typed(each: Field, mistake: Mistake | Literal["none of all"]) -> str:
    wrong = WRONG_DAYS.get(mistake, {}) if mistake != "none of all" else {}
    for end, usual in DAY.items():
        if each.name.endswith(end):
            return wrong.get(end, usual)
    if each.element.get("inputmode") in {"numeric", "decimal"}:
        return "1,5m" if mistake == "no number" else "12"
    return LONG if mistake == "too long" else WORDS


def lost(form: Form, sent: list[Pair], answer: Answer) -> list[str]:
    """The names of fields in which a page does not show what was sent."""
    typed = {each.name for each in form.fields if each.is_typed}
    pairs = sorted((name, value) for name, value in sent if name in typed and value)
    return [
        name
        for name, values in groupby(pairs, key=lambda pair: pair[0])
        if not {value for _, value in values} <= set(shown(answer, name))
    ]


def shown(answer: Answer, name: str) -> Iterator[str]:
    """All that stands, or is chosen, under a name."""
    for each in answer.page.xpath("//main//*[@name=$name]", name=name):
        what = kind(each)
        if what == "textarea":
            yield (each.text or "").strip()
        elif what == "select":
            yield from (str(option.get("value")) for option in each.xpath(".//option[@selected]"))
        elif what not in {"radio", "checkbox"}:
            yield each.get("value") or ""
        elif each.get("checked") is not None:
            yield each.get("value") or "on"
