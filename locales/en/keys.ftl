# Commands, their keys, and the search of the settings.

## The palette’s other groups
palette-list = Lists
palette-alerts = Alerts
palette-held = Held
palette-schedules = Schedules
palette-looks = Language and looks
palette-alerting = How alerts come

## Why something cannot be done now
palette-yours = it is yours already
palette-no-clock = no clock runs on this ticket
palette-no-earlier = nothing earlier is left to show
palette-no-customer = this ticket has no customer
palette-no-list = no list of tickets is shown
palette-alerts-first = open the alerts first
palette-no-alert = no alert is there
palette-held-first = open Held first
palette-not-this-one = this one does not allow it
palette-schedules-first = open the schedules first
palette-unchanged = nothing was changed
key-not-now = { $name }: { $why }

## Actions
action-send = Send
action-owner = Hand over
action-status = Change the status
action-urgency = Change the urgency
action-category = Change the category
action-queue = Move to another queue
action-category-to = Set the category to { $name }
action-queue-to = Move to the queue { $name }
action-earlier = Show earlier messages
action-customer = Show or hide the customer
action-move-down = Down in the list
action-move-up = Up in the list
action-after = Open the next in the list
action-before = Open the one before in the list
action-take = Take the ticket of this alert
action-acknowledge = Acknowledge
action-snooze-5 = Snooze 5 min
action-snooze-15 = Snooze 15 min
action-snooze-60 = Snooze 1 hour
action-acknowledge-all = Acknowledge all alerts
action-snooze-all = Snooze all alerts
action-schedule-save = Save the schedule
action-schedule-undo = Undo in the schedule
action-schedule-discard = Discard the changes of the schedule
action-settings-keys = Settings: keys
action-motion-off = Motion: off
action-motion-system = Motion: as the computer
action-chime-twoTones = Alert sound: two tones
action-chime-bell = Alert sound: bell
action-chime-knock = Alert sound: knock
setting-on = on
setting-off = Off

## Keys
key-then = then
keys-search = Search the keys
keys-change = Change keys
keys-how = Choose a command, then press its new key. Two letters one after the other work, too: G M.
keys-choose = { $name }, key: { $key }. Press to change it
keys-none = none
keys-press = Press a key, Esc to leave
keys-reset = { $name }: its own key again
keys-clear = { $name }: no key
keys-reset-all = Reset all
keys-all-own = All keys are as they came
keys-bring-back = Bring mine back
keys-taken = { $key } gets in the way of: { $names }.
keys-exchange = Exchange the two
keys-take = Take it away there
keys-no-ime = An input method is composing, or the key begins an accent. Switch to plain letters and press again.
keys-no-text = This key belongs to writing: select, copy, paste, undo.
keys-no-system = The system or the window needs this key.
keys-no-list = Lists, buttons and menus need this key.
keys-no-alone = This works while you write, so its key needs Ctrl or Alt.

## Settings
settings-search = Search the settings
settings-hits =
    { $n ->
        [one] 1 setting or key found
       *[other] { $n } settings and keys found
    }
settings-part-hits = { $name } · { $n }
settings-motion = Motion
settings-motion-more = Whether panels and banners slide in
settings-undo = Undo after sending
settings-undo-more = For so long what you sent can be taken back
settings-undo-seconds = { $n } s
settings-signature = Signature
settings-signature-more = Stands under each reply
settings-signature-none = No signature
