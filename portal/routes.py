"""The doors: a module per set of pages. ROUTES is every one of them."""

from litestar.handlers import HTTPRouteHandler

from portal.assessments.pages import assessment, incidents
from portal.assessments.pages import read as assessment_read
from portal.assessments.pages import write as assessment_write
from portal.authoring.pages import draft as checklist_draft
from portal.authoring.pages import from_file as checklist_from_file
from portal.authoring.pages import own as checklists_own
from portal.authoring.pages import publish as checklist_publish
from portal.authoring.pages import row as checklist_row
from portal.authoring.pages import same as checklist_same
from portal.authoring.pages import show as checklist
from portal.authoring.pages import word as checklist_word
from portal.authoring.pages import year as checklist_year
from portal.commitments.pages import contract as commitments_of_contract
from portal.commitments.pages import partner as commitments_of_partner
from portal.conditions import pages as conditions
from portal.contracts.pages import (
    carry_over,
    ending,
    engagement_change,
    merging,
    partner_new,
    partners_import,
    removing,
    setup,
)
from portal.contracts.pages import change as contract_change
from portal.contracts.pages import new as contract_new
from portal.council.pages import layout as council_layout
from portal.council.pages import listed as council_listed
from portal.council.pages import period as council_period
from portal.feedback import pages as feedback
from portal.files import pages as files
from portal.findings.pages import actions as finding_actions
from portal.findings.pages import contract as contract_actions
from portal.findings.pages import engagement as findings
from portal.findings.pages import plan as finding_plan
from portal.findings.pages import plan_actions as finding_plan_actions
from portal.history.pages import history, names
from portal.history.pages import keeping as history_keeping
from portal.home.pages import about, home
from portal.home.pages import calendar as my_calendar
from portal.home.pages import ending as partner_ending
from portal.insurance import pages as insurance
from portal.invitations.pages import answer as invitation_answer
from portal.invitations.pages import invitations
from portal.invitations.pages import invite as people_invite
from portal.issued.pages import acknowledge, documents, edition, issue
from portal.keeping import pages as keeping
from portal.meetings.pages import agenda, minutes
from portal.notices.pages import engagement as notices_engagement
from portal.notices.pages import mine as notices_mine
from portal.notices.pages import outgoing as notices_outgoing
from portal.occurrences.pages import contract as contract_occurrences
from portal.occurrences.pages import occurrence, telling
from portal.on_the_day.pages import finding as day_finding
from portal.on_the_day.pages import photo as day_photo
from portal.on_the_day.pages import report as day_report
from portal.on_the_day.pages import sample as day_sample
from portal.on_the_day.pages import sheet as day_sheet
from portal.organisations import pages as organisation
from portal.outcomes import pages as outcomes
from portal.overview.pages import ahead, calendar, changes, matrix, overview, partners, past, readiness, visit
from portal.packs.pages import briefing
from portal.packs.pages import contract as packs
from portal.packs.pages import file as pack_file
from portal.packs.pages import own as own_packs
from portal.packs.pages import sheets as taken_sheets
from portal.packs.pages import template as pack_template
from portal.partners import pages as partners_own
from portal.payments.pages import listed as payments_listed
from portal.payments.pages import statement as payment_statement
from portal.people.pages import address as own_address
from portal.people.pages import contract as contract_people
from portal.people.pages import invited as people_invited
from portal.people.pages import organisation as organisation_people
from portal.people.pages import person as people_person
from portal.post import pages as bounces
from portal.register.pages import days as register_days
from portal.register.pages import everybody as register
from portal.register.pages import export as register_export
from portal.register.pages import people_import
from portal.register.pages import person as register_person
from portal.register.pages import records as register_records
from portal.register.pages import team as register_team
from portal.returns.pages import asking as return_asking
from portal.returns.pages import charts as return_charts
from portal.returns.pages import partner as partner_returns
from portal.returns.pages import period as period_returns
from portal.returns.pages import read as return_read
from portal.returns.pages import section as return_section
from portal.returns.pages import workbook as return_workbook
from portal.review.pages import carried_out, queue, received, review, waive
from portal.review.pages import confirmations as confirmations_review
from portal.review.pages import register as register_review
from portal.running import pages as running
from portal.search import pages as search
from portal.sign_in.pages import factor as your_factor
from portal.sign_in.pages import halfway, links, passkeys, provider, sign_in, you
from portal.sites import pages as sites
from portal.slots.pages import engagement, slot
from portal.submissions.pages import changing as draft_changing
from portal.submissions.pages import (
    confirmations,
    shelf,
    shelf_choose,
    still_in_force,
    unsent,
)
from portal.submissions.pages import dates as draft
from portal.submissions.pages import details as draft_details
from portal.submissions.pages import files as upload
from portal.submissions.pages import open as draft_open
from portal.submissions.pages import policy as draft_policy
from portal.submissions.pages import send as draft_send
from portal.submissions.pages import statement as draft_words
from portal.visits.pages import booking as visits
from portal.work import pages as work

ROUTES: list[HTTPRouteHandler] = [
    *about.ROUTES,
    *links.ROUTES,
    *sign_in.ROUTES,
    *halfway.ROUTES,
    *passkeys.ROUTES,
    *provider.ROUTES,
    *you.ROUTES,
    *your_factor.ROUTES,
    *keeping.ROUTES,
    *visits.ROUTES,
    *agenda.ROUTES,
    *minutes.ROUTES,
    *finding_plan.ROUTES,
    *finding_plan_actions.ROUTES,
    *findings.ROUTES,
    *finding_actions.ROUTES,
    *contract_actions.ROUTES,
    *calendar.ROUTES,
    *commitments_of_contract.ROUTES,
    *commitments_of_partner.ROUTES,
    *feedback.ROUTES,
    *outcomes.ROUTES,
    *sites.ROUTES,
    *contract_occurrences.ROUTES,
    *telling.ROUTES,
    *occurrence.ROUTES,
    *council_layout.ROUTES,
    *council_listed.ROUTES,
    *council_period.ROUTES,
    *payments_listed.ROUTES,
    *payment_statement.ROUTES,
    *return_charts.ROUTES,
    *period_returns.ROUTES,
    *return_asking.ROUTES,
    *partner_returns.ROUTES,
    *return_read.ROUTES,
    *return_section.ROUTES,
    *return_workbook.ROUTES,
    *my_calendar.ROUTES,
    *visit.ROUTES,
    *ahead.ROUTES,
    *changes.ROUTES,
    *past.ROUTES,
    *setup.ROUTES,
    *people_invite.ROUTES,
    *organisation_people.ROUTES,
    *people_person.ROUTES,
    *people_invited.ROUTES,
    *contract_people.ROUTES,
    *own_address.ROUTES,
    *people_import.ROUTES,
    *register_export.ROUTES,
    *partners_import.ROUTES,
    *carry_over.ROUTES,
    *invitations.ROUTES,
    *invitation_answer.ROUTES,
    *register.ROUTES,
    *register_team.ROUTES,
    *register_person.ROUTES,
    *register_records.ROUTES,
    *register_days.ROUTES,
    *confirmations_review.ROUTES,
    *register_review.ROUTES,
    *partner_new.ROUTES,
    *documents.ROUTES,
    *issue.ROUTES,
    *merging.ROUTES,
    *removing.ROUTES,
    *edition.ROUTES,
    *ending.ROUTES,
    *engagement_change.ROUTES,
    *conditions.ROUTES,
    *contract_new.ROUTES,
    *contract_change.ROUTES,
    *checklist.ROUTES,
    *checklist_draft.ROUTES,
    *checklist_publish.ROUTES,
    *checklist_row.ROUTES,
    *checklist_year.ROUTES,
    *checklist_same.ROUTES,
    *checklist_word.ROUTES,
    *checklist_from_file.ROUTES,
    *checklists_own.ROUTES,
    *organisation.ROUTES,
    *overview.ROUTES,
    *partners.ROUTES,
    *partners_own.ROUTES,
    *matrix.ROUTES,
    *queue.ROUTES,
    *review.ROUTES,
    *waive.ROUTES,
    *received.ROUTES,
    *carried_out.ROUTES,
    *readiness.ROUTES,
    *day_sheet.ROUTES,
    *day_sample.ROUTES,
    *day_finding.ROUTES,
    *day_photo.ROUTES,
    *day_report.ROUTES,
    *briefing.ROUTES,
    *packs.ROUTES,
    *own_packs.ROUTES,
    *pack_template.ROUTES,
    *pack_file.ROUTES,
    *taken_sheets.ROUTES,
    *history.ROUTES,
    *history_keeping.ROUTES,
    *names.ROUTES,
    *home.ROUTES,
    *search.ROUTES,
    *partner_ending.ROUTES,
    *bounces.ROUTES,
    *notices_mine.ROUTES,
    *notices_outgoing.ROUTES,
    *notices_engagement.ROUTES,
    *engagement.ROUTES,
    *slot.ROUTES,
    *insurance.ROUTES,
    *still_in_force.ROUTES,
    *confirmations.ROUTES,
    *acknowledge.ROUTES,
    *draft.ROUTES,
    *assessment.ROUTES,
    *assessment_write.ROUTES,
    *assessment_read.ROUTES,
    *incidents.ROUTES,
    *draft_details.ROUTES,
    *draft_policy.ROUTES,
    *draft_words.ROUTES,
    *draft_open.ROUTES,
    *draft_changing.ROUTES,
    *draft_send.ROUTES,
    *upload.ROUTES,
    *files.ROUTES,
    *shelf.ROUTES,
    *shelf_choose.ROUTES,
    *unsent.ROUTES,
    *work.ROUTES,
    *running.ROUTES,
]
