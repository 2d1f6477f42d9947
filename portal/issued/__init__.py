"""What the lead issues (a sub-contract, a set of principles), edition by edition, and who acknowledged which.

Managers issue, partners acknowledge. It may ask the ground rooms, `files`, `slots` and `submissions`.
"""
