"""What visits and meetings found, the partner's right of reply, and actions until they are closed.

The lead writes and sends a plan; the partner comments, and says what is done; the council reads what was
sent. It may ask the ground rooms, `files` and `visits`.
"""
