"""Returns of a period: what a partner owes, writes section by section, signs and sends, and what is said.

Partners come to give one, the lead to see who is late and to accept. It may ask the ground rooms, `files`,
`findings` and `visits`.
"""
