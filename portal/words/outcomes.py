"""Soft outcomes in words."""

from checklists.year.rating import Count, Rating

RATING: dict[str, str] = {
    Rating.MET: "Met",
    Rating.PARTLY_MET: "Partly met",
    Rating.NOT_MET: "Not met",
    Rating.NOT_JUDGED: "Could not be judged",
}
TAG = {
    Rating.MET: "govuk-tag--green",
    Rating.PARTLY_MET: "govuk-tag--yellow",
    Rating.NOT_MET: "govuk-tag--red",
    Rating.NOT_JUDGED: "govuk-tag--grey",
}
NOTE = {"interviews": "Interviews", "soft-outcomes": "Soft outcomes"}


def count_words(count: Count) -> str:
    """
    >>> count_words(Count(6, 4, 1)), count_words(Count(6, 6, 0))
    ('4 of 6 met, 1 could not be judged', '6 of 6 met')
    """
    unknown = f", {count.unknown} could not be judged" if count.unknown else ""
    return f"{count.met} of {count.asked} met{unknown}"
