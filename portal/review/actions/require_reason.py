"""What accepting a policy of insurance takes beyond what the rules say."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from checklists.comparing import name_point
from checklists.requirement import Requirement
from checklists.vocabulary import Kind, Outcome
from portal.acting.refused import CannotDo
from portal.insurance.queries.compared import find_names
from portal.places.contracts import EngagementPlace


def require_reason_for_name(
    session: Session, place: EngagementPlace, requirement: Requirement, row: Mapping[str, Any]
) -> None:
    """A policy in a name that is not the partner's is accepted only with a reason in words. Raises CannotDo.

    `row` is the decision that is about to be made.
    """
    name = row["details"].get("insured_name")
    if requirement.kind is not Kind.COVER or row["outcome"] != Outcome.ACCEPT or not name or row["words"]:
        return
    point = name_point(name, find_names(session, place.partner_id))
    if point.falls_short:
        raise CannotDo({"accept_words": f"{point.sentence} Say why you accept it all the same."})
