# When something fails: guides, whom to ring, and paper; and what was noted there, entered afterwards.
contingency-tab = Guide
contingency-title = When something fails
contingency-more = All of this lies on this computer and can be read without any network.
contingency-guides = What to do
contingency-no-guides = No guide yet. Write one in Knowledge, of the kind contingency.
contingency-procedures = Procedures
contingency-ladder = Who hears of an emergency
contingency-no-ladder = No policy names emergencies yet.
contingency-directory = Whom to ring
contingency-no-directory = No department is known yet.
contingency-after = Minutes
contingency-within = within { $span }
contingency-at = after { $span }
contingency-who = Who
contingency-owner = Whoever owns the ticket
contingency-lead = Leads
contingency-its-head = Head of the ticket's department
contingency-phone = Telephone, always answered
contingency-department = Department
contingency-head = Head
contingency-queues = Queues
action-contingency = Contingency guide
action-paper = Save paper forms to print
paper-saved = Saved: { $file }. Print it now and keep it at the desk.
paper-title = Without a computer
paper-more = Print this beforehand and keep it at the desk. Print it anew when the date at the foot is more than three months old.
paper-do = What to do
paper-steps =
    1. Note every call on a form: the time first, then how to reach the customer.
    2. Say why and until when, as your lead does; promise no time that nobody has said.
    3. Ring the numbers below for an emergency at once.
    4. When the computer is back, enter each form with its own time (quick capture, “When”), and write the ticket's number on the paper.
    5. Hand what is not entered to whoever comes after you.
paper-say = What customers are told
paper-form = Call
paper-when = Date and time
paper-agent = Agent
paper-told = What the customer was told
paper-promised = Promised, and by when
paper-result = Outcome
paper-solved = Solved
paper-call-back = To call back
paper-number = Ticket number, once entered
paper-foot = Holdfast · printed { $date }
capture-when = When
capture-now = Now
capture-when-hint = From paper: 13:58, or yesterday 16:20
capture-when-unknown = No time that has passed. Write it as 13:58, or yesterday 16:20.
capture-solved = Solved on the phone
capture-answer = What the customer was told
capture-answer-missing = Write what the customer was told
capture-satisfied = What the customer says
capture-saved-solved = { $number } saved and solved
capture-next = Save, and the next one
capture-answers = From Knowledge
error-time-ahead = The time lies ahead of now. Nothing was saved. Write when the customer came.
