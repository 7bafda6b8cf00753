"""Matching a spreadsheet against the records."""
