"""Pictures of units: their shapes, what they are worth, and both put together."""

from thidua.maps.models.boundaries import BoundarySet, Outline

__all__ = ["BoundarySet", "Outline"]
