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
LONG = "x" * 10_000
KINDS = {"textarea", "select", "button"}
NOT_TYPED = {"hidden", "submit", "button", "file", "password"}
DAYS = {"-day": "1", "-month": "2", "-year": "2027"}

Mistake = Literal["no day", "no number", "too long", "nothing"]
MISTAKES: tuple[Mistake, ...] = ("no day", "no number", "too long", "nothing")


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


def given(each: Field, mistake: Mistake) -> list[str]:
    """What is sent of one field; nothing of a box that is not ticked."""
    value = each.element.get("value") or ""
    if each.kind == "hidden":
        return [value]
    if mistake == "nothing":
        return [] if each.kind in {"radio", "checkbox"} else [""]
    if each.kind in {"radio", "checkbox"}:
        return [value or "on"]
    if each.kind == "select":
        return [str(each.get("value")) for each in each.element.xpath(".//option[@value!='']")][-1:]
    for end, usual in DAYS.items():
        if each.name.endswith(end):
            return ["31" if (mistake, end) == ("no day", "-day") else usual]
    if each.element.get("inputmode") in {"numeric", "decimal"}:
        return ["1,5m" if mistake == "no number" else "12"]
    return [LONG if mistake == "too long" else WORDS]


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
