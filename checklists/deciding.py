"""Whether a decision may be made, and until when evidence may be accepted."""

from datetime import date

from checklists.calendar import in_words
from checklists.facts import Decision
from checklists.kinds import rules_for
from checklists.requirement import WHOLE, Requirement
from checklists.vocabulary import Force, Outcome

NO_DATE = "Give the date that the evidence bears."
IN_THE_FUTURE = "The date that it bears cannot be in the future."
ABOUT_FIRST_DAY = frozenset({NO_DATE, IN_THE_FUTURE})
"""What is wrong with the day that evidence bears, not with its last."""

NOT_SAID_SIGNED = (
    "Nobody has said when the last side signed it: enter the day as the paper has it, or return it."
)
SIGNED_LATER = "The day on which the last side signed cannot be in the future."
ABOUT_SIGNING = frozenset({NOT_SAID_SIGNED, SIGNED_LATER})
WORK_ENDED_UNSIGNED = "The last side signed it only after the work had ended: it would count on no day."


def own_end(requirement: Requirement, evidence: Decision) -> date | None:
    """The last day for which evidence can be accepted that gives one, not past that of the requirement; None
    where it gives none: then it counts as long as the requirement and the engagement let it."""
    limit = rules_for(requirement).limit_of(requirement, evidence)
    return min(limit, evidence.until_on) if evidence.until_on else None


def problems(requirement: Requirement, decision: Decision, ends_on: date = date.max) -> list[str]:
    """Why this decision cannot be made, a sentence each; empty where it can. `ends_on` is the last day of the
    engagement."""
    if decision.outcome is Outcome.ACCEPT:
        return [
            *problems_of_accepting(requirement, decision),
            *problems_of_signing(requirement, decision, ends_on),
        ]
    if decision.outcome is Outcome.WAIVE:
        return problems_of_waiving(requirement, decision, ends_on)
    return []


def problems_of_accepting(requirement: Requirement, decision: Decision) -> list[str]:
    rules = rules_for(requirement)
    found = rules.shortfalls(requirement, decision)
    from_on = decision.from_on or decision.made_on
    if (
        not decision.carried
        and decision.from_on is None
        and "from_on" in rules.needs(requirement)
        and not found
    ):
        found.append(NO_DATE)
    if rules.looks_back(requirement) and from_on > decision.made_on:
        found.append(IN_THE_FUTURE)
    if decision.until_on and decision.until_on < from_on:
        found.append("It cannot be accepted until a day before the one from which it counts.")
    limit = rules.limit_of(requirement, decision)
    if decision.until_on and decision.until_on > limit:
        found.append(f"It can be accepted until {in_words(limit)} at the latest.")
    return found


def problems_of_signing(requirement: Requirement, decision: Decision, ends_on: date) -> list[str]:
    """What is wrong with the day on which the last side signed, where that is asked for. It was not always:
    what was accepted without it is not judged anew, and counts as it did."""
    if "parties" not in rules_for(requirement).needs(requirement) or decision.carried:
        return []
    if decision.signed_on is None:
        return [NOT_SAID_SIGNED]
    if decision.signed_on > ends_on:
        return [WORK_ENDED_UNSIGNED]
    return [SIGNED_LATER] if decision.signed_on > decision.made_on else []


def problems_of_waiving(requirement: Requirement, decision: Decision, ends_on: date) -> list[str]:
    """A waiver is for a part or for the whole slot. What is required is waived until a day of the engagement;
    an exception from what is only preferred may last as long as that."""
    rules = rules_for(requirement)
    if decision.part != WHOLE and not rules.has_part(requirement, decision.part):
        return [rules.which_part]
    if decision.until_on is None:
        return [] if requirement.force is Force.SHOULD else ["A waiver needs a last day."]
    if decision.until_on < (decision.from_on or decision.made_on):
        return ["The last day of a waiver cannot be before its first."]
    if decision.until_on > ends_on:
        return [f"The engagement ends on {in_words(ends_on)}: it can be waived until then at the latest."]
    return []
