"""Work that nobody waits for: claimed in the database, done, tried again, and shown to whoever looks after
the installation. The rows of `work` say what is left to do; the queue only wakes those who do it.

Administrators come here. It may ask what lies below it.
"""
