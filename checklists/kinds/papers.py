"""The kinds that are one paper or one statement: document, confirmation, agreement, assessment, issued."""

from checklists.kinds.base import KindRules


class DocumentRules(KindRules):
    """A file that a reviewer judges; counts to its own next-review date where it states one."""

    questions = frozenset({"files", "from_on", "until_on"})
    needed = frozenset({"files"})


class ConfirmationRules(KindRules):
    """A signed statement; no file is needed."""

    questions = frozenset({"statement"})
    needed = frozenset({"statement"})


class AgreementRules(KindRules):
    """A file signed by both sides; counts while the agreement is in force."""

    questions = frozenset({"files", "from_on", "until_on"})
    needed = frozenset({"files", "from_on"})


class AssessmentRules(KindRules):
    """A dated exercise that is done again every so many months."""

    questions = frozenset({"files", "from_on"})
    needed = frozenset({"files", "from_on"})


class IssuedRules(KindRules):
    """The lead gives it to the partner, who acknowledges."""

    questions = frozenset({"statement"})
    needed = frozenset({"statement"})
