"""Labels for stored keys. Keys are permanent; these may change."""

from checklists.vocabulary import Kind, Level, Stage, State

STATE = {
    State.MISSING: "Needed",
    State.EXPIRED: "Expired",
    State.WAIVED: "Waived",
    State.MET: "Accepted",
    State.NOT_NEEDED: "Not needed",
}
STAGE = {
    Stage.NOTHING: "",
    Stage.DRAFT: "Draft, not sent",
    Stage.WAITING: "With the lead, checking",
    Stage.RETURNED: "Needs a change",
}
LEVEL = {
    Level.NOT_READY: "Not ready",
    Level.WAITING: "Waiting for the lead",
    Level.WATCH: "Ready, with points to watch",
    Level.READY: "Ready",
}
KIND = {
    Kind.DOCUMENT: "Document",
    Kind.CONFIRMATION: "Confirmation",
    Kind.AGREEMENT: "Signed agreement",
    Kind.ISSUED: "Issued by the lead",
    Kind.REGISTER: "Register of people",
    Kind.COVER: "Insurance",
    Kind.ACCOUNTS: "Accounts",
    Kind.ASSESSMENT: "Assessment",
}
BASIS = {"per-claim": "any one claim", "aggregate": "in the aggregate"}
DBS_OUTCOME = {
    "clear": "Clear",
    "risk-decision": "A risk decision is recorded",
    "undecided": "Not clear, no risk decision yet",
    None: "Not recorded",
}
ROLE = {"manager": "Manager", "reviewer": "Reviewer", "member": "Member"}
ROLES = {
    "manager": "Sets contracts up, invites people, and reviews what partners send",
    "reviewer": "Decides on what partners send",
    "member": "For a partner: sends evidence. For the commissioner: sees how things stand",
}
VISIT = {
    "audit-visit": "Audit visit",
    "observation": "Observation",
    "focus-group": "Focus group",
    "spot-audit": "Spot audit",
    "compliance-meeting": "Contract compliance meeting",
    "review-meeting": "Contract review meeting",
    "operational-meeting": "Operational management meeting",
    "steering-group": "Steering group meeting",
    "weekly-meeting": "Weekly meeting",
    "provider-meeting": "Meeting of provider and council",
    "council-visit": "Visit of the council",
}
ACTION_STATE = {"open": "Open", "done": "Done, says the partner", "closed": "Closed"}
REPLY_OUTCOME = {"stands": "The finding stands", "withdrawn": "The finding is withdrawn"}
CONTACT_PLACE = {
    "first": "First contact",
    "second": "Second contact",
    "chief-officer": "Chief officer",
}
RETURN_REASON = {
    "wrong-document": "This is not the document that is asked for",
    "out-of-date": "It is out of date",
    "not-signed": "It is not signed or not dated",
    "incomplete": "Pages or parts are missing",
    "unreadable": "It cannot be read",
    "amount-too-low": "The amount insured is too low",
    "wrong-basis": "The cover is on the wrong basis",
    "wrong-name": "It is in the name of somebody else",
    "not-as-asked": "It does not cover what is asked for",
    "other": "Another reason",
}
FILTERS = {"basis_label": BASIS.__getitem__, "return_reason_label": RETURN_REASON.__getitem__}

ENDING = {
    "finished": "finished as agreed",
    "withdrew": "the partner withdrew",
    "terminated": "terminated",
    "taken-over": "taken over by another partner",
}
"""Why an engagement ended before it was meant to, after "Ended on ...:"."""
