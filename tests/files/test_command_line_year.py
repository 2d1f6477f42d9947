"""`portal measures judge` and `portal payment`: what others rely on, and files as people send them."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from checklists.library import library
from evidence.spreadsheet_writing import Written, write_csv, write_workbook
from portal.cli import main

PEER, FLOATING = "porchlight-peer-support", "thurrock-floating-support"
HEAD = "measure,period,numerator,denominator\n"
QUARTER = """sign-ups,2026-Q1,7,
first-contact,2026-Q1,90,100
contact-made,2026-Q1,95,100
brief-advice,2026-Q1,80,100
first-scale,2026-Q1,95,100
later-scale,2026-Q1,80,100
wellbeing,2026-Q1,70,100
would-recommend,2026-Q1,95,100
"""
Portal = Callable[..., tuple[int, str, str]]


@pytest.fixture
def portal(capsys: pytest.CaptureFixture[str]) -> Portal:
    """Runs a command: exit code, what it said, what it complained about. No portal is set up for it."""

    def run(*words: str) -> tuple[int, str, str]:
        try:
            code = main(words)
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def judge(portal: Portal, tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    """Judges figures that are written into a file just so."""

    def run(figures: str | bytes, definition: str = PEER, *more: str) -> tuple[int, str, str]:
        file = kept(tmp_path, figures)
        return portal("measures", "judge", "--definition", definition, "--figures", file, "--json", *more)

    return run


@pytest.fixture
def pay(portal: Portal, tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    def run(figures: str, *more: str) -> tuple[int, str, str]:
        return portal("payment", "--definition", PEER, "--figures", kept(tmp_path, figures), *more)

    return run


def kept(folder: Path, figures: str | bytes) -> str:
    file = folder / "figures.csv"
    file.write_bytes(figures if isinstance(figures, bytes) else figures.encode())
    return str(file)


def answered(answer: tuple[int, str, str]) -> Any:
    code, out, err = answer
    assert (code, err) == (0, "")
    return json.loads(out)


def test_what_is_reached_over_the_whole_contract_is_open_until_its_last_day(judge: Portal) -> None:
    figures = f"{HEAD}peer-supporters-trained,2026-Q1,10,\npeer-supporters-trained,2026-Q2,10,\n"
    for more, verdicts in (((), ["open", "open"]), (("--until", "2026-09-30"), ["open", "not-met"])):
        rows = answered(judge(figures, "kcc-ensure", *more))
        found = [row["verdict"] for row in rows if row["measure"] == "peer-supporters-trained"]
        assert found == verdicts


def test_the_shape_of_what_is_judged(judge: Portal) -> None:
    figures = "first-contact,2026-Q1,90,100\nfirst-contact,2026-Q2,1,3\nfirst-contact,2026-Q3,80,100\n"
    rows = answered(judge(f"{HEAD}{figures}first-contact,2026-Q4,85,100\n"))
    found = [row for row in rows if row["measure"] == "first-contact"]
    assert found[0] == {
        "measure": "first-contact",
        "period": "2026-Q1",
        "value": "0.9",
        "target": "0.95",
        "verdict": "not-met",
        "year_to_date": "0.9",
        "second_miss": False,
    }
    assert [row["verdict"] for row in found] == ["not-met", "too-few", "not-met", "not-met"]
    assert [row["second_miss"] for row in found] == [False, False, False, True]
    assert found[1]["value"] == "0.3333333333333333333333333333"
    assert {row["verdict"] for row in rows if row["measure"] != "first-contact"} == {"not-given"}
    assert {row["measure"] for row in rows} == {each.key for each in library()[PEER].year.measures}


def test_the_example_to_the_penny(pay: Portal) -> None:
    found = answered(pay(HEAD + QUARTER, "--area", "Dover", "--json"))
    assert (found["definition"], found["area"]) == (PEER, "Dover")
    (quarter,) = found["quarters"]
    assert (quarter["quarter"], quarter["fee"]) == ("2026-Q1", "6000.00")
    assert (quarter["deduction"], quarter["paid"]) == ("124.51", "5875.49")
    signed, contact = quarter["lines"][:2]
    assert signed == {
        "line": "sign-ups",
        "weight": "600",
        "target": "8.75",
        "achieved": "7",
        "deduction": "120.00",
    }
    assert (contact["target"], contact["achieved"], contact["deduction"]) == ("0.95", "0.9", "4.51")
    assert sum(Decimal(line["deduction"]) for line in quarter["lines"]) == Decimal("124.51")
    assert (found["year"]["true_up"], found["year"]["paid"]) == ("0.00", "5875.49")


@pytest.mark.parametrize(("most", "true_up", "paid"), [(10, "120.00", "24000.00"), (9, "0.00", "23880.00")])
def test_a_year_with_its_true_up(pay: Portal, most: int, true_up: str, paid: str) -> None:
    rest = QUARTER.replace("90,100", "95,100")
    later = [
        rest.replace("sign-ups,2026-Q1,7", f"sign-ups,2026-Q1,{most}").replace("Q1", f"Q{n}")
        for n in (2, 3, 4)
    ]
    year = answered(pay(HEAD + rest + "".join(later), "--area", "folkestone", "--json"))["year"]
    assert (year["deduction"], year["true_up"], year["paid"]) == ("120.00", true_up, paid)
    assert len(year["lines"]) == 8


def test_too_few_not_given_and_withheld_have_their_words(pay: Portal) -> None:
    figures = HEAD + QUARTER.replace("wellbeing,2026-Q1,70,100", "wellbeing,2026-Q1,3,4").replace(
        "brief-advice,2026-Q1,80,100", "brief-advice,2026-Q1,,"
    )
    (quarter,) = answered(pay(figures, "--area", "Dover", "--json", "--withhold", "2026-q1"))["quarters"]
    lines = {line["line"]: line for line in quarter["lines"]}
    assert (lines["wellbeing"]["achieved"], lines["wellbeing"]["deduction"]) == ("0.75", "0.00")
    assert (lines["brief-advice"]["achieved"], lines["brief-advice"]["deduction"]) == (None, "85.71")
    assert any("too few to judge" in words for words in quarter["words"])
    assert any("not given" in words for words in quarter["words"])
    assert quarter["words"][-1].startswith(
        "£5,789.78 is withheld until what is missing is given. Payment may be"
    )
    assert (quarter["paid"], quarter["withheld"]) == ("0.00", "5789.78")


def test_both_can_be_read_by_people(pay: Portal, portal: Portal, tmp_path: Path) -> None:
    code, out, _ = pay(HEAD + QUARTER, "--area", "Dover")
    assert code == 0
    assert "2 more would have met the target" in out
    assert "£5,875.49" in out
    work = "".join(f"paid-work,2026-Q{n},{each},20\n" for n, each in ((1, 9), (2, 8), (3, 7)))
    file = kept(tmp_path, HEAD + work)
    code, out, _ = portal("measures", "judge", "--definition", FLOATING, "--figures", file)
    assert code == 0
    assert "above the earlier periods together" in out
    assert "8.4: the council may terminate the contract." in out


@pytest.mark.parametrize(
    "figures",
    [
        f"\ufeff{HEAD}first-contact,2026-Q1,19,20\n",
        f"{HEAD}first-contact,2026-Q1,19,20\n".replace(",", ";"),
        f"{HEAD}first-contact,2026-Q1,19,20\n".replace(",", "\t"),
        f"{HEAD}first-contact,2026-Q1,19,20\n".replace("\n", "\r\n"),
        f"\n{HEAD}\nfirst-contact,2026-Q1,19,20\n\n,,,\n",
        "Denominator, Period ,Numerator,MEASURE\n20, 2026-q1 ,19, First-Contact \n",
        f'{HEAD}first-contact,2026-Q1,"1,900","2,000"\n',
        f"{HEAD}first-contact,2026-Q1,1 900,2 000\n",
        f"{HEAD}first-contact,2026-Q1,019,20.0\n",
        b"measure,period,numerator,denominator\nfirst-contact,2026-Q1,19,20\n",
    ],
    ids=["bom", "semicolons", "tabs", "crlf", "gaps", "order", "thousands", "spaces", "noughts", "bytes"],
)
def test_figures_as_programs_write_them(judge: Portal, figures: str | bytes) -> None:
    (row,) = [row for row in answered(judge(figures)) if row["measure"] == "first-contact"]
    assert (row["value"], row["verdict"]) == ("0.95", "met")


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ("measure,period,numerator\nsign-ups,2026-Q1,7\n", "Line 1: The column denominator is missing."),
        ("", "empty"),
        (" \n\n", "figures.csv: "),
        (f"{HEAD}first-contact,2026-Q1,-5,20\n", "Line 2: The numerator is -5"),
        (f"{HEAD}first-contact,2026-Q1,5,{'9' * 6000}\n", "Line 2: The denominator is larger"),
        (f"{HEAD}first-contact,2026-Q1,1,900,2,000\n", "Line 2: There are more cells"),
        (f"{HEAD}first-contact,2026-Q1,=1+1,20\n", "figures.csv: "),
        (b"PK\x03\x04", "figures.csv: "),
        (
            f"{HEAD}nothing,2026-Q1,19,20\nfirst-contact,2026-Q1,21,20\n",
            "Line 2: “nothing” is no measure of this definition. Line 3: The numerator 21",
        ),
    ],
)
def test_wrong_figures_are_one_line_that_names_theirs(
    judge: Portal, figures: str | bytes, sentence: str
) -> None:
    code, out, err = judge(figures)
    assert (code, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_a_joint_measure_has_no_figures_of_its_own(judge: Portal) -> None:
    code, _, err = judge(f"{HEAD}meaningful-occupation,2026-Q1,9,10\n", FLOATING)
    assert code == 2
    assert "Line 2: meaningful-occupation is added up from paid-work and training-or-education" in err
    work = "paid-work,2026-Q1,9,10\ntraining-or-education,2026-Q1,18,20\n"
    rows = answered(judge(HEAD + work, FLOATING))
    (joint,) = [row for row in rows if row["measure"] == "meaningful-occupation"]
    assert (joint["value"], joint["target"], joint["verdict"]) == ("0.9", "0.9", "met")


def test_hours_may_have_decimals(judge: Portal) -> None:
    rows = answered(judge(f"{HEAD}paid-hours,2026-Q1,1200.5,\n", "cornwall-social-inclusion"))
    (hours,) = [row for row in rows if row["measure"] == "paid-hours"]
    assert (hours["value"], hours["verdict"]) == ("1200.5", "no-target")
    code, _, err = judge(f'{HEAD}paid-hours,2026-Q1,"1,200",\n', "cornwall-social-inclusion")
    assert (code, "is no number" in err) == (2, True)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--area", "Dover", "--definition", "nothing"), "there is no checklist 'nothing'"),
        (("--area", "Dover", "--definition", "kcc-ensure"), "kcc-ensure has no payment by results"),
        (("--area", "Deal"), "there is no area 'Deal': --area Dover or Folkestone"),
        ((), "say which area: --area Dover or Folkestone"),
        (("--area", "Dover", "--year", "2025"), "there are no figures of 2025: of 2026"),
        (
            ("--area", "Dover", "--withhold", "2026-Q4"),
            "2026-Q4 cannot be withheld",
        ),
        (("--area", "Dover", "--figures", "nowhere.csv"), "nowhere.csv"),
    ],
)
def test_what_cannot_be_paid(pay: Portal, words: tuple[str, ...], sentence: str) -> None:
    code, out, err = pay(HEAD + QUARTER, *words)
    assert (code, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1


def test_figures_of_several_years_want_one_of_them(pay: Portal) -> None:
    both = HEAD + QUARTER + QUARTER.replace("2026", "2027")
    code, _, err = pay(both, "--area", "Dover", "--json")
    assert (code, "figures of several years: --year 2026 or 2027" in err) == (2, True)
    assert answered(pay(both, "--area", "Dover", "--json", "--year", "2027"))["year"]["year"] == "2027"


def test_figures_without_a_quarter_pay_nothing(pay: Portal) -> None:
    code, _, err = pay(f"{HEAD}sign-ups,2026,35,\n", "--area", "Dover")
    assert (code, "there are no figures of a quarter" in err) == (2, True)


def test_a_workbook_is_read_as_well(portal: Portal, tmp_path: Path) -> None:
    """Excel keeps numbers as such, whole ones too."""
    rows = [("first-contact", "2026-Q1", 19, 20.0), ("sign-ups", "2026-Q1", 9, None)]
    file = tmp_path / "figures.xlsx"
    file.write_bytes(write_workbook([Written("Figures", HEAD.strip().split(","), rows)]))
    found = answered(portal("measures", "judge", "--definition", PEER, "--figures", str(file), "--json"))
    verdicts = {row["measure"]: row["verdict"] for row in found}
    assert (verdicts["first-contact"], verdicts["sign-ups"]) == ("met", "met")


def test_the_figures_that_this_portal_writes_can_be_read(judge: Portal) -> None:
    content = write_csv(HEAD.strip().split(","), [("first-contact", "2026-Q1", 19, 20)])
    (row,) = [row for row in answered(judge(content)) if row["measure"] == "first-contact"]
    assert row["verdict"] == "met"
