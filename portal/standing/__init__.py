"""Facts into timelines: cases, the checklist on a day, the read model and how it is kept true.

No one comes here by address; most rooms ask it. It may ask `places`, `acting` and `records`.
"""
