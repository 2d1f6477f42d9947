"""What a reader of a history may ask for: kinds of events together."""

from collections.abc import Mapping

from portal.words.commitment_events import OF_COMMITMENTS
from portal.words.council_events import OF_COUNCIL
from portal.words.day_events import OF_THE_DAY
from portal.words.found_events import OF_FINDINGS
from portal.words.occurrence_events import OF_OCCURRENCES
from portal.words.outcome_events import OF_OUTCOMES
from portal.words.partner_events import OF_PARTNERS
from portal.words.payment_events import OF_PAYMENTS
from portal.words.return_events import OF_RETURNS
from portal.words.site_events import OF_SITES

GROUPS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "sent": (
        "Sent and acknowledged",
        (
            "document-acknowledged",
            "evidence-received",
            "evidence-replaced",
            "evidence-sent",
            "evidence-taken-back",
        ),
    ),
    "decided": (
        "Decisions",
        (
            "carried-out-recorded",
            "decision-corrected",
            "evidence-accepted",
            "evidence-carried-over",
            "evidence-returned",
            "exception-recorded",
            "requirement-waived",
            "review-given",
            "review-taken-off",
        ),
    ),
    "seen": (
        "Files looked at or downloaded",
        (
            "archive-downloaded",
            "assessment-downloaded",
            "council-filled",
            "file-downloaded",
            "file-partly-downloaded",
            "file-previewed",
            "history-downloaded",
            "minutes-downloaded",
            "pack-downloaded",
            "pack-partly-downloaded",
            "register-downloaded",
            "roll-up-downloaded",
            "sheet-downloaded",
            "statement-downloaded",
            "visit-report-downloaded",
        ),
    ),
    "files": (
        "Files added, issued or deleted",
        (
            "document-issued",
            "edition-issued",
            "file-deleted",
            "file-removed-from-draft",
            "file-uploaded",
            "harmful-file-found",
            "harmful-file-removed",
            "pack-template-put",
            "pack-template-removed",
            "received-file-added",
            "received-file-taken-out",
        ),
    ),
    "agreed": (
        "What is agreed",
        (
            "checklist-published",
            "commissioner-joined",
            "condition-changed",
            "contract-changed",
            "contract-created",
            "engagement-changed",
            "engagement-ended",
            "engagement-goes-on",
            "meetings-asked-changed",
            "partner-added",
            "partner-merged",
            "partner-removed",
            "partner-joined",
            "partners-imported",
        ),
    ),
    "register": (
        "The register of people",
        (
            "check-recorded",
            "people-imported",
            "person-added-to-register",
            "person-came-back",
            "person-changed",
            "person-entered",
            "person-forgotten",
            "person-left",
            "person-on-register-changed",
            "person-stays",
            "person-stays-away",
            "record-withdrawn",
            "renewal-noted",
            "status-checked",
            "training-recorded",
        ),
    ),
    "occurrences": ("What happened and was told", tuple(OF_OCCURRENCES)),
    "commitments": ("Commitments of the tender", tuple(OF_COMMITMENTS)),
    "returns": ("Returns", tuple(OF_RETURNS)),
    "outcomes": ("Soft outcomes", tuple(OF_OUTCOMES)),
    "sites": ("Changing Places toilets", tuple(OF_SITES)),
    "council": (
        "Sent to the council",
        tuple(name for name in OF_COUNCIL if name not in {"council-filled", "roll-up-downloaded"}),
    ),
    "payments": ("Payments", tuple(name for name in OF_PAYMENTS if name != "statement-downloaded")),
    "visits": (
        "Visits and incidents",
        (
            *(name for name in OF_FINDINGS if name != "minutes-downloaded"),
            *(name for name in OF_THE_DAY if name != "visit-report-downloaded"),
            "incident-recorded",
            "incident-withdrawn",
            "visit-booked",
            "visit-cancelled",
            "visit-changed",
            "visit-moved",
            "visit-not-held",
            "visit-recorded",
            "visit-took-place",
        ),
    ),
    "partners": ("Notes and letters about a partner", tuple(OF_PARTNERS)),
    "packs": (
        "Packs",
        ("pack-asked-for", "pack-made", "pack-share-ended", "pack-shared", "pack-written"),
    ),
    "people": (
        "People and access",
        (
            "contact-left",
            "contacts-named",
            "contract-handed-over",
            "contract-let-go",
            "invitation-accepted",
            "invitation-came-back",
            "invitation-refused",
            "invitation-revoked",
            "invitation-sent",
            "invitation-waits",
            "part-changed",
            "person-created",
            "person-exported",
            "person-kept-out",
            "person-let-in",
            "person-removed",
        ),
    ),
}
"""By a permanent key, what a reader may ask for: its label, and the names of the events."""
