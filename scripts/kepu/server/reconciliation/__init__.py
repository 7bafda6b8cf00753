"""Matching a spreadsheet against the records: the Reconciliation Service API 0.2 of the W3C community group."""
