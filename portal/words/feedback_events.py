"""What happened to feedback, each in a sentence."""

OF_FEEDBACK = {
    "feedback-asked": "A round of feedback was begun.",
    "feedback-closed": "A round of feedback was closed before its day.",
    "feedback-given": "Somebody gave feedback, without a name.",
}
"""By the event's name."""
