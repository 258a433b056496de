# Writing with marks, naming colleagues, forwarding, and pictures that lie elsewhere.

marks = Formatting
action-mark-bold = Bold
action-mark-italic = Italic
action-mark-bullets = Bulleted list
action-mark-numbers = Numbered list
action-mark-link = Link
action-mark-code = Code
action-preview = Preview what is written
preview = Preview
preview-label = Preview: as it will be read
preview-empty = Nothing is written yet
write-on = Write on

# Naming colleagues
view-mentions = Mentions
empty-mentions = Nobody has named you
clock-mention = Mention
mentions-title = Colleagues
alert-mention = { $by } named you
will-tell = tells { $names }

# Forwarding
action-forward = Forward the conversation
forward-this = Forward this message
forward-panel = Forward
forward-panel-one = Forward this message
forward-panel-all = { $n ->
    [one] Forward the conversation, 1 message
   *[other] Forward the conversation, { $n } messages
  }
forward-to = To
forward-to-hint = name@company.com
forward-to-needed = To whom is it to go?
forward-to-wrong = This is not the address of one person. Write it as name@company.com.
forward-line = Subject
forward-words = Your message above it
forward-below = What will be forwarded
forward-will = Handed to the team server, not to the customer. No clock stops
forward-will-offline = Kept on this computer, handed to the team server when it is back
forward-send = Forward
forward-sent = Handed to the team server for { $to }
forward-undo = To { $to } in { $seconds } s
forwarded-to = To be forwarded to { $to }
show-forwarded = { $n ->
    [one] Show what was forwarded (1 line)
   *[other] Show what was forwarded ({ $n } lines)
  }
hide-forwarded = Hide what was forwarded

# Pictures that lie elsewhere
pictures-show = Show pictures
pictures-again = Try again
pictures-told = Fetches them for this message alone. Whoever sent it can see that somebody looked
pictures-coming = Fetching pictures
pictures-refused = { $n ->
    [one] 1 picture could not be shown: it is gone, too large, or no picture
   *[other] { $n } pictures could not be shown: they are gone, too large, or no pictures
  }
pictures-unreachable = The pictures cannot be reached from this computer now
