"""What somebody types into the fields of a form."""

from datetime import date


def typed_day(name: str, on: date) -> dict[str, str]:
    """The three fields of a day."""
    return {f"{name}-{part}": str(getattr(on, part)) for part in ("day", "month", "year")}


def years_of(today: date) -> tuple[date, date]:
    """The days of a contract that runs, whenever this is asked: five years from the first of an April on."""
    return date(today.year - 1, 4, 1), date(today.year + 4, 3, 31)


def typed_years(today: date) -> dict[str, str]:
    starts_on, ends_on = years_of(today)
    return typed_day("starts_on", starts_on) | typed_day("ends_on", ends_on)
