"""All covers of a partner on one page: policies in layers over time, what falls short, a text for the broker.

Partners and the lead come here. It may ask the ground rooms and `visits`.
"""
