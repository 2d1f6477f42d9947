"""What a lead did to look after a partner, each in a sentence."""

OF_PARTNERS = {
    "partner-note-written": "A note was written about the partner.",
    "partner-written-to": "The lead wrote to people of the partner.",
}
"""By the event's name."""
