# Who is where: colleagues in tickets, whose a ticket becomes with a reply, and how the desk itself stands.

# In the head of a ticket
presence-here = In this ticket now
presence-looks = { $name } is looking at this ticket
presence-notes = { $name } is writing a note
presence-replies = { $name } is writing a reply

# In a list
presence-row-looks = Open at { $names }
presence-row-writes = { $names } writing in it

# In the composer
presence-cross-writes = { $name } is replying, too
presence-cross-writes-many =
    { $n ->
        [one] { $n } colleague is replying, too
       *[other] { $n } colleagues are replying, too
    }
presence-cross-sent = { $name } replied at { $time }, after you began
presence-cross-show = Show that reply
will-claim-now = You take this ticket now

# In the tray
tray-state-connecting = Connecting
tray-state-online = Online
tray-state-offline = Offline, working from this computer
tray-state-locked = Locked
tray-state-alerts = Alerts waiting: { $n }
