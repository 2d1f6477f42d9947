"""What people are told: reminders before something lapses, what has happened, mails of the day, and what each
wants to hear of.

Everybody comes here; leads to see what goes out. It may ask what lies below it.
"""
