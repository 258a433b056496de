# The help page and the first steps.

## Help
help-offline = When the helpdesk is down
help-offline-1 = Go on as always. Tickets, customers and knowledge are on this computer, and everything you do is written to its disk first.
help-offline-2 = When it is back, what waits goes out in order, and each thing counts once. Nothing has to be sent again.
help-banner = What the banner says
help-banner-1 = It comes when the team server cannot be reached, and goes when it is back. “As of” is the time of the picture you see.
help-banner-2 = The status bar counts what waits, what is held and what is uncertain. Click a count to see the things behind it.
help-states = What became of your work
help-waiting = On this disk. It goes out by itself, in order.
help-sending = On its way to the team server.
help-sent = The team server and your colleagues have it.
help-held = Not sent, because something came that you had not seen. Read it under Held, then decide.
help-uncertain = Sent, but no answer came. Holdfast asks again by itself; it counts once. Do nothing.
help-rejected = The team server did not take it. Your text is safe here; the reason stands beside it.
help-find = Finding things
help-find-1 = The palette finds actions, tickets and articles by a few letters, by pinyin, or by initials. Begin with > for actions alone, with # for a ticket number.
help-find-2 = Knowledge is found in simplified and traditional Chinese and in English, also by its meaning, and also offline.
help-next = Next up
help-next-1 = One key opens the ticket that matters most now and says why. In a list, two more go down and up.
help-capture = Capturing a call
help-capture-1 = Type the number first: the customer and their open tickets appear beside it. Offline the ticket gets a number of this desk, and its final one later.
help-write = Writing
help-write-1 = What you type is saved at each pause, and survives a crash. Above the button it says what will happen. Type / for ready words.
help-keys = Keys
help-keys-1 = Each command can have a key, and each key can be changed in the settings. While you type or an input method composes, letters stay letters.
help-data = Where your data is
help-data-1 = In a folder of your own on this computer, encrypted. Locked, nothing of a customer can be read there.
help-data-2 = If this computer must be given away, take what was not sent along in a file.

## The first steps
tour-title = First steps
tour-start = One-minute tour
tour-at = Step { $n } of { $of }
tour-next = Next
tour-back = Back
tour-skip = Skip
tour-close = Close
tour-done = Start working
tour-list = Your tickets
tour-list-more = The most pressing come first, each with the time that is left. Down and up:
tour-next-up = What comes next
tour-next-up-more = One key opens the ticket that matters most now and says why:
tour-write = Read and write here
tour-write-more = The text you write always lies at the foot of this pane, saved as you type. Reply and send:
tour-state = Where things stand
tour-state-more = When the helpdesk is down you work on as always. Here it says so, with the age of what you see and what waits.
tour-find = Everything by a few letters
tour-find-more = Actions, tickets, customers, knowledge; pinyin and initials work, too. The palette, and all keys:
tour-capture = When the phone rings
tour-capture-more = Capture the call from anywhere; the customer is found as you type the number. And help, at any time:
