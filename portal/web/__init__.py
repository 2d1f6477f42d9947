"""The kit that every page is made with: doors, forms and their errors, addresses, uploads as they stream in.

It knows no subject. It may ask `words`, `places` and `acting`.
"""
