"""Meetings while they are prepared and while they run: agenda, minutes, decisions that become actions.

The lead prepares and writes; the council reads. It may ask the ground rooms, `findings`, `overview` and
`visits`.
"""
