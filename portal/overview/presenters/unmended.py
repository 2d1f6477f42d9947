"""What nobody has mended, in words."""

from dataclasses import dataclass

from portal.overview.queries.unmended import Unmended
from portal.web.addresses import ENGAGEMENT
from portal.words.wording import day


@dataclass(frozen=True, slots=True)
class UnmendedView:
    partner: str
    area: str
    title: str
    since: str
    href: str


def unmended_view(line: Unmended, title: str) -> UnmendedView:
    return UnmendedView(line.partner, line.area, title, day(line.from_on), ENGAGEMENT(line.engagement_id))
