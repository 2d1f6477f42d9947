"""Who is invited to an organisation or a contract, by whom, and what became of it.

Managers come here, of leads and of partners. It may ask the ground rooms and `sign_in`.
"""
