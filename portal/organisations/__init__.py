"""What an organisation says of itself: name, legal form, year end.

Its own managers come here, and a lead for a partner that is its alone. It may ask the ground rooms,
`contracts`, `people` and `slots`.
"""
