"""What happened to returns, each in a sentence."""

OF_RETURNS = {
    "period-noted": "Something was noted on a period.",
    "return-accepted": "Sections of a return were accepted.",
    "return-asked": "A return was asked for.",
    "return-handed-back": "A return was handed back by who was to sign it.",
    "return-put-up": "A return was put up to be signed.",
    "return-reopened": "Sections of a return were opened again.",
    "return-returned": "Sections of a return were sent back to be changed.",
    "return-sent": "A return was sent.",
    "return-withdrawn": "A return is not asked for any more.",
    "returns-begin-said": "The day from which returns are given here was named.",
    "small-numbers-said": "From how many people on the council sees a figure was said.",
}
"""By the event's name."""
