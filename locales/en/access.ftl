# What screen readers are told, and the ways past the frame.
skip-list = Skip to the list
skip-text = Skip to the text you write
announce-held =
    { $n ->
        [0] Nothing is held any more
        [one] 1 text is held and waits for your decision
       *[other] { $n } texts are held and wait for your decision
    }
announce-uncertain =
    { $n ->
        [0] Nothing is uncertain any more
        [one] 1 text is uncertain
       *[other] { $n } texts are uncertain
    }
announce-rejected =
    { $n ->
        [0] Nothing is refused any more
        [one] 1 text was not accepted
       *[other] { $n } texts were not accepted
    }
announce-list =
    { $n ->
        [0] { $view }: no tickets
        [one] { $view }: 1 ticket
       *[other] { $view }: { $n } tickets
    }
announce-draft = Draft saved
server-process = process { $pid }
