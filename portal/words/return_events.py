"""What happened to returns, each in a sentence."""

OF_RETURNS = {
    "return-accepted": "Sections of a return were accepted.",
    "return-handed-back": "A return was handed back by who was to sign it.",
    "return-put-up": "A return was put up to be signed.",
    "return-reopened": "Sections of a return were opened again.",
    "return-returned": "Sections of a return were sent back to be changed.",
    "return-sent": "A return was sent.",
    "returns-begin-said": "The day from which returns are given here was named.",
}
"""By the event's name."""
