"""One engagement with its requirements, and one requirement with all that was sent and decided.

Partners and the lead come here; the council sees states. It may ask what lies below it.
"""
