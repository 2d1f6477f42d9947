"""Rate soft outcomes one by one, finish those of a period, and put right what was finished."""

import uuid
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import NotHere, Viewer
from portal.acting.insert_unless_there import insert_unless_there
from portal.acting.names_in import names_in
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import many_lines, refuse_problems, too_long
from portal.occurrences.actions.check_telling import require_lead
from portal.outcomes.queries.interviews import list_noted
from portal.outcomes.queries.kept import Said
from portal.outcomes.queries.reviews import Review, get_review, span_of_notes
from portal.places.contracts import EngagementPlace
from portal.records import OutcomeDraft, OutcomeRating, OutcomeReview, OutcomeVersion
from portal.standing.actions.lock_engagements import lock_engagement

LONGEST = 5_000
TOO_LONG = too_long("What you write", LONGEST)
WANTING = "Rate these with a reason first: {titles}."
NAMED = "The council reads this without names of people. Take out {names}: {titles}."
WHY = "Say why it is put right. The partner reads it."
FINISHED = "{person} finished it already, for another reason. Nothing of yours is kept."
NO_NAMES = "The council reads no names of people: take out {names}."


def hold_review(session: Session, viewer: Viewer, place: EngagementPlace, key: str, part: str) -> Review:
    """For the lead, while nobody else changes it. Raises NotAllowed or NotHere."""
    require_lead(viewer, place)
    lock_engagement(session, place.engagement_id)
    return get_review(session, place, key, part, clock.today())


def rate_outcome(
    session: Session, viewer: Viewer, place: EngagementPlace, key: str, part: str, outcome: str, said: Said
) -> None:
    """Kept as far as it is written. What is so already is left alone. Raises NotAllowed, NotHere or
    CannotDo."""
    review = hold_review(session, viewer, place, key, part)
    if review.find(outcome) is None:
        raise NotHere
    said = Said(said.rating, many_lines(said.because), known_visits(session, place, review, said.visits))
    refuse_problems({"because": TOO_LONG} if len(said.because) > LONGEST else {})
    if review.drafts.get(outcome, Said(None, "")) == said:
        return
    review_id = review.review_id or begin(session, viewer, place, key, part)
    new = {
        "rating": said.rating.value if said.rating else None,
        "because": said.because,
        "visits": list(said.visits),
        "written_by": viewer.person_id,
        "written_at": clock.now(),
    }
    statement = insert_unless_there(session, OutcomeDraft).values(
        review_id=review_id, outcome_key=outcome, **new
    )
    session.execute(statement.on_conflict_do_update(index_elements=["review_id", "outcome_key"], set_=new))
    note(session, viewer, place, "outcome-rated", review, outcome=outcome)


def known_visits(
    session: Session, place: EngagementPlace, review: Review, visits: Collection[str]
) -> tuple[str, ...]:
    """Of those that were named, whatever noted something of the kind."""
    noted = list_noted(session, place, span_of_notes(review))
    return tuple(str(each.visit_id) for each in noted if str(each.visit_id) in visits)


def begin(session: Session, viewer: Viewer, place: EngagementPlace, key: str, part: str) -> uuid.UUID:
    review_id = uuid.uuid4()
    values = {"engagement_id": place.engagement_id, "return_key": key, "part": part}
    session.execute(
        sa.insert(OutcomeReview).values(id=review_id, **values, made_by=viewer.person_id, made_at=clock.now())
    )
    return review_id


def finish_review(
    session: Session, viewer: Viewer, place: EngagementPlace, key: str, part: str, because: str = ""
) -> None:
    """From now on partner and council read it; what is put right afterwards is finished again, with its
    reason, beside what stood there before. Where nothing was changed since, nothing is done. Raises
    NotAllowed, NotHere or CannotDo."""
    review, because = hold_review(session, viewer, place, key, part), many_lines(because)
    if review.last and not review.changed:
        other = {"": FINISHED.format(person=review.last.person)}
        refuse_problems({} if because in {"", review.last.because} else other)
        return
    refuse_unfinished(session, place, review)
    because = because if review.last else ""
    refuse_problems(problems_of_reason(session, place, because) if review.last else {})
    number = review.last.number + 1 if review.last else 1
    version = {"review_id": review.review_id, "number": number}
    session.execute(
        sa.insert(OutcomeVersion).values(
            **version, because=because, finished_by=viewer.person_id, finished_at=clock.now()
        )
    )
    rows = [rating_row(review, each.key) | version for each in review.outcomes]
    session.execute(sa.insert(OutcomeRating), rows)
    note(session, viewer, place, "outcomes-corrected" if review.last else "outcomes-finished", review)


def rating_row(review: Review, outcome: str) -> dict[str, object]:
    said = review.drafts[outcome]
    rating = said.rating.value if said.rating else None
    return {
        "outcome_key": outcome,
        "rating": rating,
        "because": said.because,
        "visits": list(said.visits),
    }


def refuse_unfinished(session: Session, place: EngagementPlace, review: Review) -> None:
    """Raises CannotDo where an outcome has no rating or no reason, or names somebody."""
    if review.wanting:
        raise CannotDo({"": WANTING.format(titles="; ".join(each.title for each in review.wanting))})
    named = {
        each.title: names_in(session, place.partner_id, review.drafts[each.key].because)
        for each in review.outcomes
    }
    found = {title: names for title, names in named.items() if names}
    if found:
        names = ", ".join(sorted({name for each in found.values() for name in each}))
        raise CannotDo({"": NAMED.format(names=names, titles="; ".join(found))})


def problems_of_reason(session: Session, place: EngagementPlace, because: str) -> dict[str, str]:
    if not because:
        return {"because": WHY}
    if len(because) > LONGEST:
        return {"because": TOO_LONG}
    names = names_in(session, place.partner_id, because)
    return {"because": NO_NAMES.format(names=", ".join(names))} if names else {}


def note(
    session: Session, viewer: Viewer, place: EngagementPlace, name: str, review: Review, **more: str
) -> None:
    """Commits."""
    record_event(
        session,
        name,
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        data={"return": review.asked.row.key, "part": review.asked.owed.part, **more},
    )
    session.commit()
