# Every word of the window.

## The frame
omni = Search tickets, customers, articles, or type a command
navigation = Navigation
next-up = Next up
next-hint = The ticket that matters most now
next-none = Nothing is waiting for you
rail-word = My word
rail-desk = Desk
me-menu = { $name }: settings, keys, lock
close = Close
cancel = Cancel
back = Back
save = Save
add = Add
show = Show
edit = Edit
undo = Undo
more = More
previous = Previous
next = Next
start = Start
connect = Connect
try-again = Try again
try-now = Try now
see-all = See all
read-again = Read again
copied = Copied: { $value }
copy-failed = Not copied. Select the text and copy it by hand
as-of = as of { $time }
as-of-never = not fetched yet
ago = { $span } ago
time-yesterday = yesterday { $time }
time-tomorrow = tomorrow { $time }
span-seconds = { $s } s
span-minutes = { $m } min
span-hours = { $h } h { $m }
span-days = { $d } d { $h } h
span-whole-days = { $d } d
updated = updated { $time }
count-things =
    { $n ->
        [one] 1 thing
       *[other] { $n } things
    }
reason-other = Reason given: { $reason }
a-colleague = a colleague
value-none = none

## Views
view-mine = Mine
view-team = Team
view-unassigned = Unassigned
view-atRisk = At risk
view-hot = Hot
view-waiting = Waiting
view-drafts = Drafts
view-held = Held
view-offline = Written offline
view-knowledge = Knowledge
view-notices = Changes to read
view-outages = Outages
view-alerts = Alerts
view-schedules = Schedules
help-title = Help
group-next = Next up · by clock, tier, waiting
group-later = Later
row-unread = New
row-hot = Upset
row-temporary = Temporary number until we are back
temporary = Temporary
category-none = No category
list-broken = This list could not be opened
empty-mine = All done
empty-team = The team has nothing open
empty-unassigned = Every ticket has an owner
empty-atRisk = Nothing is at risk
empty-hot = Nobody is upset
empty-waiting = Nothing waits on a customer
empty-drafts = No drafts
empty-held = Nothing to decide
empty-held-more = If a customer writes before your reply goes out, or it is not accepted, it stops here and asks you.
empty-offline = Nothing on its way
empty-offline-more = What you write while the helpdesk is down is listed here, and stays for thirty days after it has arrived.
empty-alerts = No alerts
empty-alerts-more = Clocks are watched here, offline too.
empty-more =
    { $n ->
        [one] 1 ticket is unassigned in the team.
       *[other] { $n } tickets are unassigned in the team.
    }

## States, statuses, fields
state-draft = Draft
state-draft-hint = Written here, not sent
state-waiting = Waiting
state-waiting-hint = Saved here; goes out in order when back
state-sending = Sending
state-sending-hint = On its way to the helpdesk
state-sent = Sent
state-sent-hint = The helpdesk has it
state-held = Held
state-held-hint = Not sent. It waits for your decision
state-uncertain = Uncertain
state-uncertain-hint = Sent, and no answer came. It is asked about again and counts once
state-rejected = Not accepted
state-rejected-hint = The helpdesk did not accept this. Your text is safe here
status-new = New
status-open = In progress
status-pending = Waiting on customer
status-solved = Solved
status-closed = Closed
urgency-low = Low
urgency-normal = Normal
urgency-high = High
urgency-emergency = Emergency
channel-phone = Hotline
channel-chat = Live chat
channel-mail = Mail
channel-app = App
channel-web = Web form
channel-social = Social media
channel-message = Text message
field-subject = Subject
field-status = Status
field-urgency = Urgency
field-category = Category
field-queue = Queue
field-owner = Owner
field-channel = Channel
field-tag = Tag
field-tags = Tags
role-agent = Agent
role-lead = Lead
role-contact = Contact
role-administrator = Administrator

## Clocks
clock-firstResponse = First reply
clock-nextResponse = Next reply
clock-resolution = Resolve
clock-plan = First plan
clock-promise = Promise
clock-followUp = Follow-up
clock-requestAccepted = Request
clock-requestProgress = Department reply
clock-complaintStage = Complaint
clock-several = { $name } ({ $n })
clock-decision = Decision
clock-left = { $span } left
clock-over = { $span } over
clock-about = about { $span }, clock doubtful
clock-about-over = about { $span } over, clock doubtful
clock-paused = On customer
clock-met = Met
clock-met-after = met in { $span }
why-emergency = First: an emergency
why-breached = First: over its time
why-warning = First: nearly due
why-tier = First: customer tier
why-oldest = First: waiting longest

## Why a clock is due when it is
story-ask = Why it is due when it is
story-title = Why { $number } is due { $time }
story-wait = Why { $number } is due when it is
story-which = Clock
story-now = now { $time }
story-due = due { $time }
story-by = by { $time }
story-next-day = a time of the next day, so no minutes are counted
story-named = a time that somebody named
story-open = counted in working hours
story-wall = counted day and night
story-off = Came outside working hours, for which another target holds
story-policy = Promised
story-start = Began
story-used = Used so far
story-used-more = What counts of the time until now
story-running = Counted
story-paused = Waiting for the customer
story-paused-more = Not counted while the ticket waits for the customer
story-closed = Outside working hours
story-closed-more = Not counted: the schedule is closed
story-lost = Outage
story-lost-more = This desk was cut off; counted all the same
story-outage = Outage, counted
story-held = Not sent: its author decides
story-ahead = Still to run
story-over = Over
story-stands = Stands at
story-still = Stands still until the customer answers
story-doubtful = this computer’s clock is in doubt

## Connection
connection-connecting = Connecting
connection-online = Online
connection-degraded = Slow
connection-offline = Offline
connection-recovering = Coming back
all-synced = Everything synced
time-doubtful = This computer’s clock may be wrong
time-doubtful-more = Due times and alerts are about right until the server answers. Check this computer’s date and time.
first-pull = Fetching tickets, { $done } of { $total }
count-waiting =
    { $n ->
        [one] 1 waiting
       *[other] { $n } waiting
    }
count-held =
    { $n ->
        [one] 1 held
       *[other] { $n } held
    }
count-uncertain =
    { $n ->
        [one] 1 uncertain
       *[other] { $n } uncertain
    }
count-rejected =
    { $n ->
        [one] 1 not accepted
       *[other] { $n } not accepted
    }
banner-offline = Helpdesk is down. Go on working
banner-own-link = This computer has no network. Go on working
banner-as-of = Shown as of
banner-never = Nothing fetched yet
banner-since = Down since
banner-waiting =
    { $n ->
        [one] 1 thing waits to go out
       *[other] { $n } things wait to go out
    }
banner-nothing-waiting = Nothing waits to go out
banner-recovering = Coming back: sending first, then fetching
banner-left =
    { $n ->
        [one] 1 left to send
       *[other] { $n } left to send
    }
banner-degraded = Connection is slow
banner-degraded-more = What you send arrives a little later
banner-back = Back since { $time }
banner-all-sent = Everything written meanwhile has been sent, once
banner-held =
    { $n ->
        [one] 1 waits for your decision
       *[other] { $n } wait for your decision
    }
banner-uncertain =
    { $n ->
        [one] 1 uncertain
       *[other] { $n } uncertain
    }
banner-outage = { $name } is down
banner-outage-since = Since
banner-cause = Cause
banner-expected = Expected back
banner-overdue = Was expected back
banner-told-by = told by { $name }, { $time }
banner-more-outages =
    { $n ->
        [one] and 1 more
       *[other] and { $n } more
    }
outage-server = Team server
outage-text = Outage text
action-outage-text = Insert the outage text
palette-outages = Outages
action-call-ring = Call
action-call-told = Told
action-call-not-reached = Not reached
action-call-promise = Note a promise
action-outage-report = Report an outage
banner-problem = Needs you

## Conversation
customer = Customer
customer-message = Message of the customer
none-open = No ticket is open
none-open-more = Choose one from the list, or take the one that matters most.
none-open-empty = Take the one that matters most.
not-here = This ticket is not on this computer
not-here-more = It was not fetched before the line went down. It will be fetched when we are back.
not-opened = This could not be opened
claim = Claim
solve = Solve
decide = Decide
timeline = What happened
timeline-empty = Nothing has been written yet
earlier =
    { $n ->
        [one] 1 earlier
       *[other] { $n } earlier
    }
since-you-looked = Since you last looked
written-offline = Written offline
written-offline-below = What follows was written offline
note-internal = Internal note
note-hidden = the customer cannot see this
waiting-offline = On this disk; goes out by urgency. If the customer writes first, you are asked first
waiting-online = On this disk; on its way
waits-behind-held = Waits until you have decided about what is held on this ticket
uncertain-note = Sent, and no answer came. It goes out again as the same message and counts once. Nothing to do
held-by = { $name } has something held here since { $time }. Nothing of it has reached the customer. Ask before you answer the same
held-by-me = You have something held here at another computer since { $time }. Decide about it there
reapply-mine = Re-apply mine
keep-theirs = Keep theirs
changed-away-mine = You set { $field } to { $mine } at { $time }; { $by } chose { $theirs } meanwhile. Yours stands
changed-away-theirs = You set { $field } to { $mine } at { $time }; { $by } chose { $theirs } meanwhile. Theirs stands
understood = Understood
more-subject = Change the subject
more-tag = Add a tag
more-untag = Remove the tag { $tag }
more-queue = Move to a queue
owner-me = Me (claim)
owner-none = No owner
owner-hand-over = Hand over to
hand-over = Hand over
hand-over-title = Hand over to { $name }
hand-over-label = What the next person needs to know
hand-over-needed = Write what the next person needs to know
ask-needed = Write something first
reply = Reply
note = Note
send = Send
queue-to-send = Queue to send
save-note = Save note
insert = Insert
attach = Attach
drop-on-reply = Let go to attach to your reply to { $name }
drop-on-note = Let go to attach to the note
pasted-picture = Picture { $time }
composer-kind = Reply or note
reply-label = Reply to { $name }
note-label = Internal note
reply-placeholder = Write a reply; / inserts an answer
reply-placeholder-offline = Go on writing; it goes out when we are back
note-placeholder = Only the team sees this
draft-saved = Draft saved { $time }
saved-as-you-type = Saved as you type
will-reply = To { $name } ({ $channel }); goes out now
will-reply-offline = Offline: saved here, goes to { $name } ({ $channel }) when we are back
will-note = Stays in the team; the customer cannot see it
will-note-offline = Offline: saved here, reaches the team when we are back
guard-placeholder = { $name } is not filled in. Fill it in to send
guard-reading = A file is still being read. Send once it is attached
event-opened = { $by } opened the ticket
event-status = { $by } changed the status from { $from } to { $to }
event-field = { $by } changed { $field } from { $from } to { $to }
event-claimed = { $by } claimed the ticket
event-merged = Ticket { $number } became part of this one
event-promise = { $by } promised by { $due }: { $text }
event-promise-kept = { $by } kept the promise: { $text }
event-promise-withdrawn = { $by } withdrew the promise: { $text }
event-follow-up = { $by } set a follow-up for { $due }: { $text }
event-follow-up-kept = { $by } followed up: { $text }
event-follow-up-withdrawn = { $by } dropped the follow-up: { $text }
event-request = { $by } asked { $department }: { $text }
event-request-accept = { $department } has the request (noted by { $by })
event-request-progress = { $department } said how far it is (noted by { $by })
event-request-answer = { $department } answered (noted by { $by })
event-request-decline = { $department } declined (noted by { $by })
event-request-withdraw = { $by } withdrew the request to { $department }
event-complaint = { $by } recorded a complaint: { $text }
event-complaint-stage = { $by } brought the complaint forward: { $stage }
event-clock-warning = Time is running out: { $clock }, due { $due }
event-clock-breach = Overdue: { $clock }, was due { $due }
event-clock-escalation = Brought to { $to }: { $clock }, was due { $due }
event-clock-escalation-plain = Brought upwards: { $clock }, was due { $due }
event-clock-about = { $clock } ({ $about })
hears-leads = the leads
hears-team = everybody who may answer
complaint-stage-received = Received
complaint-stage-confirmed = Confirmed
complaint-stage-analysed = Analysed
complaint-stage-planned = Planned
complaint-stage-carriedOut = Carried out
complaint-stage-told = Customer told
complaint-stage-followedUp = Followed up
event-assigned = { $by } handed over to { $to }: { $reason }
event-assigned-plain = { $by } handed over to { $to }
event-tags = { $by } changed tags: added { $added }; removed { $removed }
event-tags-added = { $by } added the tag { $added }
event-tags-removed = { $by } removed the tag { $removed }
event-not-done = Not done: { $what }
operation-open = new ticket
operation-receive = customer message
operation-reply = reply
operation-note = note
operation-setField = field change
operation-transition = status change
operation-claim = claim
operation-assign = handover
operation-tag = tag change
operation-setTask = promise or follow-up
operation-endTask = end of a promise or follow-up
operation-request = request to a department
operation-stepRequest = word on a request
operation-complain = complaint
operation-stepComplaint = stage of a complaint
operation-decide = decision

## Files
files = Files
files-attached = Files that go along
count-files =
    { $n ->
        [one] 1 file
       *[other] { $n } files
    }
count-more = { $n } more
size-bytes = { $n } B
size-kilobytes = { $n } KB
size-megabytes = { $n } MB
file-here = On this computer
file-away = On the server only
file-coming = To be fetched
file-coming-at = Being fetched, { $percent }
file-leaving = To be uploaded
file-leaving-at = Being uploaded, { $percent }
file-fetch = Fetch
file-fetch-name = Fetch { $name }
file-save = Save as
file-save-name = Save as: { $name }
file-saved = Saved: { $name }
file-enlarge = Enlarge { $name }
file-remove = Remove { $name }
file-reading = Being read
attachment-file-too-large = Not attached, larger than { $limit } MB: { $name }. Your text is safe. Make it smaller or split it.
attachment-file-empty = Not attached, nothing in it: { $name }. Your text is safe. Choose a file with something in it.
attachment-too-many-files = Not attached, one text takes { $most } files: { $name }. The others are safe. Remove some, or send the rest with another text.
attachment-file-unreadable = Not attached, could not be read: { $name }. Your text is safe. Instead of a folder, attach the files in it.
attachment-file-away = { $name } is on the server only, so it cannot be saved yet. Nothing is lost. Fetch it first.
attachment-file-damaged = { $name } is not what was sent, so it was not saved. What you wrote is safe. Tell your administrator.
attachment-file-not-reached = { $name } could not be written there. The file is safe here. Choose another place and save it again.

## Customer
collapse = Put away
customer-since = Customer since { $date }
already-asked = Already asked
click-to-copy = click to copy
fact-order = Order
fact-product = Product
fact-bought = Bought
fact-address = Address
fact-account = Account
fact-device = Device
fact-phone = Phone
fact-mail = Mail
history = History
history-none = First contact

## Promises and follow-ups
tasks-title = Promises and follow-ups
tasks-kept = { $n } kept
tasks-withdrawn = { $n } withdrawn
tasks-kept-withdrawn = { $kept } kept, { $withdrawn } withdrawn
task-promise = Promise
task-followUp = Follow-up
task-panel = Promise or follow-up
task-note = Promise
task-which = What it is
task-close = Put away; what you wrote stays
task-text-promise = What was promised
task-text-followUp = What to ask about
task-due = By when
task-day = Day
task-time = Time
task-in-minutes = in { $m } min
task-in-hours = in { $h } h
task-today = today { $time }
task-will = Stays in the team; has a clock and an alert of its own
task-save-promise = Note promise
task-save-followUp = Plan follow-up
task-needed-promise = Write what was promised
task-needed-followUp = Write what to ask about
task-noted = Noted, due { $time }
task-keep-promise = Kept
task-keep-followUp = Done
task-kept-at = kept { $time }
task-withdraw-promise = Withdraw
task-withdraw-followUp = Drop
task-withdrawn-at = withdrawn { $time }
task-withdrawing-promise = Promise withdrawn: { $text }
task-withdrawing-followUp = Follow-up dropped: { $text }

## Requests to departments
requests-title = Requests to departments
requests-ended = { $n } ended
request-more = More to record
request-panel = Request to a department
request-department = Department
request-choose = Choose a department
request-none = The team has no departments yet
request-text = What do you need from them?
request-needed = Write what is needed of the department
request-will = Stays in the team; has a clock until the department answers
request-save = Ask
request-asked = { $department } is asked
request-asked-by = asked by { $by } { $time }
request-record = Record what they said
request-step-panel = Word on the request
request-step-which = What the department said
request-step-will = What you write becomes a note
request-step-over = It has ended meanwhile; what you write becomes a note
request-step-save = Record
request-step-noted = Noted on the request to { $department }
request-step-accept = Accept
request-step-progress = Progress
request-step-answer = Answer
request-step-decline = Decline
request-step-withdraw = Withdraw
request-say-accept = What was said with it; may stay empty
request-say-progress = How far it is
request-say-answer = What came of it
request-say-decline = Why not
request-say-withdraw = Why it is not needed any more; may stay empty
request-words-progress = Write how far it is
request-words-answer = Write what came of it
request-words-decline = Write why not
request-last-accept = accepted, noted by { $by } { $time }
request-last-progress = progress, noted by { $by } { $time }
request-last-answer = answered, noted by { $by } { $time }
request-last-decline = declined, noted by { $by } { $time }
request-last-withdraw = withdrawn by { $by } { $time }

## Complaints
complaints-title = Complaints
complaints-ended = { $n } closed
complaint-panel = Complaint
complaint-text = What the customer complains about
complaint-needed = Write what the customer complains about
complaint-will = Stays in the team; the leads hear of it at once
complaint-will-second = One is open already; what you write joins it as a note
complaint-save = Record complaint
complaint-recorded = Complaint recorded
complaint-joined = Saved as a note: one complaint is open already
complaint-cause = Cause, if known
complaint-cause-process = Process
complaint-cause-manner = Attitude
complaint-cause-quality = Quality
complaint-cause-information = Information flow
complaint-cause-expectation = High expectations
complaint-at = { $stage }, { $n } of { $of }
complaint-next = Next: { $stage }
complaint-step-panel = Next stage of the complaint
complaint-step-to = Comes to: { $stage }
complaint-step-text = What was done; may stay empty
complaint-step-will = What you write becomes a note
complaint-step-over = It is there already; what you write becomes a note
complaint-step-save = Record: { $stage }
complaint-step-noted = The complaint stands at: { $stage }

## Knowledge
knowledge-search = Search knowledge and tickets
knowledge-placeholder = Words, pinyin, a ticket number
knowledge-here = All on this computer
knowledge-start = Search what is known
knowledge-start-more = All of it lies on this computer, offline too.
hits = Results
hits-count =
    { $n ->
        [one] 1 hit
       *[other] { $n } hits
    } · { $ms } ms
suggested = Fits this ticket
nothing-found = Nothing found for “{ $query }”
nothing-found-more = Pinyin, simplified and traditional were searched too.
index-building = Still reading in: { $done } of { $total }. Hits may be missing
search-what = What to search
search-all = All
search-articles = Articles
search-scripts = Scripts
search-contingency = Guides
search-tickets = Tickets
search-narrow = Narrow the search
filter-language = Language
filter-category = Category
filter-channel = Channel
filter-age = Last changed
any-language = Any language
any-category = Any category
any-channel = Any channel
any-age = Any time
age-week = Last 7 days
age-month = Last month
age-year = Last year
only-of = Only { $name }
nothing-narrowed = Nothing passes these filters
nothing-narrowed-more = Take a filter away, or search for other words.
article-faq = FAQ
article-factSheet = Fact sheet
article-procedure = Procedure
article-contingency = Contingency
article-script = Script
article-version = v{ $n }
article-none = No article is open
article-none-more = Choose one of the hits.
article-answer = Answer for the customer
article-slots = has gaps to fill in
article-flagged =
    { $n ->
        [one] 1 line may be damaged. Check before you use it
       *[other] { $n } lines may be damaged. Check before you use them
    }
insert-into = Into { $number } { $name }
insert-none = Open a ticket to insert this
insert-and-send = Insert and send
insert-and-queue = Insert and queue

## Capture
capture-title = Capture a call
capture-caller = Caller
capture-question = Question
capture-product = Product
capture-callback = Call back on
capture-callback-same = same number
capture-recover = Call back first thing when we are back
capture-matches = Customers who may be calling
capture-missing = Write what the caller asks
capture-safe = Saved here; the number stays unique
capture-saved = Saved as { $number }
capture-since = Since the call began
capture-close = Close; what you wrote stays

## Alerts
alerts-count =
    { $n ->
        [one] 1 alert
       *[other] { $n } alerts
    }
alerts-now = Now
alerts-seen = Seen
alert-line = { $clock }, { $left }
acknowledge = Acknowledge
acknowledged = Acknowledged
snooze = Snooze
snooze-for = { $m } min
snoozed-to = Snoozed to { $time }
alerts-settings = Quiet hours and sounds
alerts-filter = Which alerts
alerts-all = All
alerts-mine = Mine
alerts-unassigned = Unassigned
alerts-breached = Breached
alerts-none-shown = None under this filter
alerts-none-shown-more =
    { $n ->
        [one] 1 other alert is listed under All.
       *[other] { $n } other alerts are listed under All.
    }
alerts-acknowledge-all = Acknowledge all { $n }
alerts-snooze-all = Snooze all
alerts-more = and { $n } more
alert-escalated = Escalated to you
alert-lost = { $span } in an outage
alert-lost-hint = So much of its time the team server could not be reached. It counted all the same.
take = Take
take-hint = The ticket becomes yours, and the alert is acknowledged
quiet-hours = Quiet hours: alerts are only listed.
quiet-offShift = Off shift: alerts are only listed.
quiet-computer = This computer is set not to disturb: alerts are only listed.
quiet-until-hours = Quiet until { $time }: alerts are only listed.
quiet-until-offShift = Off shift until { $time }: alerts are listed, and told together then.
quiet-until-computer = This computer is set not to disturb until { $time }: alerts are only listed.
quiet-but-emergencies = { $why } Emergencies still are.
risk-title = At risk
risk-sorted = sorted by time left
risk-number = No.
risk-left = Left
risk-none = No ticket is at risk.

## Outbox and held
outbox-order = In the order they go out
kind-open = Call
kind-reply = Reply
kind-note = Note
kind-setField = Field
kind-transition = Status
kind-claim = Claim
kind-assign = Handover
kind-tag = Tags
kind-setTask = Promise or follow-up
kind-endTask = Promise or follow-up ended
kind-request = Request
kind-stepRequest = Word on a request
kind-complain = Complaint
kind-stepComplaint = Stage of a complaint
kind-decide = Decision
held-promise = Nothing is sent or lost until you decide
held-why-held = Written at { $time }, not sent. { $reason }
held-why-rejected = Written at { $time }, not accepted. { $reason }
held-missing = This ticket is not on the helpdesk, so there is nowhere to send this. Copy what you need, then discard it.
held-fresher = Something new came on this ticket.
held-show-fresher = Show it
held-behind =
    { $n ->
        [one] 1 later reply waits for this one and goes out once you decide
       *[other] { $n } later replies wait for this one and go out once you decide
    }
held-together = Goes or stays together: { $parts }
held-differs = At odds with what is new: you wrote { $mine }, { $name } now wants { $theirs }
held-differs-news = At odds with what is new: you wrote { $mine }, it speaks of { $theirs }
held-decided = Decided today
held-all-decided =
    { $n ->
        [one] You decided about 1 thing today; it is in the list.
       *[other] You decided about { $n } things today; they are in the list.
    }
decided-sentAnyway = Sent anyway
decided-edited = Edited
decided-noted = Made a note
decided-discarded = Discarded
held-checked = Checked again when it is sent
held-change = Your change
held-change-status = Status to { $to }
held-send-change = Do it anyway
held-leave = Leave it
held-copy = Copy
held-seen = What you saw
held-seen-none = You had seen nothing of this ticket yet.
held-news = New since
held-news-none = Nothing new was written.
held-yours = Your text
held-not-sent = { $time }, not sent
held-edit = Edit and send
held-send = Send anyway
held-note = Make it a note
held-discard = Discard
held-discarding = Your text for { $number } is discarded in 10 s
held-newer-message = Somebody wrote after what you had seen. It is on its way here; wait for it, then decide.
held-customer-wrote = { $by } wrote again after what you had seen. Read it, then edit your text or send it as it is.
held-colleague-wrote = { $by } answered after what you had seen. Read it, so that the customer does not get two answers.
held-status = { $by } wrote again, so the status was not set to { $to }. Read it, then decide whether the matter is done.
held-closed = { $by } closed the ticket meanwhile, and a closed ticket takes no reply. Make it a note, or copy it into a new ticket.
held-taken-over = { $by } has the ticket now. Leave your text as a note for them, or send it if the customer should hear it from you.
held-too-old = It waited more than 24 hours. Check that it is still true, then send it.
held-file-missing = A file of it did not reach the team server. Attach it again, or send the text without it.
held-merged = Its ticket became part of { $number } meanwhile. Read what was written there, then send it there, or make it a note.
ticket-part-of = The ticket became part of { $number }. What you were writing came along.
open-ticket = Open ticket

## Palette
palette = Command palette
palette-ticket = This ticket
palette-go = Go to
palette-window = Window
palette-tickets = Tickets
palette-articles = Knowledge
palette-in = in { $number }
palette-no-ticket = open a ticket first
palette-online = already connected
all-here = All on this computer, { $ms } ms
action-reply = Reply
action-note = Write a note
action-promise = Note a promise
action-follow-up = Plan a follow-up
action-request = Ask a department
action-complaint = Record a complaint
action-insert = Insert from knowledge
action-attach = Attach a file
action-claim = Claim this ticket
action-status-new = Set status to new
action-status-open = Set status to in progress
action-status-pending = Set status to waiting on customer
action-status-solved = Solve this ticket
action-status-closed = Close this ticket
action-urgency-low = Set urgency to low
action-urgency-normal = Set urgency to normal
action-urgency-high = Set urgency to high
action-urgency-emergency = Set urgency to emergency
action-language-en = Language: English
action-language-zh-Hans = Language: 简体中文
action-language-zh-Hant = Language: 繁體中文
action-language-system = Language: as the computer
action-theme-light = Theme: light
action-theme-dark = Theme: dark
action-theme-system = Theme: as the computer
action-contrast-high = Contrast: high
action-contrast-normal = Contrast: normal
action-density-compact = Density: compact
action-density-regular = Density: regular
action-density-comfortable = Density: comfortable
action-settings-alerts = Settings: alerts
action-server-start = Start the sample team’s server
action-server-stop = Stop the sample team’s server

## Keys
key-call = call
key-told = told
key-unreached = not reached
key-move = move
key-reply = reply
key-solve = solve
key-insert = insert
key-keys = keys
key-edit = edit
key-anyway = send anyway
key-note = note
key-take = take
key-acknowledge = acknowledge
key-snooze = snooze
key-open = open
key-choose = choose
key-run = run
key-actions = actions only
key-number = ticket number
keys-title = Keys
keys-promise = A letter alone never does anything while you type or an input method is composing.
sheet-back = One step back
sheet-move = Down, up
sheet-open = Open

## Settings
settings = Settings
settings-language = Language
settings-system = As the computer
settings-theme = Theme
settings-contrast = Contrast
settings-density = Density
settings-general = General
settings-sound-alerts = A sound with each alert
settings-sound-more = Once for a warning, twice when time has run out, three times for an emergency or what is brought to you
settings-chime = Which sound
chime-twoTones = Two tones
chime-bell = Bell
chime-knock = Knock
chime-test = Test
settings-quiet = Quiet hours
settings-quiet-more = Alerts are only listed: no pop-up, no sound
settings-quiet-from = Quiet from
settings-quiet-to = Quiet until
settings-quiet-between = to
settings-shift = My shift
settings-shift-more = Outside of it alerts are listed, and told together when it starts
shift-none = None
settings-quiet-emergencies = Even emergencies stay quiet
settings-quiet-emergencies-why = In quiet hours, outside your shift, and while Do Not Disturb is on
settings-names = Name customer and subject in notifications
settings-names-more = Never while the desk or the screen is locked
settings-tray = Keep watching from the tray when the window is closed
settings-autostart = Start with the computer
theme-light = Light
theme-dark = Dark
contrast-normal = Normal
contrast-high = High
density-compact = Compact
density-regular = Regular
density-comfortable = Comfortable
lock-now = Lock now
quit = Quit Holdfast
server-title = The sample team’s server
server-running = Running
server-stopped = Stopped
server-start = Start the server
server-stop = Stop the server
server-more = Stop it to practise an outage: everything goes on, and goes out when you start it again.

## Unsent work
unsent-title = Unsent work
unsent-open = Unsent work…
unsent-count =
    { $n ->
        [0] Everything you wrote has been sent.
        [one] 1 thing you wrote is on this computer alone.
       *[other] { $n } things you wrote are on this computer alone.
    }
unsent-more = A file carries them to another desk of yours when this one cannot send. Each is done once, whichever desk sends it.
unsent-way-save = To a file
unsent-way-bring = From a file
unsent-save = Save to a file…
unsent-bring = Bring in from a file…
unsent-save-more = The file is encrypted with this passphrase. Whoever forgets it cannot open the file.
unsent-bring-more = Type the passphrase the file was saved with, then choose the file.
unsent-passphrase = Passphrase of the file
unsent-saved = Saved as { $file }. It stays here as well.
unsent-inside =
    { $n ->
        [one] 1 thing that was done
       *[other] { $n } things that were done
    }
unsent-drafts =
    { $n ->
        [one] 1 text being written
       *[other] { $n } texts being written
    }
unsent-files =
    { $n ->
        [one] 1 attachment
       *[other] { $n } attachments
    }
unsent-brought = Brought in, and sent as soon as it can be.
unsent-nothing-new = Everything in this file was here already. Nothing was changed.
unsent-left = The half-filled call stays in the file: finish the one here, then bring the file in again.
busy-file = One moment; the key is made slow on purpose

## Stages
hello-line = The helpdesk goes down. You go on working.
hello-kept = What you write stays
hello-kept-more = Saved whenever you pause, through power cuts too. Encrypted; only you can open it.
hello-once = Sent once when we are back
hello-once-more = By urgency; nothing twice, nothing missing.
hello-asked = News you have not seen: you are asked
hello-asked-more = If the customer wrote again, your reply stops and waits for you.
hello-morning = Good morning, { $name }
hello-afternoon = Good afternoon, { $name }
hello-evening = Good evening, { $name }
hello-night = Good night shift, { $name }
welcome-title = Where do you want to start?
welcome-more = You can change this later; nothing you write is lost.
welcome-try = Try it on this computer
welcome-try-more = Comes with a sample team: tickets, knowledge and colleagues. No account, no internet.
welcome-connect = Connect to a team server
welcome-connect-more = You need its address and your account; your lead has both. Work can start during the first fetch.
connect-title = Connect to a team server
connect-more = If it cannot be reached, the reason is shown here and what you typed stays.
connect-address = Server address
sign-in = Sign in
sign-in-title = Sign in
sign-in-sample = This is the sample team. Its login and password are filled in for you; just sign in.
sign-in-more = The most urgent tickets are fetched first
sign-in-again = Sign in again
sign-in-again-more = The desk stays open with everything in it. This only renews its connection to the server.
back-to-desk = Back to the desk
login = Login
password = Password
show-secret = Show what is typed
set-unlock = Use this
set-unlock-title = How should this desk unlock?
set-unlock-more = Everything here is encrypted. This is the only key, and it is never stored readable.
unlock-key-store = { $name }
unlock-key-store-more = The computer keeps the key and gives it only to you when you are signed in to it.
unlock-key-store-none = This computer offers no key store. Choose a passphrase.
unlock-passphrase = A passphrase
unlock-passphrase-more = You type it each time the desk opens.
key-store = The computer’s key store
recommended = recommended
passphrase = Passphrase
passphrase-again = Passphrase again
passphrase-unlock = Passphrase
passphrase-hint = { $n } characters or more; a few words are better than one
passphrase-too-short = Too short: { $n } characters or more
passphrase-differ = The two are not the same
passphrase-forgotten = If you forget it, nobody can open this computer’s copy: what was not sent is lost. What the server has comes back when you sign in anew.
key-store-forgotten = If { $name } is lost or reset, this computer’s copy cannot be opened: what was not sent is lost. What the server has comes back when you sign in anew.
strength-0 = Too short yet
strength-1 = Would not hold long; add a word
strength-2 = Good
strength-3 = Strong
unlock = Unlock
unlock-with = Unlock with { $name }
locked-title = Locked
locked-unsent =
    { $n ->
        [one] 1 unsent item is safe on this computer
       *[other] { $n } unsent items are safe on this computer
    }
locked-all-sent = Everything you wrote has been sent
locked-more = While locked nothing of any customer is shown. Clocks go on, and alerts still come.
failed-title = The desk could not be opened
failed-more = Nothing was deleted.
busy-try = Setting up the sample team; this takes a few seconds
busy-connect = Looking for the server
busy-sign-in = Signing in
busy-back = Going back
busy-unlock = Opening; the key is made slow on purpose
busy-locking = Locking
busy-server = One moment for the sample team’s server

## Articles as work
article-new = New article
article-untitled = Untitled
article-write = Writing an article
article-write-on = Continue writing
article-edit = Edit
article-suggest = Suggest a change
article-translate = Say it in another language
article-request = Ask for a change
article-did-not-help = Did not help
article-decide = Yours to decide
article-holds = Checked: still right
article-withdraw = Withdraw
withdraw-means = “{ $title }” is no longer found, nothing of it can be inserted, and whoever sends an answer taken from it is warned first. Its versions are kept.
article-versions = Versions
version-now = Version { $n }, now · { $time }
version-row = Version { $n } · { $time } · { $by }
difference-title = Version { $from } and version { $to }
diff-gone = No longer: 
diff-new = New: 
diff-none = Both say the same.
article-unpublished = not published yet
article-personal = Mine
article-pinned = Pinned
article-has-news = Changed
article-waiting = What you did here waits on this computer and goes out with the next connection.
article-being-edited = You have begun to change this article.
article-filled = filled in { $n } of { $of }
article-uses =
    { $n ->
        [one] used once in 7 days
       *[other] used { $n } times in 7 days
    }
article-uses-short = { $n }× in 7 days
article-unhelpful =
    { $n ->
        [one] did not help once
       *[other] did not help { $n } times
    }
article-related = Related
article-related-none = No related articles.
checked-at = checked { $time }
fresh-reviewDue = review overdue
fresh-underReview = under review
fresh-notYet = not in force yet
fresh-expired = expired
fresh-withdrawn = withdrawn
fresh-reviewDue-more = It was to be checked by { $date }. Ask its owner before you promise anything by it.
fresh-underReview-more = Somebody has said that something is wrong with it; see below. It may change within a day.
fresh-notYet-more = It holds from { $date } on. Until then nothing of it can be inserted.
fresh-expired-more = It held until { $date }. Nothing of it can be inserted; an answer taken from it is stopped before it leaves.
fresh-withdrawn-more = It was withdrawn. Nothing of it can be inserted; an answer taken from it is stopped before it leaves.
change-request = { $name } asks for a change
request-due = due in { $span }
request-late = late by { $span }
request-what = What is wrong, and what would be right
request-send = Ask
change-requested = Asked. Its owner has 24 hours.
suggestion-by = { $name } suggests
suggestion-new-by = { $name } suggests a new article
suggestion-behind = Written over an earlier version: the article has changed since.
suggestion-publish = Publish
suggestion-decline = Decline
suggestion-take-back = Take back
suggestion-waits = Waits for a lead or the owner.
suggestion-declined = Done. The suggestion is gone.
decline-why = Why not
article-published = Published
article-suggested = Suggested. A lead or the owner decides.
article-suggested-behind = Suggested, not published: the article has changed since you began. Compare the two below.
article-withdrawn = Withdrawn
article-checked = Noted as checked
unhelpful-noted = Noted: did not help
article-kind = Type
article-title = Title
article-questions = How customers ask, one a line
article-body = What to know (Markdown)
article-answer-hint = Left empty, the text above goes into the reply. { "{" }customer{ "}" }, { "{" }agent{ "}" } and { "{" }order{ "}" } are filled in.
article-missing = Title and text are needed.
article-shortcut = Shortcut
article-mine = For me alone
article-validFrom = Holds from
article-validUntil = Holds until
article-reviewAt = Check again on
article-pin = Keep in everybody’s rail
article-must-read = With a change notice that everybody must read
article-why = Why (for whoever decides)
article-drop = Discard
article-goes-all = Publishing shows it to the whole team.
article-goes-lead = A lead or the owner decides whether it is published.
article-goes-mine = Only you are shown it.
article-goes-offline = Offline: it goes out with the next connection.
article-preview = Preview
article-lines = Lines that are not used
article-purpose = Used by the desk as
purpose-none = An article
purpose-vocabulary = Vocabulary
purpose-rules = Rules for new tickets
purpose-vocabulary-lines = One line, one meaning: 退款 = 退钱, refund. A word alone is never cut apart.
purpose-rules-lines = One line, one rule: 退款, refund -> category refund, urgency high
fault-line = Line { $n }
fault-none = Every line is used.
fault-long-word = A word is longer than 40 characters.
fault-large-group = More than 20 words in one line.
fault-many-words = There are too many words; nothing is used from here on.
fault-no-word = A word is missing between the signs.
fault-one-sided = No two of these are different words.
fault-never-cut = This word is never cut apart; it needs no line.
fault-no-arrow = There is no arrow: words -> what follows
fault-two-arrows = There is more than one arrow.
fault-no-words = There is nothing before the arrow.
fault-word-missing = A word is missing beside & or !.
fault-nothing-follows = There is nothing after the arrow.
fault-unknown-key = “{ $value }” is neither category, queue nor urgency.
fault-no-value = The value is missing.
fault-no-urgency = There is no urgency “{ $value }”.
fault-no-category = There is no category “{ $value }”.
fault-no-queue = There is no queue “{ $value }”.
fault-twice = The same thing is said twice.
fault-too-many = There are too many rules before this one.
notice-must = Must read: { $what }
notice-read = Changed: { $what }
notice-what = What changes
notice-why = Why
notice-effect = Effect
notice-guide = What to do
notice-amends = Making good
notice-unread-by = Read by { $n } of { $of }. Not yet: { $names }
notice-read-by-all = Read by all { $n }
notice-acknowledge = Read
notice-unread = unread
notice-look = Look
notice-more = { $n } more
notice-with = Everybody will have to read: { $what }
notices-changed = Changes
notices-asked = To decide
notices-none = Nothing to read, nothing to decide
notices-none-more = Changes that everybody must read and suggestions appear here.
matter-mine = yours
matter-request = change request
matter-suggestion = suggestion
matter-expired = expired
matter-review = to be checked
told-before = Before you insert: { $number } was told something else
told-before-more = { $time }, { $by } answered from version { $n }. Say which holds, and treat the customer by the better one.
told-compare = Compare
insert-not-now = Nothing of it can be inserted now.
insert-nothing = There is nothing to insert.
outdated-title = An article that your text quotes has changed or does not hold
outdated-gone = An article that is gone
outdated-versions = version { $from } → { $to }
outdated-look = What it says to customers is the same; other parts of the article have changed.
outdated-means = Nothing has been sent. Your text is as you wrote it.
outdated-anyway = Send as it is
outdated-replace = Take the new words
quick-title = Templates and quick replies
quick-find = Look for “{ $query }” in knowledge
quick-all = Search knowledge
article-from-ticket = Article from this ticket
article-from-ticket-why = From ticket { $number }. Please check that nothing of the customer is left.
held-article-outdated = An article that you quoted has changed meanwhile, was withdrawn or has expired. Look at it before you send.
kind-suggest = Suggestion
kind-publish = Publishing
kind-decline = Declining
kind-withdraw = Withdrawal
kind-check = Check
kind-requestChange = Change request
kind-acknowledge = Receipt
kind-unhelpful = Did not help
guess-title = Guessed from what was said
guess-rule = rule, line { $line }: { $words }
guess-learned =
    { $of ->
        [one] like 1 closed ticket: { $words } ({ $share } % right)
       *[other] like { $of } closed tickets: { $words } ({ $share } % right)
    }
guess-take = Take
date-form = YYYY-MM-DD
date-wrong = Write the day like this: 2026-12-31
steps-title = Steps in { $number }
steps-write-note = Write into a note
steps-noted = Noted on { $number }
steps-note = Steps of “{ $title }”, version { $version }:
notices-gone-by = Vocabulary and rules in use

## Schedules
schedule-unsaved =
    { $n ->
        [one] 1 change not saved
       *[other] { $n } changes not saved
    }
kind-setSchedule = Schedule
key-quarter = move by 15 min
key-remove = remove
key-undo = undo
sheet-quarter = Move the period by 15 min
sheet-end = Move its end by 15 min
sheet-beside = The period on the next day
sheet-remove-period = Remove the period
row-former = still tells a former time
