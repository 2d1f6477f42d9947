"""A partner as its lead looks after it: whom to ring, what was agreed, notes, letters.

The lead's reviewers and managers come here; nobody else learns of it. It may ask the ground rooms, `home`,
`notices`, `post` and `slots`.
"""
