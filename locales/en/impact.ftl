# What an outage did: its page, its workbook and its PDF.
impact-title = Impact of outages
impact-tab = Impact
impact-over = Over a period
impact-since = Since { $from }, as of { $now }
impact-as-of = As of { $now }, from what { $team } knows at this desk
impact-summary = At a glance
impact-explain = Whatever ran out because of an outage is marked here and stays a breach in every other figure: a customer waited all the same.
impact-down = Time down
impact-touched = Tickets touched
impact-opened = Of these, opened meanwhile
impact-customers = Customers who waited
impact-still = Still waiting
impact-median = Median wait
impact-longest = Longest wait
impact-breaches = Times that ran out
impact-promises = Promises made meanwhile
impact-kept = Kept in time
impact-late = Kept too late
impact-overdue = Overdue
impact-open = Not due yet
impact-withdrawn = Withdrawn
impact-calls = To be called back
impact-called = Told, or promised something
impact-not-reached = Calls nobody answered
impact-first = Until the first was told
impact-half = Until half were told
impact-last = Until the last was told
impact-desks = Desks cut off
impact-queued = Done while cut off
impact-held = Of these, held for a decision
impact-merged = Of these, merged with colleagues'
impact-refused = Of these, refused
impact-outages = Outages
impact-what = What was down
impact-from = From
impact-to = To
impact-lasts = going on
impact-cause = Cause
impact-ticket = Ticket
impact-about = About
impact-customer = Customer
impact-owner = Owner
impact-waited = Who waited
impact-since-when = Waited since
impact-heard = Heard of us
impact-wait = Waited
impact-clock = Time
impact-due = Due
impact-promised = Promised
impact-outcome = Outcome
impact-nobody = Nobody waited.
impact-no-breach = No time ran out.
impact-no-promise = Nothing was promised.
impact-no-outage = No outage in this time.
impact-foot = Holdfast · written { $now } by { $name } · for the team, not for customers
impact-file = Outage report
impact-days =
    { $n ->
        [one] Last day
       *[other] Last { $n } days
    }
action-impact-xlsx = Save as workbook
action-impact-pdf = Save as PDF
impact-saved = Saved: { $file }
impact-untold =
    { $n ->
        [one] 1 desk has not told yet what became of its work.
       *[other] { $n } desks have not told yet what became of their work.
    }
impact-more =
    { $n ->
        [one] and 1 more, in the file
       *[other] and { $n } more, in the file
    }
impact-back = Back to the log
impact-period = Period
error-font-missing = No font on this computer can write this file. Nothing was saved. Save it as a workbook instead, or install a Chinese font and try again.
