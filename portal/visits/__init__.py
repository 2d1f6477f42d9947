"""Visits and meetings: booked, listed, called off.

Managers book; everyone on the contract sees the next one. It may ask the ground rooms.
"""
