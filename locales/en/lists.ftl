# The words of lists: selecting, acting on several, filters, columns, next up.

## Views
view-promises = Promises
view-followUps = Follow-ups
view-snoozed = Snoozed
empty-promises = Nothing is promised
empty-followUps = No follow-up is planned
empty-snoozed = Nothing is snoozed
what-promises = What you promise a customer is listed here until it is kept.
what-followUps = Plan one when you solve a ticket; it comes here when it is due.
what-mentions = Notes in which a colleague writes @you are listed here.
what-snoozed = Snoozed tickets wait here, and come back at their time or when the customer writes.
lane-hint = Emergencies stay on top. To the first one
row-select = Select (X)
row-chased =
    { $n ->
        [one] Chased once
       *[other] Chased { $n } times
    }
row-reopened =
    { $n ->
        [one] Reopened once
       *[other] Reopened { $n } times
    }
queue-none = No queue
snoozed-until = until { $time }
snoozed-reply = until a reply
snoozed-or-reply = Comes back sooner if the customer writes

## Next up
next-no-other = Nothing else is waiting for you
why-due = First: due next
why-promise = First: a promise is due

## Selecting
selected = { $n } selected
selected-clear = Clear the selection
selected-most = The first { $most } of { $total } are selected. That is the most at once
selected-full = { $most } are selected. That is the most at once
palette-none-selected = select tickets first

## Acting on several
bulk-label = What to do with the selected tickets
bulk-claim = Claim { $n }
bulk-hand-over = Hand { $n } over to
bulk-hand-over-to = Hand { $n } over to { $name }
bulk-solve = Solve { $n }
bulk-set = Set { $n } to
bulk-move = Move { $n } to
bulk-tag = Tag { $n }
bulk-untag = Take a tag off { $n }
bulk-take-off = Take off
bulk-snooze = Snooze { $n }, at most until
bulk-snooze-alone = Snooze { $n }
bulk-wake = Bring { $n } back now
bulk-back = back in its list
bulk-done = { $n } done: { $what }
bulk-refused = { $n } not done
bulk-why-taken-over = { $by } has it
bulk-why-not-legal = Cannot go from { $from } to { $to }
bulk-undone = { $n } taken back
bulk-undone-some = { $n } taken back, { $left } not: they have moved on

## Snoozing
snooze-until-hours2 = In 2 hours ({ $time })
snooze-until-today = This evening ({ $time })
snooze-until-tomorrow = Tomorrow morning ({ $time })
snooze-until-monday = Monday morning ({ $time })
snooze-until-week = In a week ({ $time })
snooze-other = Another time
snooze-reply = Until the customer writes
snooze-ticket = Snooze
snooze-day = Day
snooze-time = Time
snooze-past = That time has passed

## Columns and looks
column-channel = Channel
column-number = Number
column-category = Category
column-urgency = Urgency
column-owner = Owner
column-queue = Queue
column-status = Status
column-updated = Updated
column-clock = Due
look-title = How lists look
look-layout = Layout
look-cards = Cards
look-table = Table
look-columns = Columns shown of each ticket, in this order
look-earlier = Move { $name } forward

## Filters
filters = Filters
filter = Filter
filter-new = New filter
filter-edit = Edit the filter
filter-edit-rename = Edit or rename
filter-menu = Filter { $name }
filter-of = { $name }, shared by { $by }
filter-mine-shared = { $name }, shared with the team
filter-from-view = Make a filter of this view
filter-make-copy = Make a copy of my own
filter-copy = { $name } (mine)
filter-share = Share with the team
filter-share-more = Everybody sees it below their views
filter-unshare = Stop sharing
filter-shared = Shared with the team: { $name }
filter-unshared = Only yours now: { $name }
filter-remove = Remove
filter-removed = Filter removed: { $name }
filter-empty = Nothing fits this filter now
filter-name = Name
filter-needs-name = Give it a name
filter-owner-any = Anybody
filter-owner-me = Me
filter-owner-nobody = Nobody
filter-owner-others = Somebody else
filter-owner-agent = One person
filter-add-category = Add a category
filter-tag-add = Add a tag, then Enter
filter-without = Without { $name }
filter-tier = Tier
filter-any = Any
filter-tier-from = V{ $tier } and up
filter-unread = Only with something new
filter-hot = Only upset customers
filter-order = Sort by
filter-order-due = Next due
filter-order-newest = Newest
filter-order-oldest = Oldest
filter-order-updated = Last updated
filter-holds =
    { $n ->
        [one] Holds 1 ticket now
       *[other] Holds { $n } tickets now
    }

## The palette and the sheet of keys
action-bulk-claim = Selected: claim
action-bulk-solve = Selected: solve
action-bulk-owner = Selected: hand over
action-bulk-status = Selected: status
action-bulk-urgency = Selected: urgency
action-bulk-category = Selected: category
action-bulk-queue = Selected: queue
action-bulk-tag = Selected: tag
action-bulk-snooze = Selected: snooze
action-select-all = Select all of the list
action-filter-new = New filter
action-filter-go = Filter: { $name }
action-filter-edit = Filter shown: edit or rename
action-filter-copy = Filter shown: make a copy
action-filter-share = Filter shown: share with the team
action-filter-unshare = Filter shown: stop sharing
action-filter-remove = Filter shown: remove
action-layout-cards = Lists: cards
action-layout-table = Lists: table
action-select = Select the ticket
action-select-down = Select on, downwards
action-select-up = Select on, upwards
action-back-to-list = Back to the list
palette-selected = Selected tickets
