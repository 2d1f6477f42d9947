"""Stored files: opened by whoever may, drawn page by page, swept where an upload broke off.

Partners and reviewers come here. It may ask the ground rooms.
"""
