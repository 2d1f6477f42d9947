"""What the questions about a requirement are called where two people have answered them."""

from checklists.vocabulary import Kind
from portal.web.between import Questions
from portal.words.labels import KIND

QUESTIONS = Questions(
    {
        "title": "What is it called?",
        "asks": "What are partners asked for?",
        "force": "Is it required?",
        "clause": "Where does it stand in the contract?",
        "consequence": "What does the contract say follows where it is not in order?",
        "group": "Under which heading?",
        "register": "What is entered?",
        "level": "Level of the check",
        "lists": "Barred lists",
        "topics": "Topics of training",
        **{f"cover-{number}": f"Insurance {number}" for number in range(1, 21)},
        "years": "Financial years",
        "audited": "Audited accounts",
        "deadline-charity": "Months after the year’s end, for a charity",
        "deadline-company": "Months after the year’s end, for a company",
        "statement": "The statement",
        "months": "For how many months?",
        "still_years": "For how many years may it be said to be still in force?",
        "characteristics": "Characteristics",
        "sections": "Sections",
        "carried_out_by": "Who carries it out?",
        "after_incident": "Again after an incident",
        "on_request": "On request",
        "asks_end": "Whether the last day is asked for",
        "look_for": "What does a reviewer look for?",
        "condition": "When is it asked for?",
        "warn_days": "Days before its end at which it is said to be near",
    },
    {"force": {"must": "Required", "should": "Preferred"}},
)
KIND_QUESTION = Questions(
    {"kind": "How does a partner show it?"}, {"kind": {each.value: KIND[each] for each in Kind}}
)
ABOUT_QUESTIONS = Questions(
    {"title": "What is the checklist called?", "in_force_from": "From which day is it in force?"}
)
