"""What a reader of a history may ask for: kinds of events together."""

from collections.abc import Mapping

GROUPS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "sent": ("Sent and acknowledged", ("evidence-sent", "document-acknowledged")),
    "decided": (
        "Decisions",
        (
            "carried-out-recorded",
            "decision-corrected",
            "evidence-accepted",
            "evidence-returned",
            "exception-recorded",
            "requirement-waived",
        ),
    ),
    "seen": (
        "Files looked at or downloaded",
        (
            "archive-downloaded",
            "assessment-downloaded",
            "file-downloaded",
            "file-partly-downloaded",
            "file-previewed",
            "history-downloaded",
            "register-downloaded",
        ),
    ),
    "files": (
        "Files added, issued or deleted",
        (
            "document-issued",
            "file-deleted",
            "file-removed-from-draft",
            "file-uploaded",
            "harmful-file-found",
            "harmful-file-removed",
        ),
    ),
    "agreed": (
        "What is agreed",
        (
            "checklist-published",
            "condition-changed",
            "contract-changed",
            "contract-created",
            "engagement-changed",
            "engagement-ended",
            "engagement-goes-on",
            "partner-added",
            "partners-imported",
        ),
    ),
    "register": (
        "The register of people",
        (
            "check-recorded",
            "people-imported",
            "person-added-to-register",
            "person-changed",
            "person-entered",
            "person-forgotten",
            "person-left",
            "person-on-register-changed",
            "person-stays",
            "record-withdrawn",
            "renewal-noted",
            "status-checked",
            "training-recorded",
        ),
    ),
    "visits": (
        "Visits and incidents",
        ("incident-recorded", "incident-withdrawn", "visit-booked", "visit-cancelled", "visit-moved"),
    ),
    "people": (
        "People and access",
        (
            "contact-left",
            "contacts-named",
            "contract-handed-over",
            "contract-let-go",
            "invitation-came-back",
            "invitation-revoked",
            "invitation-sent",
            "part-changed",
            "person-created",
            "person-exported",
            "person-removed",
        ),
    ),
}
"""By a permanent key, what a reader may ask for: its label, and the names of the events."""
