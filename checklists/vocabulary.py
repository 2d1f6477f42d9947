"""The closed vocabularies of the rules. Keys are stored and permanent; labels live elsewhere."""

from enum import StrEnum


class Kind(StrEnum):
    """How a requirement is evidenced."""

    DOCUMENT = "document"
    CONFIRMATION = "confirmation"
    AGREEMENT = "agreement"
    ISSUED = "issued-by-lead"
    REGISTER = "register"
    COVER = "cover"
    ACCOUNTS = "accounts"
    ASSESSMENT = "assessment"


FROM_THE_LEAD: frozenset[Kind] = frozenset({Kind.ISSUED, Kind.AGREEMENT})
"""Kinds that begin with a paper of the lead: what it issues, and the text that is put up for signing."""


class By(StrEnum):
    """Who carries an assessment out, where it is not the partner. Nobody but the lead can record it here."""

    LEAD = "lead"
    COMMISSIONER = "commissioner"


class Force(StrEnum):
    """Must is required; should is preferred and never stands in the way of readiness."""

    MUST = "must"
    SHOULD = "should"


class Basis(StrEnum):
    """What an insured amount is promised for: each claim, or all claims of the period together."""

    PER_CLAIM = "per-claim"
    AGGREGATE = "aggregate"


class State(StrEnum):
    """What is true of a slot on a day, worst first."""

    MISSING = "missing"
    EXPIRED = "expired"
    WAIVED = "waived"
    MET = "met"
    NOT_NEEDED = "not-needed"


RANK: dict[State, int] = {state: place for place, state in enumerate(State)}
"""Worst is 0. Expired ranks above missing so that more accepted evidence never makes a day worse."""

UNMET: frozenset[State] = frozenset({State.MISSING, State.EXPIRED})


class Outcome(StrEnum):
    """What a reviewer decides."""

    ACCEPT = "accept"
    RETURN = "return"
    WAIVE = "waive"


class Stage(StrEnum):
    """What is under way for a slot, beside its state and never mixed into it."""

    NOTHING = "nothing"
    DRAFT = "draft"
    WAITING = "waiting"
    RETURNED = "returned"


class Turn(StrEnum):
    """Whose move is next."""

    PARTNER = "partner"
    LEAD = "lead"
    COMMISSIONER = "commissioner"
    NOBODY = "nobody"


class Level(StrEnum):
    """Readiness of an engagement on a day, worst first.

    Waiting: something still blocks, but every blocker is the lead's move.
    """

    NOT_READY = "not-ready"
    WAITING = "waiting"
    WATCH = "watch"
    READY = "ready"


class Condition(StrEnum):
    """A fact of the engagement that a requirement may depend on."""

    USES_VOLUNTEERS = "uses-volunteers"
    SUPPORTS_DEMENTIA = "supports-people-with-dementia"
    BREAKING_BARRIERS_AREA = "breaking-barriers-area"


class Assurance(StrEnum):
    """What an accountant gave with a set of accounts (Charities Act 2011, ss. 144 and 145), or that none gave
    anything."""

    AUDIT = "audit"
    EXAMINATION = "independent-examination"
    NEITHER = "neither"


class LegalForm(StrEnum):
    """Decides by when a partner's accounts must be filed (charity 10 months, company 9)."""

    CHARITY = "charity"
    COMPANY = "company"


class DbsLevel(StrEnum):
    """Levels of a Disclosure and Barring Service check, lowest first."""

    BASIC = "basic"
    STANDARD = "standard"
    ENHANCED = "enhanced"


class BarredList(StrEnum):
    """The two lists that an enhanced check may include."""

    ADULTS = "adults"
    CHILDREN = "children"


class DbsOutcome(StrEnum):
    """What a check came to, without a word of what the certificate says. A certificate that is not clear is
    enough once a risk decision is recorded; while it is undecided, and where nobody said, it is not."""

    CLEAR = "clear"
    RISK_DECISION = "risk-decision"
    UNDECIDED = "undecided"


PASSES: frozenset[DbsOutcome] = frozenset({DbsOutcome.CLEAR, DbsOutcome.RISK_DECISION})
