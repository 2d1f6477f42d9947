"""Who has acknowledged a document that the lead issued: those who have not stand first."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.issued.queries.acknowledged import Acknowledgement
from portal.web.addresses import SLOT
from portal.words.wording import moment


@dataclass(frozen=True, slots=True)
class Line:
    partner: str
    area: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class AcknowledgedView:
    """`waiting` are those who have not said yet that they have it."""

    waiting: tuple[Line, ...]
    said: tuple[Line, ...]


def acknowledged_view(found: Iterable[Acknowledgement], requirement_key: str) -> AcknowledgedView:
    lines = [(each.at is not None, line(each, requirement_key)) for each in found]
    return AcknowledgedView(
        tuple(each for is_said, each in lines if not is_said),
        tuple(each for is_said, each in lines if is_said),
    )


def line(each: Acknowledgement, requirement_key: str) -> Line:
    said = ", ".join(filter(None, (each.name, each.position, moment(each.at))))
    return Line(
        each.partner,
        each.area,
        SLOT(each.engagement_id, requirement_key),
        said if each.at else "Not yet",
    )
