"""The knowledge of places: boundaries, shapes, distances."""
