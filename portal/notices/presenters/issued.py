"""What the lead has issued or put up for signing, as the partners are told of it."""

from collections.abc import Iterator
from datetime import date

from checklists.calendar import day_before
from checklists.vocabulary import Kind
from portal.clock import local_day
from portal.notices.presenters.saying import Group, Sayer, Saying
from portal.notices.queries.told_whom import Towards
from portal.web.addresses import HOME, SLOT
from portal.words.wording import day

READ = "Read it and confirm that you have."
SIGN = "Read it, sign it and send the signed copy."


def issued(group: Group) -> Iterator[Saying]:
    """A document, or the text of an agreement."""
    first = group[0]
    if first.contract and first.requirement:
        key, is_agreement = first.requirement.key, first.requirement.kind is Kind.AGREEMENT
        for_what, why = (" for signing", SIGN) if is_agreement else ("", READ)
        what = f"{first.contract.lead} has put up {first.requirement.title}{for_what}"
        yield Saying(Towards.PARTNERS, "issued", what, why, HOME(), href_in=lambda part: SLOT(part, key))


def edition_issued(group: Group) -> Iterator[Saying]:
    """What was acknowledged before is enough until a day that is given, or until the day before the new
    edition counts."""
    first = group[0]
    if first.contract and first.requirement:
        from_on, by_on = date.fromisoformat(first.data["from"]), first.data["by"]
        what = f"{first.contract.lead} has issued a new edition of {first.requirement.title}"
        counts = "It counts from" if from_on >= local_day(first.at) else "It has counted since"
        why = f"{counts} {day(from_on)}. {READ}"
        key, by = first.requirement.key, date.fromisoformat(by_on) if by_on else day_before(from_on)
        yield Saying(
            Towards.PARTNERS, "issued", what, why, HOME(), by_on=by, href_in=lambda part: SLOT(part, key)
        )


SAYERS: dict[str, Sayer] = {"document-issued": issued, "edition-issued": edition_issued}
