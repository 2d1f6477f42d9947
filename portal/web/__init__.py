"""The kit that every page is made with: doors, forms and their errors, addresses, uploads as they stream in.

No one comes here by address, and it knows no subject. It may ask `words`, `standing`, `places` and `acting`.
"""
