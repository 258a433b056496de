# Sending, snooze, closing and handing over.

# Spoken by Rust
waits-until = Put off until { $time }
event-raised = Urgency raised from { $from } to { $to }: the customer had to ask again
closing-told = the customer was told
closing-not-told = the customer was not told
closing-satisfied = satisfied
closing-unsatisfied = not satisfied
closing-notAsked = not asked
demand-basic = Simple question
demand-complex = Complex matter
demand-latent = Future need
field-demand = Type of need
operation-forward = forward
kind-forward = Forward
forward-subject = Fwd: { $subject }
forward-head = ---------- Forwarded ----------
forward-from = { $name }, { $time }:
operation-callBack = called back
operation-snooze = snooze
operation-wake = end of a snooze
operation-link = link
kind-callBack = Call back
kind-snooze = Snooze
kind-wake = Snooze ended
kind-link = Link
operation-setFilter = list for the team
operation-changeCustomer = note about a customer
operation-joinCustomer = two customers are one
operation-partCustomer = two customers again
operation-reveal = look at what is masked
operation-removeFilter = list removed
kind-tellCutOff = Outage
kind-declareOutage = Outage
kind-tellOutage = Outage
kind-endOutage = Outage
kind-setFilter = List
kind-changeCustomer = Customer
kind-joinCustomer = Customer
kind-partCustomer = Customer
kind-reveal = Look
kind-removeFilter = List removed

# Sending
send-more = More ways to send
send-later = Send later…
send-later-title = Send later
send-and-pending = Send and wait for the customer
send-and-solved = Send and solve
send-why-category = choose what it was about first
send-why-status = not from “{ $status }”
send-why-note = only for a reply
send-later-button = Put off
will-later = To { $name } ({ $channel }), put off until { $time }. If the customer writes before, you are asked first
will-later-offline = Offline: saved here for { $name } ({ $channel }), put off until { $time }, or goes when we are back after that
will-undo =
    { $n ->
        [one] Can be taken back for { $n } second
       *[other] Can be taken back for { $n } seconds
    }
will-claim = You take this ticket with it
will-then = Status then: { $status }
will-files =
    { $n ->
        [one] { $n } file goes along
       *[other] { $n } files go along
    }
signature-shown = Your signature stands under it
sent-undo =
    { $seconds ->
        [one] Sent to { $name }. Can be taken back for { $seconds } second
       *[other] Sent to { $name }. Can be taken back for { $seconds } seconds
    }
sent-later = Put off until { $time }
take-back = Take back
take-back-sent = Take back what was just done
take-back-none = nothing can be taken back now
taken-back = Taken back. The text is in the composer again
put-off-chip = Put off until { $time }
put-off-leave = Send now

# When
when-label = When, in your own words
when-hint = tomorrow 9:00, in 2 hours, next Tuesday
when-means = That is { $time }
when-unknown = Not understood yet. Try “tomorrow 9:00” or “in 2 hours”.
when-past = That was { $time }. Choose a later time.
when-usual = Usual times
when-hour = In 1 hour
when-tomorrow = Tomorrow morning
when-monday = Monday morning

# Snoozing
snooze-title = Snooze until
snooze-note = Clocks go on, and a customer who writes brings it back at once.
snoozed-chip = Snoozed until { $time }
snoozed-chip-reply = Snoozed until the customer writes
wake = End the snooze
snoozed-done = Snoozed until { $time }
snoozed-done-reply = Snoozed until the customer writes
woken-done = { $number } is back among the others
palette-done = The ticket is solved already
action-snooze = Snooze this ticket
action-snooze-hours2 = Snooze for 2 hours
action-snooze-today = Snooze until this evening
action-snooze-tomorrow = Snooze until tomorrow morning
action-snooze-monday = Snooze until Monday morning
action-snooze-week = Snooze for a week
action-snooze-reply = Snooze until the customer writes
action-wake = End the snooze of this ticket

# Closing
close-title = Solve { $number }
close-category = What it was about
close-category-below = More precisely
close-category-choose = Choose
close-category-needed = Choose what it was about first
close-told = The customer has been told the result
close-satisfaction = What the customer says
close-satisfied = Satisfied
close-unsatisfied = Not satisfied
close-not-asked = Not asked
close-follow-up = Follow-up
close-follow-none = None
close-follow-day = In 24 hours
close-follow-later = Another time…
close-follow-text = Ask whether all is well
close-button = Solve
closed-done = { $number } is solved

# Handing over
handover-reason = Why
handover-reason-hint = knows the matter, shift ends, …
handover-reason-needed = Say why it is handed over
handover-asked = What the customer asks for
handover-known = What is known
handover-tried = What was tried
handover-promised = What was promised
handover-promise = { $text } (by { $time })
handover-will = { $name } sees this above the conversation
handover-done = { $number } is now with { $name }
handover-note = Handover
handover-to-me = Handed over to you by { $by }, { $time }
handover-from-to = Handed over by { $by } to { $to }, { $time }
take-over-title = Take this ticket over
take-over-needed = Say why you take it over

# Links
link-tickets = Link with another ticket
link-label = Its number, or a few words
link-open = Open the linked { $number }
link-remove = Remove the link with { $number }
link-done = Linked with { $number }
link-removed = Link with { $number } removed
link-stands = { $number } · { $status }
links = Linked tickets
links-chip =
    { $n ->
        [one] { $n } linked ticket
       *[other] { $n } linked tickets
    }
link-missing = Not on this computer
link-unknown = No other ticket like this on this computer.

# The type of need, and lists of two levels
action-demand = Change the type of need
action-demand-basic = Type of need: simple question
action-demand-complex = Type of need: complex matter
action-demand-latent = Type of need: future need
picker-find = Find
picker-none = Nothing of this name

# Counters
chased-chip =
    { $n ->
        [one] Asked again once
       *[other] Asked again { $n } times
    }
reopened-chip =
    { $n ->
        [one] Came back once
       *[other] Came back { $n } times
    }
event-call-told = { $by } called back and told the customer
event-call-not-reached = { $by } called back and reached nobody
event-call-promised = { $by } called back and promised something
