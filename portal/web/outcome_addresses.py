"""The addresses of soft outcomes, and of sites with a Changing Places toilet."""

from portal.web.addresses import CONTRACT, ENGAGEMENT

CONTRACT_OUTCOMES = CONTRACT.below("outcomes")
OUTCOMES = ENGAGEMENT.below("outcomes")
OUTCOME_REVIEW = OUTCOMES.below("{outcomes_key:str}/{period:str}")
RATE_OUTCOME = OUTCOME_REVIEW.below("rate/{outcome_key:str}")

CONTRACT_SITES = CONTRACT.below("sites")
SITES = ENGAGEMENT.below("sites")
NEW_SITE = SITES.below("new")
SITE = SITES.below("{site_id:uuid}")
LOOK_UP_SITE = SITE.below("map")
END_SITE = SITE.below("end")
NEW_FAULT = SITE.below("faults/new")
FAULT_STEP = SITE.below("faults/{fault_id:uuid}/{fault_step:str}")
