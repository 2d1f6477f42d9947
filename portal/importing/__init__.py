"""What every import shares: its four steps, tables of cells, columns, grouped errors, and how what was read
is kept until it is confirmed.

The addresses are those of the rooms that import. It may ask the ground rooms.
"""
