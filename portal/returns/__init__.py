"""Returns of a period: what a partner owes, writes section by section, signs and sends, and what is said.

Partners come to give one, the lead to see who is late and to accept. It may ask the ground rooms, and the
rooms of files and visits for what they know.
"""
