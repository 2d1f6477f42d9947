"""What the lead issues (a sub-contract, a set of principles) and who has acknowledged it.

Managers issue, partners acknowledge. It may ask `slots`, `submissions` and what lies below.
"""
