"""All documents that the lead issues under a contract: which edition is asked for, and who has it not yet."""

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.vocabulary import FROM_THE_LEAD
from portal.access import Audience
from portal.issued.presenters.documents import document_views
from portal.issued.queries.acknowledged import acknowledgements_by_key
from portal.issued.queries.issued import list_issued
from portal.standing.queries.in_force import get_checklist
from portal.web.addresses import DOCUMENTS
from portal.web.at import AtContract, of_contract
from portal.web.crumbs import contract_crumbs
from portal.web.http import Response


@get(DOCUMENTS, **of_contract(Audience.MANAGER, Audience.REVIEWER))
def show_documents(at: NamedDependency[AtContract]) -> Response:
    checklist = get_checklist(at.session, at.place.contract_id, at.today)
    asked = [each for each in checklist.requirements if each.kind in FROM_THE_LEAD]
    issued = list_issued(at.session, at.place)
    found = acknowledgements_by_key(at.session, at.place, [each.key for each in asked], at.today)
    return at.page(
        "issued/documents.html",
        tab="documents",
        breadcrumbs=contract_crumbs(at.place),
        documents=document_views(at.place.contract_id, asked, issued, found),
        issues=Audience.MANAGER in at.place.audiences,
    )


ROUTES: list[HTTPRouteHandler] = [show_documents]
