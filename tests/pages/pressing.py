"""A form as a page shows it, filled in and sent with all that the page put into it."""

from typing import Any

from lxml.html import HtmlElement

from tests.pages.client import Answer, Data, PageClient


def form_in(shown: Answer, action: str = "") -> HtmlElement:
    """The form of the page's main part that is sent there; without an action the last one."""
    forms = shown.find("//main//form[@method='post']")
    found = [each for each in forms if not action or each.get("action").split("?")[0] == action]
    assert found, f"no form is sent to {action}: {[each.get('action') for each in forms]}"
    return found[-1]


def filled(form: HtmlElement, typed: Data) -> dict[str, Any]:
    """What the browser would send, what is empty too."""
    values: dict[str, Any] = {}
    for field in form.xpath(".//input[@name] | .//select[@name] | .//textarea[@name]"):
        kind = field.get("type", "") if field.tag == "input" else ""
        if (kind in {"radio", "checkbox"} and field.get("checked") is None) or kind in {"file", "submit"}:
            continue
        value = field.get("value", "") if field.tag == "input" else field.value
        values.setdefault(field.get("name"), []).append(value or "")
    return {**values, **typed}


def press(
    client: PageClient, shown: Answer, typed: Data | None = None, action: str = "", status: int | None = 303
) -> Answer:
    """Fill the form in and press its button."""
    form = form_in(shown, action)
    return client.ask("POST", form.get("action"), status, data=filled(form, typed or {}))


def seen_in(shown: Answer, action: str = "") -> dict[str, Any]:
    """What stands in the fields of the form, without what the page put there."""
    values = filled(form_in(shown, action), {})
    return {name: given for name, given in values.items() if not name.startswith("_")}
