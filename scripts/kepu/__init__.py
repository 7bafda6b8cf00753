"""The engine: schemas and CSVs in, checked database, API, downloads and portal out."""
