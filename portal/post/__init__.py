"""Messages to people: written with what they follow from, sent by the background work, and what became of
them.

No one comes here by address but mail programs. It may ask the ground rooms.
"""
