"""A contract at a glance on any day: overview, matrix, partners, readiness for a visit.

The lead and the council come here. It may ask what lies below it.
"""
