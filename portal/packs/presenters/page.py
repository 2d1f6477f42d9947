"""What the pages of packs say."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from portal.packs.forms import ANOTHER_DAY
from portal.packs.presenters.words import occasion_words, whole_words
from portal.packs.queries.packs import PackLine, ShareLine
from portal.packs.queries.versions import VersionLine
from portal.packs.queries.visits import visit_reference
from portal.visits.queries.booked import VisitLine
from portal.web.addresses import END_SHARE
from portal.web.choices import Item
from portal.words.labels import VISIT
from portal.words.wording import counted, day, moment, possessive, size

OPEN_UNTIL = "Open to you until"


@dataclass(frozen=True, slots=True)
class PackView:
    """A pack as it is listed and shown. `done` of `of` files are in it while it is made; `of` is None as long
    as nobody knows. `facts` are what it records of itself; `until` is for whoever opens it as long
    as it is shared."""

    reference: str
    title: str
    about: str
    state: str
    is_ready: bool
    is_whole: bool
    is_open: bool
    done: int
    of: int | None
    href: str
    facts: tuple[tuple[str, str], ...]
    download: str
    until: str = ""


def shared_view(
    pack: PackLine, href: str, lead: str, until: date | None, version: VersionLine | None = None
) -> PackView:
    """As the council reads it: whose it is, and how long it stays open. Who of the lead made it, and why the
    lead's own template was of no use, is the lead's own."""
    shown = pack_view(replace(pack, asked_by=lead, template_why=None), href, version, whose=possessive(lead))
    if until is None:
        return shown
    facts = ((OPEN_UNTIL, day(until)), *shown.facts)
    return replace(shown, until=f"{OPEN_UNTIL} {day(until)}", facts=facts)


def pack_view(pack: PackLine, href: str, version: VersionLine | None = None, whose: str = "Your") -> PackView:
    return PackView(
        pack.reference,
        occasion_words(pack.occasion, pack.on_date),
        about_words(pack),
        state_words(pack),
        pack.is_ready,
        pack.files == pack.files_asked,
        not pack.is_ready and not pack.progress.has_failed,
        pack.progress.done,
        pack.progress.of,
        href,
        facts_of(pack, version, whose) if pack.is_ready else (),
        f"Download the pack, {size(pack.size or 0)}",
    )


def about_words(pack: PackLine) -> str:
    whom = pack.partner or "The whole contract"
    return f"{whom} · without names, for the commissioner" if pack.without_names else whom


def state_words(pack: PackLine) -> str:
    if pack.is_ready:
        return whole_words(pack.files, pack.files_asked, pack.unread)
    if pack.progress.has_failed:
        return "It did not work. Ask for it again, or tell whoever looks after this portal."
    if pack.progress.of:
        return f"{pack.progress.done:,} of {counted(pack.progress.of, 'file')}"
    return "It is being made." if pack.progress.is_taken else "It begins soon."


def facts_of(pack: PackLine, version: VersionLine | None, whose: str) -> tuple[tuple[str, str], ...]:
    """What is frozen in it."""
    rows = (
        ("State on", day(pack.on_date)),
        ("As known on", moment(pack.known_at)),
        ("Checklist", version_words(version) if version else ""),
        ("Made by", pack.asked_by or ""),
        ("SHA-256 of the file", pack.sha256 or ""),
        ("Word template", template_words(pack, whose)),
    )
    return tuple((label, words) for label, words in rows if words)


def template_words(pack: PackLine, whose: str) -> str:
    """Empty where there was none of one's own."""
    if pack.template_sha256:
        return f"{whose} own, SHA-256 {pack.template_sha256}"
    return f"Ours, since your own could not be used: {pack.template_why}" if pack.template_why else ""


def version_words(version: VersionLine) -> str:
    from_on, published = day(version.in_force_from), moment(version.published_at)
    return f"{version.title}, in force from {from_on}, published on {published}"


@dataclass(frozen=True, slots=True)
class ShareView:
    """`end_href` is empty where it has ended."""

    words: str
    by: str
    end_href: str


def share_view(share: ShareLine, contract_id: UUID, pack_id: UUID, today: date) -> ShareView:
    is_open = share.ended_at is None and share.until_on >= today
    ended = f", ended on {moment(share.ended_at)}" if share.ended_at else ""
    words = f"From {day(share.from_on)} until {day(share.until_on)}{ended}"
    href = END_SHARE(contract_id, pack_id, share.share_id) if is_open else ""
    return ShareView(words, f"{share.shared_by}, {moment(share.shared_at)}", href)


def with_whom(visit: VisitLine, is_own: bool) -> str:
    if not visit.partners:
        return "The whole contract"
    return "With you" if is_own else visit.partner or ""


def day_choices(visits: Sequence[VisitLine], chosen: str, *, is_own: bool = False) -> list[Item]:
    """Each visit, and another day, which has a field of its own. A partner reads of no other: `is_own`."""
    items: list[Item] = [
        {
            "value": str(each.visit_id),
            "text": f"{VISIT[each.kind]} on {day(each.on_date)}",
            "hint": {"text": f"{with_whom(each, is_own)} · {visit_reference(each.visit_id)}"},
            "checked": str(each.visit_id) == chosen,
        }
        for each in visits
    ]
    other = "Another day" if visits else "A day"
    return [*items, {"value": ANOTHER_DAY, "text": other, "checked": chosen == ANOTHER_DAY}]
