"""On the day of a visit: what to look at with a partner, what is seen of it, notes, the draft report.

The lead's managers and reviewers write; once they have signed, the partner reads. Nobody else comes here,
the council neither. It may ask the ground rooms, `files`, `findings` and `visits`.
"""
