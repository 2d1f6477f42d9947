"""What holds for an engagement from a day (it uses volunteers, staff drive), and what follows from it.

Managers and partners say it. It may ask the ground rooms.
"""
