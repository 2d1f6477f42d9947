"""What happened to sites with a Changing Places toilet, each in a sentence."""

OF_SITES = {
    "fault-corrected": "What was done about a fault was put right.",
    "fault-mended": "A fault of a Changing Places toilet was mended.",
    "fault-passed-on": "A fault of a Changing Places toilet was passed on.",
    "fault-reported": "A fault of a Changing Places toilet was reported.",
    "site-added": "A Changing Places toilet was added.",
    "site-ended": "A Changing Places toilet is no longer used.",
    "site-looked-up": "Whether a Changing Places toilet is on the map was looked up.",
}
