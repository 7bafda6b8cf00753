"""Datasets as spreadsheets: out to an editor, and back."""
