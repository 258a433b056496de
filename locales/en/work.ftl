# Sending, snooze, closing and handing over.

# Spoken by Rust
waits-until = Put off: leaves at { $time }
event-raised = Urgency raised from { $from } to { $to }: the customer had to ask again
closing-told = the customer was told
closing-not-told = the customer was not told
closing-satisfied = satisfied
closing-unsatisfied = not satisfied
closing-notAsked = not asked
demand-basic = Simple question
demand-complex = Complex matter
demand-latent = Future need
field-demand = Kind of matter
operation-snooze = snooze
operation-wake = end of a snooze
operation-link = link
kind-snooze = Snooze
kind-wake = Snooze ended
kind-link = Link

# Sending
send-more = More ways to send
send-now = Send at once
send-later = Send later…
send-later-title = Send later
send-then = Send and set to
send-and-pending = Send and wait for the customer
send-and-solved = Send and solve
will-later = Leaves at { $time }, unless { $name } writes before
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
sent-later = Put off. Leaves at { $time }
take-back = Take back
taken-back = Taken back. The text is in the composer again
put-off-chip = Leaves at { $time }
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
snooze = Snooze
snooze-title = Snooze until
snooze-until-reply = Until the customer writes
snooze-note = Clocks go on, and a customer who writes brings it back at once.
snoozed-to = Snoozed until { $time }
snoozed-to-reply = Snoozed until the customer writes
wake = End the snooze
snoozed-done = Snoozed until { $time }
snoozed-done-reply = Snoozed until the customer writes

# Closing
close-title = Solve { $number }
close-category = What it was about
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
handover-title = Hand over to { $name }
handover-reason = Why
handover-reason-hint = knows the matter, shift ends, …
handover-asked = What the customer asks for
handover-known = What is known
handover-tried = What was tried
handover-promised = What was promised
handover-button = Hand over
handover-from = Handed over by { $name }
handover-at = { $time }

# Links
link-title = Link with another ticket
link-label = Its number
link-button = Link
link-remove = Remove the link with { $number }
links = Linked tickets
link-missing = Not on this computer
link-unknown = There is no ticket of this number on this computer.

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
