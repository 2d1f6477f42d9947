"""What is typed about findings and actions."""

import contextlib
from uuid import UUID

from checklists.findings import MOST_REPLY_DAYS
from portal.acting.refused import CannotDo
from portal.findings.actions.add_action import BY_WHEN, ToDo
from portal.findings.actions.add_finding import Terms
from portal.findings.actions.send_plan import DAYS
from portal.findings.queries.actions import ActionLine
from portal.findings.queries.findings import FindingLine
from portal.web.between import Questions
from portal.web.fields import Fields
from portal.web.typed import Typed

FINDING_QUESTIONS = Questions(
    {
        "engagement": "Which partner it is about",
        "words": "What was found",
        "requirement": "Which requirement it is about",
        "not_in_order": "Whether the requirement is not in order",
    },
    {"not_in_order": {"yes": "Not in order"}},
)
ACTION_QUESTIONS = Questions(
    {
        "what": "What is to be done",
        "who": "Who does it",
        "by": "By when",
        "evidence": "What is to show it",
    }
)


def read_finding(typed: Typed) -> Terms:
    return Terms(
        read_id(typed.first("engagement")),
        typed.first("words"),
        typed.first("requirement"),
        typed.first("not_in_order") == "yes",
    )


def finding_typed(line: FindingLine) -> Typed:
    return Typed(
        engagement=[str(line.engagement_id)],
        words=[line.words],
        requirement=[line.requirement_key],
        not_in_order=["yes"] if line.is_not_in_order else [],
    )


def has_action(typed: Typed) -> bool:
    """Whether anything of an action is typed."""
    return any(typed.first(name) for name in ("what", "who", "by-day", "by-month", "by-year", "evidence"))


def read_action(typed: Typed) -> ToDo:
    """Raises CannotDo where the day is none; what else is missing is for the action to say."""
    fields = Fields(typed)
    by_on = fields.day("by", "The day", BY_WHEN if typed.first("what") and typed.first("who") else "")
    fields.check()
    return ToDo(typed.first("what"), typed.first("who"), by_on, typed.first("evidence"))


def action_typed(line: ActionLine) -> Typed:
    by = {f"by-{part}": [str(getattr(line.by_on, part))] for part in ("day", "month", "year")}
    return Typed(what=[line.what], who=[line.who], evidence=[line.evidence], **by)


def read_reply_days(typed: Typed) -> int:
    """Raises CannotDo."""
    given = typed.first("reply_days")
    if not given.isascii() or not given.isdigit() or not 1 <= int(given[:4]) <= MOST_REPLY_DAYS:
        raise CannotDo({"reply_days": DAYS})
    return int(given)


def read_id(text: str) -> UUID | None:
    with contextlib.suppress(ValueError):
        return UUID(text)
    return None
