"""One box for all that one may see. Somebody knows a name, half of it, or a number from a letter."""

import uuid

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.names import plain_words
from portal.access import Audience
from portal.search.presenters import (
    MOST,
    Group,
    Link,
    area_links,
    contract_links,
    file_links,
    group,
    in_full,
    occurrence_links,
    own_links,
    pack_links,
    partner_links,
    reference_links,
    requirement_links,
    return_link,
    statement_link,
)
from portal.search.queries.given import find_return, find_statement
from portal.search.queries.known import (
    ContractFound,
    OwnFound,
    find_areas,
    find_references,
    find_requirements,
    list_contracts,
    list_own,
    read_reference,
)
from portal.search.queries.named import FileFound, find_files, find_partners
from portal.search.queries.numbered import find_occurrences, find_packs
from portal.search.queries.reach import Reach, find_reach
from portal.standing.queries.in_force import list_versions
from portal.web.addresses import SEARCH
from portal.web.at import AtPortal, of_portal
from portal.web.http import Response

LONGEST, MOST_WORDS = 100, 6


@get(SEARCH, **of_portal(Audience.SIGNED_IN))
def show_found(at: NamedDependency[AtPortal]) -> Response:
    sought = at.asked("q").strip()[:LONGEST]
    words = plain_words(sought)[:MOST_WORDS]
    reach = find_reach(at.session, at.viewer)
    contracts, own = list_contracts(at.session, reach), list_own(at.session, reach)
    is_there = words and (contracts or own)
    groups = look_for(at, sought, words, reach, contracts, own) if is_there else []
    return at.page(
        "search/show.html",
        sought=sought,
        is_asked=bool(sought),
        groups=[each for each in groups if each.links],
        in_full=in_full(sees_others=bool(contracts), is_side=bool(reach.led or own)),
    )


def look_for(
    at: AtPortal,
    sought: str,
    words: list[str],
    reach: Reach,
    contracts: tuple[ContractFound, ...],
    own: tuple[OwnFound, ...],
) -> list[Group]:
    reference = read_reference(sought)
    titles = {each.contract_id: each.title for each in contracts}
    asked = find_requirements(at.session, {*titles, *(each.contract_id for each in own)}, sought, at.today)
    files = find_files(at.session, reach, words, MOST + 1)
    partners = find_partners(at.session, reach, words, MOST + 1) if contracts else ()
    own_contracts = own_links(own, sought)
    return [
        group("references", "Reference", numbered_links(at, reach, reference)),
        group("partners", "Partners", partner_links(partners)),
        group(
            "contracts", "Contracts", [*contract_links(contracts, reach, sought, reference), *own_contracts]
        ),
        group("areas", "Areas", area_links(find_areas(at.session, reach, sought), titles)),
        group("requirements", "Requirements", requirement_links(asked, reach, titles, own)),
        group("files", "Files", file_links(files, requirement_titles(at, files))),
    ]


def numbered_links(at: AtPortal, reach: Reach, reference: str) -> list[Link]:
    """By the letter that it begins with; a contract stands among the contracts."""
    match reference[:1]:
        case "E" | "S":
            return reference_links(find_references(at.session, reach, reference))
        case "O":
            return occurrence_links(find_occurrences(at.session, reach, reference), reach)
        case "P":
            return pack_links(find_packs(at.session, reach, reference, at.today))
        case "R":
            a_return = find_return(at.session, at.viewer, reach, reference)
            return [return_link(a_return)] if a_return else []
        case "B":
            statement = find_statement(at.session, at.viewer, reach, reference, at.today)
            return [statement_link(statement)] if statement else []
    return []


def requirement_titles(at: AtPortal, files: tuple[FileFound, ...]) -> dict[tuple[uuid.UUID, str], str]:
    """By contract and key, as the newest version that has it words it."""
    versions = list_versions(at.session, {each.contract_id for each in files})
    return {
        (contract_id, each.key): each.title
        for contract_id, its in versions.items()
        for version in its
        for each in version.requirements
    }


ROUTES: list[HTTPRouteHandler] = [show_found]
