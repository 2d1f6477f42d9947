"""The register of those who deliver the service: DBS checks, training, renewals, imports, exports, leaving.

Partners come here; reviewers see what was sent. It may ask the ground rooms, `history`, `importing` and
`people`.
"""
