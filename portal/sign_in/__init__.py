"""Signing in and out, passwords, links in mail, who the viewer is.

Everybody comes here, strangers too. It may ask the ground rooms and `post`.
"""
