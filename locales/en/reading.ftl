# The conversation as it is read, the customer beside it, and a list that still fills.

## Folded and quoted
show-quoted =
    { $n ->
        [one] Show quoted text (1 line)
       *[other] Show quoted text ({ $n } lines)
    }
hide-quoted = Hide quoted text
show-rest =
    { $n ->
        [one] Show the rest (about 1 line)
       *[other] Show the rest (about { $n } lines)
    }
fold-again = Fold again
pictures-left =
    { $n ->
        [one] 1 picture lies on the sender’s server and was not loaded
       *[other] { $n } pictures lie on the sender’s server and were not loaded
    }
picture-unnamed = Picture

## New
newer =
    { $n ->
        [one] 1 new
       *[other] { $n } new
    }
arrived =
    { $n ->
        [one] Something new below
       *[other] { $n } new things below
    }
arrived-message = New message from { $name }
arrived-note = New note by { $name }

## Links
link-title = This link leads to { $host }
link-title-plain = This link leads out of the conversation
link-more = Holdfast opens nothing that a message asks for. Copy the address, look at it once more, and open it where you would open any other.
link-copy = Copy the address
link-doubt-other-host = The text says { $shown }, but the link leads to { $host }.
link-doubt-name-before = A name stands before { $host } to make it look like another address.
link-doubt-letters = The name is written with letters that may only look like others.
link-doubt-number = It leads to a number instead of a name. Ordinary sites have a name.

## Customer
tag-hint = { $tag }: { $strategy }
history-all =
    { $n ->
        [one] 1 other ticket
       *[other] All { $n } tickets
    }
history-more =
    { $n ->
        [one] Show 1 more
       *[other] Show { $n } more
    }
history-failed = The rest could not be read.
promised-elsewhere = Promised on other tickets
promised-by = { $number }, by { $time }
promised-late = { $number }, was due { $time }
put-fact = Insert { $value } into the text
put-fact-key = I inserts it

## Lists while the first pull lasts
filling = Not all tickets are here yet
filling-more = The most urgent come first. What is here can be worked on already.
filling-apart = The rest comes once the helpdesk answers. What is here can be worked on already.
