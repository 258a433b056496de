# What the system's own notifications say. No customer text when the desk is locked.
alert-breach-title = { $number }: { $clock } overdue
alert-warning-title = { $number }: { $clock } due at { $due }
alert-held-title = { $number }: not sent, it waits for your decision
alert-held-late-title = { $number }: held for an hour. Your lead now hears of it too
alert-held-lead-title = { $number }: { $by } has not decided for an hour
alert-body = { $customer }: { $subject }
alert-body-locked = Unlock the desk to see it
alert-open = Open ticket
alert-open-list = Open the list
alert-snooze = Remind me in 5 minutes
alert-storm-title = { $count } tickets are running out of time
alert-storm-body = The first is { $number }. The alert list has them all
alert-doubtful = This computer’s clock may be wrong: the time is about
clock-name-firstResponse = first reply
clock-name-nextResponse = next reply
clock-name-resolution = resolution
clock-name-decision = decision
