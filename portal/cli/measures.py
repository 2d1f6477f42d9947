"""measures judge."""

import json
from argparse import Namespace
from fractions import Fraction

from checklists.year.exact import exact
from checklists.year.judging import Judged, judge
from portal.cli.checklists import definition_of
from portal.cli.figures import setting_of
from portal.cli.tables import table
from portal.words.measures import VERDICT, rule_in_words, value_in_words

AGAIN = "missed again"


def judge_measures(chosen: Namespace) -> int:
    """Every measure in every period, with its verdict."""
    judged = judge(setting_of(definition_of(chosen.definition), chosen.figures, chosen.until))
    if chosen.json:
        print(json.dumps([judged_data(each) for each in judged], indent=2, ensure_ascii=False))
    else:
        headings = ("Measure", "Period", "Value", "Target", "Verdict", "Year to date", "Rule", "Then")
        print(table(headings, [judged_row(each) for each in judged]))
    return 0


def judged_data(judged: Judged) -> dict[str, str | bool | None]:
    """Values are decimals in text: shares from 0 to 1 where the measure has a denominator, else numbers."""
    return {
        "measure": judged.measure.key,
        "period": judged.period.key,
        "value": decimal(judged.value),
        "target": decimal(judged.target),
        "verdict": judged.verdict.value,
        "year_to_date": decimal(judged.year_to_date),
        "second_miss": judged.second_miss,
    }


def decimal(number: Fraction | None) -> str | None:
    return None if number is None else exact(number)


def judged_row(judged: Judged) -> tuple[str, ...]:
    measure = judged.measure
    shown = (judged.value, judged.target)
    return (
        measure.key,
        judged.period.key,
        *(value_in_words(measure, each) for each in shown),
        VERDICT[judged.verdict],
        f"{value_in_words(measure, judged.year_to_date)} ({VERDICT[judged.to_date].lower()})",
        rule_in_words(measure),
        (measure.second_miss or AGAIN) if judged.second_miss else "",
    )
