"""The first page after signing in: what to do, and the contracts one has a part in; one's own calendar.

Everybody comes here. It may ask what lies below it.
"""
