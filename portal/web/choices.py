"""Radio buttons and select boxes as the GOV.UK macros take them."""

from portal.access import Viewer

Item = dict[str, object]
"""A choice, as the macros take it."""


def radios(labels: dict[str, str], chosen: str, hints: dict[str, str] | None = None) -> list[Item]:
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


def options(labels: dict[str, str], chosen: str, first: str) -> list[Item]:
    """Items of a select, with a first one that is no choice yet."""
    none: Item = {"value": "", "text": first, "selected": not chosen}
    return [none, *({"value": key, "text": text, "selected": key == chosen} for key, text in labels.items())]


def leads_of(viewer: Viewer) -> dict[str, str]:
    """The organisations that the viewer manages, by id."""
    return {
        str(each.organisation_id): each.organisation for each in viewer.belongings if each.role == "manager"
    }
