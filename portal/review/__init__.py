"""What waits for the lead, and decisions: accept, return, waive, correct.

Reviewers come here. It may ask `slots` and what lies below.
"""
