"""What mail servers send back, in the shapes of those that are common: made up, each for one message."""

from textwrap import dedent

HOSTILE_HEADER = "<anything.at.all@elsewhere.example>"

COPY = """\
From: good-standing@portal.example
To: pat@example.org
Subject: 3 things are due
Message-ID: {header}

Hello Pat,
"""


def report(
    fields: str, words: str = "Sorry.", copy: str = COPY, top: str = "", copied_as: str = "message/rfc822"
) -> str:
    """multipart/report; `fields` are those about the address."""
    return (
        f"{top}From: MAILER-DAEMON@mail.example\nTo: good-standing@portal.example\n"
        "Subject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="xx"\n\n'
        f"--xx\nContent-Type: text/plain; charset=utf-8\n\n{words}\n"
        "--xx\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail.example\n\n"
        f"{fields.strip()}\n\n"
        f"--xx\nContent-Type: {copied_as}\n\n{copy}\n--xx--\n"
    )


POSTFIX = report(
    dedent("""\
    Final-Recipient: rfc822; pat@example.org
    Original-Recipient: rfc822;pat@example.org
    Action: failed
    Status: 5.1.1
    Remote-MTA: dns; mx.example.org
    Diagnostic-Code: smtp; 550 5.1.1 <pat@example.org>: Recipient address
        rejected: User unknown"""),
    "I'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.",
    copied_as="text/rfc822-headers",
)

EXCHANGE = report(
    dedent("""\
    Final-Recipient: RFC822; pat@example.org
    Action: failed
    Status: 5.1.10
    Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not
     found by SMTP address lookup
    X-Display-Name: pat@example.org"""),
    "Delivery has failed to these recipients or groups:",
    top="In-Reply-To: {header}\nReferences: {header}\nX-MS-Exchange-Message-Is-Ndr:\n",
    copy=COPY.replace("Message-ID: {header}", "X-MS-TNEF-Correlator: {header}"),
)

GMAIL = report(
    dedent("""\
    Final-Recipient: rfc822; pat@example.org
    Action: failed
    Status: 5.2.2
    Diagnostic-Code: smtp; 552-5.2.2 The email account that you tried to reach is over
     quota. Please direct
     552 5.2.2 the recipient to its help pages.
    Last-Attempt-Date: Fri, 27 Nov 2026 03:04:05 -0800 (PST)"""),
    "** Message not delivered **",
    top="References: {header}\nIn-Reply-To: {header}\nX-Failed-Recipients: pat@example.org\n",
)

EXIM = report(
    dedent("""\
    Action: failed
    Final-Recipient: rfc822;pat@example.org
    Status: 5.0.0
    Remote-MTA: dns; mx.example.org
    Diagnostic-Code: smtp; 550 No such person at this address"""),
    "This message was created automatically by mail delivery software.",
    top="X-Failed-Recipients: pat@example.org\nAuto-Submitted: auto-replied\n",
)

OLD_EXIM = dedent("""\
    X-Failed-Recipients: pat@example.org
    From: Mail Delivery System <Mailer-Daemon@mail.example>
    Subject: Mail delivery failed: returning message to sender

    This message was created automatically by mail delivery software.

    A message that you sent could not be delivered to one or more of its
    recipients. This is a permanent error. The following address(es) failed:

      pat@example.org
        Unrouteable address

    ------ This is a copy of the message, including all the headers. ------

    From: good-standing@portal.example
    Message-ID: {header}

    Hello Pat,
    """)

DELAYED = report(
    dedent("""\
    Final-Recipient: rfc822; pat@example.org
    Action: delayed
    Status: 4.4.1
    Diagnostic-Code: X-Postfix; connect to mx.example.org[192.0.2.1]:25: Connection timed out
    Will-Retry-Until: Mon, 30 Nov 2026 03:04:05 +0000""")
)

GIVEN_UP = report(
    dedent("""\
    Final-Recipient: rfc822; pat@example.org
    Action: failed
    Status: 4.4.7
    Diagnostic-Code: smtp; delivery expired""")
)

NO_REPORTS = {
    "empty": "",
    "no mail at all": "\x00\xff" * 500,
    "out of office": "In-Reply-To: {header}\nSubject: Away\n\nI am away until Monday.\n",
    "delivered": report("Action: delivered\nStatus: 2.0.0"),
    "no action": report("Status: 5.1.1"),
    "about no message of ours": POSTFIX.replace("{header}", HOSTILE_HEADER),
    "about a made-up message of ours": POSTFIX.replace("{header}", "<1.2.3.4@good-standing.invalid>"),
    "without a boundary": "Content-Type: multipart/report\n\n--xx\n"
    "Content-Type: message/delivery-status\n\nAction: failed\n",
    "many parts": 'Content-Type: multipart/mixed; boundary="y"\n\n' + "--y\n\na\n" * 5_000 + "--y--\n",
    "deep": "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(3_000)),
    "a status that is none": report("Action: failed\nStatus: " + "5" * 10_000, copy="nothing"),
    "an unknown charset": "Content-Type: text/plain; charset=nonsense\n"
    "X-Failed-Recipients: pat@example.org\n\nno",
}
"""What tells nothing about a message, by what it is."""
