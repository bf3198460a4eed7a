"""Today: the next call and its brief, whom it is time to meet again, and reminders before a call."""
