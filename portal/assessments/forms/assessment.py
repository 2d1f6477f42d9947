"""What is typed into the pages of an assessment. Half an answer is kept too: the rest may follow.

So these readers raise nothing: what cannot be kept, and what is only missing, stands in the fields.
"""

from datetime import date

from checklists.assessing import Finding, Impact, wanting
from checklists.odd_days import Against
from checklists.requirement import Requirement
from portal.standing.queries.submissions import SubmissionAnswers
from portal.submissions.queries.assessments import PlannedAction, WrittenAssessment
from portal.web.between import Questions
from portal.web.dates import day_as_typed
from portal.web.fields import Fields
from portal.web.odd_days import OddInForm, ask_about, find_odd
from portal.web.typed import Typed

MOST_ACTIONS = 40

ABOUT = Questions(
    {"about": "What is assessed?", "took_part": "Who took part?", "from_on": "When was it completed?"}
)
FINDING = Questions(
    {
        "impact": "What impact does the service have?",
        "words": "What did you find?",
        "evidence": "What is the evidence?",
        "mitigation": "What do you do about it?",
    },
    {"impact": {"positive": "Positive", "none": "None", "negative": "Negative"}},
)
ACTIONS = Questions(
    {
        f"{name}_{number}{end}": f"{called} ({number})"
        for number in range(1, MOST_ACTIONS + 1)
        for name, end, called in (
            ("what", "", "What will be done?"),
            ("who", "", "Who does it?"),
            ("by", "_on", "By when?"),
        )
    }
)
SIGNATURE = Questions(
    {"signed_name": "Name", "signed_position": "Position", "signed_on": "Day of the signature"}
)

NEEDED = {
    "impact": "Choose the impact.",
    "words": "Say in a few words what you found.",
    "evidence": "Say what the evidence is.",
    "mitigation": "Say what you do about the negative impact.",
}


def read_about(fields: Fields, against: Against) -> tuple[str, str, date | None]:
    """What is assessed, who took part, and when it was completed. An odd day is kept as what is missing is:
    it is asked about before one goes on."""
    about = fields.lines("about", "Say what is assessed.")
    took_part = fields.lines("took_part", "Say who took part.")
    completed_on = fields.past_day(
        "from_on", "The day of completion", "Enter the day on which it was completed.", against.on
    )
    if "from_on" not in fields.problems:
        ask_about(fields, against.odd(completed_on), completed_on)
        fields.missing |= {"from_on"} & fields.problems.keys()
    return about, took_part, completed_on


def odd_in(typed: Typed, against: Against) -> OddInForm:
    """What is odd about the day as it stands in the form; nothing where it cannot be read."""
    completed_on = Fields(typed).day("from_on", "The day of completion")
    return find_odd(against.odd(completed_on), completed_on)


def about_as_typed(written: WrittenAssessment, answers: SubmissionAnswers) -> Typed:
    kept = {"about": [written.about], "took_part": [written.took_part]}
    return Typed(kept | day_as_typed("from_on", answers.from_on))


def read_finding(fields: Fields, requirement: Requirement, name: str) -> Finding:
    impact = fields.typed.first("impact")
    finding = Finding(
        name,
        Impact(impact) if impact in set(Impact) and requirement.characteristics else None,
        fields.lines("words", called="What you found"),
        fields.lines("evidence", called="The evidence"),
        fields.lines("mitigation", called="What is done about it"),
    )
    for each in wanting(requirement, finding):
        fields.miss(each, NEEDED[each])
    return finding


def finding_as_typed(finding: Finding) -> Typed:
    return Typed(
        {
            "impact": [finding.impact or ""],
            "words": [finding.words],
            "evidence": [finding.evidence],
            "mitigation": [finding.mitigation],
        }
    )


def read_actions(fields: Fields) -> list[PlannedAction]:
    """As many as there are; an empty one is none."""
    numbers = range(1, MOST_ACTIONS + 1)
    return [read_action(fields, each) for each in numbers if is_typed(fields.typed, each)]


def read_action(fields: Fields, number: int) -> PlannedAction:
    return PlannedAction(
        fields.lines(f"what_{number}", f"Action {number}: say what will be done."),
        fields.line(f"who_{number}", f"Action {number}: say who does it."),
        fields.day(
            f"by_{number}_on",
            f"Action {number}: the day",
            f"Action {number}: enter the day by which it will be done.",
        ),
    )


def is_typed(typed: Typed, number: int) -> bool:
    return any(map(typed.first, action_fields(number)))


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
    return max((number for number in range(1, MOST_ACTIONS + 1) if is_typed(typed, number)), default=0)


def read_signature(fields: Fields, today: date, completed_on: date | None) -> tuple[str, str, date | None]:
    """Who signs it, as what, and when."""
    name = fields.line("signed_name", "Enter the name of the person who signs it.")
    position = fields.line("signed_position", "Enter the position, such as manager or trustee.")
    signed_on = fields.past_day(
        "signed_on", "The day of the signature", "Enter the day of the signature.", today
    )
    if signed_on and completed_on and signed_on < completed_on and "signed_on" not in fields.problems:
        fields.problems["signed_on"] = "It cannot have been signed before it was completed."
    return name, position, signed_on


def signature_as_typed(
    written: WrittenAssessment, answers: SubmissionAnswers, name: str, today: date
) -> Typed:
    """Before anybody signed: the name of whoever is there, and today."""
    kept = {
        "signed_name": [answers.signed_name or name],
        "signed_position": [answers.signed_position or ""],
    }
    return Typed(kept | day_as_typed("signed_on", written.signed_on or today))
