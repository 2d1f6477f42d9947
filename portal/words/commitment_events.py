"""What happened to commitments of a tender, each in a sentence."""

OF_COMMITMENTS = {
    "commitment-accepted": "A year of a commitment was accepted.",
    "commitment-given": "A year of a commitment was given.",
    "commitment-made": "A commitment of the tender was written down.",
    "commitment-returned": "A year of a commitment needs a change.",
    "commitment-struck": "A commitment was struck.",
}
"""By the event's name."""
