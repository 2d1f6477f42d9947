"""What every import shares: tables of cells, columns, grouped errors, a proposal kept until it is confirmed.

The pages are those of the rooms that import. It may ask the ground rooms.
"""
