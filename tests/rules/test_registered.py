"""Numbers of charities and companies: what is one, and how it is written."""

import pytest

from checklists.registered import NoNumber, charity_number, company_number

CHARITIES = {
    "1012345": "1012345",
    " 101 2345 ": "1012345",
    "202918": "202918",
    "1012345-1": "1012345-1",
    "sc012345": "SC012345",
    "SC 045678": "SC045678",
    "nic101234": "NIC101234",
    "NIC 101234": "NIC101234",
    "": None,
    "   ": None,
}
NO_CHARITIES = (
    "12345",
    "12345678",
    "0012345",
    "SC12345",
    "SC1234567",
    "NIC12345",
    "NI101234",
    "1012345-",
    "1012345-0",
    "X1012345",
    "٣٣٣٣٣٣٣",
    "none",
    "1012345\x00",
)
COMPANIES = {
    "01234567": "01234567",
    "1234567": "01234567",
    "445790": "00445790",
    "16000001": "16000001",
    "sc123456": "SC123456",
    "NI 012345": "NI012345",
    "OC301234": "OC301234",
    "CE012345": "CE012345",
    "CS001234": "CS001234",
    "R0001234": "R0001234",
    "IP12345R": "IP12345R",
    "RS008123": "RS008123",
    "": None,
}
NO_COMPANIES = (
    "0",
    "00000000",
    "123456789",
    "XX123456",
    "SC12345",
    "SC1234567",
    "12-345678",
    "GB123456",
    "²",
)


@pytest.mark.parametrize(("typed", "kept"), CHARITIES.items())
def test_a_charity_number_is_written_as_its_register_has_it(typed: str, kept: str | None) -> None:
    assert charity_number(typed) == kept


@pytest.mark.parametrize("typed", NO_CHARITIES)
def test_what_no_register_of_charities_has_is_refused(typed: str) -> None:
    with pytest.raises(NoNumber, match="is not a charity number"):
        charity_number(typed)


@pytest.mark.parametrize(("typed", "kept"), COMPANIES.items())
def test_a_company_number_has_eight_characters(typed: str, kept: str | None) -> None:
    assert company_number(typed) == kept


@pytest.mark.parametrize("typed", NO_COMPANIES)
def test_what_companies_house_would_not_give_is_refused(typed: str) -> None:
    with pytest.raises(NoNumber, match="is not a company number"):
        company_number(typed)
