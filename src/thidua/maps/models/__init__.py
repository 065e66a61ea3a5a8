"""What maps remember, and what units are worth on them."""

from thidua.maps.models.boundaries import BoundarySet, Outline

__all__ = ["BoundarySet", "Outline"]
