"""What an installation says of itself: whether it lives and is ready, its figures, what it consists of.

Probes and administrators come here. It may ask the ground rooms, `history` and `work`.
"""
