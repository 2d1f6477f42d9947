"""What was sent to the council, as its officers are told of it."""

from collections.abc import Iterator

from portal.notices.presenters.saying import Group, Sayer, Saying
from portal.notices.queries.told_whom import Towards
from portal.web.addresses import ROLL_UP
from portal.words.returns import period_name
from portal.words.wording import counted


def of_roll_up(group: Group) -> Iterator[Saying]:
    first = group[0]
    if first.contract is None or "period" not in first.data:
        return
    again, missing = first.data.get("number", 1) > 1, first.data.get("missing", 0)
    verb = "has sent the corrected figures of" if again else "has sent the figures of"
    what = f"{first.contract.lead} {verb} {period_name(first.data['period'])}: {first.contract.title}"
    why = (
        f"{counted(missing, 'section is', 'sections are')} missing, and named."
        if missing
        else "All is there."
    )
    href = ROLL_UP(first.contract.contract_id, first.data["period"])
    yield Saying(Towards.COMMISSIONER, "visits", what, why, href)


SAYERS: dict[str, Sayer] = {"roll-up-sent": of_roll_up}
