"""What an address asks of matrix and readiness: which partners, and which of their requirements."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from checklists.requirement import Requirement
from checklists.vocabulary import Level, State
from portal.overview.queries.narrowing import WHOSE, Narrow

LONGEST_AREA = 200


@dataclass(frozen=True, slots=True)
class Filters:
    """`given` is what was asked, as it goes along in addresses; `is_whole` where all is wanted on one
    page."""

    narrow: Narrow
    level: Level | None
    is_whole: bool
    given: Mapping[str, str]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.given)

    @property
    def along(self) -> dict[str, str]:
        """The same with whether all is on one page."""
        return {**self.given, **({"all": "yes"} if self.is_whole else {})}


def read_filters(
    asked: Callable[[str], str],
    requirements: Iterable[Requirement],
    people: Container[UUID] = frozenset(),
    *,
    in_the_way: bool = False,
) -> Filters:
    """What it cannot mean is left out; `people` are those to whom something can be given. `in_the_way`:
    whoever asks for a requirement wants to see of whom it is in the way, or near to it."""
    area, state, level = asked("area").strip()[:LONGEST_AREA], asked("state"), asked("level")
    requirement, who = asked("requirement"), asked("who")
    narrow = Narrow(
        area=area,
        requirement=requirement if requirement in {each.key for each in requirements} else "",
        state=State(state) if state in set(State) else None,
        turn=next((turn for turn in WHOSE if turn.value == who), None),
        given_to=read_person(who, people),
        in_the_way=in_the_way,
    )
    chosen = Level(level) if in_the_way and level in set(Level) else None
    return Filters(narrow, chosen, asked("all") == "yes", given_by(narrow, chosen))


def read_person(text: str, people: Container[UUID]) -> UUID | None:
    try:
        found = UUID(text)
    except ValueError:
        return None
    return found if found in people else None


def given_by(narrow: Narrow, level: Level | None) -> dict[str, str]:
    who = narrow.turn.value if narrow.turn else str(narrow.given_to or "")
    said = {
        "level": level.value if level else "",
        "area": narrow.area,
        "requirement": narrow.requirement,
        "state": narrow.state.value if narrow.state else "",
        "who": who,
    }
    return {name: value for name, value in said.items() if value}
