"""What is said in more than one room: states, levels, amounts, answers, in the words of their readers.

Pure: it reads what queries return and asks nobody else.
"""
