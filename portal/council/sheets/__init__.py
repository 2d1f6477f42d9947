"""Spreadsheets in and out: pure."""
