"""Every address of the portal, by name: what a route is registered under, and how a link to it is made."""

import re
from functools import cache
from urllib.parse import quote, urlencode

GAP = re.compile(r"\{[^}]*\}")


@cache
def pieces_of(route: str) -> tuple[str, ...]:
    """What stands before, between and behind the gaps of a route."""
    return tuple(GAP.split(route))


class Address(str):
    """A route as Litestar takes it. Called with what stands in its gaps, in order, it is a page's address.

    >>> Address("/contracts/{contract_id:uuid}/partners")("17", having="missing", on="")
    '/contracts/17/partners?having=missing'
    """

    __slots__ = ()

    def __call__(self, *given: object, **query: object) -> str:
        """What is empty is left out of the query. Raises ValueError unless every gap has its value."""
        first, *others = pieces_of(self)
        if len(others) != len(given):
            raise ValueError(f"{self!s} takes {len(others)} values, not {len(given)}")
        filled = [quote(str(each), safe="") + piece for each, piece in zip(given, others, strict=True)]
        path = first + "".join(filled)
        asked = query and urlencode({name: each for name, each in query.items() if each not in {None, ""}})
        return f"{path}?{asked}" if asked else path

    def below(self, rest: str) -> "Address":
        return Address(f"{self!s}/{rest}")


HOME = Address("/")
YOUR_ADDRESS = Address("/your-address")
CONFIRM_ADDRESS = YOUR_ADDRESS.below("{address_token:str}")
ACCESSIBILITY = Address("/accessibility")
PRIVACY = Address("/privacy")

LIVE = Address("/health/live")
READY = Address("/health/ready")
FIGURES = Address("/metrics")
INSTALLATION = Address("/installation")

WORK = Address("/background-work")
PROGRESS = WORK.below("{work_id:uuid}")
TRY_AGAIN = PROGRESS.below("again")

NOTICES = Address("/notices")
READ_NOTICES = NOTICES.below("read")
NOTICE_CHOICES = NOTICES.below("choices")
UNSUBSCRIBE = Address("/unsubscribe/{proof:str}")
BOUNCES = Address("/bounces/{bounce_secret:str}")

SIGN_IN = Address("/sign-in")
SIGN_OUT = Address("/sign-out")
SIGN_IN_CODE = SIGN_IN.below("code")
SIGN_IN_SET_UP = SIGN_IN.below("set-up")
SIGN_IN_PASSKEY = SIGN_IN.below("passkey")
ASK_FOR_PASSKEY = SIGN_IN_PASSKEY.below("ask")
SIGN_IN_ORGANISATION = SIGN_IN.below("organisation")
SIGN_IN_THROUGH = SIGN_IN_ORGANISATION.below("{domain:str}")
SIGN_IN_BACK = SIGN_IN.below("back")
FORGOTTEN_PASSWORD = Address("/forgotten-password")
LINK = Address("/links/{token:str}")
JOIN = Address("/join/{invitation_token:str}")
INVITATION = Address("/invitations/{invitation_id:uuid}")

YOU = Address("/you")
YOUR_NAME = YOU.below("name")
YOUR_PASSWORD = YOU.below("password")
YOUR_FACTOR = YOU.below("second-factor")
CONFIRM_FACTOR = YOUR_FACTOR.below("confirm")
OTHER_APP = YOUR_FACTOR.below("another")
KEEP_APP = OTHER_APP.below("not")
REMOVE_FACTOR = YOUR_FACTOR.below("remove")
RECOVERY_CODES = YOU.below("recovery-codes")
NEW_RECOVERY_CODES = RECOVERY_CODES.below("new")
NEW_PASSKEY = YOU.below("passkeys/new")
ASK_FOR_NEW_PASSKEY = NEW_PASSKEY.below("ask")
PASSKEY = YOU.below("passkeys/{passkey_id:uuid}")
REMOVE_PASSKEY = PASSKEY.below("remove")
END_SESSIONS = YOU.below("sessions/end")

CHECKLISTS = Address("/checklists")
CHECKLIST_FROM_WORD = CHECKLISTS.below("from-word")
NEW_CHECKLIST = CHECKLISTS.below("new")
CHECKLIST = CHECKLISTS.below("{checklist_id:uuid}")
REMOVE_CHECKLIST = CHECKLIST.below("remove")

DRAFT_CHECKLIST = Address("/checklist-drafts/{draft_id:uuid}")
DRAFT_CHECKLIST_ABOUT = DRAFT_CHECKLIST.below("about")
DRAFT_CHECKLIST_CHANGES = DRAFT_CHECKLIST.below("changes")
DISCARD_DRAFT_CHECKLIST = DRAFT_CHECKLIST.below("discard")
PUBLISH_DRAFT_CHECKLIST = DRAFT_CHECKLIST.below("publish")
NEW_ROW = DRAFT_CHECKLIST.below("requirements/new")
ROW = DRAFT_CHECKLIST.below("requirements/{row:str}")
ROW_KIND = ROW.below("kind")
ROW_SAME = ROW.below("same")

NEW_CONTRACT = Address("/contracts/new")
CONTRACT = Address("/contracts/{contract_id:uuid}")
CHANGE_CONTRACT = CONTRACT.below("change")
CONTRACT_CHECKLIST = CONTRACT.below("checklist")
CHANGE_CHECKLIST = CONTRACT_CHECKLIST.below("change")
VERSION_FROM_FILE = CONTRACT_CHECKLIST.below("from-file")
INVITATIONS = CONTRACT.below("invitations")
ISSUE = CONTRACT.below("issue/{key:str}")
MATRIX = CONTRACT.below("matrix")
PARTNERS = CONTRACT.below("partners")
IMPORT_PARTNERS = PARTNERS.below("import")
IMPORTED_PARTNERS = IMPORT_PARTNERS.below("{sheet_id:uuid}")
NEW_PARTNER = PARTNERS.below("new")
PARTNERS_TEMPLATE = PARTNERS.below("template.xlsx")
CONTRACT_PEOPLE = CONTRACT.below("people")
INVITE_PERSON = CONTRACT_PEOPLE.below("new")
HAND_OVER = CONTRACT.below("hand-over")
QUEUE = CONTRACT.below("queue")
OUTGOING = CONTRACT.below("notices")
REMINDER_WISHES = OUTGOING.below("how")
SENT_NOTICES = OUTGOING.below("sent")
READINESS = CONTRACT.below("readiness")
SET_UP = CONTRACT.below("set-up")
BOOK_VISIT = CONTRACT.below("visits/new")
CANCEL_VISIT = CONTRACT.below("visits/{visit_id:uuid}/cancel")

ENGAGEMENT = Address("/engagements/{engagement_id:uuid}")
CHANGE_ENGAGEMENT = ENGAGEMENT.below("change")
END_ENGAGEMENT = ENGAGEMENT.below("end")
UNDO_ENDING = END_ENGAGEMENT.below("undo")
CONTACTS = ENGAGEMENT.below("contacts")
HOLD = ENGAGEMENT.below("hold")
END_HOLD = HOLD.below("{hold_id:uuid}/end")
SEND_NOW = ENGAGEMENT.below("remind")
CONDITIONS = ENGAGEMENT.below("conditions")
CONDITION = CONDITIONS.below("{condition:str}")
INCIDENTS = ENGAGEMENT.below("incidents")
NEW_INCIDENT = INCIDENTS.below("new")
WITHDRAW_INCIDENT = INCIDENTS.below("{incident_id:uuid}/withdraw")
ENGAGEMENT_INSURANCE = ENGAGEMENT.below("insurance")
ENGAGEMENT_BROKER = ENGAGEMENT_INSURANCE.below("broker")
SLOT = ENGAGEMENT.below("requirements/{key:str}")
ACKNOWLEDGE = SLOT.below("acknowledge")
CARRIED_OUT = SLOT.below("carried-out")
CHOOSE_FROM_SHELF = SLOT.below("from-shelf")
SLOT_HISTORY = SLOT.below("history")
REVIEW_REGISTER = SLOT.below("register")
START_DRAFT = SLOT.below("start")
STILL_IN_FORCE = SLOT.below("still-in-force")
WAIVE = SLOT.below("waive")

FILE = Address("/files/{file_id:uuid}")
FILE_PAGE = FILE.below("pages/{number:str}")

ORGANISATION = Address("/organisations/{organisation_id:uuid}")
CHANGE_ORGANISATION = ORGANISATION.below("change")
PEOPLE = ORGANISATION.below("people")
INVITE_COLLEAGUE = PEOPLE.below("new")
PERSON = PEOPLE.below("{person_id:uuid}")
CHANGE_PART = PERSON.below("part")
END_THEIR_SESSIONS = PERSON.below("end-sessions")
REMOVE_PERSON = PERSON.below("remove")
LEAVE_ORGANISATION = ORGANISATION.below("leave")
LET_IN = ORGANISATION.below("let-in")
INSURANCE = ORGANISATION.below("insurance")
BROKER = INSURANCE.below("broker")
SHELF = ORGANISATION.below("shelf")
DELETE_UNSENT = SHELF.below("{unsent_id:uuid}/delete")
REGISTER = ORGANISATION.below("register")
EXPORT_REGISTER = REGISTER.below("export/{kind:str}")
IMPORT_PEOPLE = REGISTER.below("import")
IMPORTED_PEOPLE = IMPORT_PEOPLE.below("{sheet_id:uuid}")
NEW_WORKER = REGISTER.below("new")
REGISTER_TEMPLATE = REGISTER.below("template.xlsx")
WORKER = REGISTER.below("{worker_id:uuid}")
CHANGE_WORKER = WORKER.below("change")
NEW_CHECK = WORKER.below("check")
WORKER_DAYS = WORKER.below("contracts/{engagement_id:uuid}")
LEAVE = WORKER.below("leave")
STATUS_CHECK = WORKER.below("records/{record_id:uuid}/status")
TAKE_BACK_RECORD = WORKER.below("records/{record_id:uuid}/take-back")
RENEWAL = WORKER.below("renewal")
NEW_TRAINING = WORKER.below("training")

CORRECT_INVITED = Address("/invited/{invited_id:uuid}/address")
INVITE_AGAIN = Address("/invited/{invited_id:uuid}/again")
REVOKE_INVITED = Address("/invited/{invited_id:uuid}/revoke")

SUBMISSION = Address("/submissions/{submission_id:uuid}")
DRAFT_AMOUNT = SUBMISSION.below("amount")
DRAFT_ANSWERS = SUBMISSION.below("answers")
DRAFT_ASSURANCE = SUBMISSION.below("assurance")
DRAFT_DATES = SUBMISSION.below("dates")
DISCARD_DRAFT = SUBMISSION.below("discard")
SEND_ELSEWHERE = SUBMISSION.below("elsewhere")
DRAFT_FILES = SUBMISSION.below("files")
REMOVE_FILE = DRAFT_FILES.below("remove")
DRAFT_PARTIES = SUBMISSION.below("parties")
RECEIPT = SUBMISSION.below("receipt")
REVIEW = SUBMISSION.below("review")
DRAFT_STATEMENT = SUBMISSION.below("statement")
ASSESSMENT = SUBMISSION.below("assessment")
ASSESSMENT_ABOUT = ASSESSMENT.below("about")
ASSESSMENT_ACTIONS = ASSESSMENT.below("actions")
ASSESSMENT_CHECK = ASSESSMENT.below("check")
ASSESSMENT_FINDING = ASSESSMENT.below("findings/{number:str}")
READ_ASSESSMENT = ASSESSMENT.below("read")
ASSESSMENT_SIGNATURE = ASSESSMENT.below("signature")
ASSESSMENT_WORD = ASSESSMENT.below("word")
