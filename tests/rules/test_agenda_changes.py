"""Changes under the topics of a meeting: each once, with its numbers, and no one's own words are read."""

from portal.meetings.presenters.changes import by_topic
from portal.overview.presenters.changes import Line, Section

TOPICS = ("Complaints", "Staff recruitment", "Policies")
GROUPS = {"Lone working": "Complaints and concerns"}


def test_each_change_stands_once_and_its_numbers_go_with_it() -> None:
    complaints = Line("Complaints log", "Tidewater", "", 3)
    other = Line("Insurance", "Tidewater", "")
    grouped = Line("Lone working", "Tidewater", "")
    filled = by_topic(TOPICS, [Section("sent", "Sent", 5, (complaints, other, grouped))], GROUPS)
    assert filled.under == {"Complaints": [Section("sent", "Sent", 4, (complaints, grouped))]}
    assert filled.others == [Section("sent", "Sent", 1, (other,))]


def test_people_are_staff_whatever_their_partner_is_called() -> None:
    people = Section("people", "People", 3, (Line("Complaints Ltd", "3 people come", "", 3),))
    filled = by_topic(TOPICS, [people], {})
    assert filled.under == {"Staff recruitment": [people]}
    assert filled.others == []


def test_words_that_somebody_wrote_and_names_of_partners_choose_no_topic() -> None:
    closed = Section("closed", "Actions closed", 1, (Line("Answer the complaints", "Tidewater", ""),))
    partners = Section("partners", "Partners", 1, (Line("Complaints Ltd", "Come", ""),))
    filled = by_topic(TOPICS, [closed, partners], {})
    assert not filled.under
    assert filled.others == [closed, partners]
