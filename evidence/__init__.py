"""Keeps and writes files. Knows no rules, no people, no database."""
