"""What stands in the place of what is gone."""

GONE_NAME = "removed"
"""What a file is called that is no longer kept; what is left of a reason that had to be given."""
