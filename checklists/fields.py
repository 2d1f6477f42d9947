"""Fields of a definition's tables: each is taken, read by its sort, and nothing may be left over."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from checklists.vocabulary import LegalForm

Reader = Callable[[object], object]
"""Gives the value as it is kept; raises ValueError or TypeError with what it must be."""


class DefinitionError(ValueError):
    """A definition that cannot be read: file, requirement, field and what is wrong."""

    def __init__(self, file: str, requirement: str, field: str, problem: str) -> None:
        super().__init__(": ".join(part for part in (file, requirement, field, problem) if part))
        self.file, self.requirement, self.field, self.problem = file, requirement, field, problem


class Table:
    """A table that is taken from field by field; `close` refuses what was not taken.

    `within` is put before the names of its fields in errors.
    """

    def __init__(
        self, data: Mapping[str, object], file: str, requirement: str = "", within: str = ""
    ) -> None:
        self.data, self.file, self.requirement, self.within = dict(data), file, requirement, within
        self.taken: set[str] = set()

    def error(self, field: str, problem: str) -> DefinitionError:
        return DefinitionError(self.file, self.requirement, f"{self.within}{field}", problem)

    def take(self, field: str, read: Reader) -> Any:
        """The field, read; raises DefinitionError where it is missing or of the wrong sort."""
        if field not in self.data:
            raise self.error(field, "is missing")
        self.taken.add(field)
        try:
            return read(self.data[field])
        except (ValueError, TypeError) as error:
            raise self.error(field, str(error)) from error

    def find(self, field: str, read: Reader, otherwise: Any = None) -> Any:
        """The field, read, or `otherwise` where it is not there."""
        return self.take(field, read) if field in self.data else otherwise

    def close(self) -> None:
        for field in self.data:
            if field not in self.taken:
                raise self.error(field, "is not a field that is known here")


def text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError("must be words")
    return " ".join(value.split())


def text_or_none(value: object) -> str:
    """Words, or deliberately none: it has to be said all the same."""
    return "" if isinstance(value, str) and not value.strip() else text(value)


def whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise TypeError(f"must be a whole number above 0, not {value!r}")
    return value


MOST_DIGITS = 12
"""Of a number in a definition, and behind its point."""


def number(value: object) -> Decimal:
    """A number that is exact: whole, with a decimal point, or the text of one."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise TypeError(f"must be a number, not {value!r}")
    try:
        found = Decimal(value)
    except InvalidOperation:
        raise ValueError(f"must be a number, not {value!r}") from None
    if not found.is_finite() or max(abs(found.adjusted()), len(found.as_tuple().digits)) > MOST_DIGITS:
        raise ValueError(f"must be a number of at most {MOST_DIGITS} digits")
    return found


def positive(value: object) -> Decimal:
    found = number(value)
    if found <= 0:
        raise ValueError(f"must be above 0, not {found}")
    return found


def not_negative(value: object) -> Decimal:
    found = number(value)
    if found < 0:
        raise ValueError(f"must be 0 or more, not {found}")
    return found


def percent(value: object) -> Decimal:
    """Above 0, and 100 at most."""
    found = positive(value)
    if found > ALL:
        raise ValueError(f"must be per cent, 100 at most, not {found}")
    return found


ALL = Decimal(100)


def flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"must be true or false, not {value!r}")
    return value


def day(value: Any) -> date:
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(value)
    except (ValueError, TypeError):
        raise ValueError(f"must be a date such as 2021-10-01, not {value!r}") from None


def texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not value:
        raise TypeError("must be a list of words")
    return tuple(text(each) for each in value)


Word = TypeVar("Word", bound=StrEnum)


def word_of(words: type[Word]) -> Callable[[Any], Word]:
    def read(value: Any) -> Word:
        try:
            return words(value)
        except ValueError:
            raise ValueError(f"must be one of {', '.join(words)}, not {value!r}") from None

    return read


def words_of(words: type[Word]) -> Callable[[Any], tuple[Word, ...]]:
    return lambda value: tuple(word_of(words)(each) for each in texts(value))


def months_by_form(value: Any) -> dict[LegalForm, int]:
    if not isinstance(value, Mapping):
        raise TypeError("must be a table of legal form = months")
    return {word_of(LegalForm)(form): whole(months) for form, months in value.items()}


def tables(value: object) -> list[Mapping[str, object]]:
    if not isinstance(value, list) or not value or not all(isinstance(each, Mapping) for each in value):
        raise TypeError("must be a list of tables")
    return value


def mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise TypeError("must be a table")
    return value


def doubled(keys: Sequence[str]) -> str | None:
    """The first key that stands there twice, or None."""
    return next((key for place, key in enumerate(keys) if key in keys[:place]), None)
