"""The log of what happened: shown to those whose it is, exported, anchored outside, and kept when a contract
is over.

Managers come here. It may ask the ground rooms, `files` and `post`.
"""
