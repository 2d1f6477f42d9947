"""What the council is sent: the roll-up of a period, frozen, and its own workbook filled.

The lead comes after a period to look at what it is about to send, and sends it; a council's officer comes to
read what was sent, never anything else. It may ask the ground rooms, `files` and `returns`.
"""
