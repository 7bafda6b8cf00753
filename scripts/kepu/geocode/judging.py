"""What an answer is worth: in the right division, and finer than what the row has."""

from __future__ import annotations

from kepu.geo.boundaries import Boundaries
from kepu.geocode.accuracy import CLASSES, OWN, finer
from kepu.geocode.cache import BETTER, NOT_BETTER, OUTSIDE, UNKNOWN_LEVEL
from kepu.geocode.candidates import Candidate
from kepu.rules.places import TOLERANCE_M


def verdict(candidate: Candidate, accuracy: str, point: tuple[float, float], boundaries: Boundaries | None) -> str:
    """The first thing that speaks against an answer, or that it is better."""
    if accuracy not in CLASSES:
        return UNKNOWN_LEVEL
    if boundaries and _outside(boundaries, candidate.division, *point):
        return OUTSIDE
    return BETTER if _better(candidate, accuracy) else NOT_BETTER


def _better(candidate: Candidate, accuracy: str) -> bool:
    """A finer class. But a rough point of the place itself says more than the middle of the division it lies in."""
    rough = bool(candidate.present) and not candidate.borrowed
    return finer(accuracy, candidate.present) and (accuracy in OWN or not rough)


def _outside(boundaries: Boundaries, code: str, lon: float, lat: float) -> bool:
    """True beyond the tolerance of the row's own division; without one, of all of them."""
    if code in boundaries.geometry:
        return boundaries.distance(code, lon, lat) > TOLERANCE_M
    return not boundaries.covers(lon, lat, TOLERANCE_M)
