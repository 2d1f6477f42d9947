"""What the five contracts oblige a provider to, row by row: clause, kind of evidence, force. Told by us out
of the sources. Kinds that there is no evidence for yet are words."""

from checklists.vocabulary import Force, Kind

DOCUMENT, CONFIRMATION, REGISTER = Kind.DOCUMENT, Kind.CONFIRMATION, Kind.REGISTER
ASSESSMENT, MUST, SHOULD = Kind.ASSESSMENT, Force.MUST, Force.SHOULD
RETURN, MEETING, MEASURE, EVENT = "return", "meeting", "measure", "event"
WITHOUT_KIND = (RETURN, MEETING, MEASURE, EVENT)

Obliged = tuple[str, str, Force]

PORCHLIGHT: tuple[Obliged, ...] = (
    ("K1", DOCUMENT, MUST), ("K2", REGISTER, MUST), ("K3", Kind.COVER, MUST), ("K4", DOCUMENT, MUST),
    ("K5", Kind.ACCOUNTS, MUST), ("K6", CONFIRMATION, MUST), ("K7", DOCUMENT, MUST),
    ("K8", Kind.ISSUED, MUST),
    *((f"K{number}", DOCUMENT, MUST) for number in range(9, 15)),
    ("K15", CONFIRMATION, MUST), ("K16", Kind.AGREEMENT, MUST),
    *((f"B{number}", ASSESSMENT if number == 3 else CONFIRMATION, MUST) for number in range(1, 11)),
    *(("through the year", RETURN, MUST),) * 4,
    *(("through the year", MEETING, MUST),) * 3,
    *(("service", CONFIRMATION, MUST),) * 2,
    *(("targets", MEASURE, MUST),) * 12,
)  # fmt: skip  # a table, read by its columns
CORNWALL: tuple[Obliged, ...] = (
    ("4.22", DOCUMENT, MUST), ("4.22", DOCUMENT, MUST), ("4.22", REGISTER, MUST), ("4.22", REGISTER, MUST),
    ("4.22", CONFIRMATION, MUST), ("4.24", ASSESSMENT, MUST), ("4.24", DOCUMENT, MUST),
    ("4.24", DOCUMENT, MUST),
    ("4.24", DOCUMENT, MUST), ("4.24", REGISTER, MUST), ("4.24", DOCUMENT, MUST),
    ("4.24", CONFIRMATION, MUST),
    ("4.25", DOCUMENT, MUST), ("4.26", DOCUMENT, MUST), ("4.26", RETURN, MUST), ("4.3", REGISTER, MUST),
    ("4.2", DOCUMENT, MUST), ("4.7", CONFIRMATION, MUST), ("4.18", REGISTER, MUST),
    *(("6.2", RETURN, MUST),) * 3, ("6.3", RETURN, MUST), ("6.4", RETURN, MUST), ("6.5", EVENT, MUST),
    ("4.3", CONFIRMATION, MUST), ("4.9", CONFIRMATION, MUST), ("6.5", ASSESSMENT, MUST),
    ("6.6", MEETING, MUST), ("6.7", MEETING, MUST), ("6.8", MEETING, MUST),
    ("6.9", MEASURE, MUST), ("2.5", MEASURE, MUST),
)  # fmt: skip  # a table, read by its columns
THURROCK: tuple[Obliged, ...] = (
    ("5.2.1", DOCUMENT, MUST), ("5.2.2", DOCUMENT, MUST), ("5.2.3", REGISTER, MUST),
    ("5.2.4", DOCUMENT, MUST),
    ("5.1.1", CONFIRMATION, MUST), ("5.1.2", CONFIRMATION, MUST), ("4.3.1", MEASURE, MUST),
    ("6.1", ASSESSMENT, MUST), ("6.1", MEETING, MUST), ("6.2", MEETING, MUST), ("7.1", ASSESSMENT, MUST),
    ("7.2", EVENT, MUST), ("8.3", EVENT, MUST), ("8.4", EVENT, MUST), ("8.6", RETURN, MUST),
    ("8.6", RETURN, MUST),
    ("10", RETURN, MUST), ("9.1", RETURN, MUST), ("5.3.1", CONFIRMATION, MUST), ("5.4.1", CONFIRMATION, MUST),
    ("11.4", RETURN, MUST),
)  # fmt: skip  # a table, read by its columns
ENSURE: tuple[Obliged, ...] = (
    ("1.10", DOCUMENT, MUST), ("1.11", DOCUMENT, SHOULD), ("1.15", DOCUMENT, SHOULD),
    ("1.16", DOCUMENT, MUST),
    ("1.17", DOCUMENT, SHOULD), ("1.19", DOCUMENT, SHOULD), ("2.3.1", DOCUMENT, MUST),
    ("2.3.2", DOCUMENT, MUST),
    ("2.3.3", DOCUMENT, MUST), ("2.3.4", RETURN, MUST), ("reporting", RETURN, MUST),
    ("reporting", MEETING, MUST),
    ("1.15", REGISTER, MUST), ("1.18", CONFIRMATION, MUST), ("Performance monitoring", ASSESSMENT, MUST),
    ("2.3.1", MEASURE, MUST), ("2.3.4 iv", RETURN, MUST), ("3.3", MEASURE, MUST),
)  # fmt: skip  # a table, read by its columns
LOT9: tuple[Obliged, ...] = (
    ("19", CONFIRMATION, MUST), ("28", CONFIRMATION, MUST), ("29", DOCUMENT, SHOULD),
    ("31", CONFIRMATION, SHOULD), ("31", CONFIRMATION, SHOULD),  # two halves
    ("32", DOCUMENT, SHOULD), ("34", CONFIRMATION, SHOULD), ("35", CONFIRMATION, SHOULD),
    ("36", CONFIRMATION, SHOULD), ("38", DOCUMENT, MUST), ("39", RETURN, MUST), ("47", MEASURE, MUST),
    ("49", RETURN, SHOULD), ("52", RETURN, MUST),
)  # fmt: skip  # a table, read by its columns
