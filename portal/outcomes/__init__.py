"""Soft outcomes, which no figure measures: rated once a year or oftener, each in a word with its reason.

The lead rates out of what people said at visits, the partner reads what is finished and may answer, the
council reads the ratings without names. It may ask the ground rooms, `occurrences`, `returns` and `visits`.
"""
