"""Payment by results: what a quarter's statement says, who puts it up and who approves it.

The lead comes a month after a quarter to see what is to be paid, a partner to see what was approved, for its
invoice. The council is no party to what a lead pays its partners, and sees nothing of it. It may ask the
ground rooms and `returns`.
"""
