"""What happened to soft outcomes, each in a sentence."""

OF_OUTCOMES = {
    "outcome-rated": "A soft outcome was rated, as a draft.",
    "outcomes-commented": "A partner commented on its soft outcomes.",
    "outcomes-corrected": "Ratings of soft outcomes were put right.",
    "outcomes-finished": "Ratings of soft outcomes were finished.",
}
