# The page of schedules.
schedule-which = Which schedule
schedule-new = New schedule
schedule-none = There is no schedule yet
schedule-none-more = A schedule says when the team is open. Due times that count working hours go by it.
schedule-read-only = Leads of the team change schedules. Everybody sees them and can try them.
schedule-name = Name of the schedule
schedule-zone = Time zone
schedule-open = Open now
schedule-closed = Closed now
schedule-promises =
    { $n ->
        [0] no promise goes by it
        [one] 1 promise goes by it
       *[other] { $n } promises go by it
    }
schedule-discard = Discard
schedule-discarded = Changes of the schedule discarded
schedule-save =
    { $n ->
        [one] Save 1 change
       *[other] Save { $n } changes
    }
schedule-queue =
    { $n ->
        [one] Queue 1 change
       *[other] Queue { $n } changes
    }
schedule-saved = Saved here. Clocks go by it once the team server has it
schedule-pending = Your change is on its way. Clocks go by it once the team server has it.
schedule-pending-offline = Your change is saved here and goes out when we are back. Until the team server has it, clocks go by the schedule before.
schedule-refused = Your change was not taken. This is the schedule that clocks go by
schedule-over-theirs = Save mine over it
schedule-let-go = Let mine go
schedule-theirs = Somebody else changed this schedule after you began
schedule-theirs-more = What you see is yours, not saved. Taking theirs can be undone.
schedule-keep-mine = Go on over theirs
schedule-take-theirs = Take theirs
schedule-week = Week of { $date }
schedule-legend-open = Open
schedule-legend-night = After midnight, drawn on the day it belongs to
schedule-this-week = This week
schedule-earlier = A week earlier
schedule-later = A week later
schedule-period = Period
schedule-midnight = midnight
schedule-next-morning = { $time } next day
schedule-is-closed = closed
schedule-works-like = works like { $day }
schedule-today = today
schedule-comma = { ", " }
schedule-choose-day = Choose { $day }
schedule-overlaps-short = overlaps another
schedule-overlaps = Overlaps { $periods }. What they share counts once.
schedule-from = Opens at
schedule-to = Closes at
schedule-until = to
schedule-end = { $day } { $time }
schedule-copy-all = Copy to every day
schedule-copy-workdays = Copy to Monday to Friday
schedule-remove = Remove
schedule-day-empty = Nothing begins on this day. Add a period to it.
schedule-choose = Choose a period to change it.
schedule-try = When would it be due?
schedule-try-safe = nothing is saved by trying
schedule-tier = Tier
schedule-no-tier = None
schedule-opened = Opened on
schedule-opened-time = At
schedule-time-wrong = Write the time like this: 23:50
schedule-due-firstResponse = First reply due { $day } at { $time }
schedule-due-nextResponse = Next reply due { $day } at { $time }
schedule-due-resolution = Solution due { $day } at { $time }
schedule-due-plan = First plan due { $day } at { $time }
schedule-opened-at = opened { $time }
schedule-why = { $policy }: { $target }, { $how }.
schedule-why-off = { " " }It comes outside working hours, so this target holds instead.
schedule-counted = { " " }Counted: { $counted }.
schedule-counted-closed = { " " }Counted: { $counted }; outside working hours: { $closed }.
schedule-no-policy = No promise covers such a message, so nothing would fall due.
schedule-first-reply = First reply, by period
schedule-policy = Promise
schedule-in-hours = Working hours
schedule-off-hours = Off hours
schedule-same = the same
schedule-no-promises = No promise goes by this schedule.
schedule-next-day = by { $time } next day
schedule-exceptions = Exceptions
schedule-import = Import holidays
schedule-add-date = Add a date
schedule-date = Date
schedule-label = What it is called
schedule-kind = On this date
schedule-date-label = What { $date } is called
schedule-unnamed = no name
schedule-remove-date = Remove { $date }
schedule-past =
    { $n ->
        [one] 1 date gone by
       *[other] { $n } dates gone by
    }
schedule-past-hide =
    { $n ->
        [one] Fold away 1 date gone by
       *[other] Fold away { $n } dates gone by
    }
schedule-no-dates = No date ahead is unlike its day.
schedule-no-dates-more = Add a holiday, or import a calendar file (.ics).
schedule-import-title = Days of the calendar
schedule-import-more = Holidays are closed; make-up days work like the day you choose. Nothing is saved until you save the schedule.
schedule-left-out =
    { $n ->
        [one] 1 entry was left out: it lies in the past, or repeats as no holiday does.
       *[other] { $n } entries were left out: they lie in the past, or repeat as no holiday does.
    }
schedule-there = there already
schedule-import-take =
    { $n ->
        [0] Add none
        [one] Add 1 date
       *[other] Add { $n } dates
    }
