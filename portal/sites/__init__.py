"""Changing Places toilets that a partner uses: whether each is on the national map, and its faults.

Partner and lead write down what they know, the council reads it. It may ask the ground rooms.
"""
