"""What is said in more than one room: states, levels, amounts, answers, in the words of their readers.

No one comes here by address. Pure: it reads what queries return, and no database. It may ask `standing`,
`places` and `acting`, for what they return.
"""
