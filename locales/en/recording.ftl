# The words of noting a call: quick capture, its key from other programs, days in alerts.

## Quick capture
capture-contact = Number, mail or account
capture-contact-example = 138 … or name@…
contact-phone = Phone
contact-mail = Mail
contact-account = Account
capture-hint = Also finds by name, pinyin, initials or order number
capture-open-of = { $name } has an open ticket
capture-opens-of =
    { $n ->
        [one] { $name } has { $n } open ticket
       *[other] { $name } has { $n } open tickets
    }
capture-open-count = { $n } open
capture-add-note = Add as note
capture-add-reply = Add as reply
capture-added-note = Your words are in the note on { $number }
capture-added-reply = Your words are in the reply to { $number }
capture-added-contact = Contact: { $contact }
capture-added-product = Product: { $product }
capture-added-when = When: { $time }
capture-added-callback = Call back: { $number }
capture-added-answer = Told: { $answer }
capture-files = Files

## The key from other programs
settings-everywhere = Capture a call from any program
settings-everywhere-more = One key brings Holdfast up with a call to capture, whatever is in front
settings-everywhere-key = Its key
settings-everywhere-choose = Key to capture a call from any program: { $key }. Choose another
settings-everywhere-press = Press a key with Ctrl or Alt
settings-everywhere-alone = Without Ctrl or Alt, other programs would lose this key. Press one with Ctrl or Alt.
settings-everywhere-ready = { $key } works in every program
error-shortcut-wayland = This desktop (Wayland) lets no program hear keys pressed in another. Nothing else is different. To have a key, add one in the desktop’s keyboard settings that starts “holdfast --capture”.
error-shortcut-no-desktop = This session lets no program hear keys pressed in another. Nothing else is different. Inside Holdfast a call is captured by its usual key.
error-shortcut-taken = { $key } belongs to another program or to the desktop, so it was not taken. Nothing else was changed. Choose another key.
error-shortcut-unknown = { $key } cannot be heard from other programs. Nothing else was changed. Choose another key.

## Days in alerts and in a ticket’s history
date-month-1 = Jan
date-month-2 = Feb
date-month-3 = Mar
date-month-4 = Apr
date-month-5 = May
date-month-6 = Jun
date-month-7 = Jul
date-month-8 = Aug
date-month-9 = Sept
date-month-10 = Oct
date-month-11 = Nov
date-month-12 = Dec
date-and-time = { $day } { $month } { $time }
date-year-and-time = { $day } { $month } { $year } { $time }
