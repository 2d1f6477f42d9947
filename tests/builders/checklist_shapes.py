"""Checklists in tables of the shapes that people make, and what each should give. All is invented."""

from tests.builders.checklist_variants import COPY, Variant, Want

OF_SHAPES = (
    Variant(
        "headings: a question",
        (
            ("Theme", "Question", "Yes / No", "Comments"),
            ("Board", "Is there a complaints policy?", "", ""),
            ("Staff", "Are enhanced DBS checks renewed every 3 years?", "", ""),
        ),
        (
            Want("Is there a complaints policy?"),
            Want("Are enhanced DBS checks renewed every 3 years?", "register", 36),
        ),
    ),
    Variant(
        "headings: digits, pounds and the number of a standard",
        (
            ("ISO 27001:2022 clause", "Requirement", "Needed for contracts over £50,000", "Evidence 2026"),
            ("5.1", "Fire policy", "Yes", COPY),
            ("5.2", "Gift policy", "No", COPY),
        ),
        (
            Want("Fire policy", asked=("condition",)),
            Want("Gift policy", force="should", asked=("condition",)),
        ),
    ),
    Variant(
        "headings: below two banners",
        (
            ("Oakhollow Trust",),
            ("OFFICIAL", "Version 2", "Date: 1 May", "Policy lead"),
            ("",),
            ("Ref", "Area", "Requirement", "Evidence"),
            ("R1", "Board", "Fire policy", COPY),
        ),
        (Want("Fire policy"),),
        left_out=1,
    ),
    Variant(
        "headings: none over the first column",
        (
            ("", "Document required", "How often"),
            ("Fire", COPY, "Annually"),
            ("Minutes", "A copy", "Every 6 months"),
        ),
        (Want("Fire", months=12), Want("Minutes", months=6)),
    ),
    Variant(
        "headings: repeated, and another list below",
        (
            ("Requirement", "Evidence", "Renewal"),
            ("Fire policy", COPY, "Annual"),
            ("Requirement", "Evidence", "Renewal (yrs)"),
            ("Gift policy", COPY, "2 yrs"),
            ("",),
            ("Staff documents",),
            ("Document", "Frequency", "Evidence"),
            ("Rota policy", "3 years", COPY),
        ),
        (Want("Fire policy", months=12), Want("Gift policy", months=24), Want("Rota policy", months=36)),
    ),
    Variant(
        "aside: a summary below",
        (
            ("Ref", "Requirement", "Evidence"),
            ("A1", "Fire policy", COPY),
            ("A2", "Gift policy", COPY),
            ("", "Total compliant", 2),
            ("", "Not compliant", 0),
        ),
        (Want("Fire policy"), Want("Gift policy")),
        left_out=2,
    ),
    Variant(
        "aside: a scale below",
        (
            ("Requirement", "Evidence", "Score"),
            ("Fire policy", COPY, ""),
            ("Gift policy", COPY, ""),
            ("",),
            ("Score", "Meaning"),
            (0, "Not in place"),
            (1, "In place"),
        ),
        (Want("Fire policy"), Want("Gift policy")),
        left_out=3,
    ),
    Variant(
        "aside: a scale beside",
        (
            ("Requirement", "Evidence", "", "Key", "Meaning"),
            ("Fire policy", COPY, "", 0, "No policy"),
            ("Gift policy", COPY, "", 1, "Policy approved"),
        ),
        (Want("Fire policy"), Want("Gift policy")),
        left_out=3,
    ),
    Variant(
        "clauses: a weight is none",
        (("Requirement", "Evidence", "Weighting (%)"), ("Fire policy", COPY, 10), ("Gift policy", COPY, 20)),
        (Want("Fire policy"), Want("Gift policy")),
    ),
    Variant(
        "titles: whole",
        (
            ("Policy", "Review cycle"),
            ("Equality, diversity and inclusion policy – staff (all sites)", "Annual"),
            ("SEND policy", "Annual"),
            ("24 hour helpline procedure", "3-yearly"),
            ("Evidence of right to work policy", "Annual"),
        ),
        (
            Want("Equality, diversity and inclusion policy – staff (all sites)", months=12),
            Want("SEND policy", months=12),
            Want("24 hour helpline procedure", months=36),
            Want("Evidence of right to work policy", months=12),
        ),
    ),
    Variant(
        "titles: alone in their row",
        (
            ("Requirement", "Evidence", "Renewal"),
            ("1. Board", "", ""),
            ("Fire policy", COPY, "Annual"),
            ("Board policy", "", ""),
            ("2. Staff", "", ""),
            ("Gift policy", COPY, "p.a."),
        ),
        (
            Want("Fire policy", months=12),
            Want("Board policy", asked=("asks",)),
            Want("Gift policy", months=12),
        ),
    ),
    Variant(
        "titles: sections that nothing marks",
        (
            ("Requirement", "Evidence"),
            ("Board", ""),
            ("Fire policy", COPY),
            ("Staff", ""),
            ("Gift policy", COPY),
        ),
        (Want("Fire policy"), Want("Gift policy")),
        left_out=2,
    ),
)
