"""What was found, in groups of links."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checklists.names import is_found
from portal.access import Audience
from portal.occurrences.queries.told import Line
from portal.search.queries.given import GivenFound
from portal.search.queries.known import (
    AreaFound,
    ContractFound,
    OwnFound,
    ReferenceFound,
    RequirementFound,
)
from portal.search.queries.named import FileFound, PartnerFound
from portal.search.queries.numbered import PackFound, is_of
from portal.search.queries.reach import Reach
from portal.web.addresses import (
    CONTRACT,
    ENGAGEMENT,
    MATRIX,
    OCCURRENCE,
    OWN_PACK,
    PACK,
    PERIOD_RETURN,
    READ_RETURN,
    READINESS,
    SHARED_OCCURRENCE,
    SLOT,
    STATEMENT,
)
from portal.words.returns import in_address
from portal.words.wording import moment

MOST = 20


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    about: str
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """`has_more` where only the first of them are shown."""

    key: str
    title: str
    links: tuple[Link, ...]
    has_more: bool


def group(key: str, title: str, links: Iterable[Link]) -> Group:
    found = tuple(links)
    return Group(key, title, found[:MOST], len(found) > MOST)


def partner_links(found: Iterable[PartnerFound]) -> list[Link]:
    return [
        Link(each.partner, joined(each.area, each.contract), ENGAGEMENT(each.engagement_id)) for each in found
    ]


def contract_links(found: Iterable[ContractFound], reach: Reach, sought: str, reference: str) -> list[Link]:
    return [
        Link(
            each.title,
            each.reference,
            (CONTRACT if each.contract_id in reach.led else READINESS)(each.contract_id),
        )
        for each in found
        if each.reference == reference or is_found(each.title, sought)
    ]


def own_links(found: Iterable[OwnFound], sought: str) -> list[Link]:
    return [
        Link(each.contract, joined(each.partner, each.area), ENGAGEMENT(each.engagement_id))
        for each in found
        if is_found(f"{each.contract} {each.area}", sought)
    ]


def area_links(found: Iterable[AreaFound], contracts: Mapping[uuid.UUID, str]) -> list[Link]:
    """`contracts` are titles."""
    links = (
        Link(each.area, contracts[each.contract_id], READINESS(each.contract_id, area=each.area))
        for each in found
    )
    return sorted(links, key=lambda link: (link.text.casefold(), link.about))


def requirement_links(
    found: Iterable[RequirementFound],
    reach: Reach,
    contracts: Mapping[uuid.UUID, str],
    own: Iterable[OwnFound],
) -> list[Link]:
    """Of all partners where the viewer sees them, and of each of its own engagements."""
    mine, links = list(own), []
    for each in found:
        asked, contract_id = each.requirement, each.contract_id
        if contract_id in reach.of_others:
            address = MATRIX if contract_id in reach.led else READINESS
            href = address(contract_id, requirement=asked.key)
            links.append(Link(asked.title, joined(asked.clause, contracts[contract_id]), href))
        links += [
            Link(
                asked.title, joined(asked.clause, one.contract, one.area), SLOT(one.engagement_id, asked.key)
            )
            for one in mine
            if one.contract_id == contract_id
        ]
    return links


def reference_links(found: Iterable[ReferenceFound]) -> list[Link]:
    return [
        Link(
            each.reference,
            each.partner,
            SLOT(each.engagement_id, each.requirement_key)
            if each.requirement_key
            else ENGAGEMENT(each.engagement_id),
        )
        for each in found
    ]


def occurrence_links(found: Iterable[Line], reach: Reach) -> list[Link]:
    return [
        Link(
            each.reference,
            joined(each.event.title, each.partner),
            OCCURRENCE(each.engagement_id, each.occurrence_id)
            if is_of(reach, each)
            else SHARED_OCCURRENCE(each.contract_id, each.occurrence_id),
        )
        for each in found
    ]


def pack_links(found: Iterable[PackFound]) -> list[Link]:
    return [
        Link(
            each.reference,
            joined("Pack", each.partner, each.contract),
            OWN_PACK(each.engagement_id, each.pack_id)
            if each.is_own
            else PACK(each.contract_id, each.pack_id),
        )
        for each in found
    ]


def return_link(found: GivenFound) -> Link:
    """The partner's leads to where it is written, the lead's to where it is read."""
    place = found.place
    writes = Audience.PARTNER in found.place.audiences and found.is_owed
    address = PERIOD_RETURN if writes else READ_RETURN
    href = address(place.engagement_id, found.key, in_address(found.part))
    return Link(found.reference, joined("Return", place.partner, place.contract.title), href)


def statement_link(found: GivenFound) -> Link:
    place = found.place
    about = joined("Payment statement", place.partner, place.contract.title)
    return Link(found.reference, about, STATEMENT(place.engagement_id, found.part))


def file_links(found: Iterable[FileFound], titles: Mapping[tuple[uuid.UUID, str], str]) -> list[Link]:
    return [
        Link(
            each.name,
            joined(
                titles.get((each.contract_id, each.requirement_key), ""),
                each.partner,
                f"sent on {moment(each.sent_at)}" if each.sent_at else "not sent yet",
            ),
            SLOT(each.engagement_id, each.requirement_key),
        )
        for each in found
    ]


def in_full(*, sees_others: bool, is_side: bool) -> str:
    """Of what references are found by this reader: a council, which only looks on, does not open what was
    sent.

    >>> in_full(sees_others=False, is_side=False)
    ''
    >>> in_full(sees_others=True, is_side=False)
    'of contracts, of partners’ parts in them, of what happened and of packs that are shared with you'
    """
    if not (sees_others or is_side):
        return ""
    parts = ("of contracts", "of partners’ parts in them") if sees_others else ("of your parts in contracts",)
    if not is_side:
        return f"{', '.join(parts)}, of what happened and of packs that are shared with you"
    sides = ("of what was sent", "of what happened", "of returns", "of payment statements")
    return f"{', '.join((*parts, *sides))} and of packs"


def joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))
