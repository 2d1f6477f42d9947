"""The rows of the read models as the rules give them: what is written, and what is verified against."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import date

from checklists.calendar import Span
from checklists.levels import LevelInterval, level_timeline
from portal.standing.queries.cases import Case


def asked_days(from_on: date, until_on: date, span: Span) -> dict[str, date]:
    """The days on which a question gets the interval as its answer: the first answers for all before, the
    last for all after."""
    return {
        "asked_from_on": date.min if from_on == span.from_on else from_on,
        "asked_until_on": date.max if until_on == span.until_on else until_on,
    }


def keys_of(case: Case) -> dict[str, uuid.UUID]:
    return {"engagement_id": case.engagement_id, "contract_id": case.contract_id}


def standing_rows(case: Case) -> Iterator[dict[str, object]]:
    """The slots' intervals, as rows of `standing`."""
    for key, intervals in case.timelines().items():
        for each in intervals:
            yield {
                **keys_of(case),
                **asked_days(each.from_on, each.until_on, case.engagement.span),
                "requirement_key": key,
                "state": each.state.value,
                "from_on": each.from_on,
                "until_on": each.until_on,
                "parts": "\n".join(each.parts),
                "also": "\n".join(each.also),
            }


def engagement_rows(case: Case) -> list[dict[str, object]]:
    """The engagement's intervals of readiness, as rows of `engagement_standing`."""
    return level_rows(case, level_timeline(list(case.histories().values()), case.engagement))


def level_rows(case: Case, levels: Iterable[LevelInterval]) -> list[dict[str, object]]:
    """Intervals of readiness of the case's engagement, as such rows."""
    return [
        {
            **keys_of(case),
            **asked_days(each.from_on, each.until_on, case.engagement.span),
            "level": each.level.value,
            **each.counts._asdict(),
        }
        for each in levels
    ]
