"""Nothing that is kept or told is forgotten where somebody has to say whose it is."""

import uuid
from itertools import combinations

from portal.acting.sealed import SEALED
from portal.history.queries.contents import Contents
from portal.history.queries.sides import OF_BOTH, OF_THE_LEAD, OF_THE_PARTNER, OF_THE_PORTAL
from portal.words.events import WORDS

SIDES = (OF_THE_PARTNER, OF_THE_LEAD, OF_BOTH, OF_THE_PORTAL)

UNDER_NO_ENGAGEMENT = [
    "action-added",
    "action-changed",
    "action-removed",
    "finding-added",
    "finding-changed",
    "finding-removed",
    "archive-downloaded",
    "checklist-kept",
    "checklist-published",
    "checklist-removed",
    "commissioner-joined",
    "contract-archived",
    "contract-changed",
    "contract-created",
    "contract-handed-over",
    "contract-let-go",
    "council-filled",
    "council-layout-kept",
    "document-issued",
    "edition-issued",
    "meetings-asked-changed",
    "minutes-downloaded",
    "minutes-kept",
    "pack-share-ended",
    "pack-shared",
    "pack-template-put",
    "pack-template-removed",
    "partners-imported",
    "period-noted",
    "returns-begin-said",
    "roll-up-downloaded",
    "roll-up-sent",
    "small-numbers-said",
]
"""What is of a contract or of the lead's own checklists alone: nobody but the lead meets it in a list."""

OF_AN_ORGANISATION = [
    "invitation-accepted",
    "invitation-refused",
    "invitation-revoked",
    "invitation-sent",
    "invitation-waits",
    "organisation-changed",
    "part-changed",
    "person-came-in",
    "person-changed",
    "person-entered",
    "person-exported",
    "person-forgotten",
    "person-kept-out",
    "person-left",
    "person-let-in",
    "person-removed",
    "person-came-back",
    "person-stays",
    "person-stays-away",
    "register-downloaded",
    "check-recorded",
    "renewal-noted",
    "training-recorded",
]
"""What an organisation sees of its own people, its register and its invitations."""

OF_A_PERSON = [
    "address-asked-for",
    "address-changed",
    "administrator-ended",
    "administrator-named",
    "calendar-address-ended",
    "calendar-address-made",
    "identity-joined",
    "name-changed",
    "passkey-added",
    "passkey-removed",
    "password-changed",
    "password-set",
    "person-created",
    "person-disabled",
    "person-enabled",
    "recovery-code-used",
    "recovery-codes-made",
    "reminders-set",
    "reset-asked-for",
    "second-factor-added",
    "second-factor-removed",
    "second-factor-replaced",
    "second-factor-reset",
    "sessions-ended",
    "signed-in",
    "signed-in-elsewhere",
    "signed-out",
]

OF_NO_CONTRACT = {
    "administrator": "who looks after the installation",
    "assignment": "the partner's register",
    "assignment_days": "the partner's register",
    "contract_archive": "what was made of it, afterwards",
    "dbs_check": "the partner's register",
    "going": "what goes of it, afterwards",
    "invitation": "somebody's address who may have refused",
    "membership": "an organisation's own people",
    "organisation_fact": "an organisation's own",
    "organisation_name": "an organisation's own",
    "own_checklist": "the lead's, for any of its contracts",
    "pack_template": "the lead's, for any of its contracts",
    "renewal_applied": "the partner's register",
    "status_check": "the partner's register",
    "training": "the partner's register",
    "worker": "the partner's register",
}


def test_every_event_is_somebodys() -> None:
    """One that is added says which side may see it; nobody finds out by seeing it."""
    said = [name for each in (*SIDES, UNDER_NO_ENGAGEMENT, OF_AN_ORGANISATION, OF_A_PERSON) for name in each]
    assert sorted(WORDS.keys() - set(said)) == []
    assert sorted(set(said) - WORDS.keys()) == []


def test_no_event_is_of_two_sides() -> None:
    lists = (*SIDES, UNDER_NO_ENGAGEMENT, OF_AN_ORGANISATION, OF_A_PERSON)
    assert [set(one) & set(other) for one, other in combinations(lists, 2) if set(one) & set(other)] == []


def test_every_sealed_table_is_in_a_contracts_archive_or_why_not() -> None:
    of_contracts = Contents(uuid.UUID(int=0)).rows().keys()
    assert set(SEALED) - of_contracts == OF_NO_CONTRACT.keys()
