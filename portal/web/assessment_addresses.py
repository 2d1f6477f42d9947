"""The addresses of an assessment: an EQIA while it is written, and as it was sent."""

from portal.web.addresses import SUBMISSION

ASSESSMENT = SUBMISSION.below("assessment")
ASSESSMENT_ABOUT = ASSESSMENT.below("about")
ASSESSMENT_ACTIONS = ASSESSMENT.below("actions")
ASSESSMENT_CHECK = ASSESSMENT.below("check")
ASSESSMENT_FINDING = ASSESSMENT.below("findings/{number:str}")
READ_ASSESSMENT = ASSESSMENT.below("read")
ASSESSMENT_SIGNATURE = ASSESSMENT.below("signature")
ASSESSMENT_WORD = ASSESSMENT.below("word")
