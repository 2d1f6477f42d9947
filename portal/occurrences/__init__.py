"""What has happened and must be told: told by a partner, acknowledged and forwarded by the lead, closed.

A partner comes on a bad day, on a telephone, to say what happened and be done with it; the lead to see what
it has to tell the council, and by when; the council reads what was shared with it, and nothing else. It may
ask the ground rooms and `returns`.
"""
