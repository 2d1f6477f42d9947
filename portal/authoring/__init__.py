"""Checklists while they are written: read out of a document, drafted, compared, published in versions.

Managers of a lead come here. It may ask the ground rooms.
"""
