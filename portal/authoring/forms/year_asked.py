"""What the questions about a return, measure, payment, event or meeting are called where two people have
answered them."""

from collections.abc import Mapping

from checklists.year.drafting import Sort
from portal.authoring.forms.year_questions import MOST
from portal.web.between import Questions

SHARED = {
    "title": "What is it called?",
    "clause": "Where does it stand in the contract?",
    "source": "What does the contract say?",
}
ASKS = {"asks": "What is asked for?", "asked_of": "Of whom is it asked?"}
CONSEQUENCE = {"consequence": "What follows?"}
CALLED: dict[Sort, dict[str, str]] = {
    Sort.RETURN: {
        **ASKS,
        "force": "Is it required?",
        "every": "How often?",
        "times": "How many a year?",
        "meeting": "Before which meeting?",
        "year_of": "Whose year?",
        "due": "By when?",
        "lead_due": "By when does the lead give it to the council?",
        **{f"section-{number}": f"Section {number}" for number in range(1, MOST["section"] + 1)},
        "nil": "Nothing to report",
        "certified": "Signed by somebody else",
        "blocks": "Stands in the way while it is late",
        **CONSEQUENCE,
    },
    Sort.MEASURE: {
        "asked_of": "Of whom is it asked?",
        "every": "How often?",
        "year_of": "Whose year?",
        "numerator": "What is counted?",
        "denominator": "Out of what?",
        "fractions": "Fractions",
        "given_in": "In which return is it given?",
        "target": "What is the target?",
        "at_least": "At least",
        "at_most": "At most",
        "change": "Change in per cent",
        "direction": "Which way?",
        "over": "What is it a target of?",
        "tolerance": "Tolerance",
        "reached_by": "Who is to reach it?",
        "joint": "Which measures does it add up?",
        "fewest": "Too few to judge",
        "plan_due": "By when is an action plan due?",
        **CONSEQUENCE,
        "second_miss": "What follows a second miss?",
    },
    Sort.PAYMENT: {
        **{f"area-{number}": f"Area {number}" for number in range(1, MOST["area"] + 1)},
        "at_risk": "How much is at risk?",
        "cap": "At most deducted",
        **{f"part-{number}": f"Line {number}" for number in range(1, MOST["part"] + 1)},
        "year_of": "Whose year?",
        "true_up": "What is paid back?",
        "arrears_months": "Months in arrears",
        "withheld_without": "Withheld without",
        **CONSEQUENCE,
    },
    Sort.EVENT: {
        **ASKS,
        "term": "By when is it told?",
        "due": "Within how many days?",
        "forward": "By when does the lead tell the council?",
        "procedure": "Procedure",
        "confidential": "Confidential",
        **CONSEQUENCE,
    },
    Sort.MEETING: {
        **ASKS,
        "often": "How often?",
        "times": "How many?",
        "every": "In which period?",
        "year_of": "Whose year?",
        "topics": "Topics",
    },
}


def questions(sort: Sort, words: Mapping[str, Mapping[str, str]]) -> Questions:
    """`words` are those of answers that are keys, by question."""
    return Questions(SHARED | CALLED[sort], words)
