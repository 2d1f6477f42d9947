"""How a row is evidenced, by the words in which it asks."""

import re

from checklists.proposal.covers import is_table_of_covers, read_covers
from checklists.proposal.entries import Entry
from checklists.proposal.found import Found
from checklists.proposal.insurances import speaks_of_insurance
from checklists.proposal.people import speaks_of_checks, speaks_of_training
from checklists.vocabulary import Kind

_PAPER = (
    r"(?:polic(?:y|ies)|procedures?|plans?|protocols?|strateg(?:y|ies)|(?<!financial )statements?"
    r"|codes?(?: of \w+)?|handbooks?|frameworks?)"
)
_PAPER_TITLE = re.compile(
    rf"\b{_PAPER}\s*(?:\(.*\))?$|^{_PAPER}\b|\b{_PAPER} (?:on|for|and|covering)\b", re.I
)
_RECEIVER = (
    r"\b(?:(?:delivery )?partners?|providers?|sub-?contractors?|(?:the|each|your) organisations?|you)\b"
)
_GIVES = re.compile(
    rf"\b(?:provision|issue|supply)\s+(?:of [^.;]{{0,60}} )?(?:by [^.;]{{0,40}} )?to\s+(?:the |each "
    rf"|every |all )?{_RECEIVER}"
    rf"|\b(?:we|lead(?: provider)?|commissioner|council|charity)\b[^.;]{{0,30}}\b(?:give|send|provide"
    rf"|issue|supply|share)s?\s+"
    rf"(?:to )?(?:the |each |every |all )?{_RECEIVER}"
    rf"|\b(?:given|sent|issued|provided|supplied|shared)\b[^.;]{{0,30}}\bto\s+(?:the |each |every "
    rf"|all )?{_RECEIVER}"
    rf"|\b(?:given|sent|issued|provided|supplied|shared)\b[^.;]{{0,30}}\bby\s+(?:us|the (?:lead|council"
    rf"|commissioner))\b"
    rf"|\breceipt of\b[^.;]{{0,40}}\bcop(?:y|ies)\b|\b(?:acknowledge|confirm)\w*[^.;]{{0,30}}\breceipt\b"
    rf"|\breceived (?:a|its|their|our|your|the) cop(?:y|ies)\b",
    re.I,
)
_ACCOUNTS = re.compile(
    r"\b(?:audited|annual|statutory|examined|filed|published|company|charity|financial|full"
    r"|final)\b[^.;]{0,30}\baccounts\b"
    r"|\bfinancial statements\b|\baccounts\b[^.;]{0,60}\b(?:financial|accounting) years?\b"
    r"|\bsets? of accounts\b",
    re.I,
)
_EXERCISE = (
    r"(?:impact assessments?|eqias?|equias?|self-?assessments?|risk assessments?|due diligence|dpias?"
    r"|quality assessments?"
    r"|self-?evaluations?|health checks?|access audits?)"
)
_EXERCISE_TITLE = re.compile(rf"\b{_EXERCISE}\b", re.I)
_EXERCISE_DONE = re.compile(
    rf"\b{_EXERCISE}\b[^.;]{{0,50}}\b(?:completed?|carried out|undertaken|conducted|done|reviewed|repeated)\b"
    rf"|\b(?:complete|carry out|undertake|conduct)s?\b[^.;]{{0,40}}\b{_EXERCISE}\b",
    re.I,
)
_AGREEMENT = re.compile(
    r"\bsub-?contracts?\b|\bsigned\b[^.;]{0,20}\bcontracts?\b|\bagreements?\b|\bmemorandum\b|\bmou\b"
    r"|\bsla\b|\bdeed\b|\blease\b"
    r"|\bcontract variation\b",
    re.I,
)
_SIGNED = re.compile(
    r"\b(?:counter-?)?signed\b|\bsignatures?\b|\bexecuted\b|\bin place between\b|\bbetween .{1,80} and\b"
    r"|\bboth (?:parties|sides)\b",
    re.I,
)
_RETURN = re.compile(
    r"\b(?:quarterly|monthly|weekly|every quarter|each quarter)\b[^.;]{0,120}\b(?:reports?|returns?|data"
    r"|workbook|spreadsheet|invoice"
    r"|meetings?|narrative|accounts)\b|\b(?:reports?|returns?|invoices?"
    r"|meetings?)\b[^.;]{0,120}\b(?:quarterly"
    r"|monthly|weekly|quarter)\b",
    re.I,
)
_CONFIRMS = re.compile(
    r"\bconfirm(?:s|ed|ation)?\b|\backnowledge(?:s|d|ment)?\b|\bdeclar(?:e|es|ed|ation)\b"
    r"|\bself-?certif\w+|\bassurance that\b"
    r"|\bundertak(?:e|es|ing) (?:to|that)\b|\bagree(?:s|ment)? (?:to|that)\b|\bstate(?:s|ment)? that\b"
    r"|\bstatement from\b",
    re.I,
)
_GIVEN = re.compile(
    r"\bprovision of\b|\bprovid(?:e|es)\b|\bcop(?:y|ies)\b|\bsubmi(?:t|ts|ssion)\b|\bsupply\b|\bupload\b"
    r"|\battach\b|\bsend\b"
    r"|\bevidence (?:of|that)\b|\bsatisfactory\b|\bproduce\b|\bshow us\b|\bwritten\b(?! (?:confirm|declar"
    r"|acknowledg|statement that|assurance))|\bdocumented\b|\bcertificates?\b|\benclose\b"
    r"|^(?:an? |the |your )?(?:(?!confirm|declar|acknowledg|that\b|ha(?:s|ve)\b)\w+[ -]){0,4}"
    rf"{_PAPER}\b(?! that)",
    re.I,
)
_COPY_TOO = re.compile(
    r"\b(?:attach|upload|enclose|submit|send|supply|provide|with) (?:us )?(?:a |your |the )?(?:copy|copies"
    r"|polic|certificate)",
    re.I,
)
_IN_PLACE = re.compile(r"\b(?:is |are |be )?in place\b|\b(?:has|have|having) (?:an?|its|their|your)\b", re.I)
"""Whether it is to be shown, or only to be said, these words leave open."""

_NOUN = re.compile(
    rf"\b(?:{_PAPER}|certificat\w+|accreditation|documents?|records?|registration|licen[cs]e|terms|reports?"
    rf"|minutes"
    rf"|brochure|leaflet|guide)\b",
    re.I,
)


def read_kind(entry: Entry) -> Found[Kind]:
    """The kind of proof. Where no words tell, a document, and not sure."""
    return special_kind(entry) or paper_kind(entry)


def special_kind(entry: Entry) -> Found[Kind] | None:
    """One of the kinds that are known by what they are about."""
    title, asked = entry.title, entry.asked
    is_paper = bool(_PAPER_TITLE.search(title))
    whole = f"{title}. {asked}"
    if gives := sentence_with(_GIVES, entry):
        return Found(Kind.ISSUED, gives)
    if is_cover(entry, is_paper=is_paper):
        return Found(
            Kind.COVER, title if speaks_of_insurance(title) else read_covers(entry)[0].source or title
        )
    if not is_paper and (accounts := sentence_with(_ACCOUNTS, entry)):
        return Found(Kind.ACCOUNTS, accounts, sure=not _RETURN.search(whole))
    if not is_paper and speaks_of_checks(whole):
        return Found(
            Kind.REGISTER, next(each for each in (*entry.sentences, whole) if speaks_of_checks(each))
        )
    if not is_paper and speaks_of_training(entry):
        return Found(Kind.REGISTER, entry.asked or title, sure=not _CONFIRMS.match(asked))
    return exercise_or_agreement(entry, is_paper=is_paper)


def is_cover(entry: Entry, *, is_paper: bool) -> bool:
    """Insurance by its title or its table, or by amounts for insurance that is named."""
    if is_table_of_covers(entry) and not is_paper:
        return True
    if speaks_of_insurance(entry.title) and not (
        is_paper and re.search(r"procedure|plan", entry.title, re.I)
    ):
        return True
    return speaks_of_insurance(entry.asked) and any(each.amount for each in read_covers(entry))


def exercise_or_agreement(entry: Entry, *, is_paper: bool) -> Found[Kind] | None:
    if not is_paper and (_EXERCISE_TITLE.search(entry.title) or sentence_with(_EXERCISE_DONE, entry)):
        return Found(Kind.ASSESSMENT, sentence_with(_EXERCISE_DONE, entry) or entry.title)
    for text in entry.sentences:
        if _SIGNED.search(text) and (_AGREEMENT.search(text) or _AGREEMENT.search(entry.title)):
            return None if is_paper or _CONFIRMS.match(text) else Found(Kind.AGREEMENT, text)
    return None


def paper_kind(entry: Entry) -> Found[Kind]:
    """A document or a confirmation: what the row asks for first."""
    asked = entry.asked
    confirms, gives = _CONFIRMS.search(asked), _GIVEN.search(asked)
    if _RETURN.search(f"{entry.title}. {asked}") and not confirms:
        return Found(Kind.DOCUMENT, sentence_with(_RETURN, entry) or asked, sure=False)
    if confirms and (gives is None or confirms.start() <= gives.start()):
        copy_too = _COPY_TOO.search(asked)
        if copy_too:
            return Found(Kind.DOCUMENT, holding(entry, copy_too[0]), sure=False)
        return Found(Kind.CONFIRMATION, holding(entry, confirms[0]))
    if gives:
        return Found(Kind.DOCUMENT, holding(entry, gives[0]), sure=not _IN_PLACE.search(asked))
    named = _NOUN.search(asked) or _NOUN.search(entry.title)
    is_named = named is not None and not _IN_PLACE.search(asked)
    return Found(Kind.DOCUMENT, holding(entry, named[0]) if named else entry.title, sure=is_named)


def sentence_with(pattern: re.Pattern[str], entry: Entry) -> str | None:
    """The first sentence in which the pattern is found."""
    return next((each for each in entry.sentences if pattern.search(each)), None)


def holding(entry: Entry, words: str) -> str:
    """The first sentence that holds these words; all that is asked where they go over two."""
    return next((each for each in entry.sentences if words in each), entry.asked or entry.title)
