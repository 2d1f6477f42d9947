"""Who is asked to act for an organisation or in a contract, by whom, and what they say to it.

Managers come here, of leads and of partners, and whoever is invited, by a link too. It may ask the ground
rooms, `post` and `sign_in`.
"""
