"""What is typed of a soft outcome."""

from checklists.year.rating import Rating
from portal.outcomes.queries.kept import Said
from portal.outcomes.queries.reviews import Review
from portal.web.between import Questions
from portal.web.fields import Fields
from portal.web.typed import Typed
from portal.words.outcomes import RATING

QUESTIONS = Questions(
    {"rating": "How far it is met", "because": "Why", "visits": "Whose notes it comes from"},
    {"rating": RATING},
)


def as_typed(said: Said | None) -> Typed:
    """What is kept, as the form has it."""
    if said is None:
        return Typed()
    rating = [said.rating.value] if said.rating else []
    return Typed(rating=rating, because=[said.because], visits=list(said.visits))


def read_said(typed: Typed) -> Said:
    """As far as it is written. Raises CannotDo."""
    fields = Fields(typed)
    because = fields.lines("because", longest=5_000)
    fields.check()
    chosen = typed.first("rating")
    rating = Rating(chosen) if chosen in set(Rating) else None
    return Said(rating, because, tuple(typed.getlist("visits")))


def of_finishing(review: Review) -> Questions:
    """What is decided on by whoever finishes it, by title, as whoever is told of a change reads it."""
    return Questions({each.title: each.title for each in review.outcomes})


def drafts_as_typed(review: Review) -> Typed:
    """All that is written by now, as the page shows it that finishes it."""
    drafts = {each.title: review.drafts.get(each.key) for each in review.outcomes}
    return Typed(
        {title: [f"{said.rating} {said.because} {said.visits}"] for title, said in drafts.items() if said}
    )
