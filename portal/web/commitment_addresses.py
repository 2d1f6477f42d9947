"""The addresses of what a tender promised."""

from portal.web.addresses import CONTRACT, ENGAGEMENT

CONTRACT_COMMITMENTS = CONTRACT.below("commitments")
NEW_COMMITMENT = CONTRACT_COMMITMENTS.below("new")
STRIKE_COMMITMENT = CONTRACT_COMMITMENTS.below("{commitment_id:uuid}/strike")
DECIDE_COMMITMENT = CONTRACT_COMMITMENTS.below("{commitment_id:uuid}/{year:int}")
GIVE_OWN_COMMITMENT = DECIDE_COMMITMENT.below("give")
COMMITMENTS = ENGAGEMENT.below("commitments")
GIVE_COMMITMENT = COMMITMENTS.below("{commitment_id:uuid}/{year:int}")
