"""Formats that are both files and answers of the API: rows or records in, text out. Each can be written piece by piece."""
