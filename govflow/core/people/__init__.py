"""Who is bound, what they are sent and when: people, audiences, notices, letters, reminders."""
