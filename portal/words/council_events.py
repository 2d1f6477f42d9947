"""What happened between the lead and the council, each in a sentence."""

OF_COUNCIL = {
    "council-filled": "The council’s workbook was filled and downloaded.",
    "council-layout-kept": "The council’s workbook, or what stands in its cells, was kept.",
    "roll-up-downloaded": "What was sent to the council of a period was downloaded.",
    "roll-up-sent": "The figures of a period were sent to the council.",
}
"""By the event's name."""
