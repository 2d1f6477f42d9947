"""A DBS certificate is refused and not kept; what only speaks of one is taken."""

from pathlib import Path

import pytest

from evidence.certificates import is_certificate_page
from evidence.refusal import SENTENCES, Refused
from tests.builders.certificates import CERTIFICATE, REFUSED, TAKEN, Row
from tests.files.test_accept import take


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row[0])
def test_a_certificate_is_refused_and_nothing_is_left(staging: Path, row: Row) -> None:
    _, name, build = row
    with pytest.raises(Refused) as refusal:
        take(staging, name, build())
    assert refusal.value.code == "dbs-certificate"
    assert list(staging.iterdir()) == []


@pytest.mark.parametrize("row", TAKEN, ids=lambda row: row[0])
def test_what_only_speaks_of_certificates_is_taken(staging: Path, row: Row) -> None:
    _, name, build = row
    content = build()
    assert take(staging, name, content).path.read_bytes() == content


def test_the_sentence_says_why_and_what_to_do_instead() -> None:
    sentence = SENTENCES["dbs-certificate"]
    assert "code of practice" in sentence
    assert "not kept" in sentence
    assert "register" in sentence


def test_a_page_with_the_numbers_of_several_people_is_a_register() -> None:
    page = " ".join(CERTIFICATE)
    assert is_certificate_page(page)
    assert not is_certificate_page(f"{page} Certificate number 001555666777")
