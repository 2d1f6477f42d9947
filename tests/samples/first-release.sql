BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001_first_tables');
CREATE TABLE assignment (
	worker_id CHAR(32) NOT NULL, 
	engagement_id CHAR(32) NOT NULL, 
	from_on DATE NOT NULL, 
	until_on DATE, 
	CONSTRAINT pk_assignment PRIMARY KEY (worker_id, engagement_id), 
	CONSTRAINT ck_assignment_dates CHECK (until_on >= from_on), 
	CONSTRAINT fk_assignment_engagement_id FOREIGN KEY(engagement_id) REFERENCES engagement (id), 
	CONSTRAINT fk_assignment_worker_id FOREIGN KEY(worker_id) REFERENCES worker (id)
);
INSERT INTO "assignment" VALUES('df6ca9fc46e14da79112572ed7aae041','c9008af0ef0f412684582c9030fa4dac','2025-04-01',NULL);
CREATE TABLE browser_session (
	token_hash TEXT NOT NULL, 
	person_id CHAR(32) NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	CONSTRAINT pk_browser_session PRIMARY KEY (token_hash), 
	CONSTRAINT fk_browser_session_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE checklist_version (
	id CHAR(32) NOT NULL, 
	contract_id CHAR(32) NOT NULL, 
	in_force_from DATE NOT NULL, 
	definition JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_checklist_version PRIMARY KEY (id), 
	CONSTRAINT fk_checklist_version_contract_id FOREIGN KEY(contract_id) REFERENCES contract (id), 
	CONSTRAINT uq_checklist_version_contract_id_in_force_from UNIQUE (contract_id, in_force_from)
);
INSERT INTO "checklist_version" VALUES('6732aee18142465eb87fbc6bb6e3e410','51f72d7ba8ec4262b90e5090c02afab3','2025-04-01','{"key": "porchlight-peer-support", "title": "Peer Support, Dover and Folkestone", "in_force_from": "2025-04-01", "requirements": [{"key": "safeguarding-policy", "title": "Safeguarding policy and procedures", "kind": "document", "force": "must", "clause": "K1", "group": "Key contract requirements", "asks": "Your safeguarding policy and procedures, for adults and for children.", "look_for": ["Follows the Kent and Medway multi-agency Safeguarding Adults policy", "Follows the Kent and Medway Safeguarding Children procedures", "Says who the safeguarding lead is and how a concern is raised"], "warn_days": 42, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "dbs-checks", "title": "DBS checks", "kind": "register", "force": "must", "clause": "K2", "group": "Key contract requirements", "asks": "A clear enhanced DBS check, with the adults'' and the children''s barred lists, for everyone who performs the services. Renewed every 3 years.", "look_for": ["Everyone who performs the services is listed", "Enhanced, with both barred lists", "Somebody named has seen the certificate"], "months": 36, "warn_days": 60, "parts": [], "deadline_months": {}, "level": "enhanced", "lists": ["adults", "children"], "characteristics": []}, {"key": "insurance", "title": "Insurance", "kind": "cover", "force": "must", "clause": "K3", "group": "Key contract requirements", "asks": "Public liability, employers'' liability and professional indemnity insurance, each at the level shown.", "look_for": ["The insured name is the partner''s legal or trading name", "Amount and basis as asked", "The period of insurance runs without a gap"], "warn_days": 42, "parts": [{"key": "public-liability", "title": "Public liability insurance", "insurance": "public liability", "amount": 5000000, "basis": "per-claim"}, {"key": "employers-liability", "title": "Employers'' liability insurance", "insurance": "employers'' liability", "amount": 5000000, "basis": "per-claim"}, {"key": "professional-indemnity", "title": "Professional indemnity insurance", "insurance": "professional indemnity", "amount": 1000000, "basis": "aggregate"}], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "data-protection", "title": "Data protection procedures", "kind": "document", "force": "must", "clause": "K4", "group": "Key contract requirements", "asks": "Your data protection policy, and evidence of how service users'' personal data and special category data are kept secure.", "look_for": ["A satisfactory policy", "Evidence of secure processes for personal and special category data of service users"], "statement": "Our data protection procedures meet the Data Protection Act 2018 and the General Data Protection Regulation (EU) 2016/679.", "warn_days": 42, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "audited-accounts", "title": "Audited accounts", "kind": "accounts", "force": "must", "clause": "K5", "group": "Key contract requirements", "asks": "Your organisation''s audited accounts for each of the past 3 financial years.", "look_for": ["The accounts of the year that is asked for", "Audited, with the auditor''s report"], "warn_days": 30, "parts": [], "years": 3, "deadline_months": {"charity": 10, "company": 9}, "lists": [], "characteristics": []}, {"key": "outcomes-reporting", "title": "Outcomes reporting", "kind": "confirmation", "force": "must", "clause": "K6", "group": "Key contract requirements", "asks": "Confirmation that you can give the lead provider what it needs to report outcomes to the council.", "look_for": [], "statement": "We can provide the information that the lead provider needs to report to Kent County Council on the achievement of outcomes.", "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "quality-standards", "title": "Quality standards", "kind": "document", "force": "must", "clause": "K7", "group": "Key contract requirements", "asks": "The procedure that shows how you comply with the quality standards for your service, such as NICE or Arts and Culture.", "look_for": ["Names the standards that apply to this service", "Says how compliance with them is confirmed"], "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "market-stewardship", "title": "Market Stewardship Principles", "kind": "issued-by-lead", "force": "must", "clause": "K8", "group": "Key contract requirements", "asks": "The lead provider gives you a copy of the Market Stewardship Principles; you say that you have it.", "look_for": [], "statement": "We have received our copy of the Market Stewardship Principles.", "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "complaints-policy", "title": "Complaints policy", "kind": "document", "force": "must", "clause": "K9", "group": "Key contract requirements", "asks": "Your complaints policy.", "look_for": ["Includes compliance with KCC''s Public Health Serious Incidents Procedure"], "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "business-continuity", "title": "Business continuity plan", "kind": "document", "force": "must", "clause": "K10", "group": "Key contract requirements", "asks": "Your business continuity or disaster recovery plan.", "look_for": ["Covers loss of premises, people and systems", "Says who decides and how people are reached"], "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "health-and-safety", "title": "Health and safety policy", "kind": "document", "force": "must", "clause": "K11", "group": "Key contract requirements", "asks": "Your health and safety policy.", "look_for": ["Signed and dated", "Says who is responsible for what"], "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "anti-bribery", "title": "Anti-bribery policy", "kind": "document", "force": "must", "clause": "K12", "group": "Key contract requirements", "asks": "Your anti-bribery policy.", "look_for": ["Covers gifts and hospitality", "Says how a concern is reported"], "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "equal-opportunities", "title": "Equal opportunities procedure", "kind": "document", "force": "must", "clause": "K13", "group": "Key contract requirements", "asks": "Your equalities policy.", "look_for": ["Complies with the Equality Act 2010"], "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "whistleblowing", "title": "Whistleblowing policy", "kind": "document", "force": "must", "clause": "K14", "group": "Key contract requirements", "asks": "Your whistleblowing policy.", "look_for": ["Complies with the Public Interest Disclosure Act 1998"], "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "freedom-of-information", "title": "Freedom of information", "kind": "confirmation", "force": "must", "clause": "K15", "group": "Key contract requirements", "asks": "Acknowledgement of the council''s duties under the Freedom of Information Act and the Environmental Information Regulations.", "look_for": [], "statement": "We acknowledge that Kent County Council is subject to the Freedom of Information Act 2000 and the Environmental Information Regulations 2004, and that we may have to disclose information so that it can comply with them.", "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "sub-contract", "title": "Sub-contract", "kind": "agreement", "force": "must", "clause": "K16", "group": "Key contract requirements", "asks": "The sub-contract for these services, signed by the lead provider and by you.", "look_for": ["Signed by both sides", "For the services of this contract"], "warn_days": 90, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "induction", "title": "Induction, training and supervision policy", "kind": "confirmation", "force": "must", "clause": "B1", "group": "Business as usual", "asks": "Confirmation that you have an induction, training and supervision policy in place.", "look_for": [], "statement": "We have an induction, training and supervision policy in place.", "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "disciplinary", "title": "Disciplinary and capability policy", "kind": "confirmation", "force": "must", "clause": "B2", "group": "Business as usual", "asks": "Confirmation that you have a disciplinary and capability policy in place.", "look_for": [], "statement": "We have a disciplinary and capability policy in place.", "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "eqia", "title": "Equality impact assessment (EQIA)", "kind": "assessment", "force": "must", "clause": "B3", "group": "Business as usual", "asks": "An equality impact assessment, done every year.", "look_for": ["Completed within the past 12 months", "Considers each of the eight characteristics"], "months": 12, "warn_days": 42, "parts": [], "deadline_months": {}, "lists": [], "characteristics": ["age", "disability", "gender", "gender identity", "race", "religion", "pregnancy", "sexual orientation"]}, {"key": "domestic-abuse", "title": "Domestic abuse workplace policy", "kind": "confirmation", "force": "must", "clause": "B4", "group": "Business as usual", "asks": "Confirmation that you have a workplace policy on domestic abuse in place.", "look_for": [], "statement": "We have a workplace policy on domestic abuse in place.", "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "bullying", "title": "Bullying and harassment policy", "kind": "confirmation", "force": "must", "clause": "B5", "group": "Business as usual", "asks": "Confirmation that you have a bullying and harassment policy in place.", "look_for": [], "statement": "We have a bullying and harassment policy in place.", "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "risk-management", "title": "Risk assessment and risk management policy", "kind": "confirmation", "force": "must", "clause": "B6", "group": "Business as usual", "asks": "Confirmation that you have a risk assessment and risk management policy in place.", "look_for": [], "statement": "We have a risk assessment and risk management policy in place.", "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "environment", "title": "Environmental sustainability and resilience policy", "kind": "confirmation", "force": "must", "clause": "B7", "group": "Business as usual", "asks": "Confirmation that you have an environmental sustainability and resilience policy in place.", "look_for": [], "statement": "We have an environmental sustainability and resilience policy in place.", "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "recruitment", "title": "Safe employment and recruitment policy", "kind": "confirmation", "force": "must", "clause": "B8", "group": "Business as usual", "asks": "Confirmation that you have a safe employment and recruitment policy in place, including for positive disclosure.", "look_for": [], "statement": "We have a safe employment and recruitment policy in place, including for positive disclosure.", "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "involvement", "title": "Service user involvement policy", "kind": "confirmation", "force": "must", "clause": "B9", "group": "Business as usual", "asks": "Confirmation that you have a service user involvement policy in place.", "look_for": [], "statement": "We have a service user involvement policy in place.", "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "volunteers", "title": "Volunteer policy", "kind": "confirmation", "force": "must", "clause": "B10", "group": "Business as usual", "asks": "Confirmation that you have a volunteer policy in place, if you use volunteers.", "look_for": [], "statement": "We have a volunteer policy in place.", "warn_days": 30, "condition": "uses-volunteers", "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}]}','2026-11-22 12:00:01.000000');
INSERT INTO "checklist_version" VALUES('79afcc06bea14c41a6ce2c0d80ce74c4','49bc1c44dba849ada39917846b5d8ff0','2025-04-01','{"key": "porchlight-peer-support", "title": "Peer Support, Dover and Folkestone", "in_force_from": "2025-04-01", "requirements": [{"key": "safeguarding-policy", "title": "Safeguarding policy and procedures", "kind": "document", "force": "must", "clause": "K1", "group": "Key contract requirements", "asks": "Your safeguarding policy and procedures, for adults and for children.", "look_for": ["Follows the Kent and Medway multi-agency Safeguarding Adults policy", "Follows the Kent and Medway Safeguarding Children procedures", "Says who the safeguarding lead is and how a concern is raised"], "warn_days": 42, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "dbs-checks", "title": "DBS checks", "kind": "register", "force": "must", "clause": "K2", "group": "Key contract requirements", "asks": "A clear enhanced DBS check, with the adults'' and the children''s barred lists, for everyone who performs the services. Renewed every 3 years.", "look_for": ["Everyone who performs the services is listed", "Enhanced, with both barred lists", "Somebody named has seen the certificate"], "months": 36, "warn_days": 60, "parts": [], "deadline_months": {}, "level": "enhanced", "lists": ["adults", "children"], "characteristics": []}, {"key": "insurance", "title": "Insurance", "kind": "cover", "force": "must", "clause": "K3", "group": "Key contract requirements", "asks": "Public liability, employers'' liability and professional indemnity insurance, each at the level shown.", "look_for": ["The insured name is the partner''s legal or trading name", "Amount and basis as asked", "The period of insurance runs without a gap"], "warn_days": 42, "parts": [{"key": "public-liability", "title": "Public liability insurance", "insurance": "public liability", "amount": 5000000, "basis": "per-claim"}, {"key": "employers-liability", "title": "Employers'' liability insurance", "insurance": "employers'' liability", "amount": 5000000, "basis": "per-claim"}, {"key": "professional-indemnity", "title": "Professional indemnity insurance", "insurance": "professional indemnity", "amount": 1000000, "basis": "aggregate"}], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "data-protection", "title": "Data protection procedures", "kind": "document", "force": "must", "clause": "K4", "group": "Key contract requirements", "asks": "Your data protection policy, and evidence of how service users'' personal data and special category data are kept secure.", "look_for": ["A satisfactory policy", "Evidence of secure processes for personal and special category data of service users"], "statement": "Our data protection procedures meet the Data Protection Act 2018 and the General Data Protection Regulation (EU) 2016/679.", "warn_days": 42, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "audited-accounts", "title": "Audited accounts", "kind": "accounts", "force": "must", "clause": "K5", "group": "Key contract requirements", "asks": "Your organisation''s audited accounts for each of the past 3 financial years.", "look_for": ["The accounts of the year that is asked for", "Audited, with the auditor''s report"], "warn_days": 30, "parts": [], "years": 3, "deadline_months": {"charity": 10, "company": 9}, "lists": [], "characteristics": []}, {"key": "outcomes-reporting", "title": "Outcomes reporting", "kind": "confirmation", "force": "must", "clause": "K6", "group": "Key contract requirements", "asks": "Confirmation that you can give the lead provider what it needs to report outcomes to the council.", "look_for": [], "statement": "We can provide the information that the lead provider needs to report to Kent County Council on the achievement of outcomes.", "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "quality-standards", "title": "Quality standards", "kind": "document", "force": "must", "clause": "K7", "group": "Key contract requirements", "asks": "The procedure that shows how you comply with the quality standards for your service, such as NICE or Arts and Culture.", "look_for": ["Names the standards that apply to this service", "Says how compliance with them is confirmed"], "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "market-stewardship", "title": "Market Stewardship Principles", "kind": "issued-by-lead", "force": "must", "clause": "K8", "group": "Key contract requirements", "asks": "The lead provider gives you a copy of the Market Stewardship Principles; you say that you have it.", "look_for": [], "statement": "We have received our copy of the Market Stewardship Principles.", "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "complaints-policy", "title": "Complaints policy", "kind": "document", "force": "must", "clause": "K9", "group": "Key contract requirements", "asks": "Your complaints policy.", "look_for": ["Includes compliance with KCC''s Public Health Serious Incidents Procedure"], "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "business-continuity", "title": "Business continuity plan", "kind": "document", "force": "must", "clause": "K10", "group": "Key contract requirements", "asks": "Your business continuity or disaster recovery plan.", "look_for": ["Covers loss of premises, people and systems", "Says who decides and how people are reached"], "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "health-and-safety", "title": "Health and safety policy", "kind": "document", "force": "must", "clause": "K11", "group": "Key contract requirements", "asks": "Your health and safety policy.", "look_for": ["Signed and dated", "Says who is responsible for what"], "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "anti-bribery", "title": "Anti-bribery policy", "kind": "document", "force": "must", "clause": "K12", "group": "Key contract requirements", "asks": "Your anti-bribery policy.", "look_for": ["Covers gifts and hospitality", "Says how a concern is reported"], "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "equal-opportunities", "title": "Equal opportunities procedure", "kind": "document", "force": "must", "clause": "K13", "group": "Key contract requirements", "asks": "Your equalities policy.", "look_for": ["Complies with the Equality Act 2010"], "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "whistleblowing", "title": "Whistleblowing policy", "kind": "document", "force": "must", "clause": "K14", "group": "Key contract requirements", "asks": "Your whistleblowing policy.", "look_for": ["Complies with the Public Interest Disclosure Act 1998"], "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "freedom-of-information", "title": "Freedom of information", "kind": "confirmation", "force": "must", "clause": "K15", "group": "Key contract requirements", "asks": "Acknowledgement of the council''s duties under the Freedom of Information Act and the Environmental Information Regulations.", "look_for": [], "statement": "We acknowledge that Kent County Council is subject to the Freedom of Information Act 2000 and the Environmental Information Regulations 2004, and that we may have to disclose information so that it can comply with them.", "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "sub-contract", "title": "Sub-contract", "kind": "agreement", "force": "must", "clause": "K16", "group": "Key contract requirements", "asks": "The sub-contract for these services, signed by the lead provider and by you.", "look_for": ["Signed by both sides", "For the services of this contract"], "warn_days": 90, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "induction", "title": "Induction, training and supervision policy", "kind": "confirmation", "force": "must", "clause": "B1", "group": "Business as usual", "asks": "Confirmation that you have an induction, training and supervision policy in place.", "look_for": [], "statement": "We have an induction, training and supervision policy in place.", "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "disciplinary", "title": "Disciplinary and capability policy", "kind": "confirmation", "force": "must", "clause": "B2", "group": "Business as usual", "asks": "Confirmation that you have a disciplinary and capability policy in place.", "look_for": [], "statement": "We have a disciplinary and capability policy in place.", "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "eqia", "title": "Equality impact assessment (EQIA)", "kind": "assessment", "force": "must", "clause": "B3", "group": "Business as usual", "asks": "An equality impact assessment, done every year.", "look_for": ["Completed within the past 12 months", "Considers each of the eight characteristics"], "months": 12, "warn_days": 42, "parts": [], "deadline_months": {}, "lists": [], "characteristics": ["age", "disability", "gender", "gender identity", "race", "religion", "pregnancy", "sexual orientation"]}, {"key": "domestic-abuse", "title": "Domestic abuse workplace policy", "kind": "confirmation", "force": "must", "clause": "B4", "group": "Business as usual", "asks": "Confirmation that you have a workplace policy on domestic abuse in place.", "look_for": [], "statement": "We have a workplace policy on domestic abuse in place.", "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "bullying", "title": "Bullying and harassment policy", "kind": "confirmation", "force": "must", "clause": "B5", "group": "Business as usual", "asks": "Confirmation that you have a bullying and harassment policy in place.", "look_for": [], "statement": "We have a bullying and harassment policy in place.", "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "risk-management", "title": "Risk assessment and risk management policy", "kind": "confirmation", "force": "must", "clause": "B6", "group": "Business as usual", "asks": "Confirmation that you have a risk assessment and risk management policy in place.", "look_for": [], "statement": "We have a risk assessment and risk management policy in place.", "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "environment", "title": "Environmental sustainability and resilience policy", "kind": "confirmation", "force": "must", "clause": "B7", "group": "Business as usual", "asks": "Confirmation that you have an environmental sustainability and resilience policy in place.", "look_for": [], "statement": "We have an environmental sustainability and resilience policy in place.", "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "recruitment", "title": "Safe employment and recruitment policy", "kind": "confirmation", "force": "must", "clause": "B8", "group": "Business as usual", "asks": "Confirmation that you have a safe employment and recruitment policy in place, including for positive disclosure.", "look_for": [], "statement": "We have a safe employment and recruitment policy in place, including for positive disclosure.", "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "involvement", "title": "Service user involvement policy", "kind": "confirmation", "force": "must", "clause": "B9", "group": "Business as usual", "asks": "Confirmation that you have a service user involvement policy in place.", "look_for": [], "statement": "We have a service user involvement policy in place.", "warn_days": 30, "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}, {"key": "volunteers", "title": "Volunteer policy", "kind": "confirmation", "force": "must", "clause": "B10", "group": "Business as usual", "asks": "Confirmation that you have a volunteer policy in place, if you use volunteers.", "look_for": [], "statement": "We have a volunteer policy in place.", "warn_days": 30, "condition": "uses-volunteers", "parts": [], "deadline_months": {}, "lists": [], "characteristics": []}]}','2026-11-22 12:00:01.000000');
CREATE TABLE contract (
	id CHAR(32) NOT NULL, 
	reference TEXT NOT NULL, 
	title TEXT NOT NULL, 
	commissioner_id CHAR(32) NOT NULL, 
	lead_id CHAR(32) NOT NULL, 
	starts_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_contract PRIMARY KEY (id), 
	CONSTRAINT ck_contract_parties CHECK (commissioner_id <> lead_id), 
	CONSTRAINT ck_contract_dates CHECK (ends_on >= starts_on), 
	CONSTRAINT fk_contract_commissioner_id FOREIGN KEY(commissioner_id) REFERENCES organisation (id), 
	CONSTRAINT fk_contract_lead_id FOREIGN KEY(lead_id) REFERENCES organisation (id), 
	CONSTRAINT uq_contract_reference UNIQUE (reference)
);
INSERT INTO "contract" VALUES('51f72d7ba8ec4262b90e5090c02afab3','C-WRLD-2222','Peer support on the coast','12720686831d4a09be73fef40ef7cae0','f6bd715b9b0844b1917641f4d2307142','2025-04-01','2028-03-31','2026-11-22 12:00:01.000000');
INSERT INTO "contract" VALUES('49bc1c44dba849ada39917846b5d8ff0','C-NSNS-2222','Noise contract','0ac7e5dedd35461cb270eecd49058850','b7b5914b680d48d9927e41dbe9a42c29','2025-04-01','2028-03-31','2026-11-22 12:00:01.000000');
CREATE TABLE dbs_check (
	submission_id CHAR(32) NOT NULL, 
	level TEXT NOT NULL, 
	adults_list BOOLEAN NOT NULL, 
	childrens_list BOOLEAN NOT NULL, 
	clear BOOLEAN, 
	seen_by TEXT NOT NULL, 
	seen_on DATE, 
	CONSTRAINT pk_dbs_check PRIMARY KEY (submission_id), 
	CONSTRAINT ck_dbs_check_level_word CHECK (level IN ('basic', 'standard', 'enhanced')), 
	CONSTRAINT fk_dbs_check_submission_id FOREIGN KEY(submission_id) REFERENCES submission (id)
);
INSERT INTO "dbs_check" VALUES('d6b73eff97024b8b80d003dfa673657a','enhanced',1,1,1,'Pat Partner',NULL);
CREATE TABLE decision (
	id CHAR(32) NOT NULL, 
	engagement_id CHAR(32) NOT NULL, 
	requirement_key TEXT NOT NULL, 
	part_key TEXT NOT NULL, 
	submission_id CHAR(32), 
	outcome TEXT NOT NULL, 
	from_on DATE, 
	until_on DATE, 
	amount BIGINT, 
	basis TEXT, 
	reason TEXT NOT NULL, 
	words TEXT NOT NULL, 
	corrects_id CHAR(32), 
	made_by CHAR(32), 
	made_at DATETIME NOT NULL, 
	made_on DATE NOT NULL, 
	CONSTRAINT pk_decision PRIMARY KEY (id), 
	CONSTRAINT ck_decision_basis_word CHECK (basis IN ('per-claim', 'aggregate')), 
	CONSTRAINT ck_decision_waiver_ends CHECK (outcome <> 'waive' OR until_on IS NOT NULL), 
	CONSTRAINT ck_decision_about_submission CHECK (outcome = 'waive' OR submission_id IS NOT NULL), 
	CONSTRAINT ck_decision_outcome_word CHECK (outcome IN ('accept', 'return', 'waive')), 
	CONSTRAINT fk_decision_corrects_id FOREIGN KEY(corrects_id) REFERENCES decision (id), 
	CONSTRAINT fk_decision_engagement_id FOREIGN KEY(engagement_id) REFERENCES engagement (id), 
	CONSTRAINT fk_decision_made_by FOREIGN KEY(made_by) REFERENCES person (id), 
	CONSTRAINT fk_decision_submission_id FOREIGN KEY(submission_id) REFERENCES submission (id), 
	CONSTRAINT uq_decision_corrects_id UNIQUE (corrects_id)
);
INSERT INTO "decision" VALUES('d44ce2d8b4bf42b1acc3b9bfb9fdc908','c9008af0ef0f412684582c9030fa4dac','complaints-policy','','07e274b894ac4195ad4d940155175bc0','accept','2026-11-01',NULL,NULL,NULL,'','',NULL,'c53b60af9a75408a9dd01e36fe3f961a','2026-11-22 12:00:13.000000','2026-11-22');
INSERT INTO "decision" VALUES('0c2d60a7b2674573b8e9bbed8b0fa003','c9008af0ef0f412684582c9030fa4dac','insurance','public-liability','edbcdb4af199453bb66090d867df2518','accept','2026-11-01','2027-10-31',5000000,'per-claim','','',NULL,'c53b60af9a75408a9dd01e36fe3f961a','2026-11-22 12:00:25.000000','2026-11-22');
INSERT INTO "decision" VALUES('5c1777c277484662a2a75721d127f6ef','c9008af0ef0f412684582c9030fa4dac','dbs-checks','df6ca9fc-46e1-4da7-9112-572ed7aae041','d6b73eff97024b8b80d003dfa673657a','accept','2026-11-01',NULL,NULL,NULL,'','',NULL,'c53b60af9a75408a9dd01e36fe3f961a','2026-11-22 12:00:36.000000','2026-11-22');
INSERT INTO "decision" VALUES('fa9369818a33406c8acd3acd6706de0f','c9008af0ef0f412684582c9030fa4dac','safeguarding-policy','','1967e6c6a4c94189b96648828c731407','return',NULL,NULL,NULL,NULL,'not-signed','Please sign the last page.',NULL,'c53b60af9a75408a9dd01e36fe3f961a','2026-11-22 12:00:57.000000','2026-11-22');
INSERT INTO "decision" VALUES('39176f1d9d264aca9045894d81d50422','c9008af0ef0f412684582c9030fa4dac','equal-opportunities','',NULL,'waive',NULL,'2027-03-31',NULL,NULL,'','Agreed with the council for now.',NULL,'c53b60af9a75408a9dd01e36fe3f961a','2026-11-22 12:01:05.000000','2026-11-22');
CREATE TABLE engagement (
	id CHAR(32) NOT NULL, 
	reference TEXT NOT NULL, 
	contract_id CHAR(32) NOT NULL, 
	partner_id CHAR(32) NOT NULL, 
	sort_name TEXT NOT NULL, 
	area TEXT NOT NULL, 
	starts_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	uses_volunteers BOOLEAN NOT NULL, 
	funding INTEGER, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_engagement PRIMARY KEY (id), 
	CONSTRAINT ck_engagement_dates CHECK (ends_on >= starts_on), 
	CONSTRAINT fk_engagement_contract_id FOREIGN KEY(contract_id) REFERENCES contract (id), 
	CONSTRAINT fk_engagement_partner_id FOREIGN KEY(partner_id) REFERENCES organisation (id), 
	CONSTRAINT uq_engagement_contract_id_partner_id_area UNIQUE (contract_id, partner_id, area), 
	CONSTRAINT uq_engagement_reference UNIQUE (reference)
);
INSERT INTO "engagement" VALUES('c9008af0ef0f412684582c9030fa4dac','E-WRLD-2222','51f72d7ba8ec4262b90e5090c02afab3','7e57b87173924fb5aa6d8ec39de68519','tidewater peers','Eastmouth','2025-04-01','2028-03-31',1,48000,'2026-11-22 12:00:01.000000');
INSERT INTO "engagement" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','E-WRLD-3333','51f72d7ba8ec4262b90e5090c02afab3','764b8e9a46234f3cb0df3135e93628d5','open door folk','Westmouth','2025-04-01','2028-03-31',0,48000,'2026-11-22 12:00:01.000000');
INSERT INTO "engagement" VALUES('792e8abe532f479a8da3cdbafbc93f70','E-NSNS-2222','49bc1c44dba849ada39917846b5d8ff0','7fa14a05b9b44551bdc792505f1278a1','noise partner group','Noiseford','2025-04-01','2028-03-31',1,48000,'2026-11-22 12:00:01.000000');
CREATE TABLE engagement_standing (
	engagement_id CHAR(32) NOT NULL, 
	asked_from_on DATE NOT NULL, 
	asked_until_on DATE NOT NULL, 
	contract_id CHAR(32) NOT NULL, 
	level TEXT NOT NULL, 
	blockers INTEGER NOT NULL, 
	blockers_with_lead INTEGER NOT NULL, 
	warnings INTEGER NOT NULL, 
	asked INTEGER NOT NULL, 
	in_order INTEGER NOT NULL, 
	CONSTRAINT pk_engagement_standing PRIMARY KEY (engagement_id, asked_from_on), 
	CONSTRAINT ck_engagement_standing_level_word CHECK (level IN ('not-ready', 'waiting', 'watch', 'ready')), 
	CONSTRAINT fk_engagement_standing_contract_id FOREIGN KEY(contract_id) REFERENCES contract (id), 
	CONSTRAINT fk_engagement_standing_engagement_id FOREIGN KEY(engagement_id) REFERENCES engagement (id)
);
INSERT INTO "engagement_standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','not-ready',25,1,0,25,0);
INSERT INTO "engagement_standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','not-ready',26,1,0,26,0);
INSERT INTO "engagement_standing" VALUES('c9008af0ef0f412684582c9030fa4dac','0001-01-01','2026-10-31','51f72d7ba8ec4262b90e5090c02afab3','not-ready',26,2,0,26,0);
INSERT INTO "engagement_standing" VALUES('c9008af0ef0f412684582c9030fa4dac','2026-11-01','2026-11-21','51f72d7ba8ec4262b90e5090c02afab3','not-ready',24,2,0,26,2);
INSERT INTO "engagement_standing" VALUES('c9008af0ef0f412684582c9030fa4dac','2026-11-22','2027-02-28','51f72d7ba8ec4262b90e5090c02afab3','not-ready',23,2,0,26,3);
INSERT INTO "engagement_standing" VALUES('c9008af0ef0f412684582c9030fa4dac','2027-03-01','2027-03-31','51f72d7ba8ec4262b90e5090c02afab3','not-ready',23,2,1,26,3);
INSERT INTO "engagement_standing" VALUES('c9008af0ef0f412684582c9030fa4dac','2027-04-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','not-ready',24,2,0,26,2);
CREATE TABLE event (
	number INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	name TEXT NOT NULL, 
	person_id CHAR(32), 
	contract_id CHAR(32), 
	engagement_id CHAR(32), 
	requirement_key TEXT, 
	data JSON NOT NULL, 
	previous_hash TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	CONSTRAINT pk_event PRIMARY KEY (number), 
	CONSTRAINT fk_event_contract_id FOREIGN KEY(contract_id) REFERENCES contract (id), 
	CONSTRAINT fk_event_engagement_id FOREIGN KEY(engagement_id) REFERENCES engagement (id), 
	CONSTRAINT fk_event_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_event_hash UNIQUE (hash)
);
INSERT INTO "event" VALUES(1,'2026-11-22 12:00:07.000000','file-uploaded','ee37cd93a79340bab831bc66d4afc4d4','51f72d7ba8ec4262b90e5090c02afab3','c9008af0ef0f412684582c9030fa4dac','complaints-policy','{"file": "e4e8c366-5cc9-4bbe-bda8-eee8fc3bb4cd", "name": "policy.pdf", "size": 58, "sha256": "be9730c182783d7ca5b504c37e33a6a9ba913a1ff729e8082ebb92fe5363c10e"}','','f19d319a47b885d53cf173a8d6d4f79eac5fca564e53258ffbce594a1c246736');
INSERT INTO "event" VALUES(2,'2026-11-22 12:00:11.000000','evidence-sent','ee37cd93a79340bab831bc66d4afc4d4','51f72d7ba8ec4262b90e5090c02afab3','c9008af0ef0f412684582c9030fa4dac','complaints-policy','{"submission": "07e274b8-94ac-4195-ad4d-940155175bc0", "reference": "S-JVDJ-4JR2", "part": ""}','f19d319a47b885d53cf173a8d6d4f79eac5fca564e53258ffbce594a1c246736','4222fd167a76b56e157aa48ba628564311f877b3ef0bdd7b8da20a1f803980b8');
INSERT INTO "event" VALUES(3,'2026-11-22 12:00:14.000000','evidence-accepted','c53b60af9a75408a9dd01e36fe3f961a','51f72d7ba8ec4262b90e5090c02afab3','c9008af0ef0f412684582c9030fa4dac','complaints-policy','{"decision": "d44ce2d8-b4bf-42b1-acc3-b9bfb9fdc908", "part": "", "outcome": "accept", "until": null, "reason": "", "submission": "07e274b8-94ac-4195-ad4d-940155175bc0"}','4222fd167a76b56e157aa48ba628564311f877b3ef0bdd7b8da20a1f803980b8','a5e7e765c7cfa3fdc79fb551798a2444cfa58f5b07a4c4544fece1d3af7e9383');
INSERT INTO "event" VALUES(4,'2026-11-22 12:00:19.000000','file-uploaded','ee37cd93a79340bab831bc66d4afc4d4','51f72d7ba8ec4262b90e5090c02afab3','c9008af0ef0f412684582c9030fa4dac','insurance','{"file": "493b68f7-c61f-465c-92a1-a479757c11bb", "name": "policy.pdf", "size": 58, "sha256": "be9730c182783d7ca5b504c37e33a6a9ba913a1ff729e8082ebb92fe5363c10e"}','a5e7e765c7cfa3fdc79fb551798a2444cfa58f5b07a4c4544fece1d3af7e9383','a464b61c243467532e2d80d58007822e4ff89039a4786fe7f6c7281ca31d93bf');
INSERT INTO "event" VALUES(5,'2026-11-22 12:00:23.000000','evidence-sent','ee37cd93a79340bab831bc66d4afc4d4','51f72d7ba8ec4262b90e5090c02afab3','c9008af0ef0f412684582c9030fa4dac','insurance','{"submission": "edbcdb4a-f199-453b-b660-90d867df2518", "reference": "S-Q7MJ-2G2H", "part": "public-liability"}','a464b61c243467532e2d80d58007822e4ff89039a4786fe7f6c7281ca31d93bf','418899aae62cb42efd6d61566d768654228d2a3c764beef062a7b50bc9296c8a');
INSERT INTO "event" VALUES(6,'2026-11-22 12:00:26.000000','evidence-accepted','c53b60af9a75408a9dd01e36fe3f961a','51f72d7ba8ec4262b90e5090c02afab3','c9008af0ef0f412684582c9030fa4dac','insurance','{"decision": "0c2d60a7-b267-4573-b8e9-bbed8b0fa003", "part": "public-liability", "outcome": "accept", "until": "2027-10-31", "reason": "", "submission": "edbcdb4a-f199-453b-b660-90d867df2518"}','418899aae62cb42efd6d61566d768654228d2a3c764beef062a7b50bc9296c8a','15cf34763735649a8318f59f38ae39d400e5654ebb8e08be4cd41db9d2353e8d');
INSERT INTO "event" VALUES(7,'2026-11-22 12:00:28.000000','person-added-to-register','ee37cd93a79340bab831bc66d4afc4d4','51f72d7ba8ec4262b90e5090c02afab3','c9008af0ef0f412684582c9030fa4dac',NULL,'{"worker": "df6ca9fc-46e1-4da7-9112-572ed7aae041", "from": "2025-04-01", "until": null}','15cf34763735649a8318f59f38ae39d400e5654ebb8e08be4cd41db9d2353e8d','af2eea6e833010291df9d8a97ed8650b2ff644791f1044cfc1f45cce1f28973e');
INSERT INTO "event" VALUES(8,'2026-11-22 12:00:34.000000','evidence-sent','ee37cd93a79340bab831bc66d4afc4d4','51f72d7ba8ec4262b90e5090c02afab3','c9008af0ef0f412684582c9030fa4dac','dbs-checks','{"submission": "d6b73eff-9702-4b8b-80d0-03dfa673657a", "reference": "S-BPS5-39N7", "part": "df6ca9fc-46e1-4da7-9112-572ed7aae041"}','af2eea6e833010291df9d8a97ed8650b2ff644791f1044cfc1f45cce1f28973e','5887e8cf04ca53e708b2622604fe2b32a5206e72e03602e213171bb322b8ee99');
INSERT INTO "event" VALUES(9,'2026-11-22 12:00:37.000000','evidence-accepted','c53b60af9a75408a9dd01e36fe3f961a','51f72d7ba8ec4262b90e5090c02afab3','c9008af0ef0f412684582c9030fa4dac','dbs-checks','{"decision": "5c1777c2-7748-4662-a2a7-5721d127f6ef", "part": "df6ca9fc-46e1-4da7-9112-572ed7aae041", "outcome": "accept", "until": null, "reason": "", "submission": "d6b73eff-9702-4b8b-80d0-03dfa673657a"}','5887e8cf04ca53e708b2622604fe2b32a5206e72e03602e213171bb322b8ee99','b4c6d38f940a7a2f3cd2732df94c8375d22928effa18acf61ef13af572c665e4');
INSERT INTO "event" VALUES(10,'2026-11-22 12:00:42.000000','file-uploaded','ee37cd93a79340bab831bc66d4afc4d4','51f72d7ba8ec4262b90e5090c02afab3','c9008af0ef0f412684582c9030fa4dac','anti-bribery','{"file": "99212068-70eb-4b21-8aae-e85388663e36", "name": "policy.pdf", "size": 58, "sha256": "be9730c182783d7ca5b504c37e33a6a9ba913a1ff729e8082ebb92fe5363c10e"}','b4c6d38f940a7a2f3cd2732df94c8375d22928effa18acf61ef13af572c665e4','116b9ebd3fa095b0829604b0f4f54d38f571e2f03de86155e7170926aabec4f9');
INSERT INTO "event" VALUES(11,'2026-11-22 12:00:46.000000','evidence-sent','ee37cd93a79340bab831bc66d4afc4d4','51f72d7ba8ec4262b90e5090c02afab3','c9008af0ef0f412684582c9030fa4dac','anti-bribery','{"submission": "ad210a50-17ee-4663-99a1-1201e606d4b5", "reference": "S-PZ3M-C6WN", "part": ""}','116b9ebd3fa095b0829604b0f4f54d38f571e2f03de86155e7170926aabec4f9','e3b80343936bcce62efc47e0ac0e2fd377c6c97236393af3a6a6794a89061cb1');
INSERT INTO "event" VALUES(12,'2026-11-22 12:00:51.000000','file-uploaded','ee37cd93a79340bab831bc66d4afc4d4','51f72d7ba8ec4262b90e5090c02afab3','c9008af0ef0f412684582c9030fa4dac','safeguarding-policy','{"file": "20b600c8-faac-4872-926e-5010ef5fef19", "name": "policy.pdf", "size": 58, "sha256": "be9730c182783d7ca5b504c37e33a6a9ba913a1ff729e8082ebb92fe5363c10e"}','e3b80343936bcce62efc47e0ac0e2fd377c6c97236393af3a6a6794a89061cb1','485dff099e01ea40bfe1b639bb4a46f68383e554eac61fee81ea403f431d47af');
INSERT INTO "event" VALUES(13,'2026-11-22 12:00:55.000000','evidence-sent','ee37cd93a79340bab831bc66d4afc4d4','51f72d7ba8ec4262b90e5090c02afab3','c9008af0ef0f412684582c9030fa4dac','safeguarding-policy','{"submission": "1967e6c6-a4c9-4189-b966-48828c731407", "reference": "S-RPR7-B8JV", "part": ""}','485dff099e01ea40bfe1b639bb4a46f68383e554eac61fee81ea403f431d47af','a8f3cabd3e8018c3bdb5b8625ba066faf4d4509ff2d3ac471b5f703cef95b54f');
INSERT INTO "event" VALUES(14,'2026-11-22 12:00:58.000000','evidence-returned','c53b60af9a75408a9dd01e36fe3f961a','51f72d7ba8ec4262b90e5090c02afab3','c9008af0ef0f412684582c9030fa4dac','safeguarding-policy','{"decision": "fa936981-8a33-406c-8acd-3acd6706de0f", "part": "", "outcome": "return", "until": null, "reason": "not-signed", "submission": "1967e6c6-a4c9-4189-b966-48828c731407"}','a8f3cabd3e8018c3bdb5b8625ba066faf4d4509ff2d3ac471b5f703cef95b54f','2f29cc276b93df8b6120411cd3273d960d40fbed996dca71cba9b32a14daafbd');
INSERT INTO "event" VALUES(15,'2026-11-22 12:01:03.000000','file-uploaded','ee37cd93a79340bab831bc66d4afc4d4','51f72d7ba8ec4262b90e5090c02afab3','c9008af0ef0f412684582c9030fa4dac','whistleblowing','{"file": "bf158286-2366-4135-82a5-e381fa720538", "name": "policy.pdf", "size": 58, "sha256": "be9730c182783d7ca5b504c37e33a6a9ba913a1ff729e8082ebb92fe5363c10e"}','2f29cc276b93df8b6120411cd3273d960d40fbed996dca71cba9b32a14daafbd','ae00e551729f042575edf2c91faab3a462dafb9096f79f0c3ac0a2786dba08e8');
INSERT INTO "event" VALUES(16,'2026-11-22 12:01:06.000000','requirement-waived','c53b60af9a75408a9dd01e36fe3f961a','51f72d7ba8ec4262b90e5090c02afab3','c9008af0ef0f412684582c9030fa4dac','equal-opportunities','{"decision": "39176f1d-9d26-4aca-9045-894d81d50422", "part": "", "outcome": "waive", "until": "2027-03-31", "reason": "", "submission": null}','ae00e551729f042575edf2c91faab3a462dafb9096f79f0c3ac0a2786dba08e8','326e5b6c9832a1ecd71934c670ca7302dfe037f6fd3f73d925bcabb4caa02530');
CREATE TABLE issued_document (
	id CHAR(32) NOT NULL, 
	contract_id CHAR(32) NOT NULL, 
	requirement_key TEXT NOT NULL, 
	file_id CHAR(32) NOT NULL, 
	issued_by CHAR(32) NOT NULL, 
	issued_at DATETIME NOT NULL, 
	CONSTRAINT pk_issued_document PRIMARY KEY (id), 
	CONSTRAINT fk_issued_document_contract_id FOREIGN KEY(contract_id) REFERENCES contract (id), 
	CONSTRAINT fk_issued_document_file_id FOREIGN KEY(file_id) REFERENCES stored_file (id), 
	CONSTRAINT fk_issued_document_issued_by FOREIGN KEY(issued_by) REFERENCES person (id), 
	CONSTRAINT uq_issued_document_contract_id_requirement_key UNIQUE (contract_id, requirement_key)
);
CREATE TABLE membership (
	id CHAR(32) NOT NULL, 
	person_id CHAR(32) NOT NULL, 
	organisation_id CHAR(32) NOT NULL, 
	role TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_membership PRIMARY KEY (id), 
	CONSTRAINT ck_membership_role_word CHECK (role IN ('manager', 'reviewer', 'member')), 
	CONSTRAINT fk_membership_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_membership_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_membership_person_id_organisation_id UNIQUE (person_id, organisation_id)
);
INSERT INTO "membership" VALUES('773bcbfa4b5c43abba94b8032da2f630','23f8bf79966c466a9807df8d052cad6f','f6bd715b9b0844b1917641f4d2307142','manager','2026-11-22 12:00:01.000000');
INSERT INTO "membership" VALUES('c26c28d6b7674038927488f9826396cd','c53b60af9a75408a9dd01e36fe3f961a','f6bd715b9b0844b1917641f4d2307142','reviewer','2026-11-22 12:00:01.000000');
INSERT INTO "membership" VALUES('8235326642014d2b8284591a0107db6e','532d469465824caabac8e63e4e110e35','f6bd715b9b0844b1917641f4d2307142','member','2026-11-22 12:00:01.000000');
INSERT INTO "membership" VALUES('9f79f18154d34616b2d73242e7eee397','b3a6bdddc0ef4e2ea5410dd901c7291c','12720686831d4a09be73fef40ef7cae0','member','2026-11-22 12:00:01.000000');
INSERT INTO "membership" VALUES('2dcc0d9add104fd29061867ea2e0e998','ee37cd93a79340bab831bc66d4afc4d4','7e57b87173924fb5aa6d8ec39de68519','member','2026-11-22 12:00:01.000000');
INSERT INTO "membership" VALUES('05b5741dc7c34701975f360501341c7b','359a5712bdf3441d889c43fa659d0129','764b8e9a46234f3cb0df3135e93628d5','member','2026-11-22 12:00:01.000000');
INSERT INTO "membership" VALUES('a3d57d0c23154df3a2a36019a38ffbcb','d12ed5e0426d4b3e84ab1bed9cfeb48f','f6bd715b9b0844b1917641f4d2307142','reviewer','2026-11-22 12:00:01.000000');
INSERT INTO "membership" VALUES('6e2407a7a4a4456584be0ecd569d9683','d12ed5e0426d4b3e84ab1bed9cfeb48f','7e57b87173924fb5aa6d8ec39de68519','member','2026-11-22 12:00:01.000000');
INSERT INTO "membership" VALUES('d4268fbd97504c3ba1f7a5f9bbc0e142','924982e3712640d9b016a55fca392317','b7b5914b680d48d9927e41dbe9a42c29','manager','2026-11-22 12:00:01.000000');
INSERT INTO "membership" VALUES('6de99f0258c147a897ff6d4fe62ca7af','9ff7647042bf45feabdc8922326423c8','7fa14a05b9b44551bdc792505f1278a1','member','2026-11-22 12:00:01.000000');
INSERT INTO "membership" VALUES('55543a356fee4e0dbcdc753432edc9d3','b40d8a0719cd4410be1b9384f93fef72','0ac7e5dedd35461cb270eecd49058850','member','2026-11-22 12:00:01.000000');
CREATE TABLE one_time_link (
	token_hash TEXT NOT NULL, 
	person_id CHAR(32) NOT NULL, 
	purpose TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	CONSTRAINT pk_one_time_link PRIMARY KEY (token_hash), 
	CONSTRAINT ck_one_time_link_purpose_word CHECK (purpose IN ('invitation', 'reset')), 
	CONSTRAINT fk_one_time_link_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE organisation (
	id CHAR(32) NOT NULL, 
	name TEXT NOT NULL, 
	legal_form TEXT, 
	year_end_month INTEGER, 
	year_end_day INTEGER, 
	first_year_end_on DATE, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_organisation PRIMARY KEY (id), 
	CONSTRAINT ck_organisation_legal_form_word CHECK (legal_form IN ('charity', 'company')), 
	CONSTRAINT ck_organisation_day CHECK (year_end_day BETWEEN 1 AND 31), 
	CONSTRAINT ck_organisation_month CHECK (year_end_month BETWEEN 1 AND 12), 
	CONSTRAINT uq_organisation_name UNIQUE (name)
);
INSERT INTO "organisation" VALUES('12720686831d4a09be73fef40ef7cae0','Kingsmarsh County Council',NULL,NULL,NULL,NULL,'2026-11-22 12:00:01.000000');
INSERT INTO "organisation" VALUES('f6bd715b9b0844b1917641f4d2307142','Harbour Light','charity',3,31,NULL,'2026-11-22 12:00:01.000000');
INSERT INTO "organisation" VALUES('7e57b87173924fb5aa6d8ec39de68519','Tidewater Peers','charity',3,31,NULL,'2026-11-22 12:00:01.000000');
INSERT INTO "organisation" VALUES('764b8e9a46234f3cb0df3135e93628d5','Open Door Folk','company',12,31,NULL,'2026-11-22 12:00:01.000000');
INSERT INTO "organisation" VALUES('0ac7e5dedd35461cb270eecd49058850','Noise Borough Council',NULL,NULL,NULL,NULL,'2026-11-22 12:00:01.000000');
INSERT INTO "organisation" VALUES('b7b5914b680d48d9927e41dbe9a42c29','Noise Lead Trust','charity',3,31,NULL,'2026-11-22 12:00:01.000000');
INSERT INTO "organisation" VALUES('7fa14a05b9b44551bdc792505f1278a1','Noise Partner Group','charity',8,31,NULL,'2026-11-22 12:00:01.000000');
CREATE TABLE person (
	id CHAR(32) NOT NULL, 
	email TEXT NOT NULL, 
	name TEXT NOT NULL, 
	password_hash TEXT, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_person PRIMARY KEY (id), 
	CONSTRAINT uq_person_email UNIQUE (email)
);
INSERT INTO "person" VALUES('23f8bf79966c466a9807df8d052cad6f','mary.manager@example.org','Mary Manager','$argon2id$v=19$m=19456,t=2,p=1$rPAC0NXNJQ+Fkju7tVmXQQ$LtrB0h+mNvmEDQpJZZkoelBpVo3g3jeT6yMpfMctt8k','2026-11-22 12:00:01.000000');
INSERT INTO "person" VALUES('c53b60af9a75408a9dd01e36fe3f961a','rafi.reviewer@example.org','Rafi Reviewer','$argon2id$v=19$m=19456,t=2,p=1$rPAC0NXNJQ+Fkju7tVmXQQ$LtrB0h+mNvmEDQpJZZkoelBpVo3g3jeT6yMpfMctt8k','2026-11-22 12:00:01.000000');
INSERT INTO "person" VALUES('532d469465824caabac8e63e4e110e35','cleo.colleague@example.org','Cleo Colleague','$argon2id$v=19$m=19456,t=2,p=1$rPAC0NXNJQ+Fkju7tVmXQQ$LtrB0h+mNvmEDQpJZZkoelBpVo3g3jeT6yMpfMctt8k','2026-11-22 12:00:01.000000');
INSERT INTO "person" VALUES('b3a6bdddc0ef4e2ea5410dd901c7291c','olu.officer@example.org','Olu Officer','$argon2id$v=19$m=19456,t=2,p=1$rPAC0NXNJQ+Fkju7tVmXQQ$LtrB0h+mNvmEDQpJZZkoelBpVo3g3jeT6yMpfMctt8k','2026-11-22 12:00:01.000000');
INSERT INTO "person" VALUES('ee37cd93a79340bab831bc66d4afc4d4','pat.partner@example.org','Pat Partner','$argon2id$v=19$m=19456,t=2,p=1$rPAC0NXNJQ+Fkju7tVmXQQ$LtrB0h+mNvmEDQpJZZkoelBpVo3g3jeT6yMpfMctt8k','2026-11-22 12:00:01.000000');
INSERT INTO "person" VALUES('359a5712bdf3441d889c43fa659d0129','sam.second@example.org','Sam Second','$argon2id$v=19$m=19456,t=2,p=1$rPAC0NXNJQ+Fkju7tVmXQQ$LtrB0h+mNvmEDQpJZZkoelBpVo3g3jeT6yMpfMctt8k','2026-11-22 12:00:01.000000');
INSERT INTO "person" VALUES('d12ed5e0426d4b3e84ab1bed9cfeb48f','bo.both@example.org','Bo Both','$argon2id$v=19$m=19456,t=2,p=1$rPAC0NXNJQ+Fkju7tVmXQQ$LtrB0h+mNvmEDQpJZZkoelBpVo3g3jeT6yMpfMctt8k','2026-11-22 12:00:01.000000');
INSERT INTO "person" VALUES('924982e3712640d9b016a55fca392317','nina.noise@example.org','Nina Noise','$argon2id$v=19$m=19456,t=2,p=1$rPAC0NXNJQ+Fkju7tVmXQQ$LtrB0h+mNvmEDQpJZZkoelBpVo3g3jeT6yMpfMctt8k','2026-11-22 12:00:01.000000');
INSERT INTO "person" VALUES('9ff7647042bf45feabdc8922326423c8','ned.noise@example.org','Ned Noise','$argon2id$v=19$m=19456,t=2,p=1$rPAC0NXNJQ+Fkju7tVmXQQ$LtrB0h+mNvmEDQpJZZkoelBpVo3g3jeT6yMpfMctt8k','2026-11-22 12:00:01.000000');
INSERT INTO "person" VALUES('b40d8a0719cd4410be1b9384f93fef72','nora.noise@example.org','Nora Noise','$argon2id$v=19$m=19456,t=2,p=1$rPAC0NXNJQ+Fkju7tVmXQQ$LtrB0h+mNvmEDQpJZZkoelBpVo3g3jeT6yMpfMctt8k','2026-11-22 12:00:01.000000');
CREATE TABLE sign_in_attempt (
	id CHAR(32) NOT NULL, 
	subject TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_sign_in_attempt PRIMARY KEY (id)
);
CREATE TABLE standing (
	engagement_id CHAR(32) NOT NULL, 
	requirement_key TEXT NOT NULL, 
	asked_from_on DATE NOT NULL, 
	asked_until_on DATE NOT NULL, 
	contract_id CHAR(32) NOT NULL, 
	state TEXT NOT NULL, 
	from_on DATE NOT NULL, 
	until_on DATE NOT NULL, 
	parts TEXT NOT NULL, 
	CONSTRAINT pk_standing PRIMARY KEY (engagement_id, requirement_key, asked_from_on), 
	CONSTRAINT ck_standing_state_word CHECK (state IN ('missing', 'expired', 'waived', 'met', 'not-needed')), 
	CONSTRAINT fk_standing_contract_id FOREIGN KEY(contract_id) REFERENCES contract (id), 
	CONSTRAINT fk_standing_engagement_id FOREIGN KEY(engagement_id) REFERENCES engagement (id)
);
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','safeguarding-policy','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','dbs-checks','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','insurance','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','public-liability
employers-liability
professional-indemnity');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','data-protection','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','audited-accounts','0001-01-01','2025-09-30','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2025-09-30','2021-12-31
2022-12-31
2023-12-31');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','audited-accounts','2025-10-01','2026-09-30','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-10-01','2026-09-30','2022-12-31
2023-12-31
2024-12-31');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','audited-accounts','2026-10-01','2027-09-30','51f72d7ba8ec4262b90e5090c02afab3','missing','2026-10-01','2027-09-30','2023-12-31
2024-12-31
2025-12-31');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','audited-accounts','2027-10-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2027-10-01','2028-03-31','2024-12-31
2025-12-31
2026-12-31');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','outcomes-reporting','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','quality-standards','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','market-stewardship','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','complaints-policy','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','business-continuity','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','health-and-safety','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','anti-bribery','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','equal-opportunities','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','whistleblowing','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','freedom-of-information','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','sub-contract','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','induction','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','disciplinary','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','eqia','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','domestic-abuse','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','bullying','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','risk-management','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','environment','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','recruitment','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','involvement','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('313b5188cf23442f9b7af2c1b9fe01dd','volunteers','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','not-needed','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','safeguarding-policy','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','dbs-checks','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','insurance','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','public-liability
employers-liability
professional-indemnity');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','data-protection','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','audited-accounts','0001-01-01','2025-06-30','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2025-06-30','2021-08-31
2022-08-31
2023-08-31');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','audited-accounts','2025-07-01','2026-06-30','49bc1c44dba849ada39917846b5d8ff0','missing','2025-07-01','2026-06-30','2022-08-31
2023-08-31
2024-08-31');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','audited-accounts','2026-07-01','2027-06-30','49bc1c44dba849ada39917846b5d8ff0','missing','2026-07-01','2027-06-30','2023-08-31
2024-08-31
2025-08-31');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','audited-accounts','2027-07-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2027-07-01','2028-03-31','2024-08-31
2025-08-31
2026-08-31');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','outcomes-reporting','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','quality-standards','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','market-stewardship','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','complaints-policy','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','business-continuity','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','health-and-safety','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','anti-bribery','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','equal-opportunities','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','whistleblowing','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','freedom-of-information','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','sub-contract','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','induction','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','disciplinary','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','eqia','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','domestic-abuse','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','bullying','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','risk-management','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','environment','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','recruitment','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','involvement','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('792e8abe532f479a8da3cdbafbc93f70','volunteers','0001-01-01','9999-12-31','49bc1c44dba849ada39917846b5d8ff0','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','safeguarding-policy','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','dbs-checks','0001-01-01','2026-10-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2026-10-31','df6ca9fc-46e1-4da7-9112-572ed7aae041');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','dbs-checks','2026-11-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','met','2026-11-01','2028-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','insurance','0001-01-01','2026-10-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2026-10-31','public-liability
employers-liability
professional-indemnity');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','insurance','2026-11-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2026-11-01','2028-03-31','employers-liability
professional-indemnity');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','data-protection','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','audited-accounts','0001-01-01','2026-01-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2026-01-31','2022-03-31
2023-03-31
2024-03-31');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','audited-accounts','2026-02-01','2027-01-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2026-02-01','2027-01-31','2023-03-31
2024-03-31
2025-03-31');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','audited-accounts','2027-02-01','2028-01-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2027-02-01','2028-01-31','2024-03-31
2025-03-31
2026-03-31');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','audited-accounts','2028-02-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2028-02-01','2028-03-31','2025-03-31
2026-03-31
2027-03-31');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','outcomes-reporting','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','quality-standards','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','market-stewardship','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','complaints-policy','0001-01-01','2026-10-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2026-10-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','complaints-policy','2026-11-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','met','2026-11-01','2028-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','business-continuity','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','health-and-safety','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','anti-bribery','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','equal-opportunities','0001-01-01','2026-11-21','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2026-11-21','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','equal-opportunities','2026-11-22','2027-03-31','51f72d7ba8ec4262b90e5090c02afab3','waived','2026-11-22','2027-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','equal-opportunities','2027-04-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2027-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','whistleblowing','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','freedom-of-information','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','sub-contract','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','induction','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','disciplinary','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','eqia','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','domestic-abuse','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','bullying','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','risk-management','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','environment','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','recruitment','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','involvement','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
INSERT INTO "standing" VALUES('c9008af0ef0f412684582c9030fa4dac','volunteers','0001-01-01','9999-12-31','51f72d7ba8ec4262b90e5090c02afab3','missing','2025-04-01','2028-03-31','');
CREATE TABLE stored_file (
	id CHAR(32) NOT NULL, 
	organisation_id CHAR(32) NOT NULL, 
	"key" TEXT NOT NULL, 
	name TEXT NOT NULL, 
	media_type TEXT NOT NULL, 
	size BIGINT NOT NULL, 
	sha256 TEXT NOT NULL, 
	uploaded_by CHAR(32) NOT NULL, 
	uploaded_at DATETIME NOT NULL, 
	CONSTRAINT pk_stored_file PRIMARY KEY (id), 
	CONSTRAINT fk_stored_file_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_stored_file_uploaded_by FOREIGN KEY(uploaded_by) REFERENCES person (id), 
	CONSTRAINT uq_stored_file_key UNIQUE ("key")
);
INSERT INTO "stored_file" VALUES('e4e8c3665cc94bbebda8eee8fc3bb4cd','7e57b87173924fb5aa6d8ec39de68519','2026/11/18dda43066624902b1a8e60ad6d8be96','policy.pdf','application/pdf',58,'be9730c182783d7ca5b504c37e33a6a9ba913a1ff729e8082ebb92fe5363c10e','ee37cd93a79340bab831bc66d4afc4d4','2026-11-22 12:00:06.000000');
INSERT INTO "stored_file" VALUES('493b68f7c61f465c92a1a479757c11bb','7e57b87173924fb5aa6d8ec39de68519','2026/11/39d6ad1bac6b4ca0a24cd91d8e80f4e5','policy.pdf','application/pdf',58,'be9730c182783d7ca5b504c37e33a6a9ba913a1ff729e8082ebb92fe5363c10e','ee37cd93a79340bab831bc66d4afc4d4','2026-11-22 12:00:18.000000');
INSERT INTO "stored_file" VALUES('9921206870eb4b218aaee85388663e36','7e57b87173924fb5aa6d8ec39de68519','2026/11/2dacdb796cdc4ce29df589d816bd38e1','policy.pdf','application/pdf',58,'be9730c182783d7ca5b504c37e33a6a9ba913a1ff729e8082ebb92fe5363c10e','ee37cd93a79340bab831bc66d4afc4d4','2026-11-22 12:00:41.000000');
INSERT INTO "stored_file" VALUES('20b600c8faac4872926e5010ef5fef19','7e57b87173924fb5aa6d8ec39de68519','2026/11/eed90dfa94dc402ebacb95a7d77777bd','policy.pdf','application/pdf',58,'be9730c182783d7ca5b504c37e33a6a9ba913a1ff729e8082ebb92fe5363c10e','ee37cd93a79340bab831bc66d4afc4d4','2026-11-22 12:00:50.000000');
INSERT INTO "stored_file" VALUES('bf1582862366413582a5e381fa720538','7e57b87173924fb5aa6d8ec39de68519','2026/11/b2209eb765ad48eb89df3d54d6a2c424','policy.pdf','application/pdf',58,'be9730c182783d7ca5b504c37e33a6a9ba913a1ff729e8082ebb92fe5363c10e','ee37cd93a79340bab831bc66d4afc4d4','2026-11-22 12:01:02.000000');
CREATE TABLE submission (
	id CHAR(32) NOT NULL, 
	reference TEXT NOT NULL, 
	engagement_id CHAR(32) NOT NULL, 
	requirement_key TEXT NOT NULL, 
	part_key TEXT NOT NULL, 
	from_on DATE, 
	until_on DATE, 
	amount BIGINT, 
	basis TEXT, 
	statement TEXT, 
	signed_name TEXT, 
	signed_position TEXT, 
	made_by CHAR(32) NOT NULL, 
	made_at DATETIME NOT NULL, 
	sent_by CHAR(32), 
	sent_at DATETIME, 
	CONSTRAINT pk_submission PRIMARY KEY (id), 
	CONSTRAINT ck_submission_basis_word CHECK (basis IN ('per-claim', 'aggregate')), 
	CONSTRAINT ck_submission_sent CHECK ((sent_at IS NULL) = (sent_by IS NULL)), 
	CONSTRAINT ck_submission_amount CHECK (amount > 0), 
	CONSTRAINT ck_submission_dates CHECK (until_on >= from_on), 
	CONSTRAINT fk_submission_engagement_id FOREIGN KEY(engagement_id) REFERENCES engagement (id), 
	CONSTRAINT fk_submission_made_by FOREIGN KEY(made_by) REFERENCES person (id), 
	CONSTRAINT fk_submission_sent_by FOREIGN KEY(sent_by) REFERENCES person (id), 
	CONSTRAINT uq_submission_reference UNIQUE (reference)
);
INSERT INTO "submission" VALUES('07e274b894ac4195ad4d940155175bc0','S-JVDJ-4JR2','c9008af0ef0f412684582c9030fa4dac','complaints-policy','','2026-11-01',NULL,NULL,NULL,NULL,NULL,NULL,'ee37cd93a79340bab831bc66d4afc4d4','2026-11-22 12:00:04.000000','ee37cd93a79340bab831bc66d4afc4d4','2026-11-22 12:00:10.000000');
INSERT INTO "submission" VALUES('edbcdb4af199453bb66090d867df2518','S-Q7MJ-2G2H','c9008af0ef0f412684582c9030fa4dac','insurance','public-liability','2026-11-01','2027-10-31',5000000,'per-claim',NULL,NULL,NULL,'ee37cd93a79340bab831bc66d4afc4d4','2026-11-22 12:00:16.000000','ee37cd93a79340bab831bc66d4afc4d4','2026-11-22 12:00:22.000000');
INSERT INTO "submission" VALUES('d6b73eff97024b8b80d003dfa673657a','S-BPS5-39N7','c9008af0ef0f412684582c9030fa4dac','dbs-checks','df6ca9fc-46e1-4da7-9112-572ed7aae041','2026-11-01',NULL,NULL,NULL,NULL,NULL,NULL,'ee37cd93a79340bab831bc66d4afc4d4','2026-11-22 12:00:30.000000','ee37cd93a79340bab831bc66d4afc4d4','2026-11-22 12:00:33.000000');
INSERT INTO "submission" VALUES('ad210a5017ee466399a11201e606d4b5','S-PZ3M-C6WN','c9008af0ef0f412684582c9030fa4dac','anti-bribery','','2026-11-01',NULL,NULL,NULL,NULL,NULL,NULL,'ee37cd93a79340bab831bc66d4afc4d4','2026-11-22 12:00:39.000000','ee37cd93a79340bab831bc66d4afc4d4','2026-11-22 12:00:45.000000');
INSERT INTO "submission" VALUES('1967e6c6a4c94189b96648828c731407','S-RPR7-B8JV','c9008af0ef0f412684582c9030fa4dac','safeguarding-policy','','2026-11-01',NULL,NULL,NULL,NULL,NULL,NULL,'ee37cd93a79340bab831bc66d4afc4d4','2026-11-22 12:00:48.000000','ee37cd93a79340bab831bc66d4afc4d4','2026-11-22 12:00:54.000000');
INSERT INTO "submission" VALUES('b1adfebc188643c3992f29ced19bea9b','S-6YB4-KZ5R','c9008af0ef0f412684582c9030fa4dac','whistleblowing','',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'ee37cd93a79340bab831bc66d4afc4d4','2026-11-22 12:01:00.000000',NULL,NULL);
CREATE TABLE submission_file (
	submission_id CHAR(32) NOT NULL, 
	file_id CHAR(32) NOT NULL, 
	place INTEGER NOT NULL, 
	CONSTRAINT pk_submission_file PRIMARY KEY (submission_id, file_id), 
	CONSTRAINT fk_submission_file_file_id FOREIGN KEY(file_id) REFERENCES stored_file (id), 
	CONSTRAINT fk_submission_file_submission_id FOREIGN KEY(submission_id) REFERENCES submission (id)
);
INSERT INTO "submission_file" VALUES('07e274b894ac4195ad4d940155175bc0','e4e8c3665cc94bbebda8eee8fc3bb4cd',1);
INSERT INTO "submission_file" VALUES('edbcdb4af199453bb66090d867df2518','493b68f7c61f465c92a1a479757c11bb',1);
INSERT INTO "submission_file" VALUES('ad210a5017ee466399a11201e606d4b5','9921206870eb4b218aaee85388663e36',1);
INSERT INTO "submission_file" VALUES('1967e6c6a4c94189b96648828c731407','20b600c8faac4872926e5010ef5fef19',1);
INSERT INTO "submission_file" VALUES('b1adfebc188643c3992f29ced19bea9b','bf1582862366413582a5e381fa720538',1);
CREATE TABLE under_way (
	submission_id CHAR(32) NOT NULL, 
	contract_id CHAR(32) NOT NULL, 
	engagement_id CHAR(32) NOT NULL, 
	requirement_key TEXT NOT NULL, 
	part_key TEXT NOT NULL, 
	stage TEXT NOT NULL, 
	since DATETIME NOT NULL, 
	CONSTRAINT pk_under_way PRIMARY KEY (submission_id), 
	CONSTRAINT ck_under_way_stage_word CHECK (stage IN ('draft', 'waiting', 'returned')), 
	CONSTRAINT fk_under_way_contract_id FOREIGN KEY(contract_id) REFERENCES contract (id), 
	CONSTRAINT fk_under_way_engagement_id FOREIGN KEY(engagement_id) REFERENCES engagement (id), 
	CONSTRAINT fk_under_way_submission_id FOREIGN KEY(submission_id) REFERENCES submission (id)
);
INSERT INTO "under_way" VALUES('ad210a5017ee466399a11201e606d4b5','51f72d7ba8ec4262b90e5090c02afab3','c9008af0ef0f412684582c9030fa4dac','anti-bribery','','waiting','2026-11-22 12:00:45.000000');
INSERT INTO "under_way" VALUES('1967e6c6a4c94189b96648828c731407','51f72d7ba8ec4262b90e5090c02afab3','c9008af0ef0f412684582c9030fa4dac','safeguarding-policy','','returned','2026-11-22 12:00:57.000000');
INSERT INTO "under_way" VALUES('b1adfebc188643c3992f29ced19bea9b','51f72d7ba8ec4262b90e5090c02afab3','c9008af0ef0f412684582c9030fa4dac','whistleblowing','','draft','2026-11-22 12:01:00.000000');
CREATE TABLE visit (
	id CHAR(32) NOT NULL, 
	contract_id CHAR(32) NOT NULL, 
	engagement_id CHAR(32), 
	kind TEXT NOT NULL, 
	on_date DATE NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_visit PRIMARY KEY (id), 
	CONSTRAINT ck_visit_kind_word CHECK (kind IN ('audit-visit', 'observation', 'compliance-meeting', 'review-meeting')), 
	CONSTRAINT fk_visit_contract_id FOREIGN KEY(contract_id) REFERENCES contract (id), 
	CONSTRAINT fk_visit_engagement_id FOREIGN KEY(engagement_id) REFERENCES engagement (id)
);
CREATE TABLE worker (
	id CHAR(32) NOT NULL, 
	organisation_id CHAR(32) NOT NULL, 
	name TEXT NOT NULL, 
	job TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_worker PRIMARY KEY (id), 
	CONSTRAINT fk_worker_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id)
);
INSERT INTO "worker" VALUES('df6ca9fc46e14da79112572ed7aae041','7e57b87173924fb5aa6d8ec39de68519','Wim Worker','Peer supporter','2026-11-22 12:00:27.000000');
CREATE INDEX ix_membership_organisation_id ON membership (organisation_id);
CREATE INDEX ix_browser_session_person_id ON browser_session (person_id);
CREATE INDEX ix_one_time_link_person_id ON one_time_link (person_id);
CREATE INDEX ix_sign_in_attempt_subject_at ON sign_in_attempt (subject, at);
CREATE INDEX ix_contract_commissioner_id ON contract (commissioner_id);
CREATE INDEX ix_contract_lead_id ON contract (lead_id);
CREATE INDEX ix_engagement_contract_id_sort_name_id ON engagement (contract_id, sort_name, id);
CREATE INDEX ix_engagement_partner_id ON engagement (partner_id);
CREATE INDEX ix_worker_organisation_id ON worker (organisation_id);
CREATE INDEX ix_assignment_engagement_id ON assignment (engagement_id);
CREATE INDEX ix_visit_contract_id_on_date ON visit (contract_id, on_date);
CREATE INDEX ix_visit_engagement_id ON visit (engagement_id);
CREATE INDEX ix_stored_file_organisation_id ON stored_file (organisation_id);
CREATE INDEX ix_submission_engagement_id_requirement_key ON submission (engagement_id, requirement_key);
CREATE INDEX ix_submission_file_file_id ON submission_file (file_id);
CREATE INDEX ix_decision_engagement_id_requirement_key ON decision (engagement_id, requirement_key);
CREATE UNIQUE INDEX uq_decision_first ON decision (submission_id) WHERE corrects_id IS NULL;
CREATE INDEX ix_issued_document_file_id ON issued_document (file_id);
CREATE INDEX ix_event_contract_id ON event (contract_id);
CREATE INDEX ix_event_engagement_id_requirement_key ON event (engagement_id, requirement_key);
CREATE INDEX ix_standing_on_day ON standing (contract_id, state, asked_until_on, asked_from_on, requirement_key);
CREATE INDEX ix_engagement_standing_on_day ON engagement_standing (contract_id, asked_until_on, asked_from_on, level, asked, in_order);
CREATE INDEX ix_under_way_contract_id_stage_since_submission_id ON under_way (contract_id, stage, since, submission_id);
CREATE INDEX ix_under_way_engagement_id_requirement_key ON under_way (engagement_id, requirement_key);
COMMIT;
