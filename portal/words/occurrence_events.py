"""What happened to what must be told, each in a sentence."""

OF_OCCURRENCES = {
    "occurrence-acknowledged": "What a partner told was acknowledged.",
    "occurrence-asked": "A partner was asked to tell what happened.",
    "occurrence-closed": "Something that was told was closed.",
    "occurrence-corrected": "Something that was told was put right.",
    "occurrence-followed": "What followed from something that was told was said.",
    "occurrence-forwarded": "Something that was told was forwarded to the council.",
    "occurrence-told": "Something that happened was told.",
}
"""By the event's name. Which it was stands on its own page, which fewer people may read."""
