"""What is written in a section of a return, and how it is kept."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from checklists.year.giving_figures import Pair
from checklists.year.vocabulary import Consent


@dataclass(frozen=True, slots=True)
class Content:
    """Words as they were typed, figures by measure, files by id; `is_nil`: there is nothing to report.
    `consent` is said of case studies; None before it is."""

    words: str = ""
    is_nil: bool = False
    figures: Mapping[str, Pair] = field(default_factory=dict)
    files: tuple[uuid.UUID, ...] = ()
    consent: Consent | None = None

    @property
    def is_empty(self) -> bool:
        given = any(each.is_given for each in self.figures.values())
        return not (self.words or self.is_nil or given or self.files)


NOTHING = Content()


def as_data(content: Content) -> dict[str, object]:
    """For JSON: numbers as text, so that none becomes another one."""
    figures = {key: [text(each.numerator), text(each.denominator)] for key, each in content.figures.items()}
    return {
        "words": content.words,
        "nil": content.is_nil,
        "figures": figures,
        "files": [str(each) for each in content.files],
        **({"consent": content.consent.value} if content.consent else {}),
    }


def from_data(data: Mapping[str, Any]) -> Content:
    figures = {key: Pair(*map(number, pair)) for key, pair in data["figures"].items()}
    consent = Consent(data["consent"]) if "consent" in data else None
    return Content(data["words"], data["nil"], figures, tuple(map(uuid.UUID, data["files"])), consent)


def text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
