"""What somebody was told, and what one may choose, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.notices.presenters.reminders import by_words
from portal.notices.queries.paces import USUAL, Abouts, Paces
from portal.notices.queries.unsent import NoticeLine
from portal.web.typed import Typed
from portal.words.wording import moment

LABELS: dict[str, tuple[str, str]] = {
    "decisions": ("Decisions", "What you sent is decided on, or you are told of something that happened."),
    "receipts": ("Receipts", "What you sent has arrived."),
    "visits": ("Visits and meetings", "One is booked, moved or cancelled, or comes near."),
    "queue": ("To review", "A partner sent something, or waits for an answer longer than promised."),
    "issued": ("New from the lead provider", "A document to read and confirm, or a changed checklist."),
    "terms": (
        "Engagements and contracts",
        "The days of one have changed, or it ends; a partner has come, or a contract is handed over.",
    ),
    "reminders": ("Reminders", "Something ends soon, or is out of date."),
    "access": ("Your account", "Your password was changed, or somebody signed in as you."),
}
"""By what a notice is about, its label and when there is one."""

PACES = {
    "at-once": "At once",
    "daily": "In the mail of the day",
    "never": "Not by mail",
}


@dataclass(frozen=True, slots=True)
class NoticeView:
    what: str
    why: str
    by: str
    consequence: str
    href: str
    said: str
    is_new: bool


def notice_view(line: NoticeLine) -> NoticeView:
    where = f"{line.where} · " if line.where else ""
    return NoticeView(
        what=line.what,
        why=line.why,
        by=by_words(line.what, line.by_on),
        consequence=line.consequence,
        href=line.href,
        said=f"{where}{LABELS[line.about][0]} · {moment(line.made_at)}",
        is_new=line.read_at is None,
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose a pace for, with its radios."""

    name: str
    label: str
    hint: str
    items: list[dict[str, object]]


def choices(concerning: Abouts, paces: Paces, typed: Typed | None = None) -> list[Choice]:
    return [
        Choice(
            about.value,
            *LABELS[about.value],
            [{"value": key, "text": pace_words(about.value, key), "checked": key == chosen} for key in PACES],
        )
        for about in concerning
        for chosen in [typed.first(about.value) if typed else paces[about].value]
    ]


def pace_words(about: str, pace: str) -> str:
    usual = next(key for key in USUAL if key.value == about)
    return f"{PACES[pace]} (usual)" if USUAL[usual].value == pace else PACES[pace]


def fixed_words() -> Iterable[str]:
    """What cannot be chosen, and why."""
    yield "Reminders of what ends or is out of date, in one mail a day: your contract asks for them."
    yield "What touches your account: so that nobody uses it unseen."
