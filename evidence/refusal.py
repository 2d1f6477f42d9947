"""Why a file was not taken, in words that say what to do instead."""

from evidence.kinds import Kind

SENTENCES = {
    "empty": "This file is empty. Open it on your computer to check it, save it again and upload that copy.",
    "too-large": "This file is larger than {limit}. Save it with smaller pictures, or split it into several"
    " files.",
    "too-many": "Only {most} files can be sent at once. Send this one separately.",
    "lock-file": "This is a hidden helper file that your computer keeps beside a document. Close the"
    " document, then upload the document itself.",
    "unknown-type": "We cannot take this kind of file. Save it as a PDF, or upload Word (.docx), Excel"
    " (.xlsx), OpenDocument (.odt, .ods), a picture (.png, .jpg, .heic, .tif) or .csv.",
    "extension": "The file’s name ends in {extension}, but it is {found}. Open it, save it again as the kind"
    " that you meant and make sure that its name ends in {right}.",
    "no-extension": "The file’s name does not say what kind of file it is. It looks like {found}: add {right}"
    " to the end of its name.",
    "web-page": "This is a web page, not a document. Open it in your browser, choose Print, then Save as PDF,"
    " and upload the PDF.",
    "encrypted": "This file is protected with a password, so nobody could read it. Save a copy without the"
    " password and upload that.",
    "macros": "This file holds macros (small programs). Save it as an ordinary document without macros, or as"
    " a PDF, and upload that.",
    "old-office": "This is an old Word or Excel format. Open it, choose Save as, pick .docx or .xlsx (or PDF)"
    " and upload that.",
    "apple": "This was made with Pages, Numbers or Keynote, which only Apple’s programs open. Choose File,"
    " then Export to, as PDF or Word (a table as Excel), and upload that.",
    "pages": "This was made with Pages, which only Apple’s programs open. In Pages choose File, then"
    " Export to, then PDF or Word, and upload that; on an iPhone or iPad it is Share, then Export.",
    "numbers": "This was made with Numbers, which only Apple’s programs open. In Numbers choose File, then"
    " Export to, then Excel or PDF, and upload that; on an iPhone or iPad it is Share, then Export.",
    "mail": "This is a mail, not the document. Open it, save the file that is attached to it and upload"
    " that. Where the mail itself is asked for, print it to PDF (choose Print, then Save as PDF).",
    "archive": "This is a zip folder. Unpack it and upload the documents that are in it.",
    "heic": "This picture is in a format that only some phones and computers open. Save it as .jpg and upload"
    " that.",
    "damaged": "This file is damaged or incomplete, and we could not open it. Check that it opens on your"
    " computer, save it again and upload that copy.",
    "pdf-start": "Something stands in front of this PDF inside its file, and not every program opens it so."
    " If it opens on your computer, print it to PDF (choose Print, then Save as PDF) and upload that.",
    "not-text": "This file is not the plain text that a .csv file must be. In your spreadsheet program choose"
    " Save as, then CSV UTF-8, and upload that.",
    "unpacks-too-large": "This file unpacks to far more than its size. Save it again without large or hidden"
    " contents, or as a PDF, and upload that.",
    "too-many-pixels": "This picture has more than {most} million dots. Save it at a smaller size and upload"
    " that.",
    "odd-names": "Inside this file are names that an office program would not write. Open it, save a new copy"
    " and upload that.",
    "odd-parts": "Inside this file are parts that an office program would not write. Open it, save a new copy"
    " and upload that.",
    "dbs-certificate": "This looks like a DBS certificate, and copies of certificates are not kept: the"
    " DBS code of"
    " practice does not allow it. Add what the certificate says to the register of people instead: its level,"
    " number and date, and who saw it.",
    "not-word-or-excel": "A checklist can be read from a .csv file, from Word (.docx) and from Excel (.xlsx)"
    " only. Save this file as one of them and upload that.",
    "no-tables": "There is no table in this document, so there is no checklist to read. Upload the"
    " document whose"
    " requirements stand in a table.",
    "has-pictures": "This workbook has pictures, charts or pivot tables, which would be lost when it is"
    " filled. Take them out of a copy, and upload that.",
    "nothing-to-fill": "In this workbook no cell is empty beside words, so there is nothing to fill. Upload"
    " the workbook as it comes, without figures.",
    "too-many-empty": "This workbook has too many empty cells beside words. Take out the sheets that are not"
    " yours to fill, and upload that.",
    "malware": "This file holds what virus scanners know to be harmful, so it was not kept. Do not open it:"
    " ask whoever looks after your computers, and upload a clean copy.",
    "appended": "Something stands behind the end of this file that is no part of the document (a phone may"
    " keep a short film there). Print it to PDF (choose Print, then Save as PDF), or save a new copy, and"
    " upload that.",
    "pdf-script": "This PDF holds JavaScript (small programs). Print it to PDF (choose Print, then Save as"
    " PDF) and upload that.",
    "pdf-launch": "This PDF tells the computer of whoever opens it to start a program. Print it to PDF"
    " (choose Print, then Save as PDF) and upload that.",
    "pdf-sends": "This PDF is a form that sends to somebody else what is filled in. Print it to PDF (choose"
    " Print, then Save as PDF) and upload that.",
    "fetches": "When this file is opened it fetches something from another computer: a template, a picture,"
    " data or a file on a network. Save a copy without those links, or as a PDF, and upload that.",
    "files-inside": "There are other files or programs inside this file. Save each of them by itself, take it"
    " out of this file (or save this as a PDF by printing), and upload them one by one.",
    "activex": "This file holds controls that run as programs (ActiveX). Save it as a PDF and upload that.",
    "dde": "This file holds a formula or field that starts another program or fetches from the web. Take it"
    " out, or save the file as a PDF, and upload that.",
    "two-in-one": "This file is two kinds of file in one. Open it, save a new copy as a PDF and upload that.",
    "not-a-spreadsheet": "This is not a spreadsheet that we can read. Choose an Excel workbook (.xlsx) or a"
    " .csv file; your spreadsheet program can save as either.",
    "no-rows": "There is nothing in this spreadsheet. Fill it in, save it and upload it again.",
    "too-many-rows": "This spreadsheet has more than {most} rows. Split it into several files and upload them"
    " one after the other.",
    "too-many-columns": "This spreadsheet has more than {most} columns. Delete those that are not needed,"
    " save it and upload that.",
    "too-many-sheets": "This workbook has more than {most} sheets. Save the one that is meant in a workbook"
    " of its own and upload that.",
    "too-much-text": "There is more text in this file than anybody could check. Delete what is not"
    " needed, save it and upload that.",
}
"""Code to sentence. Codes are kept in records and never change; sentences may."""

MOST_MILLION_PIXELS = 64


class Refused(ValueError):
    """A file that is not taken. `code` is permanent; `sentence` tells the sender what to do. `part` is the
    name of what is refused inside it, where that is known; `right` the ending that its name should have,
    where that alone is wrong."""

    def __init__(self, code: str, part: str = "", **details: str) -> None:
        self.code, self.part, self.right = code, part, details.get("right", "").partition(" or ")[0]
        self.sentence = SENTENCES[code].format(most=details.pop("most", MOST_MILLION_PIXELS), **details)
        super().__init__(self.sentence)


def refuse_name(extension: str, found: Kind) -> Refused:
    """The refusal of a name that promises another kind than the content is."""
    right = " or ".join(found.extensions)
    if not extension:
        return Refused("no-extension", found=found.words, right=right)
    return Refused("extension", extension=extension, found=found.words, right=right)


def size_in_words(size: int) -> str:
    """A number of bytes as people read it.

    >>> size_in_words(25 * 1024 * 1024), size_in_words(1536), size_in_words(12)
    ('25 MB', '2 KB', '12 bytes')
    """
    for unit, step in (("MB", 1024 * 1024), ("KB", 1024)):
        if size >= step:
            return f"{size / step:.0f} {unit}"
    return f"{size} bytes"
