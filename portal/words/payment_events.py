"""What happened to statements of payment, each in a sentence."""

OF_PAYMENTS = {
    "payment-fee-said": "What an engagement is paid for by results was said.",
    "statement-approved": "A statement of payment was approved.",
    "statement-downloaded": "A statement of payment was downloaded.",
    "statement-handed-back": "A statement of payment was handed back.",
    "statement-put-up": "A statement of payment was put up to be approved.",
}
"""By the event's name."""
