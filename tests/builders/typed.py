"""What somebody types into the fields of a form."""

from datetime import date


def typed_day(name: str, on: date) -> dict[str, str]:
    """The three fields of a day."""
    return {f"{name}-{part}": str(getattr(on, part)) for part in ("day", "month", "year")}
