"""What waits for the lead, and decisions: accept, return, waive, correct.

Reviewers come here. It may ask what lies below it.
"""
