"""What the pages of one return share: what is asked, all about it, and the way back."""

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from checklists.year.asked import Asked
from checklists.year.giving import lies_with_lead
from checklists.year.owed_timeline import late_days
from checklists.year.rows import Section
from checklists.year.vocabulary import OwedState
from portal.access import Audience, NotHere, Viewer
from portal.returns.actions.write_section import NOT_OWED_BECAUSE
from portal.returns.presenters.signing import SecondView, second_view
from portal.returns.presenters.times import share_words
from portal.returns.presenters.whole import address
from portal.returns.queries.colleagues import has_colleague
from portal.returns.queries.given import find_given
from portal.returns.queries.requests import get_request
from portal.returns.queries.whole import Whole, load_whole
from portal.web.addresses import PARTNER_RETURNS, READ_RETURN, RETURN_SECTION
from portal.web.at import AtEngagement, GoTo, at_engagement, family
from portal.web.dependencies import AsAt
from portal.web.fields import Problems
from portal.web.http import Request
from portal.words.returns import (
    NOT_OWED,
    due_words,
    from_address,
    in_address,
    owed_words,
    period_words,
)
from portal.words.slot import Side


@dataclass(frozen=True)
class AtReturn(AtEngagement):
    """Somebody at a return of a period."""

    wanted: Asked

    @property
    def is_partner(self) -> bool:
        return self.reader.side is Side.PARTNER

    @property
    def may_decide(self) -> bool:
        """Whether the viewer reviews it, and did not send it. Nobody decides on what is not owed any more."""
        is_own = self.place.partner_id in self.viewer.organisations
        is_reviewer = Audience.REVIEWER in self.place.audiences and not self.is_partner
        return is_reviewer and not is_own and self.wanted.is_owed

    @cached_property
    def whole(self) -> Whole:
        return load_whole(self.session, self.place, self.wanted)

    @property
    def second(self) -> SecondView | None:
        """That a second person of the partner is needed, while it is the partner's to send."""
        is_owed = self.wanted.is_owed and self.whole.with_partner
        if not self.is_partner or not self.wanted.row.certified or not is_owed:
            return None
        found = has_colleague(self.session, self.viewer, self.place)
        return second_view(self.place, self.viewer, has_colleague=found)

    @property
    def gaps(self) -> tuple[object, str, str]:
        """What stands in the gaps of each address of the return."""
        return self.place.engagement_id, self.wanted.row.key, in_address(self.wanted.owed.part)

    def frame(self) -> dict[str, object]:
        returns = PARTNER_RETURNS(self.place.engagement_id)
        whole, owed = self.whole, self.wanted.owed
        interval = whole.interval(self.today)
        late = late_days(owed, interval, self.today)
        lies = lies_with_lead(whole.states.values())
        is_owed = self.wanted.is_owed
        is_late = is_owed and interval.state is OwedState.LATE and not lies
        standing = owed_words(interval.state, owed, self.today, late, lies=lies)
        return {
            **AtEngagement.frame(self),
            "breadcrumbs": self.way({"text": "Returns", "href": returns}),
            "row": self.wanted.row,
            "period": period_words(self.wanted, self.place.contract.starts_on),
            "due": due_words(owed) if is_owed else "",
            "standing": standing if is_owed else NOT_OWED,
            "not_owed": "" if is_owed else NOT_OWED_BECAUSE,
            "consequence": (self.wanted.row.consequence or "") if is_late else "",
            "is_late": is_late,
            "wanted": owed.wanted,
            "share": share_words(self.wanted, self.place.contract.starts_on),
            "reference": whole.reference,
            "here": address(self.place, whole),
            "read_href": READ_RETURN(*self.gaps),
            "is_partner": self.is_partner,
        }


def at_return(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtReturn:
    """Raises NotHere where no such return is owed, nor was and is kept; GoTo where it was asked for and is
    not any more, for the list of returns says why."""
    place = at_engagement(request, session, viewer, as_at).place
    gaps = request.path_params
    key, part = gaps["return_key"], from_address(gaps["part"])
    asked = find_given(session, place, key, part)
    if asked is None:
        get_request(session, place, key, part)
        raise GoTo(PARTNER_RETURNS(place.engagement_id))
    return AtReturn(request, session, viewer, as_at, place, asked)


@dataclass(frozen=True)
class AtSection(AtReturn):
    """The partner at a section."""

    section: Section

    @property
    def is_open(self) -> bool:
        """Whether it is the partner's to write."""
        is_written = self.wanted.is_owed and not self.whole.is_put_up
        return is_written and self.section.key in self.whole.with_partner

    def told(self, problems: Problems | None) -> Problems | None:
        """The problems; of a form that is not shown they are about the page."""
        return {"": " ".join(problems.values())} if problems and not self.is_open else problems

    def frame(self) -> dict[str, object]:
        return {
            **AtReturn.frame(self),
            "section": self.section,
            "section_href": RETURN_SECTION(*self.gaps, self.section.key),
            "way": self.wanted.way(self.section),
            "came_back": self.whole.words_for(self.section.key),
        }


def at_section(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtSection:
    at = at_return(request, session, viewer, as_at)
    section = at.wanted.find(request.path_params["section"])
    if section is None:
        raise NotHere
    return AtSection(request, session, viewer, as_at, at.place, at.wanted, section)


OF_RETURN = family(at_return, Audience.PARTNER)
OF_READING = family(at_return, Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER)
OF_SECTION = family(at_section, Audience.PARTNER)
