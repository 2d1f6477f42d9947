"""Radio buttons and select boxes as the GOV.UK macros take them."""

from collections.abc import Mapping

from portal.access import Viewer

Item = dict[str, object]
"""One of the items of a GOV.UK macro."""


def radios(labels: Mapping[str, str], chosen: str, hints: Mapping[str, str] | None = None) -> list[Item]:
    """Items of GOV.UK's radios."""
    return [
        {
            "value": key,
            "text": label,
            "checked": key == chosen,
            **({"hint": {"text": hints[key]}} if hints and key in hints else {}),
        }
        for key, label in labels.items()
    ]


def options(labels: Mapping[str, str], chosen: str, first: str) -> list[Item]:
    """Items of a select, with a first one that is no choice yet."""
    items: list[Item] = [{"value": "", "text": first, "selected": not chosen}]
    return items + [{"value": key, "text": text, "selected": key == chosen} for key, text in labels.items()]


def leads_of(viewer: Viewer) -> dict[str, str]:
    """The organisations that the viewer manages, by id."""
    return {
        str(each.organisation_id): each.organisation for each in viewer.belongings if each.role == "manager"
    }
