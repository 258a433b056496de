# Customers: what is noted of them, who they are besides, and what is masked.

customer-note = Note something about the customer
customer-note-contact = Note how the customer is reached
customer-note-kind = What it is
customer-facts = What is known
customer-contacts = How they are reached
customer-line-remove = Take off { $value }
customer-line-removed = Taken off: { $value }
customer-rename = Change the customer’s name
customer-name = Name
customer-same = Same customer
customer-also = Also { $name }
customer-part = Not the same
customer-part-more = { $name } is somebody else: their tickets are read apart again
customer-parted = Read apart again: { $name }
customer-alike = { $n ->
    [one] { $name }, one ticket
   *[other] { $name }, { $n } tickets
}
customer-alike-phone = Same phone: { $value }
customer-alike-mail = Same mail: { $value }
customer-alike-account = Same account: { $value }
customer-join = Same person
customer-join-more = { $name } is this customer: their tickets are read together
customer-joined = Read together from now on: { $name }
customer-said = { $all ->
    [one] { $yes ->
        [one] Satisfied the one time they were asked
       *[other] Not satisfied the one time they were asked
    }
   *[other] Satisfied { $yes } of { $all } times
}
customer-said-yes = Satisfied when it was solved
customer-said-no = Not satisfied when it was solved
needs = Access needs
need-add = Access need: { $need }
need-remove = Take off the access need: { $need }
need-hearing = Hard of hearing.
need-hearing-do = Write, do not call. Send what was said as text.
need-sight = Sees badly.
need-sight-do = Put everything in the text; no pictures of text.
need-speech = Speaks with effort.
need-speech-do = Give them time, or write instead of calling.
need-reading = Reads with effort.
need-reading-do = Short sentences, one step at a time; offer a call.
need-interpreter = Needs an interpreter.
need-interpreter-do = Bring one in before calling; write simple sentences.
need-helper = Somebody speaks for them.
need-helper-do = Ask who is calling, and speak with that person.
reveal-ask = Show addresses and numbers
reveal-title = Why do you need to see them
reveal-why = Reason. It is kept with your name, and your lead can read it.
reveal-needed = Say why first
reveal = Show
revealed-until = Shown until { $time }
looks-count = { $n ->
    [one] Looked at once
   *[other] Looked at { $n } times
}
look-by = { $by }, { $time }: { $why }
customer-fallback = When the usual way is down: { $value }
customer-fallback-is = To be tried when the usual way is down
customer-fallback-set = Try this when the usual way is down
reason-gone = What this was about was erased or taken away on the helpdesk, so nothing of it was done or sent. Your words are safe here. Copy what you still need, then discard this.
