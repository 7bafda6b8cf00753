"""Portal and API in one process."""
