"""Feedback in words: whom it is of, what is asked, and how it is answered."""

from checklists.year.answering import Asked, Question

ASKED: dict[str, str] = {
    Asked.PEOPLE: "People who use the service",
    Asked.CARERS: "Carers and families",
    Asked.STAFF: "Staff and volunteers",
    Asked.STAKEHOLDERS: "Those we work with: nurses, social workers, other services",
}
QUESTION = {
    Question.OVERALL: "How good is the service, all in all?",
    Question.LISTENED: "Do people here listen to you?",
    Question.DIFFERENCE: "Does it make things better?",
}
GOODNESS = ("Very good", "Good", "In between", "Poor", "Very poor")
HOW_FAR = ("Yes, very much", "Yes", "In part", "Not much", "Not at all")
RATING = {
    Question.OVERALL: GOODNESS,
    Question.LISTENED: HOW_FAR,
    Question.DIFFERENCE: HOW_FAR,
}
"""From the best to the worst."""
