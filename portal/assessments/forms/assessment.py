"""What is typed into the pages of an assessment. Half an answer is kept too: the rest may follow."""

from dataclasses import dataclass, field
from datetime import date

from checklists.assessing import Finding, Impact, wanting
from checklists.requirement import Requirement
from portal.acting.wording import many_lines, one_line
from portal.standing.queries.submissions import SubmissionAnswers
from portal.submissions.queries.assessments import PlannedAction, WrittenAssessment
from portal.web.dates import NoDay, day_as_typed, read_day
from portal.web.typed import Typed

LONGEST = 8000
"""Characters of one field."""

MOST_ACTIONS = 40

NEEDED = {
    "impact": "Choose the impact.",
    "words": "Say in a few words what you found.",
    "evidence": "Say what the evidence is.",
    "mitigation": "Say what you do about the negative impact.",
}


@dataclass(slots=True)
class Pages:
    """What was read of a page. What is `unread` cannot be kept; what is `wanting` can wait."""

    unread: dict[str, str] = field(default_factory=dict)
    wanting: dict[str, str] = field(default_factory=dict)

    @property
    def problems(self) -> dict[str, str]:
        return self.unread | self.wanting

    def words(self, typed: Typed, name: str, needed: str = "") -> str:
        """Lines of words; `needed` is the sentence where there are none."""
        value = many_lines(typed.first(name))
        if len(value) > LONGEST:
            self.unread[name] = f"Use {LONGEST:,} characters or fewer."
        elif not value and needed:
            self.wanting[name] = needed
        return value

    def line(self, typed: Typed, name: str, needed: str) -> str:
        value = one_line(typed.first(name))
        if len(value) > 200:
            self.unread[name] = "Use 200 characters or fewer."
        elif not value:
            self.wanting[name] = needed
        return value

    def day(self, typed: Typed, name: str, called: str, needed: str) -> date | None:
        try:
            value = read_day(typed, name, called)
        except NoDay as error:
            self.unread[name] = str(error)
            return None
        if value is None:
            self.wanting[name] = needed
        return value

    def past_day(self, typed: Typed, name: str, called: str, needed: str, today: date) -> date | None:
        value = self.day(typed, name, called, needed)
        if value and value > today:
            self.unread[name] = f"{called} cannot be in the future."
        return value


def read_about(typed: Typed, today: date) -> tuple[Pages, str, str, date | None]:
    """What is assessed, who took part, and when it was completed."""
    read = Pages()
    about = read.words(typed, "about", "Say what is assessed.")
    took_part = read.words(typed, "took_part", "Say who took part.")
    completed_on = read.past_day(
        typed, "from_on", "The day of completion", "Enter the day on which it was completed.", today
    )
    return read, about, took_part, completed_on


def about_as_typed(written: WrittenAssessment, answers: SubmissionAnswers) -> Typed:
    kept = {"about": [written.about], "took_part": [written.took_part]}
    return Typed(kept | day_as_typed("from_on", answers.from_on))


def read_finding(typed: Typed, requirement: Requirement, name: str) -> tuple[Pages, Finding]:
    read = Pages()
    impact = typed.first("impact")
    finding = Finding(
        name,
        Impact(impact) if impact in set(Impact) and requirement.characteristics else None,
        read.words(typed, "words"),
        read.words(typed, "evidence"),
        read.words(typed, "mitigation"),
    )
    read.wanting = {each: NEEDED[each] for each in wanting(requirement, finding) if each not in read.unread}
    return read, finding


def finding_as_typed(finding: Finding) -> Typed:
    return Typed(
        {
            "impact": [finding.impact or ""],
            "words": [finding.words],
            "evidence": [finding.evidence],
            "mitigation": [finding.mitigation],
        }
    )


def read_actions(typed: Typed) -> tuple[Pages, list[PlannedAction]]:
    """As many as there are; an empty one is none."""
    read, found = Pages(), []
    for number in range(1, MOST_ACTIONS + 1):
        if any(typed.first(name) for name in action_fields(number)):
            found.append(
                PlannedAction(
                    read.words(typed, f"what_{number}", "Say what will be done."),
                    read.line(typed, f"who_{number}", "Say who does it."),
                    read.day(typed, f"by_{number}_on", "The day", "Enter the day by which it will be done."),
                )
            )
    return read, found


def action_fields(number: int) -> tuple[str, ...]:
    by = f"by_{number}_on"
    return (f"what_{number}", f"who_{number}", f"{by}-day", f"{by}-month", f"{by}-year")


def actions_as_typed(actions: tuple[PlannedAction, ...]) -> Typed:
    typed = Typed()
    for number, each in enumerate(actions, 1):
        typed |= {f"what_{number}": [each.what], f"who_{number}": [each.who]}
        typed |= day_as_typed(f"by_{number}_on", each.by_on)
    return typed


def rows_typed(typed: Typed) -> int:
    """Up to which number something was typed."""
    rows = range(1, MOST_ACTIONS + 1)
    return max((number for number in rows if any(map(typed.first, action_fields(number)))), default=0)


def read_signature(
    typed: Typed, today: date, completed_on: date | None
) -> tuple[Pages, str, str, date | None]:
    read = Pages()
    name = read.line(typed, "signed_name", "Enter the name of the person who signs it.")
    position = read.line(typed, "signed_position", "Enter the position, such as manager or trustee.")
    signed_on = read.past_day(
        typed, "signed_on", "The day of the signature", "Enter the day of the signature.", today
    )
    if signed_on and completed_on and signed_on < completed_on and "signed_on" not in read.unread:
        read.unread["signed_on"] = "It cannot have been signed before it was completed."
    return read, name, position, signed_on


def signature_as_typed(
    written: WrittenAssessment, answers: SubmissionAnswers, name: str, today: date
) -> Typed:
    """Before anybody signed: the name of whoever is there, and today."""
    kept = {
        "signed_name": [answers.signed_name or name],
        "signed_position": [answers.signed_position or ""],
    }
    return Typed(kept | day_as_typed("signed_on", written.signed_on or today))
