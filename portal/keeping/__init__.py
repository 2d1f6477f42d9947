"""What somebody types into a form is kept while it is typed, and thrown away when it is not wanted.

A page's script comes here, and whoever begins anew. It may ask the ground rooms and `sign_in`.
"""
