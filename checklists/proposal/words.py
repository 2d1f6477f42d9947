"""The words by which checklists are told from other tables, as data. A heading or a mark that people use and
that is not understood is added here."""

HEADINGS = (
    (
        "force",
        r"^[mer] ?/ ?[dsopr]$|\b(?:mandatory|essential|must|required?)\b ?(?:/|or|,) ?(?:desirable"
        r"|optional|should"
        r"|preferred|recommended|advisory)|\bmandatory\b.*\boptional\b",
    ),
    (
        "clause",
        r"^(?:no|nr|n°|#|row|number|sl? ?/? ?no|s ?/ ?n|q|qu?"
        r"|(?:item|row|section|question|control|policy|document|requirement|serial|line) (?:no"
        r"|number|#))\.?$",
    ),
    ("clause", r"^(?:\w+ )?(?:id|code)$"),
    (
        "answer",
        r"\bevidence (?:ref\w*|links?|locations?|files?|attached|provided|supplied|seen|held"
        r"|submitted)\b",
    ),
    ("clause", r"\b(?:ref(?:erence)?|clause|para(?:graph)?)\b"),
    (
        "answer",
        r"\by ?/ ?n\b|\byes ?/ ?no\b|\btick|\binitials?\b|\b(?:checked|completed|reviewed|approved"
        r"|assessed"
        r"|seen|verified|by) (?:by|whom)\b|\banswers?\b",
    ),
    (
        "answer",
        r"\bresponse\b|\bcomments?\b|\bsigned\b|\breceived\b|\brag\b|\bstatus\b|^actions?(?: .*)?$"
        r"|\bowner\b"
        r"|\bresponsib|\bcurrent position\b|^position\b|\bgaps?\b|\bfindings?\b",
    ),
    (
        "answer",
        r"\bin place\??$|\battached\??$|\bmet\?$|\bcompliant\??$|^date\b|\bdates?$|\bdate (?:checked"
        r"|seen|received)"
        r"|\bdue\b|\b(?:last|next|previous|latest)\b(?=.*\b(?:review|renew|refresh|check|updat"
        r"|approv|test))"
        r"|\b(?:reviewed|approved|renewed|updated|checked|expires?) on$|\bexpiry\b|\bvalid (?:until"
        r"|to|from)\b",
    ),
    (
        "answer",
        r"\bweight(?:ing)?\b|\bscores?\b|\bscoring\b|\bpoints\b|\bmarks\b|\brating\b|\bseverity\b"
        r"|\bmaturity\b"
        r"|\bimpact\b|^max(?:imum)?$|\bquantity\b|\bpercentage\b|^%$|\bprogress\b|\blink\b"
        r"|\blocation\b",
    ),
    ("asks", r"\bevidence\b|\bproof\b"),
    ("basis", r"\bbasis\b|\bper claim\b.*\baggregate\b|\baggregate\b.*\b(?:per|each|any one) claim\b"),
    (
        "amount",
        r"^how much\b|\b(?:amount|sum insured|limits?|value)\b|\b(?:level|limit"
        r"|minimum) (?:of )?(?:cover"
        r"|indemnity|sum)\b"
        r"|\b(?:cover|indemnity|insurance|sum|minimum|required) (?:level|limit|required|needed"
        r"|amount)\b"
        r"|\blevel required\b|\bminimum (?:level|limit|cover|indemnity)\b|\(£ ?(?:m|k|000s?"
        r"|million)?\)|^£ ?m?$",
    ),
    (
        "period",
        r"\bfrequency\b|\bhow often\b|\brenew|\breview(?:ed|s)?\b|\bvalid|\bexpir|\blapse|\brefresh"
        r"|^period$"
        r"|\bcycle\b|\binterval\b|^(?:no of )?(?:months|years)$",
    ),
    ("look-for", r"\blook(?:s|ing)? for\b|\bchecks?$|\baccept|\bcriteria\b|\bguidance\b|\bnotes?\b|\bassess"),
    (
        "condition",
        r"\bappli(?:es|cab)|\bonly (?:if|where|when)\b|\bwho needs\b|^conditions?$"
        r"|\b(?:needed|required|mandatory) (?:if|when|where)\b",
    ),
    ("title", r"\bchecklist items?\b|\bquestions?\b"),
    ("group", r"\b(?:type|category|area|domain|section|group|theme|topic|heading)$"),
    (
        "title",
        r"\brequirements?\b|\bpolic(?:y|ies)\b|\bdocuments?\b|\bobligations?\b|\bstandards?\b"
        r"|\binsurances?\b"
        r"|\bcontrols?\b",
    ),
    (
        "title",
        r"\bitems?\b|\bsubject\b|\bcriterion\b|\bassurance\b|\bcompliance\b|\btraining\b"
        r"|\bcertificates?\b"
        r"|^cover$",
    ),
    ("force", r"\b(?:must|should|mandatory|essential|desirable|preferred|priority|force|optional)\b"),
    (
        "asks",
        r"\bdetails?\b|\bdescription\b|\bwhat\b|\bexpect|\bprovi|\bhow\b|\bdemonstrat|\bspecifi"
        r"|\bneeded\b"
        r"|\brequired\b",
    ),
    ("group", r"\barea\b|\btheme\b|\bcategory\b|\btype\b|\bdomain\b|\btopic\b|\bsection\b|^heading$"),
)
"""A column's role and the words of its heading, tried in this order."""

MUST_HEADINGS = r"must(?: have)?|mandatory|essential|required|needed|compulsory|obligatory"
SHOULD_HEADINGS = (
    r"should(?: have)?|desirable|preferred|recommended|optional|advisory|nice to have|good practice"
)
MARK_IN_HEADING = r"[(\[]?(?:y ?/ ?n|yes ?/ ?no|yes or no|tick(?:ed)?|x|✓|✔|☑)[)\]]?"
BEFORE_MARK = r"^(?:is (?:it|this)|(?:please )?(?:tick|mark|x) (?:if|where|when)) "
"""Around a heading of marks: `Mandatory (Y/N)`, `Is it required?`, `Tick if needed`."""

TICKS = "y yes ✓ ✔ ☑ ✅ √ ● • ■ ü \uf0fc \uf0fe \uf052 1 true tick ticked m r e ie oes ydy"
CROSSES = "n no ✗ ✘ ❌ ☐ □ û \uf0fb \uf06f 0 false o d s p na nac n/a none - – —"
EITHER = "x × ☒ \uf0fd \uf053"
"""Marks in a column of marks: for yes, for no, and those that are no beside a tick and yes without one. The
last of each are those of the fonts of signs that Word uses."""

FORCE_WORDS = (
    r"must(?: have)?|mandatory|essential|required|compulsory|statutory|should(?: have)?|desirable|optional"
    r"|recommended|preferred|advisory|good practice|nice to have"
)
QUANTITIES = r"\b(?:months?|mths?|years?|yrs?|days?|weeks?|£|gbp|cost|price|hours|budget|total|level)\b|£|%"
"""Words of headings below which numbers count something, and so are no clauses."""

SPEAKS_FOR = (
    r"\brequire|\bmandatory\b|\bessential\b|\bdesirable\b|\bwhat (?:we|you)\b|\bcriteri|\bevidence\b"
    r"|\bpolic(?:y|ies)\b"
    r"|\bobligations?\b|\bdocuments?\b|\bcompliance\b|\bproof\b|\binsurances?\b|\bquestions?\b|\bchecklist\b"
    r"|\bcontrols?\b|\bneeded\b|\bthemes?\b|\bcovers?\b|\bindemnity\b"
)
SPEAKS_AGAINST = (
    r"\be-?mail\b|\b(?:tele)?phone\b|\baddress\b|\bcontact\b|^(?:full |print )?name$|\btargets?\b|\bkpis?\b"
    r"|\bindicators?\b"
    r"|\bmeasures?\b|\bbaseline\b|\bthreshold\b|\btolerance\b|\boutcomes?\b|\bpayments?\b|\binvoice"
    r"|\bprice\b|\bcosts?\b"
    r"|\bfees?\b|\binstalment|\bbudget\b|\bfunding\b|^signatures?$|\bposition$|\bon behalf\b|\bversion\b"
    r"|\bauthor\b"
    r"|\bterms?$|\bmeaning\b|\bdefinition\b|\bagenda\b|\battend|\blikelihood\b|\bmitigation\b|\bhours\b"
    r"|\bsalary\b"
    r"|\bstart date\b|\bend date\b|\bmilestones?\b|\bdeliverables?\b|\bjob\b|\bperformance\b"
)
OTHER_HEADINGS = (
    r"(?:score|level|rating|grade|rag|key|legend|meaning|definition|explanation|description|interpretation"
    r"|what it means"
    r"|colour|total|count|number|number of .*|%|percentage|result|version|author|changes?|date|name|role"
    r"|position|email)s?"
)
"""Headings of tables that stand beside or below a checklist: scales, counts, versions."""

SUBJECT = (
    r"\bpolic(?:y|ies)\b|\bprocedures?\b|\binsurances?\b|\bindemnity\b|\bdbs\b|\bdisclosure\b|\btraining\b"
    r"|\baccounts\b"
    r"|\bassessments?\b|\bagreements?\b|\bsub-?contract|\bcertificat|\bplan\b|\bconfirm|\bevidence of\b"
    r"|\bprovision of\b"
    r"|\bsafeguarding\b|\bcomplaints\b|\bdata protection\b|\backnowledg|\bcopy of\b|\baccreditation\b"
    r"|\bliability\b"
)
"""Words that rows of a checklist are about."""

RATINGS = (
    r"(?:fully |partly |partially |mostly |largely |not |non-?|un)?(?:compliant|met|in place|implemented"
    r"|achieved|complete[d]?"
    r"|applicable|verified|assessed|started|satisfactory)|compliance|in progress|n/?a|yes|no|red|amber"
    r"|green|(?:very )?(?:low"
    r"|high)|medium|moderate|critical|pass|fail|poor|fair|good|excellent|outstanding|basic|developing"
    r"|established|advanced"
    r"|(?:overall |total |final |average |max(?:imum)? )?(?:score|rating|percentage|points|result)"
    r"|(?:grand |sub-?)?totals?(?: .*)?"
    r"|%(?: .*)?|.* %|(?:number|count|total|percentage) (?:of|for) .*|.* (?:score|total)|overall|average"
    r"|(?:level|score|rating|grade|stage|tier)? ?[0-5](?: ?[-–—:=] ?.*)?"
)
"""What a scale or a summary has in front of its meanings and counts."""

ASIDES = (
    r"(?:overall |results? |score |compliance )?(?:summary|totals?|results?|overview)(?: of .*)?|(?:scoring"
    r"|rating|assessment)"
    r" (?:scale|key|guide|criteria)|scale|key|legend|scor(?:e|es|ing)|how to (?:score|use|complete|fill).*"
    r"|(?:guidance )?notes?|instructions?|glossary|definitions?|version (?:history|control)"
    r"|document control|sign-?off"
)
"""A cell alone in its row after which no requirements follow, until there is a heading again."""

CLOSING = r"(?:signed|signature|print name|name|date|position|on behalf of.*)\s*:?\s*_*"
