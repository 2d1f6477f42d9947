"""Who acts for an organisation and who has a contract: people come, change their part, and go.

An organisation's own managers come here, and a lead's for its contracts; and everybody for her own address.
It may ask the ground rooms, `history`, `invitations`, `post` and `sign_in`.
"""
