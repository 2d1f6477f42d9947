"""standing, readiness."""

import json
from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict

from portal.cli.failing import Failed
from portal.cli.opening import opened
from portal.cli.tables import table
from portal.standing.queries.by_reference import (
    ContractAnswer,
    EngagementAnswer,
    NoAnswer,
    SlotAnswer,
    find_readiness,
    find_standing,
)


def show_standing(chosen: Namespace) -> int:
    """The slots of one engagement on one of its days."""
    with opened() as database, database.reading() as session, answered():
        slots = find_standing(session, chosen.engagement, chosen.on, chosen.known)
    if slots is None:
        raise Failed(f"there is no engagement {chosen.engagement!r}")
    if chosen.json:
        known = chosen.known.isoformat() if chosen.known else None
        print_json(
            {
                "engagement": chosen.engagement,
                "on": chosen.on.isoformat(),
                "known": known,
                "slots": [slot_data(each) for each in slots],
            }
        )
    else:
        print(slot_table(slots))
    return 0


def show_readiness(chosen: Namespace) -> int:
    """Each engagement of a contract that has the day, with what stands in its way; the others apart."""
    with opened() as database, database.reading() as session, answered():
        found = find_readiness(session, chosen.contract, chosen.on, chosen.known)
    if found is None:
        raise Failed(f"there is no contract {chosen.contract!r}")
    if chosen.json:
        print_json(
            {
                "contract": chosen.contract,
                "on": chosen.on.isoformat(),
                "engagements": [engagement_data(each) for each in found.engagements],
                "apart": [asdict(each) for each in found.apart],
            }
        )
    else:
        print(engagement_table(found))
    return 0


@contextmanager
def answered() -> Iterator[None]:
    """What has no answer is what the command cannot do."""
    try:
        yield
    except NoAnswer as error:
        raise Failed(str(error)) from None


def slot_data(slot: SlotAnswer) -> dict[str, str]:
    return {
        "requirement": slot.requirement,
        "state": slot.state,
        "from": slot.from_on.isoformat(),
        "until": slot.until_on.isoformat(),
        "turn": slot.turn,
        "reason": slot.reason,
    }


def engagement_data(answer: EngagementAnswer) -> dict[str, object]:
    return {
        "engagement": answer.engagement,
        "partner": answer.partner,
        "level": answer.level.value,
        "blockers": [slot_data(each) for each in answer.blockers],
        "warnings": [slot_data(each) for each in answer.warnings],
    }


def slot_table(slots: Iterable[SlotAnswer]) -> str:
    rows = [
        (
            each.requirement,
            each.state,
            each.from_on.isoformat(),
            each.until_on.isoformat(),
            each.turn,
            each.reason,
        )
        for each in slots
    ]
    return table(("Requirement", "State", "From", "Until", "Turn", "Reason"), rows)


def engagement_table(found: ContractAnswer) -> str:
    rows = [
        (each.engagement, each.partner, each.level.value, keys(each.blockers), keys(each.warnings))
        for each in found.engagements
    ]
    rows += [(each.engagement, each.partner, each.words, "-", "-") for each in found.apart]
    return table(("Engagement", "Partner", "Level", "Blockers", "Warnings"), rows)


def keys(slots: Iterable[SlotAnswer]) -> str:
    return ", ".join(each.requirement for each in slots) or "-"


def print_json(data: dict[str, object]) -> None:
    print(json.dumps(data, indent=2, ensure_ascii=False))
