"""What a partner sends for a requirement: a draft question by question, files, the receipt, the shelf.

Partners come here. It may ask the ground rooms, `files`, `insurance` and `visits`.
"""
