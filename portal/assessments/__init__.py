"""Assessments made in the portal (an EQIA, a risk assessment), and incidents that make them due again.

Partners write, reviewers read. It may ask the ground rooms and `submissions`.
"""
