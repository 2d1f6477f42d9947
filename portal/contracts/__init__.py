"""Contracts and engagements: made, changed, filled with partners one by one or from a spreadsheet.

Managers of a lead come here. It may ask what lies below it.
"""
