"""Visits and meetings: booked, moved, called off, held; and how many a year are asked for.

The lead's managers and reviewers book; everyone on the contract sees them. It may ask the ground rooms.
"""
