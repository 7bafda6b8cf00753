"""A dated, citable state of the data: what must hold before, and the folder that comes of it."""
