"""Findings and actions as pages show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from checklists.findings import ActionState, Outcome, ReplyTurn, Word
from checklists.findings import ActionStep as Step
from portal.clock import local_day
from portal.files.evidence import EvidenceFile
from portal.findings.queries.actions import ActionLine
from portal.findings.queries.counted import Counted
from portal.findings.queries.findings import FindingLine
from portal.web.addresses import ACTION, FINDING, OWN_ACTION, RECEIPT, REMOVE_ACTION, REVIEW, SLOT
from portal.web.addresses import PLANNED_ACTION as CHANGE_ACTION
from portal.words import labels
from portal.words.returns import period_name
from portal.words.wording import counted, day, moment

SAID = {
    Word.COMMENT: "{partner} commented",
    Word.ANSWER: "{lead} answered",
    Word.DIFFERENCE: "{partner} differs",
    Word.RULING: "{lead} decided, by somebody who took no part",
}
STEPS = {
    Step.DONE: "Done, says {partner}",
    Step.RETURNED: "Back to {partner}",
    Step.CLOSED: "Closed by {lead}",
}

YOU_SAID = "You said it is done: {lead} looks at it"
FELL = "Nothing to do: its finding was withdrawn"

MET = (
    "By a corrected figure, accepted on {day}, the target was met after all. "
    "The action stays as it is until {lead} closes it."
)


@dataclass(frozen=True, slots=True)
class SaidView:
    """One thing that was said or done, with the files that were brought."""

    what: str
    who: str
    when: str
    words: str
    outcome: str
    files: tuple[EvidenceFile, ...]
    reference: str = ""
    href: str = ""
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class ActionView:
    """`state` names its mark: overdue, open, done, closed or withdrawn; `state_words` say the same. `note`
    says where the figure that it follows from was corrected since. `change_href` is empty where it is
    given."""

    what: str
    who: str
    by: str
    evidence: str
    state: str
    state_words: str
    about: str
    source: str
    note: str
    href: str
    change_href: str
    remove_href: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """`turn` says whose turn it is, in words, where something may be said."""

    words: str
    requirement: str
    slot_href: str
    is_not_in_order: bool
    is_withdrawn: bool
    found: str
    turn: str
    href: str
    actions: tuple[ActionView, ...]

    @property
    def is_over(self) -> bool:
        """Whether nothing more can be asked for after it."""
        closed = bool(self.actions) and all(each.state == "closed" for each in self.actions)
        return self.is_withdrawn or closed


def by_whom(partner: str, area: str) -> str:
    return f"{partner}, {area}" if area else partner


def action_view(
    line: ActionLine, lead: str, on: date, *, is_link: bool = True, is_partner: bool = False
) -> ActionView:
    """As it stands on the day; `is_partner` where whoever is to do it reads it."""
    if line.engagement_id:
        href = ACTION(line.engagement_id, line.action_id)
    else:
        href = OWN_ACTION(line.contract_id, line.action_id)
    planned = (line.contract_id, line.visit_id, line.action_id)
    return ActionView(
        line.what,
        line.who,
        day(line.by_on),
        line.evidence,
        mark_of(line, on),
        said_to_partner(line, lead, on) if is_partner else state_words(line, on),
        by_whom(line.partner, line.area) or lead,
        source_words(line),
        MET.format(day=day(local_day(line.met_at)), lead=lead) if line.met_at else "",
        href if is_link and line.given_at else "",
        CHANGE_ACTION(*planned) if line.given_at is None else "",
        REMOVE_ACTION(*planned) if line.given_at is None else "",
    )


def mark_of(line: ActionLine, on: date) -> str:
    if line.is_withdrawn:
        return "withdrawn"
    return "overdue" if line.is_overdue(on) else line.state.value


def source_words(line: ActionLine) -> str:
    if line.held_on is None:
        return f"A target of {period_name(line.part)}"
    return f"{labels.VISIT.get(line.kind, 'Visit')} of {day(line.held_on)}"


def state_words(line: ActionLine, on: date) -> str:
    """Where it stands on the day; nothing of what is not given yet."""
    if line.given_at is None:
        return ""
    if line.is_withdrawn:
        return FELL
    if line.is_overdue(on):
        return f"Overdue by {counted((on - line.by_on).days, 'day')}"
    return labels.ACTION_STATE[line.state.value]


def said_to_partner(line: ActionLine, lead: str, on: date) -> str:
    return YOU_SAID.format(lead=lead) if line.waits(ActionState.DONE) else state_words(line, on)


def action_views(
    lines: Iterable[ActionLine], lead: str, on: date, *, is_link: bool = True, is_partner: bool = False
) -> tuple[ActionView, ...]:
    return tuple(action_view(each, lead, on, is_link=is_link, is_partner=is_partner) for each in lines)


def finding_view(
    line: FindingLine,
    actions: Sequence[ActionLine],
    titles: Mapping[str, str],
    lead: str,
    on: date,
    *,
    is_link: bool = True,
    is_partner: bool = False,
) -> FindingView:
    key = line.requirement_key
    return FindingView(
        line.words,
        titles.get(key, key),
        SLOT(line.engagement_id, key) if key and is_link else "",
        line.is_not_in_order,
        line.is_withdrawn,
        f"{labels.VISIT.get(line.kind, 'Visit')} of {day(line.found_on)}",
        turn_words(line, lead, on),
        FINDING(line.engagement_id, line.finding_id) if is_link and line.sent_at else "",
        () if line.is_withdrawn else action_views(actions, lead, on, is_link=is_link, is_partner=is_partner),
    )


def turn_words(line: FindingLine, lead: str, on: date) -> str:
    """Whose turn it is to say something; empty where nobody's is.

    The partner may, and need not.
    """
    if line.is_withdrawn:
        return "Withdrawn"
    match line.turn(on):
        case ReplyTurn.PARTNER if not line.said:
            return f"{line.partner} may comment until {day(line.reply_until)}"
        case ReplyTurn.PARTNER:
            return f"{line.partner} may say that it differs"
        case ReplyTurn.LEAD:
            return f"{lead} has to answer"
        case ReplyTurn.SECOND:
            return f"Somebody of {lead} who took no part has to decide"
        case _:
            return ""


def said_views(line: FindingLine, lead: str) -> list[SaidView]:
    return [
        SaidView(
            SAID[each.kind].format(partner=line.partner, lead=lead),
            each.name,
            moment(each.said_at),
            each.words,
            outcome_words(each.outcome),
            tuple(file for file in line.files if file.number == each.number),
        )
        for each in line.said
    ]


def outcome_words(outcome: Outcome | None) -> str:
    return labels.REPLY_OUTCOME[outcome.value] if outcome else ""


def step_views(line: ActionLine, lead: str, *, is_lead: bool = True) -> list[SaidView]:
    """What was sent leads a reviewer to its review, unless it is gone, and the partner to its receipt."""
    address = REVIEW if is_lead else RECEIPT
    return [
        SaidView(
            STEPS[each.kind].format(partner=line.partner or lead, lead=lead),
            each.name,
            moment(each.said_at),
            each.words,
            "",
            tuple(file for file in line.files if file.number == each.number),
            each.reference,
            address(each.submission_id) if each.submission_id and not (each.is_gone and is_lead) else "",
            each.is_gone,
        )
        for each in line.steps
    ]


def counted_words(counted_up: Counted, *, is_desk: bool) -> str:
    """How many actions are open, in a sentence without its full stop; empty where none is. `is_desk` says
    that somebody of the lead reads it.

    >>> counted_words(Counted(3, 1, 1), is_desk=False), counted_words(Counted(1, 0, 1), is_desk=True)
    ('3 open actions: 1 overdue, 1 done and with the lead', '1 open action: 1 done and with us')
    >>> counted_words(Counted(1), is_desk=True), counted_words(Counted(), is_desk=True)
    ('1 open action', '')
    """
    if not counted_up.open:
        return ""
    more = [f"{counted_up.overdue} overdue"] if counted_up.overdue else []
    whose = "us" if is_desk else "the lead"
    more += [f"{counted_up.done} done and with {whose}"] if counted_up.done else []
    return counted(counted_up.open, "open action") + (f": {', '.join(more)}" if more else "")


def may_say_done(line: ActionLine) -> bool:
    return line.waits(ActionState.OPEN)
