"""Packs: what is on paper for a visit or meeting. The state on its day, frozen, with the evidence that it
stands on, in one file that can be checked without the portal.

The lead's managers and reviewers make one of a contract or of one partner, a partner one of its own part;
the council opens what is shared with it. It may ask what lies below it.
"""
