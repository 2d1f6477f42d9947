"""What happened on the day of a visit, each in a sentence."""

OF_THE_DAY = {
    "visit-note-saved": "Something was written down on the day of a visit.",
    "visit-photo-added": "A photo was added on the day of a visit.",
    "visit-reopened": "What was looked at on a visit was opened again, and its draft report taken back.",
    "visit-report-downloaded": "The draft report of a visit was downloaded.",
    "visit-row-picked": "Something to look at on a visit was added by choice.",
    "visit-row-saved": "What was seen of something on a visit was saved.",
    "visit-sample-drawn": "The sample of a visit was drawn.",
    "visit-signed-off": "What was looked at on a visit was signed off, and its draft report sent.",
}
"""By the event's name."""
