# Merging and taking apart, taking over, several at once, and what leaves later.

# Spoken by Rust: the lines of a ticket
event-claimed-from = { $by } took the ticket over from { $from }: { $reason }
event-merged-by = { $by } merged ticket { $number } into this one
event-unmerged = { $by } took this ticket and { $number } apart again
operation-merge = merging
operation-unmerge = taking apart
kind-merge = Merge
kind-unmerge = Taking apart

# Merging
merge-title = Merge with another ticket
merge-label = Its number, or a few words of it
merge-others = Tickets of the same customer
merge-said = Messages, promises and clocks of both stand on the one that is left. For a day it can be taken apart again.
merge-offline = Saved here. The team server merges them when we are back; you see them as one at once.
merge-goes = Goes away
merge-left = Stays
merge-side = { $status } · { $owner } · since { $time }
merge-messages =
    { $n ->
        [one] { $n } message
       *[other] { $n } messages
    }
merge-turn = Turn round which of the two is left
merge-button = Merge
merge-needed = Choose the other ticket first
merge-alone = This customer has no other ticket on this computer.
merge-unknown = No other ticket of this customer is called this.
merge-of-another = That ticket is another customer’s. Only tickets of one customer become one; these can be linked.
merge-done = { $from } is part of { $into } now
merge-open = Open { $number }

# Taking apart
unmerge-title = Take apart what was merged last
unmerge-button = Take apart
unmerge-none = nothing here can be taken apart
unmerge-done = { $number } stands for itself again

# Errors of both
error-merge-same = These are one ticket already. Nothing was changed.
error-merge-customers = These are tickets of two customers. Nothing was changed. Link them, or merge the customers first.
error-merge-queues = One of the two lies in a queue that not everybody sees. Nothing was changed. Move it to the other’s queue first, or link them.
error-merge-closed = The ticket that would be left is closed. Nothing was changed. Leave the other one instead.
error-merge-elsewhere = A colleague made it part of another ticket meanwhile. It was not merged again. Open it to see where it is.
error-unmerge-late = They have been one for more than a day. They stay one; nothing was changed. Open a new ticket for what is a matter of its own.
error-unmerge-written = Something was written since, or another ticket came to it. They stay one; nothing was changed. Take apart the last one first, or open a new ticket.
error-unmerge-unknown = What the two were before is not known any more. They stay one; nothing was changed.
error-reason-missing = It has an owner. Nothing was changed. Say why you take it.

# Owners
let-go-reason = Nobody has worked on it since { $time }
bulk-why-reason-missing = Has an owner who has not worked on it for long: take it by itself and say why

# Several at once
bulk-why-category-missing = Choose what it was about first
bulk-why-merge-customers = Is another customer’s
bulk-why-merge-queues = Lies in a queue that not everybody sees
bulk-why-merge-closed = The one that is left is closed
bulk-merge = Merge { $n }
action-bulk-merge = Selected: merge
bulk-merge-left = Which one stays? The others become part of it
bulk-merge-not = select tickets of one customer
bulk-solve-category = Category for those without one
bulk-solve-none = Leave them out
bulk-solve-note = One answer for all. What cannot be solved stays selected and is told with its reason.
bulk-known = What whoever goes on with them must know

# What leaves later
outbox-later = Leaves later
outbox-leaves = { $number } leaves { $time }
