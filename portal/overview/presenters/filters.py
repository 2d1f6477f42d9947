"""The filters above matrix and readiness: what can be chosen, and in words what is chosen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from checklists.requirement import Requirement
from checklists.vocabulary import Level, State, Turn
from portal.overview.forms import Filters
from portal.web.choices import Item, options
from portal.words.labels import STATE
from portal.words.levels import level_words


@dataclass(frozen=True, slots=True)
class Names:
    """What filters are called by: requirements by key, whose turn it is or who of the lead has it."""

    areas: Sequence[str]
    requirements: Mapping[str, str]
    whose: Mapping[str, str]
    levels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FiltersView:
    """Items of select boxes; `words` say what is chosen, empty where nothing is."""

    areas: list[Item]
    requirements: list[Item]
    states: list[Item]
    whose: list[Item]
    levels: list[Item]
    words: str
    clear: str


def names_of(
    requirements: Iterable[Requirement],
    areas: Sequence[str],
    people: Mapping[UUID, str],
    lead: str,
    *,
    is_lead: bool,
) -> Names:
    """`areas` are those of the contract; the council sees nobody's name."""
    ours = "Our turn" if is_lead else f"{lead}’s turn"
    whose = {Turn.PARTNER.value: "The partner’s turn", Turn.LEAD.value: ours}
    return Names(
        areas,
        {each.key: each.title for each in requirements},
        whose | {str(person_id): f"With {name}, to check" for person_id, name in people.items()},
        {level.value: level_words(level, lead, is_lead=is_lead) for level in Level},
    )


def filters_view(filters: Filters, names: Names, clear: str, *, with_levels: bool = False) -> FiltersView:
    given = filters.given
    mine = given.get("area", "")
    areas = [*names.areas, *([mine] if mine and mine not in names.areas else [])]
    return FiltersView(
        options({each: each for each in areas}, given.get("area", ""), "All areas"),
        options(names.requirements, given.get("requirement", ""), "All requirements"),
        options(state_labels(), given.get("state", ""), "Any state"),
        options(names.whose, given.get("who", ""), "Anybody’s"),
        options(names.levels, given.get("level", ""), "Any standing") if with_levels else [],
        chosen_words(filters, names),
        clear,
    )


def state_labels() -> dict[str, str]:
    return {state.value: STATE[state] for state in State}


def chosen_words(filters: Filters, names: Names) -> str:
    """What is looked at, as it stands above lists, in print and in what is taken away.

    >>> from checklists.vocabulary import State
    >>> from portal.overview.queries.narrowing import Narrow
    >>> names = Names((), {"insurance": "Insurance"}, {}, {})
    >>> given = {"area": "Dover", "requirement": "insurance", "state": "expired"}
    >>> chosen_words(Filters(Narrow(state=State.EXPIRED), None, False, given), names)
    'Dover · Insurance · Expired'
    """
    labels: tuple[tuple[str, Mapping[str, str]], ...] = (
        ("level", names.levels),
        ("area", {}),
        ("requirement", names.requirements),
        ("state", state_labels()),
        ("who", names.whose),
    )
    said = (each.get(filters.given[key], filters.given[key]) for key, each in labels if key in filters.given)
    return " · ".join(said)
