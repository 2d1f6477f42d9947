"""What an address asks of the history, read into something typed; what it cannot mean is left out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from portal.history.queries.events import Wanted
from portal.web.dates import read_iso
from portal.words.event_groups import GROUPS

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """As it was typed, by the names of the fields, and what it means."""

    given: dict[str, str]
    wanted: Wanted


def read_asked(asked: Callable[[str], str]) -> Asked:
    """`asked` gives what the address says under a name, empty where it says nothing."""
    group, contract = asked("what"), read_id(asked("contract"))
    wanted = Wanted(
        who=asked("who").strip()[:LONGEST_NAME],
        partner=asked("partner").strip()[:LONGEST_NAME],
        contract_id=contract,
        requirement_key=asked("requirement").strip()[:LONGEST_NAME],
        names=GROUPS[group][1] if group in GROUPS else (),
        from_on=read_day(asked("from")),
        until_on=read_day(asked("until")),
    )
    given = {
        "who": wanted.who,
        "partner": wanted.partner,
        "contract": str(contract or ""),
        "requirement": wanted.requirement_key,
        "what": group if group in GROUPS else "",
        "from": wanted.from_on.isoformat() if wanted.from_on else "",
        "until": wanted.until_on.isoformat() if wanted.until_on else "",
    }
    return Asked({name: value for name, value in given.items() if value}, wanted)


def read_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def read_day(text: str) -> date | None:
    try:
        return read_iso(text)
    except ValueError:
        return None
