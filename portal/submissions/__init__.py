"""What a partner sends for a requirement: a draft question by question, files, the receipt, the shelf.

Partners come here. It may ask `insurance`, `files` and the ground rooms.
"""
