"""Two rounds of feedback of the demonstration: one has closed, one is open."""

import random
import uuid
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.year.answering import Asked, Question
from portal import clock
from portal.access import Audience, Belonging, Viewer
from portal.demo.rows import Rows
from portal.feedback.actions.ask_people import Asking, ask_people, close_round
from portal.feedback.actions.give_answer import give_answer
from portal.feedback.queries.rounds import list_codes
from portal.places.contracts import get_engagement_place
from portal.records import Engagement, Membership, Organisation, Person

WORDS = (
    "The tea is good and nobody hurries you.",
    "More groups in the evening, please.",
    "The bus stops too far away in winter.",
    "They rang me when I did not come.",
    "I would like to help with the garden.",
    "Larger letters on the notices.",
)
ANSWERED, OPEN_ANSWERED = 23, 3


def add_feedback(session: Session, engagement_id: uuid.UUID) -> None:
    """Each act commits. Nothing where nobody of the partner signs in."""
    partner = sa.select(Engagement.partner_id).where(Engagement.id == engagement_id)
    query = (
        sa.select(
            Person.id,
            Person.name,
            Organisation.id.label("partner_id"),
            Organisation.name.label("partner"),
        )
        .join(Membership, Membership.person_id == Person.id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.organisation_id.in_(partner))
        .order_by(Person.name)
    )
    row = session.execute(query).first()
    if row is None:
        return
    viewer = Viewer(row.id, row.name, "", (Belonging(row.partner_id, row.partner, "member"),))
    place = get_engagement_place(session, viewer, engagement_id, (Audience.PARTNER,))
    chance, last = Rows("what people say").random, clock.today() + timedelta(days=60)
    done = ask_people(session, viewer, place, Asking("Autumn, groups and calls", Asked.PEOPLE, 40, last))
    answer(session, done, chance, ANSWERED)
    close_round(session, viewer, place, done)
    still = ask_people(session, viewer, place, Asking("Carers, this winter", Asked.CARERS, 15, last))
    answer(session, still, chance, OPEN_ANSWERED)


def answer(session: Session, round_id: uuid.UUID, chance: random.Random, number: int) -> None:
    """So many people, mostly content; some leave out a question, some write."""
    for place, code in enumerate(list_codes(session, round_id)[:number]):
        ratings = {each: chance.choice((5, 5, 4, 4, 4, 3, 2)) for each in Question if chance.random() < 0.95}
        words = WORDS[place // 3] if place % 3 == 0 and place // 3 < len(WORDS) else ""
        give_answer(session, code, ratings or {Question.OVERALL: 4}, words)
