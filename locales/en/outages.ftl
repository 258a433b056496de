# The log of outages, and what a lead says of one.
outage-lasts = Going on
outage-since = since { $from } · { $span }
outage-span = { $from } to { $to } · { $span }
outage-tell = Say what is new
outage-note = Add to the log
outage-end = It is over
outage-asked = Is it still down? Say how it stands.
outage-ended = { $name }: over. Everybody sees it at once, or as soon as they are back.
outage-none = No outage yet
outage-none-more = When the team server cannot be reached, or a lead reports that a system is down, it stands here: since when, why, and what happened.
outage-fact-since = Down
outage-fact-span = Was down
outage-fact-cause = Cause
outage-fact-expected = Expected back
outage-fact-desks = Cut off
outage-no-cause = Nobody has said why yet
outage-no-expected = Nobody has said when yet
outage-overdue = has passed
outage-desks =
    { $n ->
        [one] 1 desk
       *[other] { $n } desks
    }
outage-log = What happened
outage-and = {" · "}
outage-said-offline = said while cut off
outage-event-cutOff = First desk cut off from the team server
outage-event-back =
    { $n ->
        [one] The desk is back
       *[other] The last of { $n } desks is back
    }
outage-event-declared = Reported
outage-event-cause = Cause: { $text }
outage-event-no-cause = The cause is not known after all
outage-event-expected = Expected back { $at }
outage-event-moved = Expected back { $at }, not { $before }
outage-event-unknown = When it is back is not known any more
outage-event-over = Over
outage-for-leads = For leads: they say what is down, why, and until when.
outage-what = What is down
outage-system = A system
outage-name = Which one
outage-name-hint = Payment, order system, hotline
outage-start = Since
outage-ago =
    { $minutes ->
        [0] Now
        [one] 1 min ago
       *[other] { $minutes } min ago
    }
outage-start-unknown = An hour and minute, such as 13:58
outage-cause = Cause
outage-cause-hint = In words a customer may hear; empty while nobody knows
outage-expected = Expected back
outage-expected-now = Expected back { $time }
outage-unknown = Nobody knows
outage-in =
    { $minutes ->
        [60] In 1 hour
        [120] In 2 hours
        [one] In 1 min
       *[other] In { $minutes } min
    }
outage-more = Anything else, for colleagues only
outage-who-hears = Every desk shows it in its banner, at once or as soon as it can be reached.
outage-words = Words for the customer
outage-words-more = The same from every agent; also for the telephone
outage-words-open = In brackets stands what nobody has said yet
outage-no-script = There is no script with a place for the expected end yet. Write one in Knowledge.
outage-none-open = Nothing is down now.
outage-moved = This text says { $said }. It is now expected back { $time }.
outage-moved-unknown = This text says { $said }. When it is back is not known any more.
outage-moved-put = Say { $time }
outage-copy = Copy
calls-title = Call-backs
calls-so-far = Call-backs { $done } / { $all }
outage-parts = Parts of this page
calls-none = Nobody to call back
calls-none-more = Whoever rings, is promised something, or writes without an answer while it lasts, comes here by itself.
calls-left = Still to call
calls-longest = Longest wait
calls-done = Told
calls-all-by = All called by
calls-phone = Telephone
calls-about = About
calls-waits = Waits
calls-outcome = Outcome
calls-more =
    { $n ->
        [one] and 1 more
       *[other] and { $n } more
    }
calls-order = In order of urgency, then of how long they wait, which counts for more with each tier. One customer stands here once.
calls-order-apart = You are cut off. Whom you alone can call comes first, then whom a colleague may be calling.
calls-theirs-left = You are cut off. A colleague may be calling those who are left. Choose one to call all the same.
calls-theirs = You are cut off: nobody can tell whether a colleague is calling this customer already.
calls-theirs-by = You are cut off: nobody can tell whether { $name } is calling this customer already.
calls-theirs-again = Press once more to call all the same.
calls-all-the-same = Call all the same
action-call-hand-over = Hand over what is left
calls-hand-which = Which customers
calls-hand-own =
    { $n ->
        [one] 1 of mine
       *[other] { $n } of mine
    }
calls-hand-all =
    { $n ->
        [one] The 1 that is left
       *[other] All { $n } that are left
    }
calls-hand-to = To whom
calls-hand-choose = Choose a colleague
calls-hand-words = A sentence for your colleague, if you like
calls-hand-filled = On each ticket stands why the customer waits and since when, how often they were not reached, and what they were promised.
calls-handed =
    { $n ->
        [one] 1 call handed over to { $name }.
       *[other] { $n } calls handed over to { $name }.
    }
calls-handed-reason = Call-back list handed over
calls-handed-known = To be called back, waiting since { $since }: { $why }
error-call-open = Your call with { $customer } is still open. Say what came of it, then hand over.
error-calls-none-left = Nothing is left to hand over.
calls-nobody = Everybody was called back.
calls-all-busy = Colleagues are calling all who are left.
calls-not-ringing = Begin the call first.
calls-promise-what = What { $name } is promised
call-told = Told
call-promised = Promised
call-mine = You are calling
call-calling = { $name } is calling
call-notReached =
    { $n ->
        [one] Not reached
       *[other] Not reached { $n } times
    }
call-why-recorded = Rang, was noted
call-why-promised = Was promised
call-why-held = Reply is held
call-why-unanswered = Unanswered
palette-outages-first = Open the outages first.
calls-why = Why
calls-not-reached-so-often = Not reached, tries: { $n }
action-calls-xlsx = Save the list as a workbook
action-calls-pdf = Save the list as PDF
calls-fallback = To be tried when that number is down
outage-drafts =
    { $n ->
        [one] 1 of your texts still tells a customer a time that has moved:
       *[other] { $n } of your texts still tell a customer a time that has moved:
    }
